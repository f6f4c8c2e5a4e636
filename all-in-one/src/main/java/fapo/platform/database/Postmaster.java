package fapo.platform.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The server process that a cluster's `postmaster.pid` names.
///
/// @param pid its process
record Postmaster(long pid) {

  /// Who runs this cluster now. A file left by a process that is gone, or whose number another
  /// program has by now, names nobody and is deleted: PostgreSQL itself would refuse to start.
  ///
  /// @param cluster no other process of this platform starts servers on it
  static Optional<Postmaster> of(Path cluster) throws IOException {
    Path file = cluster.resolve("postmaster.pid");
    Optional<Postmaster> named = named(file);
    if (named.isPresent() && named.get().alive()) {
      return named;
    }
    Files.deleteIfExists(file);
    return Optional.empty();
  }

  private static Optional<Postmaster> named(Path file) throws IOException {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
      return lines.isEmpty()
          ? Optional.empty()
          : Optional.of(new Postmaster(Long.parseLong(lines.getFirst().strip())));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean alive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> process.info().command().map(Postmaster::isPostgres).orElse(true))
        .isPresent();
  }

  private static boolean isPostgres(String command) {
    return Path.of(command).endsWith("postgres");
  }
}
