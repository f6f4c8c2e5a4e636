package fapo.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReachabilityTest {
  @Test
  void isReachableWhileItServes() throws IOException {
    var health = new HealthStatusManager();
    var server =
        InProcessServerBuilder.forName("healthy")
            .addService(health.getHealthService())
            .build()
            .start();
    assertThat(ask("healthy")).isEqualTo(new Reachability("s", true, "serving"));
    health.setStatus("", ServingStatus.NOT_SERVING);
    assertThat(ask("healthy")).isEqualTo(new Reachability("s", false, "not serving"));
    server.shutdownNow();
  }

  @Test
  void isReachableWithoutAHealthService() throws IOException {
    var server = InProcessServerBuilder.forName("plain").build().start();
    assertThat(ask("plain").reachable()).isTrue();
    server.shutdownNow();
  }

  @Test
  void isNotReachableWhereNothingListens() {
    assertThat(ask("nobody")).isEqualTo(new Reachability("s", false, "UNAVAILABLE"));
  }

  private static Reachability ask(String name) {
    var channel = InProcessChannelBuilder.forName(name).build();
    try {
      return Reachability.of("s", channel).block(Duration.ofSeconds(10));
    } finally {
      channel.shutdownNow();
    }
  }
}
