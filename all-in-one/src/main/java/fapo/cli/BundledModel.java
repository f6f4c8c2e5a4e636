package fapo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The small GenRM that comes with the platform.
final class BundledModel {
  private static final String NAME = "fapo-genrm-tiny";
  private static final String CONFIGURED = "FAPO_GENRM_ONNX_MODEL";

  private BundledModel() {}

  /// Its checkpoint directory; empty where it is not installed, or another is configured.
  static Optional<Path> directory() {
    String models = System.getProperty("fapo.models", "");
    if (models.isEmpty() || System.getenv(CONFIGURED) != null) {
      return Optional.empty();
    }
    return Optional.of(Path.of(models, NAME).toAbsolutePath())
        .filter(directory -> Files.exists(directory.resolve("config.json")));
  }
}
