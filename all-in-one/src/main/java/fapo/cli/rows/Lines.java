package fapo.cli.rows;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts an input into lines of bytes. Lines that hold only white space are passed over; a byte
/// order mark at the start and the carriage return of `\r\n` belong to no line.
public final class Lines implements AutoCloseable {
  /// Bytes: above the largest message a server reads, even where every character is escaped.
  static final int LONGEST = 192 << 20;

  private final InputStream in;
  private final int longest;
  private byte[] chunk = new byte[1 << 16];
  private int from;
  private int to;
  private long number;
  private long consumed;

  public Lines(InputStream in) {
    this(in, LONGEST);
  }

  /// @param longest bytes of a line that are read; the rest of a longer one is passed over
  public Lines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /// The next line that is not blank; null at the end.
  public @Nullable Line next() throws IOException {
    while (true) {
      @Nullable Line line = read();
      if (line == null || line.cut() || !blank(line.bytes())) {
        return line;
      }
    }
  }

  /// Bytes read so far.
  public long consumed() {
    return consumed;
  }

  private @Nullable Line read() throws IOException {
    byte[] line = new byte[0];
    int length = 0;
    boolean any = false;
    boolean cut = false;
    while (fill()) {
      any = true;
      int end = from;
      while (end < to && chunk[end] != '\n') {
        end++;
      }
      int part = Math.min(end - from, longest - length);
      cut |= part < end - from;
      if (length + part > line.length) {
        int larger = end < to ? length + part : Math.max(length + part, 2 * line.length);
        line = Arrays.copyOf(line, larger);
      }
      System.arraycopy(chunk, from, line, length, part);
      length += part;
      boolean ended = end < to;
      consumed += end - from + (ended ? 1 : 0);
      from = ended ? end + 1 : end;
      if (ended) {
        break;
      }
    }
    return any ? line(line, length, cut) : null;
  }

  private Line line(byte[] line, int length, boolean cut) {
    number++;
    return new Line(number, trimmed(line, length), cut);
  }

  private byte[] trimmed(byte[] line, int length) {
    boolean mark =
        number == 1
            && length >= 3
            && line[0] == (byte) 0xEF
            && line[1] == (byte) 0xBB
            && line[2] == (byte) 0xBF;
    int start = mark ? 3 : 0;
    int end = length > start && line[length - 1] == '\r' ? length - 1 : length;
    return start == 0 && end == line.length ? line : Arrays.copyOfRange(line, start, end);
  }

  private boolean fill() throws IOException {
    if (from < to) {
      return true;
    }
    from = 0;
    to = in.read(chunk, 0, chunk.length);
    return to > 0;
  }

  private static boolean blank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
