package fapo.genrm.tokenizer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sees to it that the tokenizer's native library is the bundled one.
///
/// On machines with a GPU the loader asks for another build of it and downloads that, unless told
/// `RUST_FLAVOR=cpu`; it unpacks the library below `ENGINE_CACHE_DIR` or `DJL_CACHE_DIR`. The
/// environment goes before system properties in all.
final class NativeLibrary {
  private static final String FLAVOR = "RUST_FLAVOR";
  private static final String CACHE = "DJL_CACHE_DIR";

  private NativeLibrary() {}

  /// @throws IllegalStateException where the environment says otherwise, or nothing can be unpacked
  static void prepare() {
    @Nullable String flavor = System.getenv(FLAVOR);
    if (flavor != null && !flavor.isEmpty() && !flavor.equals("cpu")) {
      throw new IllegalStateException(
          "environment: %s=%s (expected: cpu, or nothing)".formatted(FLAVOR, flavor));
    }
    System.setProperty(FLAVOR, "cpu");
    Path cache = cache();
    if (!Files.isWritable(nearest(cache))) {
      throw new IllegalStateException(
          "%s: %s (expected: a folder that can be written)".formatted(CACHE, cache));
    }
  }

  private static Path cache() {
    return setting("ENGINE_CACHE_DIR")
        .or(() -> setting(CACHE))
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".djl.ai"));
  }

  private static Optional<String> setting(String name) {
    return Optional.ofNullable(System.getenv(name))
        .or(() -> Optional.ofNullable(System.getProperty(name)))
        .filter(value -> !value.isEmpty());
  }

  /// The folder itself or, while it does not exist, the one it would be made in.
  private static Path nearest(Path folder) {
    Path path = folder.toAbsolutePath();
    while (!Files.exists(path) && path.getParent() != null) {
      path = path.getParent();
    }
    return path;
  }
}
