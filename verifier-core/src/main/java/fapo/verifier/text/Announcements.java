package fapo.verifier.text;

import fapo.verifier.mark.Edges;
import fapo.verifier.mark.MathSpans;
import fapo.verifier.mark.Scan;
import fapo.verifier.mark.Span;
import fapo.verifier.text.Extracted.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what a response announces as its answer: "final answer is 5", "Answer: 5", `A: 5`, and the
/// same in other languages.
final class Announcements {
  private static final int REACH = 60;
  private static final int MOST_TRIED = 64;
  private static final int LONGEST_HEADING = 24;
  private static final int FEW_WORDS = 3;

  private final String text;
  private final int from;
  private final int to;

  private Announcements(String text, int from, int to) {
    this.text = text;
    this.from = from;
    this.to = to;
  }

  /// The last "final answer", else the last announcement of any form.
  static @Nullable Extracted last(String text, int from, int to) {
    Announcements announcements = new Announcements(text, from, to);
    @Nullable Extracted said = announcements.last(Labels.main(text, from, to));
    return said == null ? announcements.last(Labels.latin(text, from, to)) : said;
  }

  /// Announcements from the last to the first.
  static List<Extracted> all(String text, int from, int to, int most) {
    Announcements announcements = new Announcements(text, from, to);
    List<Extracted> all = new ArrayList<>();
    announcements.addAll(all, Labels.main(text, from, to), most);
    announcements.addAll(all, Labels.latin(text, from, to), most);
    return all;
  }

  private void addAll(List<Extracted> all, int[] labels, int most) {
    int last = Math.max(0, labels.length - MOST_TRIED);
    for (int i = labels.length - 1; i >= last && all.size() < most; i--) {
      @Nullable Extracted said = said(labels[i], afterFinal(labels[i]));
      if (said != null) {
        all.add(said);
      }
    }
  }

  private @Nullable Extracted last(int[] labels) {
    @Nullable Extracted other = null;
    int tried = 0;
    for (int i = labels.length - 1; i >= 0 && tried < MOST_TRIED; i--) {
      boolean isFinal = afterFinal(labels[i]);
      if (isFinal || other == null) {
        tried++;
        @Nullable Extracted said = said(labels[i], isFinal);
        if (said != null && isFinal) {
          return said;
        }
        other = said == null ? other : said;
      }
    }
    return other;
  }

  private boolean afterFinal(int label) {
    int end = label - "answer".length();
    if (end - 5 < from || (text.charAt(end) != 'a' && text.charAt(end) != 'A')) {
      return false;
    }
    while (end > from && text.charAt(end - 1) == ' ') {
      end--;
    }
    return end - 5 >= from && text.regionMatches(true, end - 5, "final", 0, 5);
  }

  // What follows a label: a colon, a verb, math, or a line of its own.
  private @Nullable Extracted said(int label, boolean isFinal) {
    int at = label < to && text.charAt(label) == 's' ? label + 1 : label;
    at = skipMarks(at);
    if (at >= to) {
      return null;
    }
    char c = text.charAt(at);
    if (c == ':' || c == '：' || c == '=') {
      return stretch(skipMarks(at + 1), isFinal ? Source.FINAL_ANSWER : Source.ANSWER_COLON);
    }
    Source source = isFinal ? Source.FINAL_ANSWER : Source.ANSWER_IS;
    if (c == '\n') {
      return heading(label) ? stretch(at, source) : null;
    }
    if (MathSpans.closing(text, at, to) >= 0) {
      return stretch(at, source);
    }
    int verb = verb(at);
    return verb < 0 ? null : afterVerb(verb, source);
  }

  private @Nullable Extracted afterVerb(int verb, Source source) {
    int start = skipMarks(verb);
    if (start < to && (text.charAt(start) == ':' || text.charAt(start) == '：')) {
      boolean last = source == Source.FINAL_ANSWER;
      return stretch(skipMarks(start + 1), last ? source : Source.ANSWER_COLON);
    }
    int softened = Scan.word(text, start, to, Lexicon.SOFTENERS);
    return stretch(softened < 0 ? start : softened, source);
  }

  private boolean heading(int label) {
    return label - Scan.lineStart(text, Math.max(from, label - LONGEST_HEADING - 1), label)
        <= LONGEST_HEADING;
  }

  private int verb(int start) {
    int end = Math.min(to, start + REACH);
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '.' || c == '?' || c == '!' || c == '。') {
        return -1;
      }
      if (Lexicon.JOINED_DENIALS.indexOf(c) >= 0) {
        return -1;
      }
      if (Lexicon.JOINED_VERBS.indexOf(c) >= 0) {
        return i + 1;
      }
      if (i == start || text.charAt(i - 1) == ' ') {
        int past = Scan.word(text, i, to, Lexicon.VERBS);
        if (past >= 0) {
          return past;
        }
      }
    }
    return -1;
  }

  private int skipMarks(int start) {
    int at = start;
    while (at < to && " *_\u3000".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  // The announced answer: up to the end of its sentence or line; math between delimiters counts
  // alone where a longer explanation follows it.
  private @Nullable Extracted stretch(int start, Source source) {
    int at = start;
    while (at < to && Edges.blank(text.charAt(at))) {
      at++;
    }
    if (at >= to) {
      return null;
    }
    int mathEnd = MathSpans.closing(text, at, to);
    int end = Sentences.end(text, mathEnd < 0 ? at + 1 : mathEnd, to);
    if (mathEnd >= 0 && explained(mathEnd, end)) {
      end = mathEnd;
    }
    Span span = Edges.unwrap(text, at, end);
    return span.empty() ? null : new Extracted(span.of(text), source, span.start());
  }

  private boolean explained(int start, int end) {
    boolean more = Scan.next(text, '$', start, end) >= 0 || text.indexOf("\\(", start, end) >= 0;
    return !more && Sentences.words(text, start, end, FEW_WORDS + 1) > FEW_WORDS;
  }
}
