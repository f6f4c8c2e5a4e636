package fapo.platform;

import fapo.genrm.GenrmConfiguration;
import io.grpc.BindableService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The critics alone.
@Configuration(proxyBeanMethods = false)
@Import(GenrmConfiguration.class)
class CriticConfiguration {
  @Bean
  InternalServer platformInternalServer(
      @Value("${fapo.platform.internal-name}") String name,
      ObjectProvider<BindableService> services) {
    return new InternalServer(name, services.orderedStream().toList());
  }
}
