package fapo.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.grpc.client.ClientInterceptorsConfigurer;
import org.springframework.grpc.client.GrpcChannelFactory;
import org.springframework.grpc.client.InProcessGrpcChannelFactory;

/// The platform inside a command: nothing listens, and no auto-configuration looks around.
@Configuration(proxyBeanMethods = false)
@Import(PlatformConfiguration.class)
class CommandConfiguration {
  @Bean
  ClientInterceptorsConfigurer platformInterceptors(ApplicationContext context) {
    return new ClientInterceptorsConfigurer(context);
  }

  @Bean
  GrpcChannelFactory platformChannels(ClientInterceptorsConfigurer interceptors) {
    return new InProcessGrpcChannelFactory(List.of(), interceptors);
  }

  @Bean
  MeterRegistry platformMeters() {
    return new SimpleMeterRegistry();
  }
}
