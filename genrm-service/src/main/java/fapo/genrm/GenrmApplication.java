package fapo.genrm;

import io.grpc.netty.NettyServerBuilder;
import java.util.concurrent.Executors;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.grpc.server.ServerBuilderCustomizer;

/// Runs this service alone, configured by `genrm-service.yaml`.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(GenrmConfiguration.class)
public class GenrmApplication {
  public static void main(String[] args) {
    System.setProperty("spring.config.name", "genrm-service");
    SpringApplication.run(GenrmApplication.class, args);
  }

  /// Handlers block: each call on its own virtual thread.
  @Bean
  ServerBuilderCustomizer<NettyServerBuilder> genrmVirtualThreads() {
    return builder -> builder.executor(Executors.newVirtualThreadPerTaskExecutor());
  }
}
