package fapo.genrm.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.genrm.engine.Admission;
import fapo.genrm.engine.ModelFaultException;
import fapo.genrm.engine.Request.Priority;
import fapo.genrm.engine.SchedulerLimits;
import fapo.genrm.engine.StepResult;
import fapo.genrm.generation.GenerationEngine.State;
import fapo.genrm.generation.GenerationRequest.Place;
import fapo.genrm.generation.Outcome.Cause;
import fapo.genrm.generation.Outcome.Finish;
import fapo.genrm.generation.Outcome.Generated;
import fapo.genrm.generation.Outcome.Refused;
import fapo.genrm.generation.Outcome.Unavailable;
import fapo.genrm.sampling.Drawn;
import fapo.genrm.sampling.LoopGuard;
import fapo.genrm.sampling.Sampler;
import fapo.genrm.sampling.SamplingParameters;
import fapo.genrm.sampling.VerdictRule;
import fapo.genrm.tokenizer.TestTokenizer;
import fapo.genrm.tokenizer.Tokenizer;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GenerationEngineTest {
  private static final Tokenizer TOKENIZER = TestTokenizer.read();

  @AfterAll
  static void close() {
    TOKENIZER.close();
  }

  // The engine under test and what it is asked.

  private static EngineSettings settings(CacheModel model, int stepTokens, int running) {
    SchedulerLimits limits =
        new SchedulerLimits(
            512,
            model.cache().blocks(),
            model.cache().blockSize(),
            stepTokens,
            running,
            20_000,
            24,
            Duration.ofMinutes(1));
    return new EngineSettings(limits, Set.of(CacheModel.END), Duration.ofMillis(5));
  }

  private static GenerationEngine engine(CacheModel model, int stepTokens, int running) {
    return new GenerationEngine(
        model, TOKENIZER.table(), settings(model, stepTokens, running), System::nanoTime);
  }

  private static SamplingParameters warm(long seed) {
    return new SamplingParameters(0.9, 6, 0.95, 0.01, seed);
  }

  private static GenerationRequest request(int[] prompt, int most, long seed) {
    return new GenerationRequest(prompt, most, warm(seed), StopRules.NONE, Place.ANY);
  }

  private static GenerationRequest patient(int[] prompt, Duration deadline, Duration progress) {
    Place place = new Place("", 0, Priority.NORMAL, deadline, progress);
    return new GenerationRequest(prompt, 100, warm(1), StopRules.NONE, place);
  }

  private static int[] prompt(Random random, int length) {
    return random.ints(length, 0, CacheModel.PLAIN).toArray();
  }

  private static Outcome outcome(Generation generation) {
    return generation.outcome().orTimeout(50, TimeUnit.SECONDS).join();
  }

  private static List<Integer> tokens(Generation generation) {
    Outcome outcome = outcome(generation);
    assertThat(outcome).isInstanceOf(Generated.class);
    return ((Generated) outcome).tokens();
  }

  /// What the request must give: the model asked directly, token by token, without a cache.
  private static List<Integer> expected(CacheModel model, GenerationRequest request) {
    Sampler sampler = new Sampler();
    int[] tokens = request.prompt();
    List<Integer> said = new ArrayList<>();
    while (said.size() < request.maxNewTokens()) {
      StepResult row = model.row(tokens);
      Drawn drawn =
          sampler
              .sample(row, List.of(new Sampler.Draw(request.sampling(), said.size())))
              .getFirst();
      int id = ((Drawn.Token) drawn).id();
      said.add(id);
      if (id == CacheModel.END) {
        break;
      }
      tokens = Arrays.copyOf(tokens, tokens.length + 1);
      tokens[tokens.length - 1] = id;
    }
    return said;
  }

  /// Requests of all lengths, some with a common beginning.
  private static List<GenerationRequest> crowd(int count, int mostPrompt, int mostNew) {
    Random random = new Random(count);
    int[] common = prompt(random, mostPrompt / 2);
    List<GenerationRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] prompt = prompt(random, 1 + random.nextInt(mostPrompt));
      if (i % 3 == 0) {
        System.arraycopy(common, 0, prompt, 0, Math.min(common.length, prompt.length));
      }
      requests.add(request(prompt, 1 + random.nextInt(mostNew), i));
    }
    return requests;
  }

  private static void assertSame(CacheModel model, int stepTokens, int running, int count) {
    List<GenerationRequest> requests = crowd(count, 60, 60);
    try (GenerationEngine engine = engine(model, stepTokens, running)) {
      List<Generation> generations = requests.stream().map(engine::submit).toList();
      for (int i = 0; i < count; i++) {
        assertThat(tokens(generations.get(i))).isEqualTo(expected(model, requests.get(i)));
      }
    }
  }

  @Test
  void generatesTheSameAlone() {
    CacheModel model = new CacheModel(40, 4, 40);
    try (GenerationEngine engine = engine(model, 64, 8)) {
      for (GenerationRequest request : crowd(20, 60, 60)) {
        assertThat(tokens(engine.submit(request))).isEqualTo(expected(model, request));
      }
    }
    assertThat(model.widestStep).isEqualTo(1);
  }

  @Test
  void generatesTheSameInRaggedBatches() {
    CacheModel model = new CacheModel(2000, 4, 40);
    assertSame(model, 512, 32, 80);
    assertThat(model.widestStep).isGreaterThan(16);
  }

  @Test
  void generatesTheSameInChunks() {
    assertSame(new CacheModel(2000, 4, 40), 9, 8, 30);
  }

  @Test
  void generatesTheSameWherePreempted() {
    CacheModel model = new CacheModel(34, 4, 0);
    List<GenerationRequest> requests = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 24; i++) {
      requests.add(request(prompt(random, 3 + random.nextInt(20)), 100, i));
    }
    int preempted = 0;
    try (GenerationEngine engine = engine(model, 64, 8)) {
      List<Generation> generations = requests.stream().map(engine::submit).toList();
      for (int i = 0; i < requests.size(); i++) {
        assertThat(tokens(generations.get(i))).isEqualTo(expected(model, requests.get(i)));
        preempted += ((Generated) outcome(generations.get(i))).cost().preemptions();
      }
    }
    assertThat(preempted).isPositive();
  }

  @Test
  void generatesTheSameAfterAPrefixHit() {
    CacheModel model = new CacheModel(200, 4, 0);
    int[] prompt = prompt(new Random(4), 50);
    try (GenerationEngine engine = engine(model, 64, 8)) {
      for (int seed = 0; seed < 6; seed++) {
        GenerationRequest request = request(prompt, 20, seed);
        Generation generation = engine.submit(request);
        assertThat(tokens(generation)).isEqualTo(expected(model, request));
        int cached = ((Generated) outcome(generation)).cost().cachedTokens();
        assertThat(cached).isEqualTo(seed == 0 ? 0 : 48);
      }
    }
  }

  @Test
  void votesOnOneCritiqueCostOnePrefill() {
    CacheModel model = new CacheModel(400, 4, 0);
    int[] prompt = prompt(new Random(5), 200);
    try (GenerationEngine engine = engine(model, 256, 8)) {
      List<Generation> votes =
          IntStream.range(0, 8).mapToObj(i -> engine.submit(request(prompt, 10, i))).toList();
      votes.forEach(GenerationEngineTest::outcome);
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
    try (GenerationEngine engine = engine(model, 64, 8)) {
      Generation ignored = engine.submit(request(new int[] {1, 2}, 50, 1));
      Thread stuck = Thread.ofVirtual().start(() -> follow(ignored, never));
      Generation other = engine.submit(request(new int[] {3}, 50, 2));
      Generation blocking = engine.submit(request(new int[] {4}, 2, 3));
      var _ = blocking.outcome().thenRun(() -> await(never));
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
      List<Outcome> outcomes = generations.stream().map(GenerationEngineTest::outcome).toList();
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
  }

  // What ends a text.

  private static Generated scripted(StopRules stops, String text) {
    ScriptedModel model = new ScriptedModel(TOKENIZER.encode(text));
    SchedulerLimits limits =
        new SchedulerLimits(1024, 64, 16, 64, 4, 10, 100, Duration.ofMinutes(1));
    EngineSettings settings =
        new EngineSettings(limits, Set.of(CacheModel.END), Duration.ofSeconds(1));
    try (GenerationEngine engine =
        new GenerationEngine(model, TOKENIZER.table(), settings, System::nanoTime)) {
      GenerationRequest request =
          new GenerationRequest(new int[] {0}, 900, SamplingParameters.GREEDY, stops, Place.ANY);
      return (Generated) outcome(engine.submit(request));
    }
  }

  @Test
  void endsWhereTheModelEnds() {
    Generated generated = scripted(StopRules.NONE, "数学 🙂 done");
    assertThat(generated.text()).isEqualTo("数学 🙂 done");
    assertThat(generated.finish()).isEqualTo(Finish.END_OF_SEQUENCE);
    assertThat(generated.tokens().getLast()).isEqualTo(CacheModel.END);
  }

  @Test
  void endsBeforeAStopString() {
    StopRules stops = new StopRules(List.of("\n\nuser"), Optional.empty(), Optional.empty());
    Generated generated = scripted(stops, "an answer\n\nuser\nanother");
    assertThat(generated.text()).isEqualTo("an answer");
    assertThat(generated.finish()).isEqualTo(Finish.STOP_STRING);
  }

  @Test
  void endsWithTheVerdict() {
    VerdictRule rule =
        new VerdictRule(VerdictRule.When.AT_LINE_END, 5, Set.of(BigInteger.valueOf(4)), false);
    StopRules stops = new StopRules(List.of(), Optional.of(rule), Optional.empty());
    Generated generated =
        scripted(
            stops, "It says \\boxed{4}\nwhich is wrong in paragraph 3.\n\\boxed{3}\nand so on");
    assertThat(generated.finish()).isEqualTo(Finish.VERDICT);
    assertThat(generated.text()).endsWith("\\boxed{3}\n");
    assertThat(generated.verdict().orElseThrow().index()).isEqualTo(BigInteger.valueOf(3));
    assertThat(generated.verdict().orElseThrow().probability()).isBetween(0.2, 0.76);
    assertThat(generated.verdict().orElseThrow().flawProbability()).isEqualTo(1);
  }

  @Test
  void endsARunaway() {
    StopRules stops =
        new StopRules(List.of(), Optional.empty(), Optional.of(new LoopGuard(32, 4, 24)));
    Generated generated = scripted(stops, "wait, " + "let me check that. ".repeat(40));
    assertThat(generated.finish()).isEqualTo(Finish.LOOP);
    assertThat(generated.text().length()).isLessThan(200);
  }

  @Test
  void endsAtTheLastTokenAllowed() {
    CacheModel model = new CacheModel(100, 4, 0);
    try (GenerationEngine engine = engine(model, 64, 8)) {
      Generated generated = (Generated) outcome(engine.submit(request(new int[] {1}, 7, 1)));
      assertThat(generated.finish()).isEqualTo(Finish.LENGTH);
      assertThat(generated.tokens()).hasSize(7);
      assertThat(generated.text())
          .isEqualTo(
              TOKENIZER.decode(generated.tokens().stream().mapToInt(Integer::intValue).toArray()));
      assertThat(generated.cost().total()).isGreaterThanOrEqualTo(generated.cost().first());
      assertThat(generated.cost().first()).isGreaterThanOrEqualTo(generated.cost().queued());
    }
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
