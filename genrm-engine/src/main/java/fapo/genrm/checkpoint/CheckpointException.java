package fapo.genrm.checkpoint;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A checkpoint that is refused. The message names the file, the field or tensor, the value found
/// and what was expected: `/m/config.json: hidden_size: -3 (expected: 1 to 1048576)`.
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int EXCERPT = 120;

  /// What has to change.
  public enum Reason {
    /// The operating system did not give the bytes.
    UNREADABLE,
    /// A file, field or tensor that must be there is not.
    MISSING,
    /// A file breaks its own format: cut off, overlapping, no JSON.
    MALFORMED,
    /// A value no model can have, or two that contradict each other.
    MISMATCH,
    /// A sound checkpoint of a kind that is not run here.
    UNSUPPORTED,
    /// Links that leave the directory.
    LAYOUT
  }

  private final Reason reason;

  CheckpointException(Reason reason, Path file, String field, Object value, String expected) {
    this(reason, file, field, value, expected, null);
  }

  CheckpointException(
      Reason reason,
      Path file,
      String field,
      Object value,
      String expected,
      @Nullable Throwable cause) {
    super(message(file, field, value, expected), cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  private static String message(Path file, String field, Object value, String expected) {
    return "%s: %s: %s (expected: %s)".formatted(file, excerpt(field), excerpt(value), expected);
  }

  /// Names and values come from files and may hold anything, of any length.
  private static String excerpt(Object value) {
    String text = value.toString().replaceAll("\\p{Cntrl}", "?");
    return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
  }
}
