package fapo.verifier;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
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
}
