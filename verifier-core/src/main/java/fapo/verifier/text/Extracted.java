package fapo.verifier.text;

/// An answer as it stands in a text.
///
/// @param text the answer without its wrapping
/// @param source where it was found
/// @param start 0-based character offset of `text` in what was read
public record Extracted(String text, Source source, int start) {

  /// Where an answer was found, in falling order of trust.
  public enum Source {
    BOXED("boxed"),
    ANSWER_TAG("answer-tag"),
    HASH("hash"),
    FINAL_ANSWER("final-answer"),
    ANSWER_IS("answer-is"),
    ANSWER_COLON("answer-colon"),
    LAST_MATH("last-math"),
    LAST_LINE("last-line"),
    LAST_NUMBER("last-number"),
    WHOLE("whole");

    private final String label;

    Source(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }
}
