package fapo.genrm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import fapo.genrm.engine.Admission.Reason;
import fapo.genrm.engine.Admission.Refused;
import fapo.genrm.engine.Request.Priority;
import fapo.genrm.engine.StepPlan.Slice;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SchedulerTest {
  private static final int BLOCK = 4;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// 40 blocks of 4 positions, 16 tokens a step, 4 places.
  private final SimulatedEngine engine = engine(40, 4, 10);

  @Test
  void refusesAnEmptyPrompt() {
    assertThat(refused(request(0, 4)))
        .isEqualTo(new Refused(Reason.EMPTY_PROMPT, "prompt: 0 tokens (expected: at least 1)"));
  }

  @Test
  void refusesToGenerateNothing() {
    assertThat(refused(request(3, 0)))
        .isEqualTo(new Refused(Reason.NOTHING_WANTED, "max_new_tokens: 0 (expected: >= 1)"));
    assertThat(refused(request(3, Integer.MIN_VALUE)).reason()).isEqualTo(Reason.NOTHING_WANTED);
    assertThat(refused(samples(request(3, 4), 0)))
        .isEqualTo(new Refused(Reason.NOTHING_WANTED, "samples: 0 (expected: >= 1)"));
  }

  @Test
  void refusesWhatIsLongerThanTheContext() {
    assertThat(refused(request(100, 157)))
        .isEqualTo(
            new Refused(
                Reason.LONGER_THAN_CONTEXT,
                "prompt + max_new_tokens: 100 + 157 tokens (expected: <= 256, the context"
                    + " length)"));
    assertThat(refused(request(3, Integer.MAX_VALUE)).reason())
        .isEqualTo(Reason.LONGER_THAN_CONTEXT);
  }

  @Test
  void refusesWhatIsLargerThanTheCache() {
    assertThat(refused(request(100, 62)))
        .isEqualTo(
            new Refused(
                Reason.LARGER_THAN_CACHE,
                "prompt + max_new_tokens: 41 blocks (expected: <= 40, the cache's)"));
    assertThat(engine.scheduler.submit(request(100, 61), 0)).isInstanceOf(Admission.Accepted.class);
  }

  @Test
  void refusesBeyondTheQueue() {
    engine.submit(samples(request(3, 4), 95));
    assertThat(refused(samples(request(3, 4), 6)))
        .isEqualTo(new Refused(Reason.QUEUE_FULL, "waiting: 95 + 6 sequences (expected: <= 100)"));
    assertThat(refused(samples(request(3, 4), 101)).reason()).isEqualTo(Reason.TOO_MANY_SAMPLES);
    engine.submit(samples(request(3, 4), 5));
  }

  @Test
  void refusesADeadlineThatHasPassed() {
    engine.now = 50;
    assertThat(refused(deadline(request(3, 4), 50)))
        .isEqualTo(new Refused(Reason.DEADLINE_PASSED, "deadline: 50 (expected: > 50)"));
  }

  @Test
  void isIdleWithoutWork() {
    assertThat(engine.scheduler.plan(0)).isEqualTo(new Step.Idle());
  }

  @Test
  void runsAPromptInChunksAndAsksForLogitsAtItsEnd() {
    long id = engine.submit(request(37, 4));
    assertThat(slices(3)).containsExactly(id + "+16 at 0", id + "+16 at 16", id + "+5 at 32 ▸");
    assertThat(slices(1)).containsExactly(id + "+1 at 37 ▸");
  }

  @Test
  void runsContinuationsBeforePrompts() {
    long first = engine.submit(request(5, 9));
    engine.step();
    long second = engine.submit(request(40, 9));
    StepPlan plan = engine.step();
    assertThat(plan.slices().stream().map(Slice::sequence)).containsExactly(first, second);
    assertThat(plan.slices().get(1).tokens()).hasSize(15);
    assertThat(plan.tokens()).isEqualTo(16);
  }

  @Test
  void fillsAStepWithSeveralPrompts() {
    engine.submit(request(7, 9));
    engine.submit(request(7, 9));
    engine.submit(request(7, 9));
    assertThat(engine.step().slices().stream().map(slice -> slice.tokens().length))
        .containsExactly(7, 7, 2);
  }

  @Test
  void endsAtTheLengthAllowed() {
    long id = engine.submit(request(5, 1));
    engine.step();
    assertThat(engine.events(Event.Finished.class))
        .containsExactly(new Event.Finished(id, Event.End.LENGTH, 1));
    assertThat(engine.scheduler.counters().freeBlocks()).isEqualTo(40);
  }

  @Test
  void endsWithTheTokenChosenAsTheLast() {
    long id = engine.submit(request(5, 9));
    engine.commit(engine.plan(), List.of(new Choice.Token(3, true)));
    assertThat(engine.events(Event.Finished.class))
        .containsExactly(new Event.Finished(id, Event.End.STOP, 1));
  }

  @Test
  void admitsNoMoreThanThereArePlaces() {
    for (int i = 0; i < 6; i++) {
      engine.submit(request(2, 9));
    }
    engine.step();
    assertThat(engine.scheduler.counters().running()).isEqualTo(4);
    assertThat(engine.scheduler.counters().waiting()).isEqualTo(2);
  }

  @Test
  void prefillsAPromptOnceForAllItsSamples() {
    int[] prompt = IntStream.range(0, 30).toArray();
    engine.submit(new Request(prompt, 5, 4, "run", 0, Priority.NORMAL, Request.NO_DEADLINE));
    engine.drain(20);
    Counters.Totals totals = engine.scheduler.counters().totals();
    // Each further sample computes the two tokens of the block that is not full.
    assertThat(totals.prefillTokens()).isEqualTo(30 + 3 * 2);
    assertThat(totals.cachedTokens()).isEqualTo(3 * 28);
    assertThat(totals.finished()).isEqualTo(4);
  }

  @Test
  void computesASharedPrefixOnceThoughAllComeAtOnce() {
    for (int i = 0; i < 4; i++) {
      int[] prompt = IntStream.range(0, 30).toArray();
      Arrays.fill(prompt, 24, 30, 1000 + i);
      engine.submit(new Request(prompt, 5, 1, "run", 0, Priority.NORMAL, Request.NO_DEADLINE));
    }
    engine.drain(20);
    assertThat(engine.scheduler.counters().totals().prefillTokens()).isEqualTo(24 + 4 * 6);
  }

  /// In pages of 16, as on a CPU: eight that share 1,000 tokens cost at most 1.3 times the prefill
  /// of one, and their own tokens.
  @Test
  void prefillsAGroupForLittleMoreThanOne() {
    SimulatedEngine group = engine(new SchedulerLimits(4096, 2000, 16, 2048, 8, 100, 5, MINUTE));
    for (int i = 0; i < 8; i++) {
      int[] prompt = IntStream.range(0, 1300).toArray();
      Arrays.fill(prompt, 1000, 1300, 5000 + i);
      group.submit(new Request(prompt, 3, 1, "run", 0, Priority.NORMAL, Request.NO_DEADLINE));
    }
    group.drain(100);
    long shared = group.scheduler.counters().totals().prefillTokens() - 8 * 300;
    assertThat(shared).isEqualTo(1000 + 7 * (1000 % 16)).isLessThan(1300);
  }

  /// Eight votes cost the prefill of one, and what stands in the block that is not full.
  @Test
  void prefillsAllVotesForLittleMoreThanOne() {
    SimulatedEngine votes = engine(new SchedulerLimits(4096, 2000, 16, 2048, 8, 100, 5, MINUTE));
    int[] prompt = IntStream.range(0, 1500).toArray();
    votes.submit(new Request(prompt, 3, 8, "run", 0, Priority.NORMAL, Request.NO_DEADLINE));
    votes.drain(100);
    assertThat(votes.scheduler.counters().totals().prefillTokens())
        .isEqualTo(1500 + 7 * (1500 % 16));
  }

  @Test
  void letsOthersPassThoseThatWaitForAPrefix() {
    long first = engine.submit(samples(request(30, 9), 2));
    long other = engine.submit(request(3, 9));
    engine.step();
    assertThat(engine.step().slices().stream().map(Slice::sequence)).containsExactly(first, other);
    assertThat(engine.step().slices().stream().map(Slice::sequence))
        .containsExactly(first, other, first + 1);
  }

  @Test
  void doesNotLetSmallOnesPassOneThatDoesNotFit() {
    engine.submit(request(100, 20));
    engine.submit(request(100, 20));
    engine.submit(request(4, 20));
    for (int i = 0; i < 12; i++) {
      engine.step();
    }
    assertThat(engine.events(Event.Started.class)).hasSize(1);
  }

  @Test
  void preemptsTheYoungestOfTheLowestPriority() {
    SimulatedEngine small = engine(12, 4, 1);
    long first = small.submit(request(8, 30));
    long low = small.submit(priority(request(8, 30), Priority.BACKGROUND));
    long second = small.submit(request(8, 30));
    small.step();
    small.step();
    while (small.events(Event.Preempted.class).isEmpty()) {
      small.step();
    }
    assertThat(small.events(Event.Preempted.class).getFirst().sequence()).isEqualTo(low);
    while (small.events(Event.Preempted.class).size() < 2) {
      small.step();
    }
    assertThat(small.events(Event.Preempted.class).get(1).sequence()).isEqualTo(second);
    small.drain(200);
    assertThat(small.events(Event.Preempted.class)).noneMatch(event -> event.sequence() == first);
    assertThat(small.events(Event.Finished.class)).hasSize(3);
  }

  @Test
  void resumesWithAllTokensAfterAPreemption() {
    SimulatedEngine small = engine(6, 4, 1);
    small.submit(request(8, 12));
    long second = small.submit(request(8, 12));
    while (small.events(Event.Finished.class).size() < 2) {
      small.step();
    }
    assertThat(small.events(Event.Preempted.class)).isNotEmpty();
    assertThat(small.events(Event.Started.class))
        .anyMatch(event -> event.sequence() == second && event.resumed());
    assertThat(small.story(second).generated()).isEqualTo(12);
  }

  @Test
  void tellsHowLongItWaitedSinceThePreemption() {
    SimulatedEngine small = engine(6, 4, 1);
    small.submit(request(8, 12));
    small.submit(request(8, 12));
    while (small.events(Event.Preempted.class).isEmpty()) {
      small.step();
    }
    // The step in which it was preempted has been committed since.
    long preempted = small.now - 1;
    while (small.events(Event.Started.class).size() < 3) {
      small.step();
    }
    assertThat(small.events(Event.Started.class).getLast().waited())
        .isPositive()
        .isEqualTo(small.now - 1 - preempted);
  }

  @Test
  void keepsBlocksFreeForWhatIsLikelyToGrow() {
    // Two of 8 + 60 tokens hold 34 of 40 blocks at the end; a third would not fit beside them.
    SimulatedEngine cautious = engine(40, 4, 60);
    for (int i = 0; i < 3; i++) {
      cautious.submit(request(8, 60));
    }
    for (int i = 0; i < 45; i++) {
      cautious.step();
    }
    assertThat(cautious.events(Event.Started.class)).hasSize(2);
    cautious.drain(200);
    assertThat(cautious.events(Event.Preempted.class)).isEmpty();
  }

  @Test
  void learnsHowLongSequencesGrow() {
    SimulatedEngine learning = engine(40, 4, 100);
    for (int i = 0; i < 30; i++) {
      learning.submit(request(8, 2));
    }
    learning.drain(200);
    for (int i = 0; i < 4; i++) {
      learning.submit(request(8, 100));
    }
    learning.step();
    learning.step();
    assertThat(learning.scheduler.counters().running()).isEqualTo(4);
  }

  @Test
  void freesBlocksAtOnceWhenCancelled() {
    long running = engine.submit(samples(request(30, 9), 2));
    engine.step();
    assertThat(engine.scheduler.cancel(running)).isEqualTo(2);
    assertThat(engine.scheduler.counters().freeBlocks()).isEqualTo(40);
    assertThat(engine.scheduler.cancel(running)).isZero();
    assertThat(engine.scheduler.cancel(running + 1)).isZero();
    assertThat(engine.plan().slices()).isEmpty();
    assertThat(engine.events(Event.Cancelled.class)).hasSize(2);
  }

  @Test
  void ignoresTheRowOfASequenceCancelledMeanwhile() {
    long first = engine.submit(request(3, 9));
    long second = engine.submit(request(3, 9));
    StepPlan plan = engine.plan();
    List<Choice> choices = engine.run(plan);
    engine.cancel(first);
    engine.commit(plan, choices);
    assertThat(engine.scheduler.counters().running()).isEqualTo(1);
    assertThat(engine.step().slices().getFirst().sequence()).isEqualTo(second);
  }

  @Test
  void endsWhatIsPastItsDeadline() {
    long waits = engine.submit(deadline(request(3, 9), 5));
    engine.submit(request(3, 9));
    engine.step();
    engine.now = 5;
    engine.step();
    assertThat(engine.events(Event.Expired.class)).containsExactly(new Event.Expired(waits));
    assertThat(engine.scheduler.counters().running()).isEqualTo(1);
  }

  @Test
  void failsOnlyTheSequenceWithTheFaultyRow() {
    int[] prompt = IntStream.range(0, 12).toArray();
    Request request = new Request(prompt, 9, 1, "run", 0, Priority.NORMAL, Request.NO_DEADLINE);
    long faulty = engine.submit(request);
    engine.submit(request(3, 9));
    StepPlan plan = engine.plan();
    List<Choice> choices = engine.run(plan);
    choices.set(0, new Choice.Fault("logits are no numbers"));
    engine.commit(plan, choices);
    assertThat(engine.events(Event.Failed.class))
        .containsExactly(new Event.Failed(faulty, "logits are no numbers"));
    assertThat(engine.scheduler.counters().running()).isEqualTo(1);
    // What it left behind is not read by the same prompt.
    engine.submit(request);
    engine.step();
    assertThat(engine.events(Event.Started.class).getLast().cached()).isZero();
  }

  @Test
  void failsThePlansSequencesAndNoOthers() {
    engine.submit(request(14, 9));
    engine.submit(request(30, 9));
    engine.submit(request(3, 9));
    StepPlan plan = engine.plan();
    assertThat(plan.slices()).hasSize(2);
    engine.scheduler.fail(plan, "out of memory");
    engine.check();
    assertThat(engine.events(Event.Failed.class)).hasSize(2);
    engine.drain(20);
    assertThat(engine.events(Event.Finished.class)).hasSize(1);
  }

  @Test
  void plansTheSameAgainAfterARollback() {
    engine.submit(request(8, 30));
    engine.step();
    int free = engine.scheduler.counters().freeBlocks();
    StepPlan plan = engine.plan();
    assertThat(engine.scheduler.counters().freeBlocks()).isEqualTo(free - 1);
    engine.scheduler.rollback(plan);
    engine.check();
    assertThat(engine.scheduler.counters().freeBlocks()).isEqualTo(free);
    assertThat(describe(engine.plan())).isEqualTo(describe(plan));
  }

  @Test
  void computesEverythingAgainAfterALostDevice() {
    long id = engine.submit(request(9, 12));
    engine.step();
    engine.step();
    engine.restart();
    assertThat(slices(1)).containsExactly(id + "+11 at 0 ▸");
    engine.step();
  }

  @Test
  void sharesPlacesAmongCallers() {
    engine.submit(samples(caller(request(2, 9), "greedy"), 50));
    engine.submit(samples(caller(request(2, 9), "modest"), 2));
    engine.step();
    assertThat(engine.scheduler.running.stream().map(sequence -> sequence.request.caller()))
        .containsExactly("greedy", "modest", "greedy", "modest");
  }

  @Test
  void refusesToPlanTwice() {
    engine.submit(request(3, 9));
    StepPlan plan = engine.plan();
    assertThatIllegalStateException()
        .isThrownBy(() -> engine.scheduler.plan(1))
        .withMessage("plan under way: 3 tokens (expected: none)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.scheduler.commit(plan, List.of()))
        .withMessage("choices: 0 (expected: 1, the rows of the plan)");
    engine.scheduler.rollback(plan);
    assertThatIllegalStateException().isThrownBy(() -> engine.scheduler.rollback(plan));
  }

  @Test
  void namesTheLimitThatIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits(40, 3, 4, 10))
        .withMessage("stepTokens: 3 (expected: >= 4)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits(0, 16, 4, 10))
        .withMessage("blocks: 0 (expected: >= 1)");
  }

  private List<String> slices(int steps) {
    return IntStream.range(0, steps)
        .boxed()
        .flatMap(_ -> describe(engine.step()).stream())
        .toList();
  }

  private static List<String> describe(StepPlan plan) {
    return plan.slices().stream()
        .map(
            slice ->
                "%d+%d at %d%s"
                    .formatted(
                        slice.sequence(),
                        slice.tokens().length,
                        slice.past(),
                        slice.rows() > 0 ? " ▸" : ""))
        .toList();
  }

  private Refused refused(Request request) {
    return (Refused) engine.scheduler.submit(request, engine.now);
  }

  /// Its model does not end by itself.
  private static SimulatedEngine engine(int blocks, int running, int typical) {
    return engine(limits(blocks, 16, running, typical));
  }

  private static SimulatedEngine engine(SchedulerLimits limits) {
    return new SimulatedEngine(limits, Integer.MAX_VALUE);
  }

  private static SchedulerLimits limits(int blocks, int stepTokens, int running, int typical) {
    return new SchedulerLimits(
        256, blocks, BLOCK, stepTokens, running, 100, typical, Duration.ofNanos(10_000));
  }

  private int drawn;

  /// A prompt like no other.
  private Request request(int prompt, int maxNewTokens) {
    int[] tokens = new int[prompt];
    Arrays.fill(tokens, 100 + drawn++);
    return new Request(tokens, maxNewTokens, 1, "run", 0, Priority.NORMAL, Request.NO_DEADLINE);
  }

  private static Request samples(Request of, int samples) {
    return new Request(
        of.prompt(), of.maxNewTokens(), samples, of.caller(), 0, of.priority(), of.deadline());
  }

  private static Request caller(Request of, String caller) {
    return new Request(of.prompt(), of.maxNewTokens(), 1, caller, 0, of.priority(), of.deadline());
  }

  private static Request priority(Request of, Priority priority) {
    return new Request(of.prompt(), of.maxNewTokens(), 1, of.caller(), 0, priority, of.deadline());
  }

  private static Request deadline(Request of, long deadline) {
    return new Request(of.prompt(), of.maxNewTokens(), 1, of.caller(), 0, of.priority(), deadline);
  }
}
