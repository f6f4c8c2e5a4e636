package fapo.genrm.onnx.ort;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// ONNX Runtime in this process: opens sessions in the environment that the Java API started.
///
/// Close it after everything it opened.
public final class OrtRuntime implements AutoCloseable {
  private static final int WARNINGS = 2;
  private static final int DEVICE_ALLOCATOR = 0;
  private static final int DEFAULT_MEMORY = 0;
  private static final int ALL_OPTIMIZATIONS = 99;

  private final OrtApi api;
  private final Arena names = Arena.ofShared();
  private final long environment;
  private final long hostMemory;

  private OrtRuntime(OrtApi api) {
    this.api = api;
    this.environment = api.create(OrtFunction.CREATE_ENV, WARNINGS, name("fapo"));
    this.hostMemory =
        api.create(OrtFunction.CREATE_CPU_MEMORY_INFO, DEVICE_ALLOCATOR, DEFAULT_MEMORY);
  }

  /// @throws IllegalStateException where the library is of a version without the functions used
  public static OrtRuntime open() {
    return new OrtRuntime(OrtApi.load());
  }

  /// Version of the library, as `1.29.0`.
  public String version() {
    return api.version();
  }

  /// How a session runs.
  ///
  /// @param threads that compute in a node, the calling one included
  /// @param spinning whether idle threads wait for the next node busily: about 8 % faster on an
  ///     otherwise idle machine, up to 50 % slower on a shared one
  /// @param config further session options by ONNX Runtime's keys
  public record SessionSettings(int threads, boolean spinning, Map<String, String> config) {
    public SessionSettings {
      if (threads < 1) {
        throw new IllegalArgumentException("threads: " + threads + " (expected: >= 1)");
      }
      config = Map.copyOf(config);
    }
  }

  /// Opens a session on the CPU over a model in memory.
  ///
  /// @param weightsFolder what the locations of the model's external data are relative to
  /// @param operators of the project's own that the model uses; must outlive the session
  /// @throws OrtFailure where the model is not valid or its data cannot be read
  public InferenceSession session(
      byte[] model, Path weightsFolder, SessionSettings settings, Optional<CustomOp> operators) {
    long options = api.create(OrtFunction.CREATE_SESSION_OPTIONS);
    try (Arena arena = Arena.ofConfined()) {
      configure(options, settings, weightsFolder);
      operators.ifPresent(op -> api.check(OrtFunction.ADD_CUSTOM_OP_DOMAIN, options, op.domain()));
      long bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, model).address();
      long session =
          api.create(
              OrtFunction.CREATE_SESSION_FROM_ARRAY, environment, bytes, model.length, options);
      return new InferenceSession(this, session);
    } finally {
      api.call(OrtFunction.RELEASE_SESSION_OPTIONS, options);
    }
  }

  private void configure(long options, SessionSettings settings, Path weightsFolder) {
    api.check(OrtFunction.SET_GRAPH_OPTIMIZATION_LEVEL, options, ALL_OPTIMIZATIONS);
    api.check(OrtFunction.SET_INTRA_OP_NUM_THREADS, options, settings.threads());
    config(options, "session.intra_op.allow_spinning", settings.spinning() ? "1" : "0");
    config(
        options,
        "session.model_external_initializers_file_folder_path",
        weightsFolder.toAbsolutePath().toString());
    settings.config().forEach((key, value) -> config(options, key, value));
  }

  private void config(long options, String key, String value) {
    try (Arena arena = Arena.ofConfined()) {
      api.check(
          OrtFunction.ADD_SESSION_CONFIG_ENTRY,
          options,
          arena.allocateFrom(key).address(),
          arena.allocateFrom(value).address());
    }
  }

  OrtApi api() {
    return api;
  }

  /// Describes memory of this process.
  long hostMemory() {
    return hostMemory;
  }

  /// A C string that lives as long as this runtime.
  long name(String text) {
    return names.allocateFrom(text).address();
  }

  @Override
  public void close() {
    api.call(OrtFunction.RELEASE_MEMORY_INFO, hostMemory);
    api.call(OrtFunction.RELEASE_ENV, environment);
    names.close();
  }
}
