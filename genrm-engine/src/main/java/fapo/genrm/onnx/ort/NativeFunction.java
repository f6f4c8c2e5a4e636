package fapo.genrm.onnx.ort;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collections;

/// A C function whose pointers, sizes and ints all travel as `long`, so that a call creates no
/// segment.
final class NativeFunction {
  private final MethodHandle spread;

  @SuppressWarnings("restricted") // the descriptor is that of the function's declaration
  NativeFunction(MemorySegment address, FunctionDescriptor descriptor) {
    int parameters = descriptor.argumentLayouts().size();
    MethodType longs =
        MethodType.methodType(long.class, Collections.nCopies(parameters, long.class));
    MethodHandle exact = Linker.nativeLinker().downcallHandle(address, descriptor);
    this.spread =
        MethodHandles.explicitCastArguments(exact, longs).asSpreader(long[].class, parameters);
  }

  /// @return what the function returns, 0 where it returns nothing
  @SuppressWarnings("IllegalCatch") // a method handle declares everything; C throws nothing
  long call(long... arguments) {
    try {
      return (long) spread.invokeExact(arguments);
    } catch (Error | RuntimeException wrongCall) {
      throw wrongCall;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
