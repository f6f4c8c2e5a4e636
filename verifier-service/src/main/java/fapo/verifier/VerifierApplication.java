package fapo.verifier;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerExecutorProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/// Runs this service alone, configured by `verifier-service.yaml`.
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(VerifierConfiguration.class)
public class VerifierApplication {
  public static void main(String[] args) {
    System.setProperty("spring.config.name", "verifier-service");
    SpringApplication.run(VerifierApplication.class, args);
  }

  /// Handlers run on virtual threads; the server does not do so by itself. Whoever runs the server
  /// decides, so this is not part of {@link VerifierConfiguration}.
  @Bean
  GrpcServerExecutorProvider verifierServerExecutor() {
    Executor virtual =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("verifier-", 0).factory());
    return () -> virtual;
  }
}
