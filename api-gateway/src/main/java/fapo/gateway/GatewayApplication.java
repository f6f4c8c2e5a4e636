package fapo.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/// Runs this service alone, configured by `api-gateway.yaml`.
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(GatewayConfiguration.class)
public class GatewayApplication {
  public static void main(String[] args) {
    System.setProperty("spring.config.name", "api-gateway");
    SpringApplication.run(GatewayApplication.class, args);
  }
}
