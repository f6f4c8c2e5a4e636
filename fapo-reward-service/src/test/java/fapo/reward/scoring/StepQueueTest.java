package fapo.reward.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepQueueTest {
  private final StepQueue<String> queue = new StepQueue<>(6);

  @Test
  void servesTheOldestStepOfARunFirst() {
    queue.offer("run", 7, "late");
    queue.offer("run", 3, "early");
    queue.offer("run", 3, "early too");
    assertThat(drain()).containsExactly("early", "early too", "late");
  }

  @Test
  void letsRunsTakeTurns() {
    queue.offer("big", 1, "big 1");
    queue.offer("big", 1, "big 2");
    queue.offer("big", 1, "big 3");
    queue.offer("small", 9, "small 1");
    assertThat(drain()).containsExactly("big 1", "small 1", "big 2", "big 3");
  }

  @Test
  void takesNoMoreThanItsCapacity() {
    for (int i = 0; i < 6; i++) {
      assertThat(queue.offer("run", i, "work " + i)).isTrue();
    }
    assertThat(queue.offer("run", 0, "one too many")).isFalse();
    assertThat(drain()).hasSize(6).doesNotContain("one too many");
  }

  @Test
  void isEmptyWhereNothingWaits() {
    assertThat(queue.poll()).isEmpty();
  }

  private List<String> drain() {
    List<String> served = new ArrayList<>();
    for (var next = queue.poll(); next.isPresent(); next = queue.poll()) {
      served.add(next.get());
    }
    return served;
  }
}
