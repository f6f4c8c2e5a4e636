package fapo.genrm.generation;

import static fapo.genrm.generation.Fixture.TOKENIZER;
import static fapo.genrm.generation.Fixture.crowd;
import static fapo.genrm.generation.Fixture.engine;
import static fapo.genrm.generation.Fixture.expected;
import static fapo.genrm.generation.Fixture.outcome;
import static fapo.genrm.generation.Fixture.prompt;
import static fapo.genrm.generation.Fixture.request;
import static fapo.genrm.generation.Fixture.settings;
import static fapo.genrm.generation.Fixture.tokens;
import static fapo.genrm.generation.Fixture.warm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.genrm.engine.Admission;
import fapo.genrm.engine.ModelFaultException;
import fapo.genrm.engine.Request.Priority;
import fapo.genrm.engine.SchedulerLimits;
import fapo.genrm.generation.GenerationEngine.State;
import fapo.genrm.generation.GenerationRequest.Place;
import fapo.genrm.generation.Outcome.Cause;
import fapo.genrm.generation.Outcome.Generated;
import fapo.genrm.generation.Outcome.Refused;
import fapo.genrm.generation.Outcome.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GenerationEngineTest {
  private static GenerationRequest patient(int[] prompt, Duration deadline, Duration progress) {
    Place place = new Place("", 0, Priority.NORMAL, deadline, progress);
    return new GenerationRequest(prompt, 100, warm(1), StopRules.NONE, place);
  }

  @Test
  void votesOnOneCritiqueCostOnePrefill() {
    CacheModel model = new CacheModel(400, 4, 0);
    int[] prompt = prompt(new Random(5), 200);
    try (GenerationEngine engine = engine(model, 256, 8)) {
      List<Generation> votes =
          IntStream.range(0, 8).mapToObj(i -> engine.submit(request(prompt, 10, i))).toList();
      votes.forEach(Fixture::outcome);
      // Of each vote but the first only the part of the last block runs again.
      assertThat(engine.figures().counters().totals().prefillTokens())
          .isLessThanOrEqualTo(200 + 7 * 4);
    }
  }

  @Test
  void takesTenThousandAtOnce() {
    CacheModel model = new CacheModel(1200, 4, 12);
    Random random = new Random(6);
    try (GenerationEngine engine = engine(model, 512, 128)) {
      List<GenerationRequest> requests =
          IntStream.range(0, 10_000)
              .mapToObj(i -> request(prompt(random, 1 + random.nextInt(12)), 12, i))
              .toList();
      List<Generation> generations = requests.stream().map(engine::submit).toList();
      for (int i = 0; i < generations.size(); i++) {
        List<Integer> tokens = tokens(generations.get(i));
        if (i % 20 == 0) {
          assertThat(tokens).isEqualTo(expected(model, requests.get(i)));
        }
      }
      assertIdle(engine);
    }
  }

  /// No sequence holds a block or a place any more.
  private static void assertIdle(GenerationEngine engine) {
    long until = System.nanoTime() + 10_000_000_000L;
    while (engine.figures().counters().running() + engine.figures().counters().waiting() > 0) {
      assertThat(System.nanoTime()).as("time until idle").isLessThan(until);
      Thread.onSpinWait();
    }
    assertThat(engine.figures().counters().freeBlocks())
        .isEqualTo(engine.figures().counters().blocks());
  }

  @Test
  void survivesStormsOfCancellations() throws InterruptedException {
    CacheModel model = new CacheModel(300, 4, 0);
    List<GenerationRequest> requests = crowd(600, 30, 30);
    try (GenerationEngine engine = engine(model, 128, 32)) {
      List<Generation> generations = requests.stream().map(engine::submit).toList();
      List<Thread> storm = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        Random random = new Random(t);
        storm.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      for (int i = 0; i < 1000; i++) {
                        int victim = random.nextInt(generations.size());
                        if (victim % 4 != 0) {
                          generations.get(victim).cancel();
                        }
                      }
                    }));
      }
      for (Thread thread : storm) {
        thread.join();
      }
      for (int i = 0; i < requests.size(); i++) {
        Outcome outcome = outcome(generations.get(i));
        if (outcome instanceof Generated(_, List<Integer> tokens, _, _, _)) {
          assertThat(tokens).isEqualTo(expected(model, requests.get(i)));
        } else {
          assertThat(i % 4).isNotZero();
          assertThat(((Unavailable) outcome).cause()).isEqualTo(Cause.CANCELLED);
        }
      }
      assertIdle(engine);
    }
  }

  @Test
  void goesOnWhileACallerDoesNotRead() throws InterruptedException {
    CacheModel model = new CacheModel(100, 4, 0);
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch attached = new CountDownLatch(1);
    model.before = plan -> await(attached);
    try (GenerationEngine engine = engine(model, 64, 8)) {
      Generation ignored = engine.submit(request(new int[] {1, 2}, 50, 1));
      Thread stuck = Thread.ofVirtual().start(() -> follow(ignored, never));
      Generation other = engine.submit(request(new int[] {3}, 50, 2));
      Generation blocking = engine.submit(request(new int[] {4}, 2, 3));
      var _ = blocking.outcome().thenRun(() -> await(never));
      attached.countDown();
      assertThat(tokens(other)).hasSize(50);
      assertThat(tokens(ignored)).hasSize(50);
      assertThat(tokens(engine.submit(request(new int[] {5}, 50, 4)))).hasSize(50);
      assertThat(stuck.isAlive()).isTrue();
      never.countDown();
      stuck.join();
    }
  }

  private static void follow(Generation generation, CountDownLatch latch) {
    try {
      var _ = generation.follow(piece -> await(latch));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void streamsTheTextItReturns() throws InterruptedException {
    CacheModel model = new CacheModel(100, 4, 0);
    try (GenerationEngine engine = engine(model, 64, 8)) {
      Generation generation = engine.submit(request(new int[] {7}, 100, 5));
      StringBuilder text = new StringBuilder();
      Outcome outcome = generation.follow(text::append);
      assertThat(text.toString()).isEqualTo(((Generated) outcome).text());
      StringBuilder again = new StringBuilder();
      assertThat(generation.follow(again::append)).isSameAs(outcome);
      assertThat(again.toString()).isEqualTo(text.toString());
    }
  }

  @Test
  void failsOnlyWhoseRowIsNoDistribution() {
    CacheModel model = new CacheModel(100, 4, 0);
    model.poison = 13;
    try (GenerationEngine engine = engine(model, 64, 8)) {
      Generation bad = engine.submit(request(new int[] {13, 1}, 5, 1));
      GenerationRequest good = request(new int[] {14}, 5, 1);
      assertThat(tokens(engine.submit(good))).isEqualTo(expected(model, good));
      assertThat(outcome(bad))
          .isInstanceOfSatisfying(
              Unavailable.class,
              unavailable -> {
                assertThat(unavailable.cause()).isEqualTo(Cause.MODEL_FAULT);
                assertThat(unavailable.detail()).contains("NaN");
              });
    }
  }

  @Test
  void goesOnAfterAFaultItCanRecoverFrom() {
    CacheModel model = new CacheModel(100, 4, 0);
    AtomicBoolean once = new AtomicBoolean(true);
    model.before =
        plan -> {
          if (model.steps.get() == 3 && once.getAndSet(false)) {
            throw new ModelFaultException("out of memory", true);
          }
        };
    try (GenerationEngine engine = engine(model, 64, 8)) {
      Unavailable failed = (Unavailable) outcome(engine.submit(request(new int[] {1}, 20, 1)));
      assertThat(failed).isEqualTo(new Unavailable(Cause.MODEL_FAULT, "out of memory"));
      GenerationRequest next = request(new int[] {1}, 20, 1);
      assertThat(tokens(engine.submit(next))).isEqualTo(expected(model, next));
      assertThat(engine.state()).isEqualTo(new State.Running());
    }
  }

  @Test
  void breaksWhereTheDeviceIsLost() {
    CacheModel model = new CacheModel(100, 4, 0);
    model.before =
        plan -> {
          throw new ModelFaultException("device lost", false);
        };
    try (GenerationEngine engine = engine(model, 64, 8)) {
      Unavailable lost = new Unavailable(Cause.MODEL_FAULT, "device lost");
      assertThat(outcome(engine.submit(request(new int[] {1}, 20, 1)))).isEqualTo(lost);
      assertThat(outcome(engine.submit(request(new int[] {1}, 20, 1)))).isEqualTo(lost);
      assertThat(engine.state()).isEqualTo(new State.Broken("device lost"));
    }
  }

  @Test
  void breaksWithAReasonOnAnyFailureOfTheModel() {
    CacheModel model = new CacheModel(100, 4, 0);
    model.before =
        plan -> {
          throw new IllegalStateException("no such kernel");
        };
    try (GenerationEngine engine = engine(model, 64, 8)) {
      assertThat(((Unavailable) outcome(engine.submit(request(new int[] {1}, 2, 1)))).detail())
          .contains("no such kernel");
    }
  }

  /// The model hangs: nothing but the watch can tell.
  @Test
  void givesUpWhileAStepHangs() {
    CacheModel model = new CacheModel(100, 4, 0);
    CountDownLatch hang = new CountDownLatch(1);
    model.before = plan -> await(hang);
    Duration soon = Duration.ofMillis(80);
    try (GenerationEngine engine = engine(model, 64, 8)) {
      Generation stalled = engine.submit(patient(new int[] {1}, Place.FOREVER, soon));
      Generation late = engine.submit(patient(new int[] {2}, soon, Place.FOREVER));
      assertThat(((Unavailable) outcome(stalled)).cause()).isEqualTo(Cause.NO_PROGRESS);
      assertThat(((Unavailable) outcome(late)).cause()).isEqualTo(Cause.DEADLINE);
      hang.countDown();
      assertThat(tokens(engine.submit(request(new int[] {1}, 20, 1)))).hasSize(20);
      assertIdle(engine);
    }
  }

  @Test
  void refusesWhatCanNeverRun() {
    CacheModel model = new CacheModel(100, 4, 0);
    try (GenerationEngine engine = engine(model, 64, 8)) {
      assertReason(engine, request(new int[0], 5, 1), Admission.Reason.EMPTY_PROMPT);
      assertReason(engine, request(new int[] {1}, 0, 1), Admission.Reason.NOTHING_WANTED);
      assertReason(engine, request(new int[500], 13, 1), Admission.Reason.LONGER_THAN_CONTEXT);
      assertReason(engine, request(new int[401], 1, 1), Admission.Reason.LARGER_THAN_CACHE);
    }
  }

  private static void assertReason(
      GenerationEngine engine, GenerationRequest request, Admission.Reason reason) {
    assertThat(((Refused) outcome(engine.submit(request))).reason()).isEqualTo(reason);
  }

  /// Such a token would fail the step for all.
  @Test
  void refusesTokensThatAreNone() {
    CacheModel model = new CacheModel(100, 4, 0);
    try (GenerationEngine engine = engine(model, 64, 8)) {
      assertThatThrownBy(() -> engine.submit(request(new int[] {3, 516}, 5, 1)))
          .hasMessage("prompt: token 516 (expected: 0 to 515)");
    }
  }

  @Test
  void refusesBeyondTheQueue() {
    CacheModel model = new CacheModel(100, 4, 0);
    CountDownLatch hang = new CountDownLatch(1);
    model.before = plan -> await(hang);
    SchedulerLimits limits = new SchedulerLimits(64, 100, 4, 8, 1, 3, 8, Duration.ofMinutes(1));
    EngineSettings settings = new EngineSettings(limits, Set.of(), Duration.ofSeconds(1));
    try (GenerationEngine engine =
        new GenerationEngine(model, TOKENIZER.table(), settings, System::nanoTime)) {
      List<Generation> generations =
          IntStream.range(0, 20)
              .mapToObj(i -> engine.submit(request(new int[] {1}, 2, i)))
              .toList();
      hang.countDown();
      List<Outcome> outcomes = generations.stream().map(Fixture::outcome).toList();
      long refused = outcomes.stream().filter(Refused.class::isInstance).count();
      assertThat(refused).isBetween(10L, 17L);
      assertThat(outcomes)
          .allMatch(
              outcome ->
                  outcome instanceof Generated
                      || ((Refused) outcome).reason() == Admission.Reason.QUEUE_FULL);
    }
  }

  @Test
  void drainsToTheEnd() throws InterruptedException {
    CacheModel model = new CacheModel(100, 4, 0);
    try (GenerationEngine engine = engine(model, 64, 8)) {
      List<Generation> generations =
          IntStream.range(0, 30)
              .mapToObj(i -> engine.submit(request(new int[] {i}, 20, i)))
              .toList();
      assertThat(engine.drain(Duration.ofSeconds(30))).isTrue();
      generations.forEach(generation -> assertThat(tokens(generation)).hasSize(20));
      assertThat(((Unavailable) outcome(engine.submit(request(new int[] {1}, 1, 1)))).cause())
          .isEqualTo(Cause.CLOSED);
      assertThat(engine.state()).isEqualTo(new State.Closed());
    }
  }

  @Test
  void closesAtOnce() {
    CacheModel model = new CacheModel(100, 4, 0);
    GenerationEngine engine = engine(model, 64, 8);
    List<Generation> generations =
        IntStream.range(0, 300)
            .mapToObj(i -> engine.submit(request(new int[] {i}, 90, i)))
            .toList();
    engine.close();
    assertThat(generations)
        .allMatch(generation -> generation.outcome().orTimeout(9, TimeUnit.SECONDS).join() != null);
    assertThat(((Unavailable) outcome(generations.getLast())).cause()).isEqualTo(Cause.CLOSED);
    assertThat(((Unavailable) outcome(engine.submit(request(new int[] {1}, 1, 1)))).cause())
        .isEqualTo(Cause.CLOSED);
  }

  @Test
  void refusesLimitsThatAreNotTheModels() {
    CacheModel model = new CacheModel(100, 4, 0);
    EngineSettings other = settings(new CacheModel(99, 4, 0), 64, 8);
    assertThatThrownBy(
            () -> new GenerationEngine(model, TOKENIZER.table(), other, System::nanoTime))
        .hasMessageContaining("CacheShape[blocks=99, blockSize=4]");
  }

  @Test
  void refusesDurationsThatAreNone() {
    assertThatThrownBy(() -> patient(new int[] {1}, Duration.ZERO, Place.FOREVER))
        .hasMessageStartingWith("deadline: PT0S (expected: > 0");
  }
}
