package fapo.platform;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What a platform is started with.
///
/// @param data folder of its state: the embedded database and the audit's spool
/// @param cache where PostgreSQL's programs are unpacked, shared by all data folders
/// @param database an external PostgreSQL instead of the embedded one
/// @param settings configuration keys and values that override every other source
public record PlatformOptions(
    Path data, Path cache, Optional<DatabaseAddress> database, Map<String, String> settings) {
  public PlatformOptions {
    requireNonNull(data, "data");
    requireNonNull(cache, "cache");
    settings = Map.copyOf(settings);
  }
}
