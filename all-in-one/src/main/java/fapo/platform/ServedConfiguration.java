package fapo.platform;

import fapo.gateway.GatewayConfiguration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerExecutorProvider;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/// The platform as a server: every gRPC service on one port, REST on another, with health and
/// metrics. The audit brings its own pool and migrations, so what would make others is left out.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@Import({PlatformConfiguration.class, GatewayConfiguration.class})
class ServedConfiguration {
  /// Handlers block: each call on its own virtual thread.
  @Bean
  GrpcServerExecutorProvider platformServerExecutor() {
    Executor virtual =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("fapo-grpc-", 0).factory());
    return () -> virtual;
  }
}
