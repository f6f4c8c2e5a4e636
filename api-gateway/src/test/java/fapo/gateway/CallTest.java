package fapo.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.genrm.v1.CritiqueRequest;
import fapo.genrm.v1.CritiqueResponse;
import fapo.reward.v1.ReplayRunRequest;
import fapo.reward.v1.ReplayRunResponse;
import fapo.verifier.v1.VerifyRequest;
import fapo.verifier.v1.VerifyResponse;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;

@GatewayTest
class CallTest {
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
  void verifies() {
    var reply = VerifyResponse.newBuilder().setMicros(7);
    reply.getCheckBuilder().getEquivalentBuilder().setBy("exact-number");
    ScriptedPlatform.answer("verify", (VerifyRequest request) -> reply.build());
    http.post("/v1/verify", "{\"candidate\": \"12\", \"references\": [\"12\"]}")
        .expectBody()
        .json(
            "{\"check\": {\"outcome\": \"equivalent\", \"by\": \"exact-number\"}, \"micros\": 7}",
            JsonCompareMode.STRICT);
  }

  @Test
  void critiques() {
    var seen = new AtomicReference<CritiqueRequest>();
    ScriptedPlatform.answer(
        "critique",
        (CritiqueRequest request) -> {
          seen.set(request);
          var reply = CritiqueResponse.newBuilder();
          reply.getVerdictBuilder().setCheckedStatements(3).getSoundBuilder();
          return reply.build();
        });
    http.post(
            "/v1/critique",
            "{\"problem\": \"p\", \"reference\": \"r\", \"text\": \"t\", \"work_id\": \"w\"}")
        .expectBody()
        .json(
            "{\"verdict\": {\"outcome\": \"sound\", \"checked_statements\": 3}}",
            JsonCompareMode.STRICT);
    assertThat(seen.get().getProblem().toStringUtf8()).isEqualTo("p");
    assertThat(seen.get().getReference().toStringUtf8()).isEqualTo("r");
    assertThat(seen.get().getWorkId()).isEqualTo("w");
  }

  @Test
  void passesTheDeadlineOn() {
    assertThat(secondsLeft("120s")).isBetween(100L, 120L);
    assertThat(secondsLeft("2m")).isBetween(100L, 120L);
    assertThat(secondsLeft(null)).isBetween(580L, 600L);
  }

  private long secondsLeft(String header) {
    var left = new AtomicReference<Long>();
    ScriptedPlatform.answer(
        "verify",
        (VerifyRequest request) -> {
          left.set(Context.current().getDeadline().timeRemaining(TimeUnit.SECONDS));
          var reply = VerifyResponse.newBuilder();
          reply.getCheckBuilder().getDifferentBuilder().setBy("text");
          return reply.build();
        });
    var call = http.client().post().uri("/v1/verify").contentType(MediaType.APPLICATION_JSON);
    if (header != null) {
      call.header("X-Request-Timeout", header);
    }
    call.bodyValue("{}").exchange().expectStatus().isOk();
    return left.get();
  }

  @Test
  void givesUpAtTheDeadline() {
    ScriptedPlatform.<VerifyRequest, VerifyResponse>on("verify", (request, answer) -> {});
    http.client()
        .post()
        .uri("/v1/verify")
        .contentType(MediaType.APPLICATION_JSON)
        .header("X-Request-Timeout", "50ms")
        .bodyValue("{}")
        .exchange()
        .expectStatus()
        .isEqualTo(504);
  }

  @Test
  void cancelsTheCallWhenTheClientGoesAway() throws Exception {
    var started = new CountDownLatch(1);
    var cancelled = new CountDownLatch(1);
    ScriptedPlatform.<VerifyRequest, VerifyResponse>on(
        "verify",
        (request, answer) -> {
          ((ServerCallStreamObserver<VerifyResponse>) answer)
              .setOnCancelHandler(cancelled::countDown);
          started.countDown();
        });
    try (var socket = new Socket("localhost", port)) {
      socket
          .getOutputStream()
          .write(
              ("POST /v1/verify HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                      + "Content-Length: 2\r\n\r\n{}")
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void cancelsAReplayWhenTheReaderGoesAway() throws Exception {
    var cancelled = new CountDownLatch(1);
    ScriptedPlatform.<ReplayRunRequest, ReplayRunResponse>on(
        "replayRun",
        (request, answer) -> {
          ((ServerCallStreamObserver<ReplayRunResponse>) answer)
              .setOnCancelHandler(cancelled::countDown);
          answer.onNext(ReplayRunResponse.newBuilder().setRollouts(1).build());
        });
    try (var socket = new Socket("localhost", port)) {
      socket
          .getOutputStream()
          .write(
              "GET /v1/runs/r/replay HTTP/1.1\r\nHost: x\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }
    assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
