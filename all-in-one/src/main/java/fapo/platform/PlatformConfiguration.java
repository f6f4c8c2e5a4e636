package fapo.platform;

import fapo.genrm.GenrmConfiguration;
import fapo.reward.RewardConfiguration;
import fapo.verifier.VerifierConfiguration;
import io.grpc.BindableService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The services that judge, and the server through which they call each other.
@Configuration(proxyBeanMethods = false)
@Import({VerifierConfiguration.class, GenrmConfiguration.class, RewardConfiguration.class})
class PlatformConfiguration {
  @Bean
  InternalServer platformInternalServer(
      @Value("${fapo.platform.internal-name}") String name,
      ObjectProvider<BindableService> services) {
    return new InternalServer(name, services.orderedStream().toList());
  }
}
