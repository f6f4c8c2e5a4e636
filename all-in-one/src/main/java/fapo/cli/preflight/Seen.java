package fapo.cli.preflight;

/// The questions met so far, by hash: of each the line and the hash of its first answer.
///
/// Open addressing in three arrays, 20 bytes a slot; at most `most` questions are remembered, and
/// later ones are compared with those alone.
final class Seen {
  private static final int FIRST_SLOTS = 1 << 12;

  private final int most;
  private long[] questions = new long[FIRST_SLOTS];
  private long[] references = new long[FIRST_SLOTS];
  private int[] lines = new int[FIRST_SLOTS];
  private int size;
  private long passedOver;

  Seen(int most) {
    this.most = most;
  }

  /// The line of the first row with this question; 0 where this is the first, and then it is
  /// remembered, or passed over once there are too many.
  long firstLine(long question, long reference, long line) {
    int slot = slot(question, questions);
    if (questions[slot] == question) {
      return lines[slot];
    }
    if (size == most) {
      passedOver++;
      return 0;
    }
    put(slot, question, reference, (int) Math.min(line, Integer.MAX_VALUE));
    if (++size > questions.length / 4 * 3) {
      grow();
    }
    return 0;
  }

  /// The answer of the first row with this question, which there is.
  long reference(long question) {
    return references[slot(question, questions)];
  }

  /// Different questions remembered.
  int size() {
    return size;
  }

  /// Rows with a question that was not remembered, though new.
  long passedOver() {
    return passedOver;
  }

  private void put(int slot, long question, long reference, int line) {
    questions[slot] = question;
    references[slot] = reference;
    lines[slot] = line;
  }

  private static int slot(long question, long[] questions) {
    int slot = (int) question & (questions.length - 1);
    while (questions[slot] != 0 && questions[slot] != question) {
      slot = (slot + 1) & (questions.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] before = questions;
    long[] answers = references;
    int[] at = lines;
    questions = new long[2 * before.length];
    references = new long[2 * before.length];
    lines = new int[2 * before.length];
    for (int i = 0; i < before.length; i++) {
      if (before[i] != 0) {
        put(slot(before[i], questions), before[i], answers[i], at[i]);
      }
    }
  }
}
