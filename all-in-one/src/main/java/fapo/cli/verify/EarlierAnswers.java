package fapo.cli.verify;

import static java.util.Objects.requireNonNull;

import fapo.cli.json.Json;
import fapo.cli.json.JsonWriter;
import fapo.cli.rows.Line;
import fapo.cli.rows.Lines;
import fapo.cli.rows.Row;
import fapo.cli.rows.RowException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What an interrupted batch wrote: its whole lines, each the answer to the input's row of the same
/// number. A last line without its end was torn and counts for nothing.
public final class EarlierAnswers implements AutoCloseable {
  private final Path file;
  private final long whole;
  private final Lines lines;
  private @Nullable Line next;

  private EarlierAnswers(Path file, long whole) throws IOException {
    this.file = file;
    this.whole = whole;
    this.lines = new Lines(new Start(Files.newInputStream(file), whole));
  }

  /// @return null where there is no such file, or nothing in it
  public static @Nullable EarlierAnswers in(Path file) throws IOException {
    return Files.exists(file) && Files.size(file) > 0
        ? new EarlierAnswers(file, wholeLines(file))
        : null;
  }

  /// Whether there is an answer that was not compared with its row yet.
  boolean more() throws IOException {
    if (next == null) {
      next = lines.next();
    }
    return next != null;
  }

  /// Takes the next answer into the summary.
  ///
  /// @param line the input's row of the same number; null where the input has no more
  /// @throws RowException where the answer is not to this row
  void take(@Nullable Line line, BatchSummary summary) throws RowException {
    Line answer = requireNonNull(next, "more");
    next = null;
    try {
      if (line == null) {
        throw new RowException("answers more rows than the input has");
      }
      Row row = Row.of(answer);
      String before = text(VerifyRow.id(row));
      String now = text(id(line));
      if (!before.equals(now)) {
        throw new RowException(
            "answers the row with id %s, but line %d of the input has id %s"
                .formatted(before, line.number(), now));
      }
      summary.add(row);
    } catch (RowException e) {
      throw new RowException(
          "%s: line %d: %s (expected: the output of this input, interrupted)"
              .formatted(file, answer.number(), e.getMessage()));
    }
  }

  /// Cuts a torn line off, so that writing can go on behind the last whole one.
  void cutTornLine() throws IOException {
    if (Files.size(file) > whole) {
      try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
        out.setLength(whole);
      }
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  /// What the batch answers a line's id with; null in JSON where it has none.
  static Json id(Line line) {
    try {
      return VerifyRow.id(Row.of(line));
    } catch (RowException _) {
      return new Json.Null();
    }
  }

  private static String text(Json id) {
    String written = new JsonWriter().begin().field("id", id).end().toString();
    return written.substring("{\"id\": ".length(), written.length() - 1);
  }

  // The offset behind the last line end.
  private static long wholeLines(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] chunk = new byte[1 << 16];
      long end = in.length();
      while (end > 0) {
        int size = (int) Math.min(chunk.length, end);
        in.seek(end - size);
        in.readFully(chunk, 0, size);
        for (int i = size - 1; i >= 0; i--) {
          if (chunk[i] == '\n') {
            return end - size + i + 1;
          }
        }
        end -= size;
      }
      return 0;
    }
  }

  /// The first bytes of a stream.
  private static final class Start extends FilterInputStream {
    private long left;

    Start(InputStream in, long size) {
      super(in);
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = left == 0 ? -1 : in.read(into, from, (int) Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }
  }
}
