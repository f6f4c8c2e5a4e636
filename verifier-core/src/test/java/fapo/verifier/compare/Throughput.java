package fapo.verifier.compare;

import com.sun.management.ThreadMXBean;
import fapo.verifier.text.AnswerFinder;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;

/// Measures one thread, warm, without any cache: checks a second, the spread of their latency in a
/// pass of its own, and bytes allocated per check; over real solutions, over the labelled responses
/// of 500 characters and more, over rewritings, and over hostile texts of 1 MiB. Run by hand, never
/// by the suite.
final class Throughput {
  private static final double SECONDS = 2;
  private static final int MEBIBYTE = 1 << 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final AnswerVerifier verifier = new AnswerVerifier();

  private Throughput() {}

  private record Case(String candidate, List<String> references, CheckOptions options) {}

  public static void main(String[] args) {
    Throughput throughput = new Throughput();
    List<Case> solutions = solutions();
    throughput.measure("solutions, extraction", solutions, Throughput::find);
    throughput.measure("solutions", solutions, throughput::check);
    List<Case> responses =
        cases(LabelledRow.core()).stream()
            .filter(one -> one.options().form() == CheckOptions.Form.RESPONSE)
            .filter(one -> one.candidate().length() >= 500)
            .toList();
    throughput.measure("long responses, extraction", responses, Throughput::find);
    throughput.measure("long responses", responses, throughput::check);
    throughput.measure("rewritings", cases(LabelledRow.derived()), throughput::check);
    throughput.hostile();
  }

  private int check(Case one) {
    try {
      Checked checked = verifier.check(one.candidate(), one.references(), one.options());
      return checked.check() instanceof AnswerCheck.Equivalent ? 1 : 0;
    } catch (UnusableReferenceException _) {
      return 0;
    }
  }

  private static int find(Case one) {
    return AnswerFinder.find(one.candidate(), new AnswerFinder.Rules(true, true, true)).hashCode()
        & 1;
  }

  private void measure(String name, List<Case> cases, ToIntFunction<Case> work) {
    pass(cases, work);
    long[] warm = pass(cases, work);
    long[] nanos = latencies(cases, work);
    System.out.printf(
        "%-28s %4.0f characters, %9.0f checks/s, p50 %.1f µs, p99 %.1f µs, max %.0f µs, %d bytes"
            + " per check%n",
        name,
        cases.stream().mapToInt(one -> one.candidate().length()).average().orElse(0),
        warm[0] * 1e9 / warm[1],
        nanos[nanos.length / 2] / 1e3,
        nanos[nanos.length * 99 / 100] / 1e3,
        nanos[nanos.length - 1] / 1e3,
        warm[2] / warm[0]);
  }

  // Checks done, nanoseconds and bytes they took; whole rounds until the time is over.
  private static long[] pass(List<Case> cases, ToIntFunction<Case> work) {
    long checks = 0;
    long positive = 0;
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long started = System.nanoTime();
    long elapsed = 0;
    while (elapsed < SECONDS * 1e9) {
      for (Case one : cases) {
        positive += work.applyAsInt(one);
      }
      checks += cases.size();
      elapsed = System.nanoTime() - started;
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    return new long[] {checks, elapsed, allocated, positive};
  }

  private static long[] latencies(List<Case> cases, ToIntFunction<Case> work) {
    long[] nanos = new long[10 * cases.size()];
    int at = 0;
    while (at < nanos.length) {
      for (Case one : cases) {
        long started = System.nanoTime();
        var _ = work.applyAsInt(one);
        nanos[at++] = System.nanoTime() - started;
      }
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private void hostile() {
    for (String piece : HostileTexts.PIECES) {
      String text = HostileTexts.of(piece, MEBIBYTE);
      Case one = new Case(text, List.of("17"), CheckOptions.DEFAULTS);
      long best = Long.MAX_VALUE;
      long bytes = 0;
      for (int i = 0; i < 12; i++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long started = System.nanoTime();
        check(one);
        best = Math.min(best, System.nanoTime() - started);
        bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
      }
      System.out.printf(
          "1 MiB of %-24s %6.2f ms, %6.2f MiB%n",
          piece.replace("\n", "\\n"), best / 1e6, (double) bytes / MEBIBYTE);
    }
  }

  private static List<Case> solutions() {
    List<Case> cases = new ArrayList<>();
    for (JsonNode group : RealData.rows("rollouts/gsm8k_model_solutions.jsonl")) {
      for (JsonNode rollout : group.get("rollouts")) {
        cases.add(
            new Case(
                rollout.get("text").asString(),
                List.of(group.get("ground_truth").asString()),
                CheckOptions.DEFAULTS));
      }
    }
    return cases;
  }

  private static List<Case> cases(List<LabelledRow> rows) {
    return rows.stream()
        .map(row -> new Case(row.candidate(), row.references(), row.options()))
        .toList();
  }
}
