package fapo.genrm.onnx.ort;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;

/// Functions of the C API by their place in its table, which is append-only: a place keeps its
/// meaning in every later version.
enum OrtFunction {
  CREATE_STATUS(0, "p", "ip"),
  GET_ERROR_MESSAGE(2, "p", "p"),
  CREATE_ENV(3, "p", "ipp"),
  CREATE_SESSION_FROM_ARRAY(8, "p", "ppppp"),
  CREATE_SESSION_OPTIONS(10, "p", "p"),
  SET_GRAPH_OPTIMIZATION_LEVEL(23, "p", "pi"),
  SET_INTRA_OP_NUM_THREADS(24, "p", "pi"),
  CREATE_CUSTOM_OP_DOMAIN(26, "p", "pp"),
  CUSTOM_OP_DOMAIN_ADD(27, "p", "pp"),
  ADD_CUSTOM_OP_DOMAIN(28, "p", "pp"),
  CREATE_RUN_OPTIONS(39, "p", "p"),
  RUN_OPTIONS_SET_TERMINATE(46, "p", "p"),
  CREATE_TENSOR_WITH_DATA(49, "p", "pppppip"),
  GET_TENSOR_MUTABLE_DATA(51, "p", "pp"),
  CREATE_CPU_MEMORY_INFO(69, "p", "iip"),
  KERNEL_INFO_GET_ATTRIBUTE_INT64(86, "p", "ppp"),
  KERNEL_CONTEXT_GET_INPUT(90, "p", "ppp"),
  KERNEL_CONTEXT_GET_OUTPUT(91, "p", "ppppp"),
  RELEASE_ENV(92, "v", "p"),
  RELEASE_STATUS(93, "v", "p"),
  RELEASE_MEMORY_INFO(94, "v", "p"),
  RELEASE_SESSION(95, "v", "p"),
  RELEASE_VALUE(96, "v", "p"),
  RELEASE_RUN_OPTIONS(97, "v", "p"),
  RELEASE_SESSION_OPTIONS(100, "v", "p"),
  RELEASE_CUSTOM_OP_DOMAIN(101, "v", "p"),
  ADD_SESSION_CONFIG_ENTRY(130, "p", "ppp"),
  RUN_WITH_BINDING(133, "p", "ppp"),
  CREATE_IO_BINDING(134, "p", "pp"),
  RELEASE_IO_BINDING(135, "v", "p"),
  BIND_INPUT(136, "p", "ppp"),
  BIND_OUTPUT(137, "p", "ppp"),
  CREATE_CUDA_PROVIDER_OPTIONS(205, "p", "p"),
  UPDATE_CUDA_PROVIDER_OPTIONS(206, "p", "pppp"),
  RELEASE_CUDA_PROVIDER_OPTIONS(208, "v", "p"),
  KERNEL_CONTEXT_PARALLEL_FOR(274, "p", "ppppp");

  private final int place;
  private final String result;
  private final String parameters;

  /// @param result and `parameters`, one letter each: `p` pointer or size, `i` int, `v` nothing
  OrtFunction(int place, String result, String parameters) {
    this.place = place;
    this.result = result;
    this.parameters = parameters;
  }

  /// 0-based.
  int place() {
    return place;
  }

  FunctionDescriptor descriptor() {
    return descriptor(result, parameters);
  }

  static FunctionDescriptor descriptor(String result, String parameters) {
    MemoryLayout[] layouts =
        parameters.chars().mapToObj(OrtFunction::layout).toArray(MemoryLayout[]::new);
    return result.equals("v")
        ? FunctionDescriptor.ofVoid(layouts)
        : FunctionDescriptor.of(layout(result.charAt(0)), layouts);
  }

  private static MemoryLayout layout(int letter) {
    return letter == 'i' ? ValueLayout.JAVA_INT : ValueLayout.JAVA_LONG;
  }
}
