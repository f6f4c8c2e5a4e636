package fapo.cli;

import fapo.platform.DatabaseAddress;
import fapo.platform.PlatformOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Where a platform keeps its state.
final class StateOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder of the record: embedded PostgreSQL and spool. Default: $FAPO_HOME, or ~/.fapo.")
  @Nullable Path data;

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description =
          "An external PostgreSQL instead: postgresql://[USER[:PASSWORD]@]HOST[:PORT]/DATABASE."
              + " Default: $$FAPO_DATABASE_URL, or the embedded one.")
  @Nullable String databaseUrl;

  static Path home() {
    @Nullable String home = System.getenv("FAPO_HOME");
    return home == null || home.isBlank()
        ? Path.of(System.getProperty("user.home"), ".fapo")
        : Path.of(home);
  }

  /// PostgreSQL's programs do not depend on the data.
  static Path cache() {
    return home().resolve("cache");
  }

  Path folder() {
    return data == null ? home() : data;
  }

  PlatformOptions platform(Map<String, String> settings) throws CommandException {
    @Nullable String url = databaseUrl == null ? System.getenv("FAPO_DATABASE_URL") : databaseUrl;
    try {
      Optional<DatabaseAddress> database =
          url == null || url.isBlank() ? Optional.empty() : Optional.of(DatabaseAddress.parse(url));
      return new PlatformOptions(folder(), cache(), database, settings);
    } catch (TypeConversionException | IllegalArgumentException e) {
      throw CommandException.usage("--database-url: " + e.getMessage());
    }
  }

  /// For messages: where the record lies.
  String description() {
    return databaseUrl == null ? folder().toString() : "the external database";
  }
}
