package fapo.reward.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import fapo.reward.wire.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private static final ByteString CONTENT = ByteString.copyFromUtf8("content");

  private final AtomicLong nanos = new AtomicLong();
  private final InFlight<String, String> inFlight = new InFlight<>(nanos::get);
  private final List<InFlight.Work<String>> started = new ArrayList<>();

  @Test
  void letsTheSameRequestJoin() {
    CompletableFuture<String> first = join("key");
    CompletableFuture<String> second = join("key");
    started.getFirst().run(() -> "answer");

    assertThat(started).hasSize(1);
    assertThat(first).isCompletedWithValue("answer");
    assertThat(second).isCompletedWithValue("answer");
    assertThat(inFlight.size()).isZero();
  }

  @Test
  void refusesOtherContentUnderTheSameKey() {
    var _ = join("key");
    assertThatThrownBy(() -> inFlight.join("key", ByteString.EMPTY, started::add))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused ->
                assertThat(refused.reason()).isEqualTo(RefusedException.Reason.CONTENT_CHANGED));
  }

  @Test
  void tellsWhyWorkCouldNotBeStartedAndFreesItsKey() {
    CompletableFuture<String> refused =
        inFlight.join(
            "key",
            CONTENT,
            work -> {
              throw OverloadedException.queueFull();
            });
    assertThat(refused)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(OverloadedException.class);
    assertThat(inFlight.size()).isZero();
  }

  @Test
  void settlesWhateverTheWorkThrows() {
    CompletableFuture<String> answer = join("key");
    started
        .getFirst()
        .run(
            () -> {
              throw new StackOverflowError("deep");
            });
    assertThat(answer).isCompletedExceptionally();
    assertThat(inFlight.size()).isZero();
  }

  @Test
  void interruptsWorkThatIsCancelled() throws InterruptedException {
    CompletableFuture<String> answer = join("key");
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread runner =
        Thread.ofVirtual()
            .start(() -> started.getFirst().run(() -> waitForever(running, interrupted)));
    running.await();

    assertThat(inFlight.cancel("key")).isTrue();
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(answer).isCompletedExceptionally();
    assertThat(inFlight.cancel("key")).isFalse();
    assertThat(runner.join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void neverBeginsWorkThatWasCancelledWhileItWaited() {
    var _ = join("key");
    inFlight.cancel("key");
    started.getFirst().run(() -> Thread.currentThread().getName() + " ran");
    assertThat(Thread.interrupted()).isFalse();
    CompletableFuture<String> again = join("key");
    assertThat(again).as("a new start").isNotDone();
  }

  @Test
  void neverInterruptsTheSuccessorOfCancelledWork() throws InterruptedException {
    AtomicBoolean leaked = new AtomicBoolean();
    for (int i = 0; i < 2000; i++) {
      String key = "key " + i;
      var _ = join(key);
      InFlight.Work<String> work = started.getLast();
      Thread runner =
          Thread.ofPlatform()
              .start(
                  () -> {
                    work.run(() -> "done");
                    if (Thread.currentThread().isInterrupted()) {
                      leaked.set(true);
                    }
                  });
      inFlight.cancel(key);
      runner.join();
    }
    assertThat(leaked).isFalse();
  }

  @Test
  void endsWorkThatNobodyAsksForAnyMore() {
    CompletableFuture<String> abandoned = join("abandoned");
    CompletableFuture<String> wanted = join("wanted");
    nanos.addAndGet(Duration.ofMinutes(15).toNanos());
    var _ = join("wanted");
    nanos.addAndGet(Duration.ofMinutes(6).toNanos());
    var _ = join("another");

    assertThat(abandoned).isCompletedExceptionally();
    assertThat(wanted).isNotDone();
  }

  private CompletableFuture<String> join(String key) {
    return inFlight.join(key, CONTENT, started::add);
  }

  private static String waitForever(CountDownLatch running, CountDownLatch interrupted) {
    running.countDown();
    try {
      new CountDownLatch(1).await();
      return "never";
    } catch (InterruptedException cancelled) {
      interrupted.countDown();
      return "cancelled";
    }
  }
}
