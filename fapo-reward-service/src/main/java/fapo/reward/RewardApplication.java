package fapo.reward;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/// Runs this service alone, configured by `fapo-reward-service.yaml`.
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(RewardConfiguration.class)
public class RewardApplication {
  public static void main(String[] args) {
    System.setProperty("spring.config.name", "fapo-reward-service");
    SpringApplication.run(RewardApplication.class, args);
  }
}
