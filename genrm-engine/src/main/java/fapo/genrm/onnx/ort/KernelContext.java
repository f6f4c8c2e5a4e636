package fapo.genrm.onnx.ort;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.function.IntConsumer;

/// What a kernel sees while it computes: addresses of its operands and the session's threads.
public final class KernelContext {
  private final OrtApi api;
  private final ParallelLoop loop;
  private final long context;

  KernelContext(OrtApi api, ParallelLoop loop, long context) {
    this.api = api;
    this.loop = loop;
    this.context = context;
  }

  /// @return address of an input's first element
  public long input(int index) {
    return data(api.create(OrtFunction.KERNEL_CONTEXT_GET_INPUT, context, index));
  }

  /// Makes the output; its elements are arbitrary until written.
  ///
  /// @return address of its first element
  public long output(long... shape) {
    try (Arena arena = Arena.ofConfined()) {
      long sizes = arena.allocateFrom(ValueLayout.JAVA_LONG, shape).address();
      return data(
          api.create(OrtFunction.KERNEL_CONTEXT_GET_OUTPUT, context, 0, sizes, shape.length));
    }
  }

  /// Calls `iteration` with each number below `iterations`, on the session's threads.
  public void parallel(int iterations, IntConsumer iteration) {
    if (iterations == 1) {
      iteration.accept(0);
    } else {
      loop.run(context, iterations, iteration);
    }
  }

  private long data(long value) {
    return api.create(OrtFunction.GET_TENSOR_MUTABLE_DATA, value);
  }
}
