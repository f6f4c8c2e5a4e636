package fapo.genrm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.genrm.engine.Request.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Long random lives. What is checked after every step is in {@link SimulatedEngine}; here is what
/// must hold over time.
final class SchedulerSimulationTest {
  private static final List<Priority> PRIORITIES = List.of(Priority.values());
  private static final int PATIENCE = 400;

  /// Everything at once: shared prefixes, samples, cancellations one by one and in storms,
  /// deadlines, faulty rows, failed and rolled back steps, lost devices.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void keepsAllInvariants(long seed) {
    new Life(seed).live(2000);
  }

  /// Samples, shared prefixes, chunks, preemptions: every sequence gets the tokens that it gets
  /// alone.
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void generatesTheSameTokensAsAlone(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SimulatedEngine engine =
        new SimulatedEngine(
            new SchedulerLimits(100, 40, 4, 19, 8, 1000, 1, Duration.ofNanos(PATIENCE)), 24);
    for (int i = 0; i < 80; i++) {
      int[] prompt = random.ints(random.nextInt(1, 40), 0, 2).toArray();
      String caller = "run-" + random.nextInt(3);
      engine.submit(
          new Request(prompt, 40, 1 + i % 3, caller, i, Priority.NORMAL, Request.NO_DEADLINE));
      engine.step();
    }
    engine.drain(20_000);
    assertThat(engine.events(Event.Preempted.class)).hasSizeGreaterThan(3);
    assertThat(engine.scheduler.counters().totals().cachedTokens()).isPositive();
    engine.stories.values().forEach(story -> assertThat(story.tokens).isEqualTo(alone(story)));
  }

  private static List<Integer> alone(SimulatedEngine.Story story) {
    SimulatedEngine single =
        new SimulatedEngine(
            new SchedulerLimits(1000, 250, 4, 1000, 1, 100, 10, Duration.ofSeconds(1)), 24);
    Request request = story.request;
    int[] prompt = request.prompt();
    long id =
        single.submit(
            new Request(
                prompt,
                request.maxNewTokens(),
                story.sample + 1,
                "run",
                0,
                Priority.NORMAL,
                Request.NO_DEADLINE));
    single.drain(1000);
    return single.story(id + story.sample).tokens;
  }

  @Test
  void takesTenThousandRequestsAtOnce() {
    SimulatedEngine engine =
        new SimulatedEngine(
            new SchedulerLimits(64, 300, 4, 128, 32, 10_000, 8, Duration.ofSeconds(1)), 6);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 10_000; i++) {
      int[] prompt = random.ints(random.nextInt(1, 12), 0, 3).toArray();
      String caller = "run-" + random.nextInt(2000);
      engine.submit(new Request(prompt, 8, 1, caller, 0, Priority.NORMAL, Request.NO_DEADLINE));
    }
    Request last = new Request(new int[] {1}, 1, 1, "run", 0, Priority.NORMAL, Long.MAX_VALUE);
    assertThat(engine.scheduler.submit(last, 0)).isInstanceOf(Admission.Refused.class);
    for (int i = 0; i < 500; i++) {
      engine.step();
    }
    // A storm: half of what is left, from both sides.
    for (long id = 1; id <= 10_000; id += 2) {
      var _ = engine.scheduler.cancel(id);
    }
    engine.check();
    engine.drain(10_000);
    assertThat(ended(engine)).isEqualTo(10_000);
  }

  /// Urgent requests come faster than they can be served, for ever; a background request still
  /// runs, once its patience is over, and is not preempted again.
  @Test
  void starvesNobody() {
    SimulatedEngine engine =
        new SimulatedEngine(
            new SchedulerLimits(200, 30, 4, 16, 4, 100_000, 10, Duration.ofNanos(PATIENCE)),
            Integer.MAX_VALUE);
    SplittableRandom random = new SplittableRandom(6);
    long poor = engine.submit(random(random, 20, 60, Priority.BACKGROUND, "poor"));
    for (int i = 0; i < 800; i++) {
      engine.submit(random(random, 10, 30, Priority.URGENT, "rich-" + i));
      engine.step();
    }
    assertThat(engine.events(Event.Finished.class))
        .anyMatch(event -> event.sequence() == poor && event.generated() == 60);
  }

  @Test
  void plansTheSameForTheSameCalls() {
    assertThat(new Life(9).live(600)).isEqualTo(new Life(9).live(600));
  }

  private static Request random(
      SplittableRandom random, int prompt, int length, Priority priority, String caller) {
    int[] tokens = random.ints(prompt, 0, 50).toArray();
    return new Request(tokens, length, 1, caller, 0, priority, Request.NO_DEADLINE);
  }

  private static long ended(SimulatedEngine engine) {
    Counters.Totals totals = engine.scheduler.counters().totals();
    return totals.finished() + totals.expired() + totals.cancelled() + totals.failed();
  }

  /// A random configuration and what happens to it.
  private static final class Life {
    private final SplittableRandom random;
    private final SimulatedEngine engine;
    private final List<int[]> prefixes = new ArrayList<>();
    private final List<Long> requests = new ArrayList<>();

    private Life(long seed) {
      random = new SplittableRandom(seed);
      int places = random.nextInt(1, 12);
      int budget = places + random.nextInt(40);
      int blocks = random.nextInt(25, 80);
      int typical = random.nextBoolean() ? 1 : 30;
      engine =
          new SimulatedEngine(
              new SchedulerLimits(
                  100, blocks, 4, budget, places, 200, typical, Duration.ofNanos(PATIENCE)),
              24);
      for (int i = 0; i < 5; i++) {
        prefixes.add(random.ints(random.nextInt(1, 40), 0, 50).toArray());
      }
    }

    private String live(int steps) {
      StringBuilder log = new StringBuilder();
      for (int i = 0; i < steps; i++) {
        happen();
        StepPlan plan = engine.plan();
        plan.slices()
            .forEach(slice -> log.append(slice.sequence()).append('+').append(slice.past()));
        end(plan);
      }
      engine.drain(20_000);
      assertThat(ended(engine)).isEqualTo(engine.stories.size());
      assertThat(engine.stories.values()).allMatch(story -> story.ended);
      assertThat(engine.scheduler.counters().freeBlocks()).isEqualTo(engine.limits.blocks());
      return log.toString();
    }

    private void happen() {
      int what = random.nextInt(100);
      if (what < 22) {
        submit();
      } else if (what < 26 && !requests.isEmpty()) {
        engine.cancel(requests.remove(random.nextInt(requests.size())));
      } else if (what == 26 && random.nextInt(10) == 0) {
        Collections.shuffle(requests, new Random(random.nextLong()));
        requests.forEach(engine::cancel);
        requests.clear();
      } else if (what == 27 && random.nextInt(5) == 0) {
        engine.restart();
      } else if (what == 28) {
        engine.now += random.nextInt(50);
      }
    }

    private void submit() {
      int[] prefix = prefixes.get(random.nextInt(prefixes.size()));
      int own = random.nextInt(20);
      int[] prompt = Arrays.copyOf(prefix, prefix.length + own);
      for (int i = prefix.length; i < prompt.length; i++) {
        prompt[i] = random.nextInt(50);
      }
      Request request =
          new Request(
              prompt,
              random.nextInt(1, 40),
              random.nextInt(8) == 0 ? random.nextInt(2, 6) : 1,
              "run-" + random.nextInt(3),
              random.nextInt(4),
              PRIORITIES.get(random.nextInt(3)),
              random.nextInt(6) == 0 ? engine.now + random.nextInt(1, 300) : Request.NO_DEADLINE);
      if (engine.scheduler.counters().waiting() < 150) {
        requests.add(engine.submit(request));
      }
    }

    /// Mostly it runs and is committed.
    private void end(StepPlan plan) {
      if (plan.slices().isEmpty()) {
        engine.now++;
        return;
      }
      int how = random.nextInt(60);
      if (how == 0) {
        engine.scheduler.rollback(plan);
        engine.check();
        return;
      }
      List<Choice> choices = engine.run(plan);
      if (how == 1 && random.nextInt(4) == 0) {
        engine.scheduler.fail(plan, "out of memory");
        engine.check();
        return;
      }
      if (how == 2 && !choices.isEmpty()) {
        choices.set(random.nextInt(choices.size()), new Choice.Fault("not a number"));
      }
      if (how == 3 && !requests.isEmpty()) {
        engine.cancel(requests.remove(random.nextInt(requests.size())));
      }
      engine.commit(plan, choices);
    }
  }
}
