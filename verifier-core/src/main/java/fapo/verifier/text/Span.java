package fapo.verifier.text;

/// The stretch `[start, end)` of a text, in characters.
record Span(int start, int end) {
  boolean empty() {
    return start >= end;
  }
}
