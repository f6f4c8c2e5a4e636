package fapo.genrm.generation;

import static fapo.genrm.generation.Fixture.expected;
import static fapo.genrm.generation.Fixture.outcome;
import static fapo.genrm.generation.Fixture.request;
import static fapo.genrm.generation.Fixture.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.genrm.engine.ModelFaultException;
import fapo.genrm.engine.StepPlan;
import fapo.genrm.generation.Outcome.Cause;
import fapo.genrm.generation.Outcome.Unavailable;
import fapo.genrm.generation.SupervisedEngine.Health;
import fapo.genrm.generation.SupervisedEngine.Restarts;
import fapo.genrm.generation.SupervisedEngine.Unit;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SupervisedEngineTest {
  private static final GenerationRequest WARM_UP = request(new int[] {2}, 2, 0);
  private static final GenerationRequest ASKED = request(new int[] {1}, 20, 1);
  private static final Duration SOON = Duration.ofMillis(2);

  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  /// Models of which the first so many lose their device at their tenth step.
  private Supplier<Unit> losing(int faulty) {
    return starting(
        faulty,
        model ->
            plan -> {
              if (model.steps.get() >= 10) {
                throw new ModelFaultException("device lost", false);
              }
            });
  }

  private Supplier<Unit> starting(int faulty, Function<CacheModel, Consumer<StepPlan>> fault) {
    return () -> {
      CacheModel model = new CacheModel(100, 4, 0);
      if (opened.getAndIncrement() < faulty) {
        model.before = fault.apply(model);
      }
      return new Unit(Fixture.engine(model, 64, 8), closed::incrementAndGet);
    };
  }

  private static SupervisedEngine supervised(Supplier<Unit> starter, int most) {
    return new SupervisedEngine(
        starter,
        WARM_UP,
        new Restarts(most, Duration.ofMinutes(1), SOON, SOON),
        System::nanoTime,
        _ -> {});
  }

  private static void await(SupervisedEngine engine, Class<? extends Health> health)
      throws InterruptedException {
    while (!health.isInstance(engine.health())) {
      Thread.sleep(SOON);
    }
  }

  private static void awaitReplacement(SupervisedEngine engine, int count)
      throws InterruptedException {
    while (engine.replacements() < count) {
      Thread.sleep(SOON);
    }
    await(engine, Health.Running.class);
  }

  @Test
  void warmsUpBeforeItTakesRequests() throws InterruptedException {
    try (SupervisedEngine engine = supervised(losing(0), 1)) {
      // Figures are those after the last step, which the outcome does not wait for.
      while (engine.figures().counters().totals().finished() < 1) {
        Thread.sleep(SOON);
      }
      assertThat(engine.health()).isEqualTo(new Health.Running());
    }
    assertThat(closed).hasValue(1);
  }

  @Test
  void replacesAnEngineWhoseDeviceIsLost() throws InterruptedException {
    try (SupervisedEngine engine = supervised(losing(1), 1)) {
      assertThat(outcome(engine.submit(ASKED)))
          .isEqualTo(new Unavailable(Cause.MODEL_FAULT, "device lost"));
      awaitReplacement(engine, 1);

      assertThat(tokens(engine.submit(ASKED)))
          .isEqualTo(expected(new CacheModel(100, 4, 0), ASKED));
      assertThat(closed).hasValue(1);
    }
    assertThat(closed).hasValue(2);
  }

  @Test
  void isLostWhereReplacementsBreakToo() throws InterruptedException {
    try (SupervisedEngine engine = supervised(losing(9), 2)) {
      for (int broken = 0; broken <= 2; broken++) {
        assertThat(outcome(engine.submit(ASKED))).isInstanceOf(Unavailable.class);
        if (broken < 2) {
          awaitReplacement(engine, broken + 1);
        }
      }
      await(engine, Health.Lost.class);

      assertThat(engine.health()).isEqualTo(new Health.Lost("device lost"));
      assertThat(outcome(engine.submit(ASKED)))
          .isEqualTo(new Unavailable(Cause.MODEL_FAULT, "device lost"));
    }
    assertThat(opened).hasValue(3);
    assertThat(closed).hasValue(3);
  }

  @Test
  void doesNotBelieveAModelThatAlwaysRecoversAndNeverRuns() throws InterruptedException {
    Supplier<Unit> starter =
        starting(
            1,
            model ->
                plan -> {
                  if (model.steps.get() >= 10) {
                    throw new ModelFaultException("logits: NaN", true);
                  }
                });
    try (SupervisedEngine engine = supervised(starter, 1)) {
      int asked = 0;
      while (engine.replacements() == 0) {
        assertThat(outcome(engine.submit(ASKED))).isInstanceOf(Unavailable.class);
        asked++;
      }
      assertThat(asked).isGreaterThanOrEqualTo(16);
      await(engine, Health.Running.class);
      assertThat(tokens(engine.submit(ASKED))).hasSize(20);
    }
  }

  @Test
  void refusesToStartAModelThatCannotWarmUp() {
    Supplier<Unit> starter =
        starting(
            1,
            model ->
                plan -> {
                  throw new ModelFaultException("logits: NaN", true);
                });
    assertThatThrownBy(() -> supervised(starter, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("warm-up: ")
        .hasMessageContaining("logits: NaN");
    assertThat(closed).hasValue(1);
  }

  @Test
  void drainsWhatRunsAndTakesNothingNew() throws InterruptedException {
    try (SupervisedEngine engine = supervised(losing(0), 1)) {
      Generation running = engine.submit(ASKED);
      assertThat(engine.drain(Duration.ofSeconds(30))).isTrue();

      assertThat(tokens(running)).hasSize(20);
      assertThat(engine.health()).isEqualTo(new Health.Stopping());
      assertThat(((Unavailable) outcome(engine.submit(ASKED))).cause()).isEqualTo(Cause.CLOSED);
    }
  }
}
