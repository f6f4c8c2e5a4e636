package fapo.genrm.onnx;

import fapo.genrm.checkpoint.Checkpoint;
import fapo.genrm.checkpoint.DecoderSpec;
import fapo.genrm.engine.ForwardPass;
import fapo.genrm.engine.ModelFaultException;
import fapo.genrm.engine.StepPlan;
import fapo.genrm.engine.StepResult;
import fapo.genrm.onnx.attention.PagedAttention;
import fapo.genrm.onnx.attention.PagedAttention.HeadNorms;
import fapo.genrm.onnx.graph.DecoderGraph;
import fapo.genrm.onnx.graph.QuantizedCopy;
import fapo.genrm.onnx.graph.TensorFloats;
import fapo.genrm.onnx.ort.CustomOp;
import fapo.genrm.onnx.ort.InferenceSession;
import fapo.genrm.onnx.ort.OrtFailure;
import fapo.genrm.onnx.ort.OrtRuntime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A decoder on the CPU, in float32: one run per step over packed tokens of any mix of prompts and
/// continuations, attention over pages in Java.
///
/// The first thread that runs a step owns the model; another may close it once that thread has
/// ended.
public final class OnnxForwardPass implements ForwardPass, AutoCloseable {
  private static final CustomOp.Signature SIGNATURE =
      new CustomOp.Signature(DecoderGraph.OWN_DOMAIN, DecoderGraph.OWN_ATTENTION, 3);

  private final CacheShape cache;
  private final PlanCheck check;
  private final Resources resources;
  private final PagedAttention attention;
  private final InferenceSession session;
  private final StepTensors tensors;

  private OnnxForwardPass(Checkpoint checkpoint, CpuSettings settings, Resources resources) {
    DecoderSpec spec = checkpoint.spec();
    this.resources = resources;
    this.cache = settings.cache();
    this.check = PlanCheck.of(spec, cache);
    this.tensors = new StepTensors(settings.candidates());
    resources.add(tensors::close);
    this.attention = new PagedAttention(spec, cache, norms(checkpoint), settings.threads());
    resources.add(attention::close);
    OrtRuntime runtime = OrtRuntime.open();
    resources.add(runtime::close);
    CustomOp operator = new CustomOp(runtime, SIGNATURE, this::kernel);
    resources.add(operator::close);
    DecoderGraph.Model model = DecoderGraph.emit(checkpoint, graphSettings(checkpoint, settings));
    this.session =
        runtime.session(
            model.bytes(),
            model.weightsFolder(),
            new OrtRuntime.SessionSettings(settings.threads(), settings.spinning(), Map.of()),
            Optional.of(operator));
    resources.add(session::close);
  }

  private CustomOp.Kernel kernel(int layer) {
    return context -> attention.compute(layer, context);
  }

  private DecoderGraph.Settings graphSettings(Checkpoint checkpoint, CpuSettings settings) {
    return new DecoderGraph.Settings(
        DecoderGraph.Variant.JAVA_PAGED,
        check.positions(),
        settings.candidates(),
        settings.quantization().map(chosen -> QuantizedCopy.of(checkpoint, chosen)));
  }

  /// Loads a model.
  ///
  /// @throws IllegalArgumentException where a tensor is missing or of another shape than the spec
  ///     says, or a size is one the kernels have no code for
  /// @throws OrtFailure where ONNX Runtime refuses the model
  public static OnnxForwardPass open(Checkpoint checkpoint, CpuSettings settings) {
    return Resources.open(resources -> new OnnxForwardPass(checkpoint, settings, resources));
  }

  private static List<HeadNorms> norms(Checkpoint checkpoint) {
    return IntStream.range(0, checkpoint.spec().layers())
        .mapToObj(layer -> norms(checkpoint, layer))
        .toList();
  }

  private static HeadNorms norms(Checkpoint checkpoint, int layer) {
    if (!checkpoint.spec().headNorms()) {
      return new HeadNorms(null, null);
    }
    return new HeadNorms(
        TensorFloats.read(checkpoint, DecoderGraph.queryNorm(layer)),
        TensorFloats.read(checkpoint, DecoderGraph.keyNorm(layer)));
  }

  @Override
  public CacheShape cache() {
    return cache;
  }

  /// @throws IllegalArgumentException where the plan is out of the model's or the cache's range;
  ///     nothing has run
  @Override
  public StepResult run(StepPlan plan) {
    check.check(plan);
    attention.begin(plan);
    tensors.bind(session, plan, plan.tokens());
    try {
      session.run();
    } catch (OrtFailure failure) {
      throw new ModelFaultException("onnxruntime: " + failure.reason(), true);
    }
    return tensors.result(plan);
  }

  @Override
  public void close() {
    resources.close();
  }
}
