package fapo.verifier.mark;

/// The stretch `[start, end)` of a text, in characters.
public record Span(int start, int end) {
  public boolean empty() {
    return start >= end;
  }

  public int length() {
    return end - start;
  }

  /// The stretch of the text it was found in.
  public String of(String text) {
    return text.substring(start, Math.max(start, end));
  }
}
