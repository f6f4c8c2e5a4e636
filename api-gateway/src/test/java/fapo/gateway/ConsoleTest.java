package fapo.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import fapo.reward.v1.GetServerInfoRequest;
import fapo.reward.v1.GetServerInfoResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@GatewayTest
class ConsoleTest {
  @LocalServerPort private int port;
  private Http http;

  @BeforeEach
  void connect() {
    http = Http.at(port);
  }

  @AfterEach
  void forget() {
    ScriptedPlatform.forget();
  }

  @Test
  void isAlive() {
    http.get(url("/health")).expectBody().json("{\"status\": \"up\"}", JsonCompareMode.STRICT);
  }

  @Test
  void isReadyWhenEveryServiceAnswers() {
    http.get(url("/ready"))
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("ready")
        .jsonPath("$.services.length()")
        .isEqualTo(3);
  }

  @Test
  void keepsActuatorOnTheSamePort() {
    http.get(url("/actuator/health")).expectStatus().isOk();
  }

  @Test
  void showsTheServerFacts() throws Exception {
    var info =
        TextFormat.parse(
            """
            version: "0.1" max_message_bytes: 67108864 default_critic: "symbolic"
            critics { name: "symbolic" fitness: FITNESS_DEMO ready: true }
            audit_mode: AUDIT_MODE_DURABLE default_policy { preset: PRESET_FAPO flaw_penalty: 1 }
            """,
            GetServerInfoResponse.class);
    ScriptedPlatform.answer("getServerInfo", (GetServerInfoRequest request) -> info);
    http.get(url("/v1/info"))
        .expectBody()
        .json(
            """
            {"version": "0.1", "max_message_bytes": 67108864, "default_critic": "symbolic",
             "critics": [{"name": "symbolic", "fitness": "demo", "ready": true}],
             "audit_mode": "durable", "default_policy": {"preset": "fapo", "flaw_penalty": 1.0}}
            """,
            JsonCompareMode.STRICT);
  }

  @Test
  void servesASelfContainedLandingPage() {
    byte[] page =
        http.get(url("/"))
            .expectStatus()
            .isOk()
            .expectHeader()
            .contentTypeCompatibleWith(MediaType.TEXT_HTML)
            .expectBody()
            .returnResult()
            .getResponseBody();
    assertThat(new String(page, java.nio.charset.StandardCharsets.UTF_8))
        .contains("href=\"docs\"", "href=\"health\"", "href=\"v1/info\"", "v1/score")
        .doesNotContain("src=\"http", "href=\"http", "innerHTML");
  }

  @Test
  void servesTheApiPage() {
    http.get(url("/docs")).expectStatus().is3xxRedirection();
    http.get(url("/webjars/swagger-ui/index.html")).expectStatus().isOk();
  }

  @Test
  void describesEveryRoute() {
    JsonNode api = openApi();
    assertThat(api.get("paths").propertyNames())
        .containsExactlyInAnyOrder(
            "/v1/score",
            "/v1/rollouts:score",
            "/v1/verify",
            "/v1/critique",
            "/v1/evaluate",
            "/v1/advantage",
            "/v1/critique-rewards",
            "/v1/runs/{run}/groups",
            "/v1/runs/{run}/groups/{group}",
            "/v1/runs/{run}/replay",
            "/v1/info",
            "/health",
            "/ready");
  }

  @Test
  void describesBodiesAsTheyAreRead() {
    JsonNode schemas = openApi().at("/components/schemas");
    assertThat(schemas.at("/ScoringPolicy/properties/preset/enum").toString())
        .isEqualTo("[\"fapo\",\"fapo_robust\",\"fapo_recipe\",\"rlvr\"]");
    assertThat(schemas.at("/ScoringPolicy/properties/preset/description").asString())
        .isEqualTo("Default fapo.");
    assertThat(schemas.at("/Rollout/properties").propertyNames())
        .contains("rollout_index", "text", "turns", "policy_version_min");
    assertThat(schemas.at("/Verdict/properties").propertyNames())
        .contains("outcome", "step", "evidence", "checked_statements")
        .doesNotContain("finding");
    assertThat(schemas.at("/AnswerCheck/required").toString()).contains("outcome");
    assertThat(schemas.at("/Problem/properties").propertyNames())
        .contains("type", "title", "status", "detail", "errors", "retry_after_seconds");
    assertThat(schemas.propertyNames()).noneMatch(name -> name.endsWith("Json"));
  }

  @Test
  void describesFailuresAndTheTimeout() {
    JsonNode score = openApi().at("/paths/~1v1~1score/post");
    assertThat(score.get("responses").propertyNames()).contains("200", "400", "429", "503");
    assertThat(score.at("/responses/400/content").propertyNames())
        .containsExactly("application/problem+json");
    assertThat(score.at("/responses/200/content/application~1json/schema/$ref").asString())
        .isEqualTo("#/components/schemas/GroupScore");
    assertThat(score.at("/parameters/0/name").asString()).isEqualTo("X-Request-Timeout");
    assertThat(openApi().at("/paths/~1v1~1runs~1{run}~1groups/get/parameters").toString())
        .contains("\"run_attempt\"", "\"step\"", "\"page_size\"", "\"page_token\"");
  }

  private JsonNode openApi() {
    byte[] body =
        http.get(url("/openapi.json"))
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return JsonMapper.shared().readTree(body);
  }

  private String url(String path) {
    return "http://localhost:" + port + path;
  }
}
