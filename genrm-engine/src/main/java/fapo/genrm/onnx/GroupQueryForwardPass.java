package fapo.genrm.onnx;

import fapo.genrm.checkpoint.Checkpoint;
import fapo.genrm.checkpoint.DecoderSpec;
import fapo.genrm.engine.ForwardPass;
import fapo.genrm.engine.ModelFaultException;
import fapo.genrm.engine.StepPlan;
import fapo.genrm.engine.StepPlan.Slice;
import fapo.genrm.engine.StepResult;
import fapo.genrm.onnx.graph.DecoderGraph;
import fapo.genrm.onnx.graph.GraphNames;
import fapo.genrm.onnx.graph.QuantizedCopy;
import fapo.genrm.onnx.graph.TensorType;
import fapo.genrm.onnx.ort.InferenceSession;
import fapo.genrm.onnx.ort.OrtFailure;
import fapo.genrm.onnx.ort.OrtRuntime;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A decoder on the CPU with ONNX Runtime's own `GroupQueryAttention`: what the paged one is held
/// to, and what can stand in for it.
///
/// The operator wants a contiguous cache, so a block here is as long as a sequence may be and a
/// sequence has one; prefixes are not shared. It takes several sequences at once only for one new
/// token each, in neighbouring blocks; the rest runs one by one.
public final class GroupQueryForwardPass implements ForwardPass, AutoCloseable {
  private final DecoderSpec spec;
  private final CacheShape cache;
  private final PlanCheck check;
  private final Resources resources;
  private final Arena arena = Arena.ofShared();
  private final List<MemorySegment> keys = new ArrayList<>();
  private final List<MemorySegment> values = new ArrayList<>();
  private final MemorySegment lengths;
  private final MemorySegment longest;
  private final InferenceSession session;
  private final StepTensors tensors;

  private GroupQueryForwardPass(Checkpoint checkpoint, CpuSettings settings, Resources resources) {
    this.resources = resources;
    resources.add(arena::close);
    this.spec = checkpoint.spec();
    this.cache = settings.cache();
    int positions = Math.min(spec.contextLength(), cache.blockSize());
    this.check = new PlanCheck(spec.vocabulary(), cache, positions);
    for (int layer = 0; layer < spec.layers(); layer++) {
      keys.add(arena.allocate(cache.blocks() * blockBytes(), Long.BYTES * 8L));
      values.add(arena.allocate(cache.blocks() * blockBytes(), Long.BYTES * 8L));
    }
    this.lengths = arena.allocate(ValueLayout.JAVA_INT, cache.blocks());
    this.longest = arena.allocate(ValueLayout.JAVA_INT);
    this.tensors = new StepTensors(settings.candidates());
    resources.add(tensors::close);
    OrtRuntime runtime = OrtRuntime.open();
    resources.add(runtime::close);
    this.session = session(runtime, checkpoint, settings, positions);
    resources.add(session::close);
  }

  /// Loads a model.
  ///
  /// @param settings whose cache has blocks as long as a sequence may be
  /// @throws IllegalArgumentException where a tensor is missing or of another shape than the spec
  ///     says
  /// @throws OrtFailure where ONNX Runtime refuses the model
  public static GroupQueryForwardPass open(Checkpoint checkpoint, CpuSettings settings) {
    return Resources.open(resources -> new GroupQueryForwardPass(checkpoint, settings, resources));
  }

  private static InferenceSession session(
      OrtRuntime runtime, Checkpoint checkpoint, CpuSettings settings, int positions) {
    DecoderGraph.Settings graph =
        new DecoderGraph.Settings(
            DecoderGraph.Variant.GROUP_QUERY,
            positions,
            settings.candidates(),
            settings.quantization().map(chosen -> QuantizedCopy.of(checkpoint, chosen)));
    DecoderGraph.Model model = DecoderGraph.emit(checkpoint, graph);
    return runtime.session(
        model.bytes(),
        model.weightsFolder(),
        new OrtRuntime.SessionSettings(settings.threads(), settings.spinning(), Map.of()),
        Optional.empty());
  }

  @Override
  public CacheShape cache() {
    return cache;
  }

  @Override
  public StepResult run(StepPlan plan) {
    check.check(plan);
    List<StepResult> results = new ArrayList<>();
    List<Slice> batch = new ArrayList<>();
    for (Slice slice : plan.slices()) {
      if (!batch.isEmpty() && !joins(batch.getLast(), slice)) {
        results.add(runBatch(new StepPlan(batch)));
        batch.clear();
      }
      batch.add(slice);
    }
    results.add(runBatch(new StepPlan(batch)));
    return joined(results, tensors.candidates());
  }

  private static boolean joins(Slice last, Slice next) {
    return last.tokens().length == 1
        && next.tokens().length == 1
        && next.blocks()[0] == last.blocks()[0] + 1;
  }

  private StepResult runBatch(StepPlan plan) {
    int sequences = plan.slices().size();
    tensors.bind(session, plan, sequences, plan.tokens() / sequences);
    int most = 0;
    for (int i = 0; i < sequences; i++) {
      Slice slice = plan.slices().get(i);
      int length = slice.past() + slice.tokens().length;
      lengths.setAtIndex(ValueLayout.JAVA_INT, i, length - 1);
      most = Math.max(most, length);
    }
    longest.set(ValueLayout.JAVA_INT, 0, most);
    session.bindInput(GraphNames.LENGTHS_LESS_ONE, lengths, TensorType.INT32, sequences);
    session.bindInput(GraphNames.LONGEST, longest, TensorType.INT32, 1);
    bindCaches(plan.slices().getFirst().blocks()[0], sequences);
    try {
      session.run();
    } catch (OrtFailure failure) {
      throw new ModelFaultException("onnxruntime: " + failure.reason(), true);
    }
    return tensors.result(plan);
  }

  private void bindCaches(int block, int sequences) {
    long[] shape = {sequences, spec.keyValueHeads(), cache.blockSize(), spec.headSize()};
    for (int layer = 0; layer < spec.layers(); layer++) {
      MemorySegment key = keys.get(layer).asSlice(block * blockBytes());
      MemorySegment value = values.get(layer).asSlice(block * blockBytes());
      session.bindInput(GraphNames.pastKey(layer), key, TensorType.FLOAT, shape);
      session.bindInput(GraphNames.pastValue(layer), value, TensorType.FLOAT, shape);
      session.bindOutput(GraphNames.presentKey(layer), key, TensorType.FLOAT, shape);
      session.bindOutput(GraphNames.presentValue(layer), value, TensorType.FLOAT, shape);
    }
  }

  private long blockBytes() {
    return (long) spec.keyValueHeads() * cache.blockSize() * spec.headSize() * Float.BYTES;
  }

  private static StepResult joined(List<StepResult> results, int width) {
    int rows = results.stream().mapToInt(StepResult::rows).sum();
    int[] ids = new int[rows * width];
    float[] logits = new float[rows * width];
    float[] logSumExp = new float[rows];
    int row = 0;
    for (StepResult result : results) {
      System.arraycopy(result.ids(), 0, ids, row * width, result.rows() * width);
      System.arraycopy(result.logits(), 0, logits, row * width, result.rows() * width);
      System.arraycopy(result.logSumExp(), 0, logSumExp, row, result.rows());
      row += result.rows();
    }
    return new StepResult(width, ids, logits, logSumExp);
  }

  @Override
  public void close() {
    resources.close();
  }
}
