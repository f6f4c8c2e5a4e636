package fapo.gateway;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;

@GatewayTest
class StatusMappingTest {
  private static final String BODY = "{\"candidate\": \"12\", \"references\": [\"12\"]}";

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

  @ParameterizedTest
  @CsvSource({
    "INVALID_ARGUMENT, 400, invalid-argument",
    "FAILED_PRECONDITION, 422, failed-precondition",
    "NOT_FOUND, 404, not-found",
    "ALREADY_EXISTS, 409, already-exists",
    "RESOURCE_EXHAUSTED, 429, overloaded",
    "UNAVAILABLE, 503, unavailable",
    "DEADLINE_EXCEEDED, 504, deadline-exceeded",
    "UNIMPLEMENTED, 501, unimplemented",
    "CANCELLED, 499, cancelled"
  })
  void tellsEveryStatusOfTheServices(Status.Code code, int http, String type) {
    ScriptedPlatform.fail("verify", Status.fromCode(code).withDescription("why").asException());
    this.http
        .post("/v1/verify", BODY)
        .expectStatus()
        .isEqualTo(http)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:fapo:problem:" + type)
        .jsonPath("$.status")
        .isEqualTo(http)
        .jsonPath("$.detail")
        .isEqualTo("why");
  }

  @ParameterizedTest
  @CsvSource({"INTERNAL", "UNKNOWN", "DATA_LOSS", "ABORTED", "PERMISSION_DENIED"})
  void keepsTheDetailOfABreakageToItself(Status.Code code) {
    ScriptedPlatform.fail("verify", Status.fromCode(code).withDescription("secret").asException());
    http.post("/v1/verify", BODY)
        .expectStatus()
        .isEqualTo(500)
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("A service failed: " + code);
  }

  @Test
  void namesFieldsAsTheCallerWroteThem() {
    var bad =
        BadRequest.newBuilder()
            .addFieldViolations(violation("group.rollouts[1].solution.text"))
            .addFieldViolations(violation("group.rollouts[0].solution.turns.turns[2].content"))
            .addFieldViolations(violation("policy.advantage.epsilon"))
            .build();
    ScriptedPlatform.fail("scoreGroup", failure(Status.Code.INVALID_ARGUMENT, Any.pack(bad)));
    http.post("/v1/score", "{}")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].field")
        .isEqualTo("rollouts[1].text")
        .jsonPath("$.errors[1].field")
        .isEqualTo("rollouts[0].turns[2].content")
        .jsonPath("$.errors[2].field")
        .isEqualTo("policy.advantage.epsilon")
        .jsonPath("$.errors[2].message")
        .isEqualTo("wrong");
  }

  @Test
  void carriesTheReason() {
    var info = ErrorInfo.newBuilder().setReason("CONTENT_CHANGED").setDomain("fapo").build();
    ScriptedPlatform.fail("scoreGroup", failure(Status.Code.ALREADY_EXISTS, Any.pack(info)));
    http.post("/v1/score", "{}")
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.reason")
        .isEqualTo("CONTENT_CHANGED");
  }

  @Test
  void saysWhenToTryAgain() {
    var retry =
        RetryInfo.newBuilder()
            .setRetryDelay(Duration.newBuilder().setSeconds(2).setNanos(500_000_000))
            .build();
    ScriptedPlatform.fail("verify", failure(Status.Code.RESOURCE_EXHAUSTED, Any.pack(retry)));
    http.post("/v1/verify", BODY)
        .expectStatus()
        .isEqualTo(429)
        .expectHeader()
        .valueEquals("Retry-After", "3")
        .expectBody()
        .jsonPath("$.retry_after_seconds")
        .isEqualTo(3);
  }

  @Test
  void saysWhenToTryAgainWhereTheServiceDoesNot() {
    ScriptedPlatform.fail("verify", Status.UNAVAILABLE.asException());
    http.post("/v1/verify", BODY).expectHeader().valueEquals("Retry-After", "1");
  }

  private static BadRequest.FieldViolation violation(String field) {
    return BadRequest.FieldViolation.newBuilder().setField(field).setDescription("wrong").build();
  }

  private static Throwable failure(Status.Code code, Any detail) {
    return StatusProto.toStatusException(
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage("why")
            .addDetails(detail)
            .build());
  }
}
