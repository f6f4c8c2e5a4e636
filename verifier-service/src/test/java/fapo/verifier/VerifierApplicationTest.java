package fapo.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.verifier.v1.VerifierServiceGrpc;
import fapo.verifier.v1.VerifyBatchRequest;
import fapo.verifier.v1.VerifyBatchResponse;
import fapo.verifier.v1.VerifyRequest;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

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

  @Test
  void endsOpenStreamsWhenItStops() throws Exception {
    SpringApplication application = new SpringApplication(VerifierApplication.class);
    ConfigurableApplicationContext context =
        application.run(
            "--spring.config.name=verifier-service",
            "--server.port=0",
            "--spring.grpc.server.port=0",
            "--fapo.verifier.warm-up-checks=0");
    int port = context.getBean(GrpcServerLifecycle.class).getPort();
    ManagedChannel channel =
        Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create()).build();
    BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    StreamObserver<VerifyBatchRequest> requests =
        VerifierServiceGrpc.newStub(channel).verifyBatch(listener(heard));
    requests.onNext(
        VerifyBatchRequest.newBuilder()
            .setSequence(1)
            .addRequests(RunningVerifier.request("3", "3"))
            .build());
    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(1L);

    long started = System.nanoTime();
    context.close();

    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(15));
    channel.shutdownNow();
  }

  // Sequences of answers, then how the stream ended.
  private static StreamObserver<VerifyBatchResponse> listener(BlockingQueue<Object> heard) {
    return new StreamObserver<>() {
      @Override
      public void onNext(VerifyBatchResponse reply) {
        heard.add(reply.getSequence());
      }

      @Override
      public void onError(Throwable failure) {
        heard.add(Status.fromThrowable(failure).getCode());
      }

      @Override
      public void onCompleted() {
        heard.add(Status.Code.OK);
      }
    };
  }

  private static HttpResponse<String> get(String port, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
