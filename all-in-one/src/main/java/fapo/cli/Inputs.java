package fapo.cli;

import fapo.cli.rows.Lines;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files and standard input.
final class Inputs {
  private Inputs() {}

  /// @param name a file, or `-` for standard input
  static Lines lines(String name) throws IOException {
    return new Lines(open(name));
  }

  /// @param longest bytes of a line that are read
  static Lines lines(String name, int longest) throws IOException {
    return new Lines(open(name), longest);
  }

  private static InputStream open(String name) throws IOException {
    if (name.equals("-")) {
      return new FileInputStream(FileDescriptor.in);
    }
    Path file = Path.of(name);
    if (Files.isDirectory(file)) {
      throw new IOException(name + ": is a folder (expected: a file)");
    }
    return Files.newInputStream(file);
  }

  /// Whether both names are one file, so that writing one would destroy the other.
  static boolean same(String in, String out) throws IOException {
    if (in.equals("-") || out.equals("-")) {
      return false;
    }
    Path from = Path.of(in);
    Path to = Path.of(out);
    return Files.isRegularFile(from) && Files.exists(to) && Files.isSameFile(from, to);
  }

  /// Bytes; 0 where unknown.
  static long size(String name) throws IOException {
    return name.equals("-") || !Files.isRegularFile(Path.of(name)) ? 0 : Files.size(Path.of(name));
  }
}
