package fapo.genrm.onnx.ort;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// An operator of the graph that is computed in Java: float32 inputs, one float32 output, an
/// integer attribute `layer` that says which node asks.
///
/// What a kernel throws never crosses into native code: it becomes the status of the node, so that
/// the run fails with its message. Close it after every session that uses it.
public final class CustomOp implements AutoCloseable {
  /// The first version of the C structure whose kernels return a status.
  private static final int STRUCTURE_VERSION = 16;

  private static final int FAIL = 1;

  private final OrtApi api;
  private final Arena arena = Arena.ofShared();
  private final Signature signature;
  private final IntFunction<Kernel> kernelOf;
  private final List<Kernel> kernels = new ArrayList<>();
  private final ParallelLoop loop;
  private final long name;
  private final long layerAttribute;
  private final long domain;

  /// @param inputs how many the operator takes
  public record Signature(String domain, String name, int inputs) {}

  /// Computes one node.
  @FunctionalInterface
  public interface Kernel {
    void compute(KernelContext context);
  }

  /// @param kernelOf the kernel of a layer
  public CustomOp(OrtRuntime runtime, Signature signature, IntFunction<Kernel> kernelOf) {
    this.api = runtime.api();
    this.signature = signature;
    this.kernelOf = kernelOf;
    this.loop = new ParallelLoop(api, arena);
    this.name = arena.allocateFrom(signature.name()).address();
    this.layerAttribute = arena.allocateFrom("layer").address();
    this.domain =
        api.create(
            OrtFunction.CREATE_CUSTOM_OP_DOMAIN, arena.allocateFrom(signature.domain()).address());
    api.check(OrtFunction.CUSTOM_OP_DOMAIN_ADD, domain, structure().address());
  }

  long domain() {
    return domain;
  }

  /// The `OrtCustomOp`: a version and eighteen functions in the order of its declaration.
  private MemorySegment structure() {
    MemorySegment one = Upcall.stub("i", (_, _) -> 1, arena);
    MemorySegment required = Upcall.stub("i", (_, _) -> 0, arena);
    List<MemorySegment> functions =
        List.of(
            MemorySegment.NULL, // CreateKernel: there is its second version
            Upcall.stub("p", _ -> name, arena),
            Upcall.stub("p", _ -> 0, arena), // GetExecutionProviderType: any
            one, // GetInputType: float32
            Upcall.stub("p", _ -> signature.inputs(), arena),
            one, // GetOutputType: float32
            Upcall.stub("p", _ -> 1, arena),
            MemorySegment.NULL, // KernelCompute: there is its second version
            Upcall.stub("v", _ -> 0, arena), // KernelDestroy: kernels live as long as the operator
            required,
            required,
            required, // GetInputMemoryType: the default one, which has the same code
            MemorySegment.NULL, // four about variadic operands: asked of those only
            MemorySegment.NULL,
            MemorySegment.NULL,
            MemorySegment.NULL,
            Upcall.stub("p", (_, _, info, out) -> createKernel(info, out), arena),
            Upcall.stub("p", (kernel, context) -> compute(kernel, context), arena));
    MemorySegment structure = arena.allocate((1L + functions.size()) * Long.BYTES, Long.BYTES);
    structure.set(ValueLayout.JAVA_INT, 0, STRUCTURE_VERSION);
    for (int i = 0; i < functions.size(); i++) {
      structure.setAtIndex(ValueLayout.ADDRESS, 1L + i, functions.get(i));
    }
    return structure;
  }

  @SuppressWarnings("IllegalCatch") // nothing may cross into native code
  private long createKernel(long info, long out) {
    try (Arena frame = Arena.ofConfined()) {
      MemorySegment layer = frame.allocate(ValueLayout.JAVA_LONG);
      api.check(OrtFunction.KERNEL_INFO_GET_ATTRIBUTE_INT64, info, layerAttribute, layer.address());
      kernels.add(kernelOf.apply(Math.toIntExact(layer.get(ValueLayout.JAVA_LONG, 0))));
      // A kernel's handle is its place counted from 1: native code only hands it back.
      OrtApi.view(out, Long.BYTES).set(ValueLayout.JAVA_LONG, 0, kernels.size());
      return 0;
    } catch (Throwable fault) {
      return status(fault);
    }
  }

  @SuppressWarnings("IllegalCatch") // nothing may cross into native code
  private long compute(long kernel, long context) {
    try {
      kernels.get(Math.toIntExact(kernel - 1)).compute(new KernelContext(api, loop, context));
      return 0;
    } catch (Throwable fault) {
      return status(fault);
    }
  }

  private long status(Throwable fault) {
    try (Arena frame = Arena.ofConfined()) {
      String message = signature.name() + ": " + fault;
      return api.call(OrtFunction.CREATE_STATUS, FAIL, frame.allocateFrom(message).address());
    }
  }

  @Override
  public void close() {
    api.call(OrtFunction.RELEASE_CUSTOM_OP_DOMAIN, domain);
    arena.close();
  }
}
