package fapo.genrm.onnx;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.checkpoint.DecoderSpec;
import fapo.genrm.checkpoint.DecoderSpec.Architecture;
import fapo.genrm.checkpoint.DecoderSpec.Rope;
import fapo.genrm.checkpoint.DecoderSpec.Scaling;
import fapo.genrm.engine.ForwardPass;
import fapo.genrm.engine.ForwardPass.CacheShape;
import fapo.genrm.engine.StepPlan;
import fapo.genrm.engine.StepPlan.Slice;
import fapo.genrm.onnx.graph.Quantization;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Tokens per second of the paged forward pass beside ONNX Runtime's own attention, on one random
/// model of 100 million parameters, in turns, so that both see the same machine.
///
/// ```
/// java --enable-native-access=ALL-UNNAMED --add-modules jdk.incubator.vector \
///   -cp <test class path> fapo.genrm.onnx.ForwardPassBenchmark [context] [rounds] [attention|4|8]
/// ```
///
/// With `attention` the model has next to nothing but attention of the same shape, and the time is
/// the one thread's own processor time, which a shared machine disturbs little. With `4` or `8` the
/// projections are quantised to that many bits, activations to int8.
final class ForwardPassBenchmark {
  private static final DecoderSpec SPEC =
      new DecoderSpec(
          Architecture.QWEN3,
          32_000,
          768,
          2048,
          12,
          12,
          4,
          64,
          2048,
          1e-6,
          new Rope(1e6, new Scaling.None()),
          true,
          false,
          true);

  private static final DecoderSpec ATTENTION_ONLY =
      new DecoderSpec(
          Architecture.QWEN3,
          64,
          32,
          32,
          12,
          SPEC.heads(),
          SPEC.keyValueHeads(),
          SPEC.headSize(),
          SPEC.contextLength(),
          SPEC.normEpsilon(),
          SPEC.rope(),
          true,
          false,
          true);

  private static final int[] BATCHES = {1, 4, 16};
  private static final int LARGEST = 16;
  private static final int BLOCK = 64;
  private static final int CANDIDATES = 64;

  private final int context;
  private final int rounds;

  private final boolean attentionOnly;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  private final Optional<Quantization> quantization;

  private ForwardPassBenchmark(
      int context, int rounds, boolean attentionOnly, Optional<Quantization> quantization) {
    this.quantization = quantization;
    this.attentionOnly = attentionOnly;
    this.context = context;
    this.rounds = rounds;
  }

  public static void main(String[] arguments) throws IOException {
    int context = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1024;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
    Path folder = Files.createTempDirectory("fapo-benchmark");
    String mode = arguments.length > 2 ? arguments[2] : "";
    boolean attentionOnly = mode.equals("attention");
    Optional<Quantization> quantization =
        mode.isEmpty() || attentionOnly
            ? Optional.empty()
            : Optional.of(new Quantization(Integer.parseInt(mode), true));
    DecoderSpec spec = attentionOnly ? ATTENTION_ONLY : SPEC;
    try (RandomCheckpoint checkpoint = new RandomCheckpoint(folder, spec, ElementType.F32, 1)) {
      new ForwardPassBenchmark(context, rounds, attentionOnly, quantization).compare(checkpoint);
    } finally {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private void compare(RandomCheckpoint checkpoint) {
    int used = attentionOnly ? 1 : Runtime.getRuntime().availableProcessors();
    int capacity = context + 64;
    CacheShape pages = new CacheShape(LARGEST * ((capacity + BLOCK - 1) / BLOCK), BLOCK);
    CacheShape slots = new CacheShape(LARGEST, capacity);
    try (OnnxForwardPass paged =
            OnnxForwardPass.open(
                checkpoint, new CpuSettings(pages, CANDIDATES, used, false, quantization));
        GroupQueryForwardPass plain =
            GroupQueryForwardPass.open(
                checkpoint, new CpuSettings(slots, CANDIDATES, used, false, quantization))) {
      System.out.printf(
          "context %d, %d threads, best of %d%n%-12s %12s %12s %8s%n",
          context, used, rounds, "", "paged tok/s", "GQA tok/s", "ratio");
      report("prefill", context, best(paged, this::prompt), best(plain, this::prompt));
      for (int batch : BATCHES) {
        double[] seconds = inTurns(paged, plain, batch);
        report("decode B=" + batch, batch, seconds[0], seconds[1]);
      }
    }
  }

  private double[] inTurns(ForwardPass paged, ForwardPass plain, int batch) {
    double[] best = {Double.MAX_VALUE, Double.MAX_VALUE};
    for (int turn = 0; turn < 3; turn++) {
      best[0] = Math.min(best[0], best(paged, (pass, round) -> decode(pass, batch, round)));
      best[1] = Math.min(best[1], best(plain, (pass, round) -> decode(pass, batch, round)));
    }
    return best;
  }

  private static void report(String what, int tokens, double paged, double plain) {
    System.out.printf(
        "%-12s %12.1f %12.1f %8.2f%n", what, tokens / paged, tokens / plain, plain / paged);
  }

  /// Shortest time of a step, in seconds.
  private double best(ForwardPass pass, Step step) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < rounds; round++) {
      StepPlan plan = step.plan(pass, round);
      long start = nanos();
      var _ = pass.run(plan);
      best = Math.min(best, (nanos() - start) / 1e9);
    }
    return best;
  }

  private long nanos() {
    return attentionOnly ? threads.getCurrentThreadCpuTime() : System.nanoTime();
  }

  private StepPlan prompt(ForwardPass pass, int round) {
    int[] tokens = Plans.tokens(round, context, 64);
    return Plans.of(new Slice(0, tokens, 0, blocks(pass, round % LARGEST), 1));
  }

  private StepPlan decode(ForwardPass pass, int batch, int round) {
    List<Slice> slices = new ArrayList<>();
    for (int i = 0; i < batch; i++) {
      int[] token = {(round * 31 + i) % 64};
      slices.add(new Slice(i, token, context + round % 32, blocks(pass, i), 1));
    }
    return new StepPlan(slices);
  }

  private static int[] blocks(ForwardPass pass, int sequence) {
    int each = pass.cache().blocks() / LARGEST;
    return IntStream.range(sequence * each, (sequence + 1) * each).toArray();
  }

  private interface Step {
    StepPlan plan(ForwardPass pass, int round);
  }
}
