package fapo.verifier.text;

/// What a search for the final answer ended with.
public sealed interface Found {
  record Answer(Extracted extracted) implements Found {}

  /// @param position 0-based character offset where an answer was expected
  /// @param expected what was looked for there, for people
  record Nothing(int position, String expected) implements Found {}
}
