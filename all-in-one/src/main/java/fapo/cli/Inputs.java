package fapo.cli;

import fapo.cli.rows.Lines;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files and standard input.
final class Inputs {
  private Inputs() {}

  /// @param name a file, or `-` for standard input
  static Lines lines(String name) throws IOException {
    return new Lines(
        name.equals("-")
            ? new FileInputStream(FileDescriptor.in)
            : Files.newInputStream(Path.of(name)));
  }

  /// Bytes; 0 where unknown.
  static long size(String name) throws IOException {
    return name.equals("-") || !Files.isRegularFile(Path.of(name)) ? 0 : Files.size(Path.of(name));
  }
}
