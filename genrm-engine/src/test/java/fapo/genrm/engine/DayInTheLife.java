package fapo.genrm.engine;

import fapo.genrm.engine.Request.Priority;
import fapo.genrm.engine.StepPlan.Slice;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// One training step's critiques through the scheduler, on a device that is only a formula.
///
/// 1,600 critiques in groups of 8 that share a prefix; prompts of 1,000 to 2,000 tokens, 1,500 to
/// 4,000 tokens generated (FAPO, arXiv 2510.22543, table 4 and figure 4: 2.25k to 4k), 16,384
/// allowed as its recipe does. Each case runs twice: with endless blocks, which is what the budget
/// of tokens and the places allow, and with the blocks of one H200. Run it with
///
/// ```
/// ./mvnw -q -pl genrm-engine test-compile && \
///   java -cp genrm-engine/target/classes:genrm-engine/target/test-classes \
///     fapo.genrm.engine.DayInTheLife
/// ```
///
/// Columns: *use*, tokens that ran and had not run before, of those that could have (the whole
/// budget where a step leaves a place empty while somebody waits; told where blocks are endless);
/// *of endless*, the device time with endless blocks, of the device time taken; *held*, blocks on
/// average while somebody waits; *again*, tokens that ran once more after a preemption; *wait*,
/// from being handed in to the first step; *gap*, between two tokens of a critique, at most.
final class DayInTheLife {
  private static final int GROUPS = 200;
  private static final int GROUP = 8;
  private static final int LATE = 80;
  private static final int BUDGET = 2048;
  private static final int BLOCK = 128;

  /// 141 GB, nine tenths of them for us, less the weights and 3 GB of activations.
  private static final int H200_BLOCKS = (int) ((0.9 * 141e9 - 8.04e9 - 3e9) / 147_456 / BLOCK);

  private final Scheduler scheduler;
  private final int places;
  private final Map<Long, Critique> critiques = new HashMap<>();
  private final PriorityQueue<Arrival> arrivals =
      new PriorityQueue<>(Comparator.comparingLong(Arrival::at).thenComparingInt(Arrival::order));
  private final List<Long> waits = new ArrayList<>();
  private final List<Long> lateWaits = new ArrayList<>();
  private final List<Long> cpu = new ArrayList<>();
  private long now;
  private long busy;
  private long ran;
  private long again;
  private long allowed;
  private long output;
  private long widestGap;
  private final DoubleSummaryStatistics held = new DoubleSummaryStatistics();

  private record Arrival(long at, int order, Request request, int length) {}

  private static final class Critique {
    private final String caller;
    private final int length;
    private int generated;
    private int reached;
    private long lastToken;

    private Critique(String caller, int length) {
      this.caller = caller;
      this.length = length;
    }
  }

  private DayInTheLife(int places, int blocks) {
    this.places = places;
    scheduler =
        new Scheduler(
            new SchedulerLimits(
                32_768, blocks, BLOCK, BUDGET, places, 4096, 2500, Duration.ofMinutes(10)));
  }

  public static void main(String[] args) {
    System.out.printf(
        "%d critiques, budget %d tokens, %d blocks of %d positions%n",
        GROUPS * GROUP, BUDGET, H200_BLOCKS, BLOCK);
    System.out.println(
        "places arrival      blocks tokens/s busy s    use of endless held   again preempted"
            + "  cached wait p50/p99/max s     gap ms cpu/step p50/p99 µs");
    for (int places : new int[] {64, 256, 512}) {
      for (long spread : new long[] {0, 60}) {
        DayInTheLife endless = new DayInTheLife(places, 1 << 18);
        endless.live(spread);
        DayInTheLife h200 = new DayInTheLife(places, H200_BLOCKS);
        h200.live(spread);
        endless.report(spread, "endless", endless.busy);
        h200.report(spread, "h200", endless.busy);
      }
    }
    for (int places : new int[] {64, 256}) {
      DayInTheLife shared = new DayInTheLife(places, H200_BLOCKS);
      shared.drawLate();
      shared.live(0);
      shared.reportLate();
    }
  }

  private void live(long spreadSeconds) {
    draw(spreadSeconds);
    while (!arrivals.isEmpty() || unfinished()) {
      arrive();
      long start = cpuTime();
      Step step = scheduler.plan(now);
      long planned = cpuTime() - start;
      switch (step) {
        case Step.Idle() -> now = arrivals.element().at();
        case Step.Run(StepPlan plan) -> run(plan, planned);
      }
      listen();
    }
  }

  private boolean unfinished() {
    Counters counters = scheduler.counters();
    return counters.waiting() + counters.running() > 0;
  }

  /// A second training run with a twentieth of the work, which comes a minute later.
  private void drawLate() {
    SplittableRandom random = new SplittableRandom(21);
    for (int i = 0; i < LATE; i++) {
      int[] prompt = random.ints(random.nextInt(1000, 2001), 0, 150_000).toArray();
      Request request = request(prompt, "late run");
      arrivals.add(new Arrival(60_000_000_000L, -1 - i, request, random.nextInt(1500, 4001)));
    }
  }

  private static Request request(int[] prompt, String caller) {
    return new Request(prompt, 16_384, 1, caller, 0, Priority.NORMAL, Request.NO_DEADLINE);
  }

  private void draw(long spreadSeconds) {
    SplittableRandom random = new SplittableRandom(20);
    int order = 0;
    for (int group = 0; group < GROUPS; group++) {
      int[] shared = random.ints(random.nextInt(500, 1001), 0, 150_000).toArray();
      for (int member = 0; member < GROUP; member++) {
        int[] own = random.ints(random.nextInt(500, 1001), 0, 150_000).toArray();
        int[] prompt = Arrays.copyOf(shared, shared.length + own.length);
        System.arraycopy(own, 0, prompt, shared.length, own.length);
        int length = random.nextInt(1500, 4001);
        long at = spreadSeconds == 0 ? 0 : random.nextLong(spreadSeconds * 1_000_000_000L);
        arrivals.add(new Arrival(at, order++, request(prompt, "run"), length));
      }
    }
  }

  private void arrive() {
    while (!arrivals.isEmpty() && arrivals.peek().at() <= now) {
      Arrival arrival = arrivals.poll();
      switch (scheduler.submit(arrival.request(), now)) {
        case Admission.Accepted(long id) ->
            critiques.put(id, new Critique(arrival.request().caller(), arrival.length()));
        case Admission.Refused refused -> throw new IllegalStateException(refused.message());
      }
    }
  }

  private void run(StepPlan plan, long planned) {
    long took = SimulatedDevice.H200.run(plan);
    now += took;
    busy += took;
    List<Choice> choices = new ArrayList<>();
    for (Slice slice : plan.slices()) {
      Critique critique = critiques.get(slice.sequence());
      account(critique, slice);
      if (slice.rows() > 0) {
        choices.add(new Choice.Token(7, ++critique.generated == critique.length));
        if (critique.lastToken > 0) {
          widestGap = Math.max(widestGap, now - critique.lastToken);
        }
        critique.lastToken = now;
        output++;
      }
    }
    measure(plan);
    long start = cpuTime();
    scheduler.commit(plan, choices);
    cpu.add(planned + cpuTime() - start);
  }

  private void measure(StepPlan plan) {
    Counters counters = scheduler.counters();
    boolean full = counters.running() == places || counters.waiting() == 0;
    ran += plan.tokens();
    allowed += full ? plan.tokens() : BUDGET;
    if (counters.waiting() > 0) {
      held.accept(1 - (double) counters.freeBlocks() / counters.blocks());
    }
  }

  private void account(Critique critique, Slice slice) {
    int end = slice.past() + slice.tokens().length;
    again += Math.max(0, Math.min(end, critique.reached) - slice.past());
    critique.reached = Math.max(critique.reached, end);
  }

  private void listen() {
    for (Event event : scheduler.drain()) {
      if (event instanceof Event.Started(long id, long waited, _, boolean resumed) && !resumed) {
        waits.add(waited);
        if (critiques.get(id).caller.equals("late run")) {
          lateWaits.add(waited);
        }
      }
    }
  }

  private void report(long spreadSeconds, String blocks, long endless) {
    Counters.Totals totals = scheduler.counters().totals();
    if (totals.finished() != GROUPS * GROUP) {
      throw new IllegalStateException(
          "finished: %d (expected: %d)".formatted(totals.finished(), GROUPS * GROUP));
    }
    System.out.printf(
        "%6d %-12s %-7s %7.0f %6.1f %6s %9.1f%% %3.0f%% %6.1f%% %9d %7d %6.1f %6.1f %6.1f %10.1f"
            + " %7.0f %5.0f%n",
        places,
        spreadSeconds == 0 ? "at once" : "over " + spreadSeconds + " s",
        blocks,
        output / (busy / 1e9),
        busy / 1e9,
        busy == endless ? "%.1f%%".formatted(100.0 * (ran - again) / allowed) : "",
        100.0 * endless / busy,
        100 * held.getAverage(),
        100.0 * again / ran,
        totals.preemptions(),
        totals.cachedTokens(),
        quantile(waits, 0.5) / 1e9,
        quantile(waits, 0.99) / 1e9,
        quantile(waits, 1) / 1e9,
        widestGap / 1e6,
        quantile(cpu, 0.5) / 1e3,
        quantile(cpu, 0.99) / 1e3);
  }

  private void reportLate() {
    System.out.printf(
        "%6d places: %d critiques of a second run, handed in after a minute, wait p50 %.1f s,"
            + " p99 %.1f s, max %.1f s%n",
        places,
        lateWaits.size(),
        quantile(lateWaits, 0.5) / 1e9,
        quantile(lateWaits, 0.99) / 1e9,
        quantile(lateWaits, 1) / 1e9);
  }

  /// Of this thread, so that other processes do not count.
  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double quantile(List<Long> values, double q) {
    List<Long> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.round(q * (sorted.size() - 1)));
  }
}
