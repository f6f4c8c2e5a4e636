package fapo.verifier.measure;

import fapo.verifier.compare.AnswerVerifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/// Checks the same rows with Math-Verify and with this verifier, block after block in turn, one
/// thread each, no result kept.
final class Compare {
  private static final int BLOCKS = 10;
  private static final long WARM_NANOS = 10_000_000_000L;
  private static final long BLOCK_NANOS = 300_000_000;
  private static final long SEED = 20251;

  private final AnswerVerifier verifier = new AnswerVerifier();
  private int equivalent;

  /// @param peer checks a second of Math-Verify over the block
  /// @param ours checks a second here over the same block
  private record Block(int rows, double peer, double ours) {
    double ratio() {
      return ours / peer;
    }
  }

  /// Arguments: the Python with Math-Verify.
  public static void main(String[] args) {
    Map<String, List<RealRow>> sets = new LinkedHashMap<>();
    sets.put("derived", RealRow.derived());
    sets.put("solutions", RealRow.solutions());
    sets.put("responses", RealRow.responses());
    System.out.printf(
        "java %s, %d processors, %s MiB heap at most%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20);
    new Compare().run(Path.of(args[0]), sets);
  }

  private void run(Path python, Map<String, List<RealRow>> sets) {
    warm(sets.values().stream().flatMap(List::stream).toList());
    try (MathVerify peer = new MathVerify(python)) {
      sets.forEach((name, rows) -> print(name, rows, inTurn(peer, shuffled(rows))));
    }
    System.out.printf("(%d equivalent)%n", equivalent);
  }

  private void warm(List<RealRow> rows) {
    List<Question> questions = rows.stream().map(RealRow::question).toList();
    long started = System.nanoTime();
    long checks = 0;
    while (System.nanoTime() - started < WARM_NANOS) {
      equivalent += pass(questions);
      checks += questions.size();
    }
    System.out.printf("warm-up here: %d checks over all rows%n", checks);
  }

  private List<Block> inTurn(MathVerify peer, List<RealRow> rows) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < BLOCKS; i++) {
      List<RealRow> block = rows.subList(rows.size() * i / BLOCKS, rows.size() * (i + 1) / BLOCKS);
      double seconds = peer.check(block).seconds();
      blocks.add(new Block(block.size(), block.size() / seconds, rate(block)));
    }
    return blocks;
  }

  // Whole passes over the block until enough time has gone by for a clock to measure.
  private double rate(List<RealRow> rows) {
    List<Question> questions = rows.stream().map(RealRow::question).toList();
    long started = System.nanoTime();
    long checks = 0;
    while (System.nanoTime() - started < BLOCK_NANOS) {
      equivalent += pass(questions);
      checks += questions.size();
    }
    return checks * 1e9 / (System.nanoTime() - started);
  }

  private int pass(List<Question> questions) {
    int found = 0;
    for (Question question : questions) {
      found += question.equivalent(verifier) ? 1 : 0;
    }
    return found;
  }

  private void print(String name, List<RealRow> rows, List<Block> blocks) {
    for (Block block : blocks) {
      System.out.printf(
          "%s, block of %d: Math-Verify %.1f/s, here %.0f/s, ratio %.0f%n",
          name, block.rows(), block.peer(), block.ours(), block.ratio());
    }
    double peer = mean(blocks, Block::peer);
    double ours = mean(blocks, Block::ours);
    Collected before = Collected.now();
    Latency latency = Latency.of(verifier, rows.stream().map(RealRow::question).toList());
    Collected collected = Collected.now().since(before);
    System.out.printf(
        "%s, %d rows: Math-Verify %.1f/s, here %.0f/s, ratio %.0f (of a block: %.0f to %.0f)%n",
        name,
        rows.size(),
        peer,
        ours,
        ours / peer,
        blocks.stream().min(Comparator.comparingDouble(Block::ratio)).orElseThrow().ratio(),
        blocks.stream().max(Comparator.comparingDouble(Block::ratio)).orElseThrow().ratio());
    System.out.printf(
        "%s here, each check timed alone: p50 %.2f us, p99 %.1f us, p99.9 %.1f us, max %.0f us;"
            + " %.0f bytes a check; %d collections, %d ms%n",
        name,
        latency.p50(),
        latency.p99(),
        latency.p999(),
        latency.max(),
        latency.bytes(),
        collected.count(),
        collected.millis());
  }

  // Rows by the time they took: the harmonic mean of the blocks' rates.
  private static double mean(List<Block> blocks, ToDoubleFunction<Block> rate) {
    double rows = 0;
    double seconds = 0;
    for (Block block : blocks) {
      rows += block.rows();
      seconds += block.rows() / rate.applyAsDouble(block);
    }
    return rows / seconds;
  }

  private static List<RealRow> shuffled(List<RealRow> rows) {
    List<RealRow> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(SEED));
    return shuffled;
  }
}
