package fapo.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.verifier.v1.VerifyRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class VerifierApplicationTest {
  @Test
  void servesItsMetrics() throws Exception {
    SpringApplication application = new SpringApplication(VerifierApplication.class);
    try (ConfigurableApplicationContext context =
        application.run(
            "--spring.config.name=verifier-service",
            "--server.port=0",
            "--spring.grpc.server.port=0",
            "--fapo.verifier.warm-up-checks=10",
            "--fapo.verifier.options.ordered-list=true")) {
      VerifyRequest swapped = RunningVerifier.request("\\boxed{2, 1}", "1, 2").build();
      Checks checks = context.getBean(Checks.class);
      assertThat(checks.result(swapped, "").getResponse().getCheck().hasDifferent()).isTrue();

      String port = context.getEnvironment().getRequiredProperty("local.server.port");
      HttpResponse<String> metrics = get(port, "/actuator/prometheus");

      assertThat(metrics.statusCode()).isEqualTo(200);
      assertThat(metrics.body())
          .contains("fapo_verifier_checks_total{outcome=\"different\",rule=")
          .contains("fapo_verifier_check_seconds_bucket{le=\"1.0E-4\"}")
          .contains("fapo_verifier_text_size_bytes_count{side=\"candidate\"} 1");
      assertThat(get(port, "/actuator/health").body()).contains("UP");
    }
  }

  private static HttpResponse<String> get(String port, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
