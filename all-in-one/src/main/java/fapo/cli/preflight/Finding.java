package fapo.cli.preflight;

/// What is wrong with one row.
///
/// @param reason within the kind, for example `digit-group`
/// @param subject the reference it is about; empty where it is about the row
/// @param detail for people
/// @param position 0-based character offset in the subject; -1 where there is none
/// @param otherLine the earlier row it is about; 0 where there is none
record Finding(
    Kind kind, String reason, String subject, String detail, int position, long otherLine) {

  /// The kinds of findings, in the order of a report.
  enum Kind {
    BAD_LINE("bad-line", "lines that are no row"),
    NO_REFERENCE("no-reference", "rows without an answer"),
    UNREADABLE("unreadable", "reading stops: only the same text would count as right"),
    OVER_LIMIT("over-limit", "longer or deeper than what is read"),
    CHOICE("choice", "not one of the question's options"),
    NOT_ITSELF("not-itself", "not recognized when it is given as the answer"),
    UNDECIDED("undecided", "no rule confirms it in another form"),
    TEXT("text", "prose or proof: only the same words count as right"),
    AMBIGUOUS("ambiguous", "reads as two things"),
    CONFLICT("conflict", "the same question with another answer"),
    DUPLICATE("duplicate", "the same question and answer again");

    private final String word;
    private final String meaning;

    Kind(String word, String meaning) {
      this.word = word;
      this.meaning = meaning;
    }

    String word() {
      return word;
    }

    String meaning() {
      return meaning;
    }
  }

  static Finding of(Kind kind, String reason, String subject, String detail) {
    return new Finding(kind, reason, subject, detail, -1, 0);
  }
}
