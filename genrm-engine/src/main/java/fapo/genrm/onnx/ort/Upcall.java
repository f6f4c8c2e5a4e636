package fapo.genrm.onnx.ort;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;

/// A C function implemented in Java. It must not throw: what escapes it ends the process.
sealed interface Upcall {
  @FunctionalInterface
  non-sealed interface Unary extends Upcall {
    long call(long argument);
  }

  @FunctionalInterface
  non-sealed interface Binary extends Upcall {
    long call(long first, long second);
  }

  @FunctionalInterface
  non-sealed interface Quaternary extends Upcall {
    long call(long first, long second, long third, long fourth);
  }

  /// Makes a C function of pointers and sizes.
  ///
  /// @param result in a letter, as in {@link OrtFunction}; what the function returns is narrowed to
  ///     it
  /// @param arena how long the function lives
  static MemorySegment stub(String result, Unary function, Arena arena) {
    return stub(result, "p", handle(Unary.class, function, 1), arena);
  }

  /// As for one parameter.
  static MemorySegment stub(String result, Binary function, Arena arena) {
    return stub(result, "pp", handle(Binary.class, function, 2), arena);
  }

  /// As for one parameter.
  static MemorySegment stub(String result, Quaternary function, Arena arena) {
    return stub(result, "pppp", handle(Quaternary.class, function, 4), arena);
  }

  private static MethodHandle handle(Class<?> type, Upcall function, int parameters) {
    Class<?>[] longs = new Class<?>[parameters];
    Arrays.fill(longs, long.class);
    try {
      return MethodHandles.lookup()
          .findVirtual(type, "call", MethodType.methodType(long.class, longs))
          .bindTo(function);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @SuppressWarnings("restricted") // descriptor and handle are made of the same letters
  private static MemorySegment stub(
      String result, String parameters, MethodHandle handle, Arena arena) {
    FunctionDescriptor descriptor = OrtFunction.descriptor(result, parameters);
    MethodHandle narrowed = MethodHandles.explicitCastArguments(handle, descriptor.toMethodType());
    return Linker.nativeLinker().upcallStub(narrowed, descriptor, arena);
  }
}
