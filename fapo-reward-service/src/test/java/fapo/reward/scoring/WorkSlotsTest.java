package fapo.reward.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkSlotsTest {
  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<String> done = new CopyOnWriteArrayList<>();

  @Test
  void runsWhatWaitsByStepOnceASlotIsFree() {
    try (WorkSlots slots = new WorkSlots(1, 2)) {
      slots.submit("run", 1, () -> pass("first"));
      slots.submit("run", 9, () -> done.add("late"));
      slots.submit("run", 3, () -> done.add("early"));
      assertThat(slots.waiting()).isEqualTo(2);
      assertThatThrownBy(() -> slots.submit("run", 1, () -> done.add("too many")))
          .isInstanceOf(OverloadedException.class);
      gate.countDown();
    }
    assertThat(done).containsExactly("first", "early", "late");
  }

  @Test
  void keepsItsSlotsWhateverTheWorkThrows() {
    AtomicInteger ran = new AtomicInteger();
    try (WorkSlots slots = new WorkSlots(2, 1000)) {
      for (int i = 0; i < 1000; i++) {
        int number = i;
        slots.submit(
            "run " + i % 3,
            i,
            () -> {
              ran.incrementAndGet();
              if (number % 2 == 0) {
                throw new IllegalStateException("work " + number);
              }
              throw new AssertionError("work " + number);
            });
      }
    }
    assertThat(ran).hasValue(1000);
  }

  @Test
  void runsNoMoreThanItsSlotsAtATime() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (WorkSlots slots = new WorkSlots(3, 500)) {
      for (int i = 0; i < 500; i++) {
        slots.submit(
            "run",
            i,
            () -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              Thread.onSpinWait();
              now.decrementAndGet();
            });
      }
    }
    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void keepsAnInterruptFromTheNextWork() {
    try (WorkSlots slots = new WorkSlots(1, 1)) {
      slots.submit(
          "run",
          1,
          () -> {
            pass("first");
            Thread.currentThread().interrupt();
          });
      slots.submit(
          "run", 2, () -> done.add("interrupted: " + Thread.currentThread().isInterrupted()));
      gate.countDown();
    }
    assertThat(done).containsExactly("first", "interrupted: false");
  }

  @Test
  void takesNothingOnceClosed() {
    WorkSlots slots = new WorkSlots(1, 1);
    slots.close();
    assertThatThrownBy(() -> slots.submit("run", 1, () -> done.add("late")))
        .isInstanceOf(OverloadedException.class)
        .hasMessageContaining("shutting down");
  }

  @Test
  void stopsWhatDoesNotEndAndBeginsNothingMore() throws InterruptedException {
    WorkSlots slots = new WorkSlots(1, 1, Duration.ofMillis(20));
    CountDownLatch ended = new CountDownLatch(1);
    slots.submit(
        "run",
        1,
        () -> {
          pass("never");
          ended.countDown();
        });
    slots.submit("run", 2, () -> done.add("queued"));
    slots.close();
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(done).isEmpty();
  }

  private void pass(String name) {
    try {
      gate.await();
      done.add(name);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
