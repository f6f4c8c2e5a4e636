package fapo.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;

@GatewayTest
class RefusalTest {
  @LocalServerPort private int port;
  private final AtomicInteger calls = new AtomicInteger();
  private Http http;

  @BeforeEach
  void connect() {
    http = Http.at(port);
    for (String method : new String[] {"verify", "scoreGroup", "critique", "scoreCritiques"}) {
      ScriptedPlatform.on(method, (request, answer) -> calls.incrementAndGet());
    }
  }

  @AfterEach
  void nothingWasCalled() {
    ScriptedPlatform.forget();
    assertThat(calls).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/v1/verify | {'candidat': 'x'} | candidat | unknown field (expected: one of candidate, options, references)",
        "/v1/verify | {'options': {'x': 1}} | options.x | unknown field",
        "/v1/verify | {'candidate': 12} | candidate | 12 (expected: a string)",
        "/v1/verify | {'candidate': 'a\\ud83dz'} | candidate | unpaired surrogate U+D83D at character 1",
        "/v1/verify | {'references': ['a', null]} | references[1] | null (expected: a value)",
        "/v1/verify | {'references': 'a'} | references | another kind of value (expected: an array)",
        "/v1/verify | {'options': {'mode': 'loose'}} | options.mode | loose (expected: standard, fapo_recipe)",
        "/v1/verify | {'options': {'relative_tolerance': 1e999}} | options.relative_tolerance | 1e999 (expected: a finite number)",
        "/v1/verify | {'options': {'relative_tolerance': '0.1'}} | options.relative_tolerance | 0.1 (expected: a finite number)",
        "/v1/verify | {'options': {'min_significant_digits': -1}} | options.min_significant_digits | -1 (expected: an integer in [0, 2147483647])",
        "/v1/verify | {'options': {'min_significant_digits': 2.5}} | options.min_significant_digits | 2.5 (expected: an integer",
        "/v1/score | {'key': {'step': 99999999999999999999}} | key.step | 99999999999999999999 (expected: an integer",
        "/v1/score | {'rollouts': [{'text': 'a'}, {'text': 'b', 'rolout_id': 'r'}]} | rollouts[1].rolout_id | unknown field",
        "/v1/score | {'rollouts': [{'text': 'a'}, {}]} | rollouts[1].text | missing (expected: either text or turns)",
        "/v1/score | {'rollouts': [{'text': 'a', 'turns': []}]} | rollouts[0].text | given together with turns",
        "/v1/score | {'rollouts': [{'turns': [{'role': 'robot', 'content': ''}]}]} | rollouts[0].turns[0].role | robot (expected: system, user, assistant, tool)",
        "/v1/score | {'policy': {'preset': 'unspecified'}} | policy.preset | unspecified (expected: fapo, fapo_robust, fapo_recipe, rlvr)",
        "/v1/score | {'policy': {'critique': {'seed': -1}}} | policy.critique.seed | -1 (expected: an integer in [0, 2^64))",
        "/v1/critique | {'problem': 'p'} | text | missing",
        "/v1/critique-rewards | {'samples': [{'index': 1, 'step_count': 3}]} | samples[0].label | missing",
        "/v1/critique-rewards | {'samples': [{'label': 1}]} | samples[0].completion | missing",
        "/v1/rollouts:score | {'group_size': 4} | rollout | missing"
      })
  void refusesAFieldByItsPath(String path, String json, String field, String message) {
    http.refused(path, json.replace('\'', '"'), field)
        .jsonPath("$.errors[0].message")
        .value(String.class, found -> assertThat(found).startsWith(message))
        .jsonPath("$.type")
        .isEqualTo("urn:fapo:problem:invalid-argument");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'candidate': 'a',\\n  'references' ['a']} | line 2, column 16:",
        "{'candidate': NaN} | line 1, column 18:",
        "{'candidate': 'a' | line 1, column 18:",
        "{'candidate': 'a', 'candidate': 'b'} | line 1, column ",
        "{'candidate': 'a'} {} | line 1, column "
      })
  void saysWhereJsonIsMalformed(String json, String where) {
    http.refused("/v1/verify", json.replace('\'', '"').replace("\\n", "\n"), "body")
        .jsonPath("$.detail")
        .value(String.class, found -> assertThat(found).startsWith(where))
        .jsonPath("$.type")
        .isEqualTo("urn:fapo:problem:malformed-json");
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] body = {
      '{',
      '"',
      'c',
      'a',
      'n',
      'd',
      'i',
      'd',
      'a',
      't',
      'e',
      '"',
      ':',
      '"',
      (byte) 0xC3,
      '(',
      '"',
      '}'
    };
    http.client()
        .post()
        .uri("/v1/verify")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.detail")
        .value(String.class, found -> assertThat(found).contains("UTF-8"));
  }

  @Test
  void refusesAMissingBody() {
    http.client()
        .post()
        .uri("/v1/verify")
        .contentType(MediaType.APPLICATION_JSON)
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
  }

  @Test
  void refusesABodyOverTheLimit() {
    http.post("/v1/verify", "{\"candidate\": \"" + "x".repeat(64 << 20) + "\"}")
        .expectStatus()
        .isEqualTo(413)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:fapo:problem:body-too-large");
  }

  @ParameterizedTest
  @CsvSource({"120", "0s", "-1s", "1d", "25h", "soon"})
  void refusesATimeoutItCannotRead(String timeout) {
    http.client()
        .post()
        .uri("/v1/verify")
        .header("X-Request-Timeout", timeout)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{}")
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].field")
        .isEqualTo("X-Request-Timeout");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/runs/r/groups?stp=1, stp",
    "/v1/runs/r/groups?step=-1, step",
    "/v1/runs/r/groups?step=1&step=2, step",
    "/v1/runs/r/groups?page_size=many, page_size",
    "/v1/runs/r/groups/g?texts=yes, texts",
    "/v1/runs/r/replay?step=1, step"
  })
  void refusesAQueryParameterByItsName(String path, String name) {
    http.get("http://localhost:" + port + path)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].field")
        .isEqualTo(name);
  }

  @Test
  void answersUnknownRoutesAndMethodsWithProblems() {
    http.get("http://localhost:" + port + "/v1/nothing")
        .expectStatus()
        .isNotFound()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    http.get("http://localhost:" + port + "/v1/score")
        .expectStatus()
        .isEqualTo(405)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    http.client()
        .post()
        .uri("/v1/verify")
        .contentType(MediaType.TEXT_PLAIN)
        .bodyValue("x")
        .exchange()
        .expectStatus()
        .isEqualTo(415)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:fapo:problem:unsupported-media-type");
  }
}
