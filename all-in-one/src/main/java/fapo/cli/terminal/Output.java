package fapo.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Where results go: a file, or standard output as UTF-8.
///
/// A reader that goes away (`| head`) ends the command as it ends other tools, by {@link
/// BrokenPipeException}; a full disk is an ordinary {@link IOException}.
public final class Output implements AutoCloseable {
  private final OutputStream out;
  private final boolean standard;

  private Output(OutputStream out, boolean standard) {
    this.out = out;
    this.standard = standard;
  }

  public static Output standard() {
    return new Output(new BufferedOutputStream(new Checked(System.out), 1 << 15), true);
  }

  /// Standard error.
  public static Output error() {
    return new Output(new BufferedOutputStream(new Checked(System.err), 1 << 15), true);
  }

  /// @param name a file, or `-` for standard output
  public static Output of(String name) throws IOException {
    return name.equals("-")
        ? standard()
        : new Output(
            new BufferedOutputStream(Files.newOutputStream(Path.of(name)), 1 << 16), false);
  }

  /// @param name a file, written behind what it holds
  public static Output appending(String name) throws IOException {
    return new Output(
        new BufferedOutputStream(
            Files.newOutputStream(
                Path.of(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            1 << 16),
        false);
  }

  static Output to(OutputStream out) {
    return new Output(out, false);
  }

  public void write(byte[] bytes) throws IOException {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw standard ? new BrokenPipeException(e) : e;
    }
  }

  public void println(String line) throws IOException {
    write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw standard ? new BrokenPipeException(e) : e;
    }
  }

  @Override
  public void close() throws IOException {
    flush();
    if (!standard) {
      out.close();
    }
  }

  /// A print stream that says when nobody reads it.
  private static final class Checked extends OutputStream {
    private final PrintStream stream;

    Checked(PrintStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      stream.write(bytes, from, length);
      if (stream.checkError()) {
        throw new IOException("closed");
      }
    }
  }
}
