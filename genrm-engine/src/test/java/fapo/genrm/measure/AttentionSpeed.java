package fapo.genrm.measure;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.checkpoint.DecoderSpec;
import fapo.genrm.checkpoint.DecoderSpec.Architecture;
import fapo.genrm.checkpoint.DecoderSpec.Rope;
import fapo.genrm.checkpoint.DecoderSpec.Scaling;
import fapo.genrm.checkpoint.HuggingFaceCheckpoint;
import fapo.genrm.engine.ForwardPass.CacheShape;
import fapo.genrm.onnx.CpuSettings;
import fapo.genrm.onnx.GroupQueryForwardPass;
import fapo.genrm.onnx.OnnxForwardPass;
import fapo.genrm.oracle.RandomCheckpoint;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;

/// Tokens per second of attention nearly alone, ours beside ONNX Runtime's
/// `GroupQueryAttention`, in turns: a model of the shape of {@link ForwardSpeed}'s whose other
/// layers are as narrow as can be. Times are the one thread's own processor time, which a shared
/// machine disturbs little; what is printed are medians.
///
/// ```
/// FOLDER [CONTEXT] [TURNS]
/// ```
final class AttentionSpeed {
  private static final int BLOCK = 64;
  private static final int CANDIDATES = 8;
  private static final int STEPS = 4;
  private static final int[] BATCHES = {0, 1, 4, 16};
  private static final DecoderSpec SPEC =
      new DecoderSpec(
          Architecture.QWEN3,
          320,
          32,
          32,
          12,
          12,
          4,
          64,
          4096,
          1e-6,
          new Rope(1e6, new Scaling.None()),
          true,
          false,
          true);

  private AttentionSpeed() {}

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    int context = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1024;
    int turns = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 9;
    if (!folder.resolve("config.json").toFile().exists()) {
      var _ = new RandomCheckpoint(SPEC, ElementType.F32, 1).write(folder);
    }
    System.out.println(Machine.describe());
    System.out.printf(
        "attention, context %d, processor time of 1 thread, median of %d turns; tokens/s%n",
        context, turns);
    int capacity = context + Work.ROOM;
    CacheShape pages = new CacheShape(Work.SEQUENCES * Math.ceilDiv(capacity, BLOCK), BLOCK);
    CacheShape slots = new CacheShape(Work.SEQUENCES, capacity);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    try (HuggingFaceCheckpoint checkpoint = HuggingFaceCheckpoint.open(folder);
        OnnxForwardPass paged =
            OnnxForwardPass.open(checkpoint, new CpuSettings(pages, CANDIDATES, 1, false));
        GroupQueryForwardPass plain =
            GroupQueryForwardPass.open(checkpoint, new CpuSettings(slots, CANDIDATES, 1, false))) {
      Side ours = new Side.Pass("paged", paged, () -> {}, threads::getCurrentThreadCpuTime);
      Side theirs = new Side.Pass("GQA", plain, () -> {}, threads::getCurrentThreadCpuTime);
      for (int batch : BATCHES) {
        compare(new Work(batch, context), turns, ours, theirs);
      }
    }
  }

  private static void compare(Work work, int turns, Side ours, Side theirs) {
    Medians first = new Medians();
    Medians second = new Medians();
    for (Side side : List.of(ours, theirs)) {
      var _ = side.run(work, 3 * STEPS);
    }
    for (int turn = 0; turn < turns; turn++) {
      first.addAll(ours.run(work, STEPS));
      second.addAll(theirs.run(work, STEPS));
    }
    System.out.printf(
        "%-12s paged %.1f GQA %.1f (ratio %.2f)%n",
        work.name(),
        work.tokens() / first.median(),
        work.tokens() / second.median(),
        second.median() / first.median());
  }
}
