package fapo.genrm.onnx.ort;

import fapo.genrm.onnx.graph.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;

/// A loaded model with its inputs and outputs bound to memory of the caller's.
///
/// The first thread that binds or runs owns the session.
public final class InferenceSession implements AutoCloseable {
  private final OrtRuntime runtime;
  private final OrtApi api;
  private final long session;
  private final long binding;
  private final long runOptions;
  private final OwnerThread owner = new OwnerThread();
  private final Map<String, Long> names = new HashMap<>();

  InferenceSession(OrtRuntime runtime, long session) {
    this.runtime = runtime;
    this.api = runtime.api();
    this.session = session;
    this.binding = api.create(OrtFunction.CREATE_IO_BINDING, session);
    this.runOptions = api.create(OrtFunction.CREATE_RUN_OPTIONS);
  }

  /// Reads an input of the next runs from `memory`, which must stay alive until it is bound anew.
  public void bindInput(String name, MemorySegment memory, TensorType type, long... shape) {
    bind(OrtFunction.BIND_INPUT, name, memory, type, shape);
  }

  /// Writes an output of the next runs to `memory`, which must stay alive until it is bound anew.
  public void bindOutput(String name, MemorySegment memory, TensorType type, long... shape) {
    bind(OrtFunction.BIND_OUTPUT, name, memory, type, shape);
  }

  /// Runs the model over what is bound; blocks until the outputs are written.
  ///
  /// @throws OrtFailure where a node failed or the run was ended by {@link #terminate}
  public void run() {
    owner.check();
    api.check(OrtFunction.RUN_WITH_BINDING, session, runOptions, binding);
  }

  /// Ends the run under way, and every later one, at the next node; may be called by any thread.
  public void terminate() {
    api.check(OrtFunction.RUN_OPTIONS_SET_TERMINATE, runOptions);
  }

  private void bind(
      OrtFunction bind, String name, MemorySegment memory, TensorType type, long... shape) {
    owner.check();
    long elements = 1;
    for (long size : shape) {
      elements = Math.multiplyExact(elements, size);
    }
    long bytes = Math.multiplyExact(elements, type.size());
    if (bytes > memory.byteSize()) {
      throw new IllegalArgumentException(
          name + ": " + memory.byteSize() + " bytes (expected: >= " + bytes + ")");
    }
    try (Arena arena = Arena.ofConfined()) {
      long value =
          api.create(
              OrtFunction.CREATE_TENSOR_WITH_DATA,
              runtime.hostMemory(),
              memory.address(),
              bytes,
              arena.allocateFrom(ValueLayout.JAVA_LONG, shape).address(),
              shape.length,
              type.code());
      try {
        api.check(bind, binding, nameAddress(name), value);
      } finally {
        api.call(OrtFunction.RELEASE_VALUE, value);
      }
    }
  }

  private long nameAddress(String name) {
    return names.computeIfAbsent(name, runtime::name);
  }

  @Override
  public void close() {
    owner.checkClose();
    api.call(OrtFunction.RELEASE_IO_BINDING, binding);
    api.call(OrtFunction.RELEASE_RUN_OPTIONS, runOptions);
    api.call(OrtFunction.RELEASE_SESSION, session);
  }
}
