package fapo.genrm;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/// Runs this service alone, configured by `genrm-service.yaml`.
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(GenrmConfiguration.class)
public class GenrmApplication {
  public static void main(String[] args) {
    System.setProperty("spring.config.name", "genrm-service");
    SpringApplication.run(GenrmApplication.class, args);
  }
}
