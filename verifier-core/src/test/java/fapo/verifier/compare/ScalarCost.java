package fapo.verifier.compare;

import com.sun.management.ThreadMXBean;
import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Work;
import fapo.verifier.latex.AnswerParser;
import fapo.verifier.latex.Parsed;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Measures one comparison of two scalars: nanoseconds and bytes, over the scalar rows of the real
/// data, where present.
final class ScalarCost {
  private static final int ROUNDS = 300;

  private ScalarCost() {}

  private record Pair(Expr candidate, Expr reference) {}

  public static void main(String[] args) {
    List<Pair> pairs = new ArrayList<>();
    for (LabelledRow row : LabelledRow.derived()) {
      if (AnswerParser.parse(row.candidate()) instanceof Parsed.Read(Expr candidate)
          && AnswerParser.parse(row.references().getFirst()) instanceof Parsed.Read(Expr reference)
          && !Traits.structured(candidate)
          && !Traits.structured(reference)) {
        pairs.add(new Pair(candidate, reference));
      }
    }
    long[] best = new long[pairs.size()];
    Arrays.fill(best, Long.MAX_VALUE);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = 0;
    for (int round = 0; round < ROUNDS; round++) {
      before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < best.length; i++) {
        long start = System.nanoTime();
        compare(pairs.get(i));
        best[i] = Math.min(best[i], System.nanoTime() - start);
      }
    }
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    Arrays.sort(best);
    System.out.printf(
        "%d scalar pairs: mean %d ns, median %d, p90 %d, p99 %d, max %d; %d bytes each%n",
        best.length,
        Arrays.stream(best).sum() / best.length,
        best[best.length / 2],
        best[best.length * 9 / 10],
        best[best.length * 99 / 100],
        best[best.length - 1],
        bytes / best.length);
  }

  private static Match compare(Pair pair) {
    return new Scalars(Numbers.of(CheckOptions.DEFAULTS), new Work())
        .compare(pair.candidate(), pair.reference());
  }
}
