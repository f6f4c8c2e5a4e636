package fapo.gateway;

import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/// Calls to the gateway under test.
record Http(WebTestClient client) {
  static Http at(int port) {
    return new Http(
        WebTestClient.bindToServer()
            .baseUrl("http://localhost:" + port)
            .responseTimeout(Duration.ofSeconds(20))
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(64 << 20))
            .build());
  }

  WebTestClient.ResponseSpec post(String path, String json) {
    return client
        .post()
        .uri(path)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(json)
        .exchange();
  }

  WebTestClient.ResponseSpec get(String path) {
    return client.get().uri(java.net.URI.create(path)).exchange();
  }

  /// A refusal with one field error.
  WebTestClient.BodyContentSpec refused(String path, String json, String field) {
    return post(path, json)
        .expectStatus()
        .isBadRequest()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.errors[0].field")
        .isEqualTo(field);
  }
}
