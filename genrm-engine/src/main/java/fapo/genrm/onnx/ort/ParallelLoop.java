package fapo.genrm.onnx.ort;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Runs a loop in Java on ONNX Runtime's own threads. One loop runs at a time.
final class ParallelLoop {
  private final OrtApi api;
  private final MemorySegment stub;
  private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
  private volatile IntConsumer body = _ -> {};

  ParallelLoop(OrtApi api, Arena arena) {
    this.api = api;
    this.stub = Upcall.stub("v", (_, number) -> iteration(number), arena);
  }

  /// Calls `iterations` times, each with its number; returns when all have returned.
  ///
  /// @throws IllegalStateException with the first fault of an iteration as its cause
  void run(long context, int iterations, IntConsumer iteration) {
    body = iteration;
    fault.set(null);
    api.check(OrtFunction.KERNEL_CONTEXT_PARALLEL_FOR, context, stub.address(), iterations, 0, 0);
    Throwable thrown = fault.get();
    if (thrown != null) {
      throw new IllegalStateException(thrown.toString(), thrown);
    }
  }

  @SuppressWarnings("IllegalCatch") // nothing may cross into native code
  private long iteration(long number) {
    try {
      body.accept(Math.toIntExact(number));
    } catch (Throwable thrown) {
      var _ = fault.compareAndSet(null, thrown);
    }
    return 0;
  }
}
