package fapo.genrm.onnx.ort;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;

/// Whether sessions of this process can run on CUDA.
public sealed interface CudaProvider {
  /// The provider's libraries are there and take the options a session will use.
  record Available() implements CudaProvider {}

  /// @param reason in ONNX Runtime's words: which library is missing, or that this build of it has
  ///     no CUDA
  record Absent(String reason) implements CudaProvider {}

  /// What a session on the device is opened with: no cuDNN, which no node of the decoder needs, an
  /// arena that grows by what is asked for, one stream.
  ///
  /// @param deviceId of the card, from 0
  static Map<String, String> options(int deviceId) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("device_id", Integer.toString(deviceId));
    options.put("enable_cudnn", "0");
    options.put("arena_extend_strategy", "kSameAsRequested");
    options.put("use_ep_level_unified_stream", "1");
    return options;
  }

  /// Loads the provider's libraries, which is where a missing one shows.
  static CudaProvider find(OrtRuntime runtime, int deviceId) {
    OrtApi api = runtime.api();
    try (Arena arena = Arena.ofConfined()) {
      long options = api.create(OrtFunction.CREATE_CUDA_PROVIDER_OPTIONS);
      try {
        update(api, options, options(deviceId), arena);
      } finally {
        api.call(OrtFunction.RELEASE_CUDA_PROVIDER_OPTIONS, options);
      }
      return new Available();
    } catch (OrtFailure absent) {
      return new Absent(absent.reason());
    }
  }

  private static void update(OrtApi api, long target, Map<String, String> options, Arena arena) {
    MemorySegment keys = arena.allocate(ValueLayout.JAVA_LONG, options.size());
    MemorySegment values = arena.allocate(ValueLayout.JAVA_LONG, options.size());
    int i = 0;
    for (var option : options.entrySet()) {
      keys.setAtIndex(ValueLayout.JAVA_LONG, i, arena.allocateFrom(option.getKey()).address());
      values.setAtIndex(ValueLayout.JAVA_LONG, i, arena.allocateFrom(option.getValue()).address());
      i++;
    }
    api.check(
        OrtFunction.UPDATE_CUDA_PROVIDER_OPTIONS,
        target,
        keys.address(),
        values.address(),
        options.size());
  }
}
