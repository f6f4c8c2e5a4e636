package fapo.genrm.onnx.ort;

import ai.onnxruntime.OrtEnvironment;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// The table of the C API of the library that ONNX Runtime's Java API has loaded.
///
/// A second copy of the library would have its own types and fail with senseless messages, so the
/// Java API's environment is started first and its library looked up.
final class OrtApi {
  /// The lowest version of the table that holds every function used.
  private static final int TABLE_VERSION = 23;

  /// In bytes.
  private static final long STARTER_STACK = 64L << 20;

  private static final int MESSAGE_LIMIT = 1 << 16;

  private final String version;
  private final Map<OrtFunction, NativeFunction> functions = new EnumMap<>(OrtFunction.class);

  private OrtApi(MemorySegment table, String version) {
    this.version = version;
    for (OrtFunction function : OrtFunction.values()) {
      functions.put(function, at(table, function.place(), function.descriptor()));
    }
  }

  /// @throws IllegalStateException where the library does not offer the table
  static OrtApi load() {
    startEnvironment();
    MemorySegment symbol =
        SymbolLookup.loaderLookup()
            .find("OrtGetApiBase")
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "onnxruntime: no symbol OrtGetApiBase (expected: the library of"
                            + " com.microsoft.onnxruntime, loaded by this class's loader)"));
    MemorySegment base =
        view(new NativeFunction(symbol, returningPointer()).call(), 2L * Long.BYTES);
    String version = text(at(base, 1, returningPointer()).call());
    long table = at(base, 0, returningPointer(ValueLayout.JAVA_INT)).call(TABLE_VERSION);
    if (table == 0) {
      throw new IllegalStateException(
          "onnxruntime: " + version + " (expected: a version with API " + TABLE_VERSION + ")");
    }
    return new OrtApi(view(table, tableSize()), version);
  }

  /// ONNX Runtime 1.29.0 matches the process's command line against a regular expression, whose
  /// recursion overflows a thread's default stack, and so ends the process, where the command line
  /// has more than a few thousand characters, as one with a class path may have.
  private static void startEnvironment() {
    FutureTask<OrtEnvironment> start = new FutureTask<>(OrtEnvironment::getEnvironment);
    new Thread(null, start, "onnxruntime-start", STARTER_STACK).start();
    try {
      var _ = start.get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException("onnxruntime: cannot be loaded", failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("onnxruntime: interrupted while starting", interrupted);
    }
  }

  private static NativeFunction at(MemorySegment table, int place, FunctionDescriptor descriptor) {
    return new NativeFunction(table.getAtIndex(ValueLayout.ADDRESS, place), descriptor);
  }

  private static FunctionDescriptor returningPointer(MemoryLayout... parameters) {
    return FunctionDescriptor.of(ValueLayout.JAVA_LONG, parameters);
  }

  private static long tableSize() {
    int last = 0;
    for (OrtFunction function : OrtFunction.values()) {
      last = Math.max(last, function.place());
    }
    return (last + 1L) * Long.BYTES;
  }

  String version() {
    return version;
  }

  /// Calls a function that returns a status.
  ///
  /// @throws OrtFailure with the status's message
  void check(OrtFunction function, long... arguments) {
    long status = call(function, arguments);
    if (status != 0) {
      String message = text(call(OrtFunction.GET_ERROR_MESSAGE, status));
      call(OrtFunction.RELEASE_STATUS, status);
      throw new OrtFailure(message);
    }
  }

  /// Calls a function that returns no status.
  long call(OrtFunction function, long... arguments) {
    return Objects.requireNonNull(functions.get(function)).call(arguments);
  }

  /// Calls a function whose last parameter receives a pointer.
  ///
  /// @return that pointer
  long create(OrtFunction function, long... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
      long[] all = Arrays.copyOf(arguments, arguments.length + 1);
      all[arguments.length] = out.address();
      check(function, all);
      return out.get(ValueLayout.JAVA_LONG, 0);
    }
  }

  /// A C string at an address.
  static String text(long address) {
    return view(address, MESSAGE_LIMIT).getString(0);
  }

  /// Memory the library owns.
  @SuppressWarnings("restricted") // sizes are those of the declarations
  static MemorySegment view(long address, long bytes) {
    return MemorySegment.ofAddress(address).reinterpret(bytes);
  }
}
