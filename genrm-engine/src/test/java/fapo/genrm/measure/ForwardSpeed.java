package fapo.genrm.measure;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.checkpoint.HuggingFaceCheckpoint;
import fapo.genrm.engine.ForwardPass.CacheShape;
import fapo.genrm.onnx.CpuSettings;
import fapo.genrm.onnx.GroupQueryForwardPass;
import fapo.genrm.onnx.OnnxForwardPass;
import fapo.genrm.onnx.graph.Quantization;
import fapo.genrm.oracle.RandomCheckpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tokens per second of the forward pass on a random model of 100 million parameters: ours, the
/// same graph with ONNX Runtime's `GroupQueryAttention`, and transformers, in turns in one run;
/// what is printed are medians.
///
/// ```
/// FOLDER PRECISION[,…] CONTEXT[,…] [TURNS] [spin]      precisions: fp32, int8, int4
/// ```
///
/// Transformers take part in fp32 where the system property `python` names an interpreter that has
/// them. For one sequence the share of the memory bandwidth is printed that reading every weight
/// and all cached keys and values once comes to; the bandwidth is measured in the same turns, over
/// as many bytes.
final class ForwardSpeed {
  private static final int BLOCK = 64;
  private static final int CANDIDATES = 64;
  private static final int STEPS = 8;
  private static final int[] BATCHES = {0, 1, 4, 16};

  private final HuggingFaceCheckpoint checkpoint;
  private final Path folder;
  private final int turns;
  private final boolean spinning;

  private ForwardSpeed(HuggingFaceCheckpoint checkpoint, Path folder, int turns, boolean spinning) {
    this.checkpoint = checkpoint;
    this.folder = folder;
    this.turns = turns;
    this.spinning = spinning;
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    if (!folder.resolve("config.json").toFile().exists()) {
      var _ = RandomCheckpoint.hundredMillion(ElementType.F32).write(folder);
    }
    int turns = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 5;
    boolean spinning = arguments.length > 4 && arguments[4].equals("spin");
    System.out.println(Machine.describe());
    try (HuggingFaceCheckpoint checkpoint = HuggingFaceCheckpoint.open(folder)) {
      ForwardSpeed speed = new ForwardSpeed(checkpoint, folder, turns, spinning);
      for (String precision : arguments[1].split(",", -1)) {
        for (String context : arguments[2].split(",", -1)) {
          speed.compare(precision, Integer.parseInt(context));
        }
      }
    }
  }

  private void compare(String precision, int context) throws Exception {
    Optional<Quantization> quantization =
        switch (precision) {
          case "fp32" -> Optional.empty();
          case "int8" -> Optional.of(new Quantization(8, true));
          case "int4" -> Optional.of(new Quantization(4, true));
          default ->
              throw new IllegalArgumentException(
                  "precision: " + precision + " (expected: fp32, int8 or int4)");
        };
    List<Side> sides = new ArrayList<>();
    try (ReadBandwidth bandwidth = new ReadBandwidth(weightBytes(precision), Machine.cores())) {
      sides.addAll(passes(context, quantization));
      if (quantization.isEmpty() && System.getProperty("python") != null) {
        sides.add(
            new TransformersSide(
                System.getProperty("python"),
                Path.of(System.getProperty("fapo.root"), "benchmarks/engine/transformers_side.py"),
                folder,
                Machine.cores()));
      }
      measure(precision, context, sides, bandwidth);
    } finally {
      sides.forEach(Side::close);
    }
  }

  private List<Side> passes(int context, Optional<Quantization> quantization) {
    int capacity = context + Work.ROOM;
    int each = Math.ceilDiv(capacity, BLOCK);
    CacheShape pages = new CacheShape(Work.SEQUENCES * each, BLOCK);
    CacheShape slots = new CacheShape(Work.SEQUENCES, capacity);
    int threads = Machine.cores();
    OnnxForwardPass paged =
        OnnxForwardPass.open(
            checkpoint, new CpuSettings(pages, CANDIDATES, threads, spinning, quantization));
    GroupQueryForwardPass plain =
        GroupQueryForwardPass.open(
            checkpoint, new CpuSettings(slots, CANDIDATES, threads, spinning, quantization));
    return List.of(
        new Side.Pass("paged", paged, paged::close, System::nanoTime),
        new Side.Pass("GQA", plain, plain::close, System::nanoTime));
  }

  private void measure(String precision, int context, List<Side> sides, ReadBandwidth bandwidth)
      throws Exception {
    System.out.printf(
        "%n%s, context %d, %d threads, %s, median of %d turns; tokens/s%n",
        precision, context, Machine.cores(), spinning ? "spinning" : "not spinning", turns);
    for (int batch : BATCHES) {
      Work work = new Work(batch, context);
      int steps = work.prompt() ? 1 : STEPS;
      Map<Side, Medians> times = new LinkedHashMap<>();
      Medians reads = new Medians();
      for (Side side : sides) {
        times.put(side, new Medians());
        var _ = side.run(work, work.prompt() ? 2 : 3 * STEPS);
      }
      for (int turn = 0; turn < turns; turn++) {
        for (Side side : turn % 2 == 0 ? sides : sides.reversed()) {
          // The first finds the caches as the side before left them.
          List<Double> seconds = side.run(work, steps + 1);
          times.get(side).addAll(seconds.subList(1, seconds.size()));
        }
        for (int read = 0; read < 3; read++) {
          reads.add(bandwidth.seconds());
        }
      }
      report(precision, work, times, reads, bandwidth);
    }
  }

  private void report(
      String precision, Work work, Map<Side, Medians> times, Medians reads, ReadBandwidth memory) {
    StringBuilder line = new StringBuilder("%-12s".formatted(work.name()));
    double ours = 0;
    for (Map.Entry<Side, Medians> entry : times.entrySet()) {
      double seconds = entry.getValue().median();
      line.append(" %s %.1f".formatted(entry.getKey().name(), work.tokens() / seconds));
      if (ours == 0) {
        ours = seconds;
      } else {
        line.append(" (ratio %.2f)".formatted(seconds / ours));
      }
    }
    if (work.batch() == 1) {
      double peak = memory.bytes() / reads.median();
      double read = weightBytes(precision) + cacheBytes(work.context());
      line.append(
          "; reads %.1f GB/s of %.1f measured (%.0f %%)"
              .formatted(read / ours / 1e9, peak / 1e9, 100 * read / ours / peak));
    }
    System.out.println(line);
    if (Float.isNaN(memory.total())) {
      throw new IllegalStateException("sum: NaN (expected: a number)");
    }
  }

  private long weightBytes(String precision) {
    long stored =
        checkpoint.tensorNames().stream().mapToLong(name -> checkpoint.tensor(name).length()).sum();
    // Quantised: as many bits per weight, and a scale of 4 bytes for each 32.
    return switch (precision) {
      case "int8" -> stored / 4 + stored / 32;
      case "int4" -> stored / 8 + stored / 32;
      default -> stored;
    };
  }

  private long cacheBytes(int context) {
    var spec = checkpoint.spec();
    return 2L * Float.BYTES * spec.layers() * spec.keyValueHeads() * spec.headSize() * context;
  }
}
