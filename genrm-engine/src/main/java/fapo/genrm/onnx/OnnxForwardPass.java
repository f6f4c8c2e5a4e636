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
  private final CacheShape cache;
  private final PlanCheck check;
  private final OrtRuntime runtime;
  private final PagedAttention attention;
  private final CustomOp operator;
  private final InferenceSession session;
  private final StepTensors tensors;

  private OnnxForwardPass(Checkpoint checkpoint, CpuSettings settings) {
    DecoderSpec spec = checkpoint.spec();
    this.cache = settings.cache();
    this.check = PlanCheck.of(spec, cache);
    DecoderGraph.Model model =
        DecoderGraph.emit(
            checkpoint,
            new DecoderGraph.Settings(
                DecoderGraph.Variant.JAVA_PAGED, check.positions(), settings.candidates()));
    this.attention = new PagedAttention(spec, cache, norms(checkpoint), settings.threads());
    this.runtime = OrtRuntime.open();
    this.operator =
        new CustomOp(
            runtime,
            new CustomOp.Signature(DecoderGraph.OWN_DOMAIN, DecoderGraph.OWN_ATTENTION, 3),
            layer -> context -> attention.compute(layer, context));
    this.session =
        runtime.session(
            model.bytes(),
            model.weightsFolder(),
            new OrtRuntime.SessionSettings(settings.threads(), settings.spinning(), Map.of()),
            Optional.of(operator));
    this.tensors = new StepTensors(settings.candidates());
  }

  /// Loads a model.
  ///
  /// @throws IllegalArgumentException where a tensor is missing or of another shape than the spec
  ///     says, or a size is one the kernels have no code for
  /// @throws OrtFailure where ONNX Runtime refuses the model
  public static OnnxForwardPass open(Checkpoint checkpoint, CpuSettings settings) {
    return new OnnxForwardPass(checkpoint, settings);
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
      throw new ModelFaultException("onnxruntime: " + failure.getMessage(), true);
    }
    return tensors.result(plan);
  }

  @Override
  public void close() {
    session.close();
    operator.close();
    runtime.close();
    attention.close();
    tensors.close();
  }
}
