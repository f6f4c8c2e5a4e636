package fapo.verifier.text;

import fapo.verifier.mark.Scan;
import java.util.Arrays;

/// The places where the labels of answers end: "answer", `A:` at the start of a line, 答案, الإجابة
/// and
/// the like; where asked for, also those of further languages in Latin script.
///
/// Every label is found by a part of it that is rare, so that a text without labels costs little
/// more than a look at each of its characters.
final class Labels {
  private static final String[][] LATIN = {
    {"ntwort", "aA"},
    {"NTWORT", "A"},
    {"ponse", "éeE"},
    {"PONSE", "ÉE"},
    {"sposta", "ei"},
    {"spuesta", "e"}
  };
  private static final String[][] WIDE = {
    {"答", "案"},
    {"答", "え"},
    {"答", ":"},
    {"答", "："},
    {"正", "解"},
    {"解", "答"},
    {"답", ""},
    {"أ", "جابة"},
    {"إ", "جابة"},
    {"ج", "واب"},
    {"उ", "त्तर"},
    {"উ", "ত্তর"},
    {"т", "вет"},
    {"Т", "ВЕТ"}
  };

  private static final int[] NONE = {};
  private static final int NEAR_END = 1 << 16;

  private final String text;
  private final int from;
  private final int to;
  private int[] ends = NONE;
  private int count;
  private boolean unordered;

  private Labels(String text, int from, int to) {
    this.text = text;
    this.from = from;
    this.to = to;
  }

  /// In English and in other scripts than the Latin one, ascending.
  static int[] main(String text, int from, int to) {
    Labels labels = new Labels(text, from, to);
    labels.noteEnglish();
    labels.noteWide();
    return labels.ascending();
  }

  /// In further languages written in Latin script, ascending; looked for in the last 65,536
  /// characters.
  static int[] latin(String text, int from, int to) {
    Labels labels = new Labels(text, Math.max(from, to - NEAR_END), to);
    for (String[] tail : LATIN) {
      labels.noteTails(tail[0], tail[1]);
    }
    return labels.ascending();
  }

  private int[] ascending() {
    if (count == 0) {
      return NONE;
    }
    int[] found = Arrays.copyOf(ends, count);
    if (unordered) {
      Arrays.sort(found);
    }
    return found;
  }

  private void noteEnglish() {
    noteTails("nswer", "aA");
    noteTails("NSWER", "A");
    if (text.startsWith("A:", from)) {
      note(from + 1);
    }
    noteTails("\nA:", "");
    noteTails("\nA：", "");
  }

  private void noteTails(String tail, String heads) {
    for (int at = text.indexOf(tail, from, to);
        at >= 0;
        at = Scan.next(text, tail, at + tail.length(), to)) {
      if (heads.isEmpty()) {
        note(at + tail.length() - 1);
      } else if (at > from && heads.indexOf(text.charAt(at - 1)) >= 0) {
        note(at + tail.length());
      }
    }
  }

  private void noteWide() {
    String previous = "";
    for (String[] label : WIDE) {
      if (label[0].equals(previous)) {
        continue;
      }
      previous = label[0];
      char first = previous.charAt(0);
      for (int at = text.indexOf(first, from, to);
          at >= 0;
          at = Scan.next(text, first, at + 1, to)) {
        noteIfWhole(at);
      }
    }
  }

  private void noteIfWhole(int at) {
    for (String[] label : WIDE) {
      if (text.charAt(at) == label[0].charAt(0) && text.startsWith(label[1], at + 1)) {
        boolean colon = label[1].equals(":") || label[1].equals("：");
        int end = at + 1 + (colon ? 0 : label[1].length());
        if (end <= to) {
          note(end);
        }
        return;
      }
    }
  }

  private void note(int end) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, Math.max(4, count * 2));
    }
    unordered |= count > 0 && ends[count - 1] > end;
    ends[count++] = end;
  }
}
