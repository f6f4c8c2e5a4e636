package fapo.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  @Test
  void saysThatAServiceCannotBeReached() {
    var refused = Status.UNAVAILABLE.withDescription("io exception").withCause(new IOException());
    Problem problem = Problems.of(refused.asRuntimeException());
    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.detail()).isEqualTo("A service behind the gateway cannot be reached.");
    assertThat(problem.retryAfterSeconds()).isEqualTo(1);
  }

  @Test
  void keepsBreakagesToItself() {
    Problem problem = Problems.of(new IllegalStateException("secret"));
    assertThat(problem.status()).isEqualTo(500);
    assertThat(problem.detail()).doesNotContain("secret");
  }
}
