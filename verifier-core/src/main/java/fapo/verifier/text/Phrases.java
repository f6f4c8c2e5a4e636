package fapo.verifier.text;

import fapo.verifier.text.Extracted.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what a response announces as its answer: "final answer is 5", "Answer: 5", `A: 5`.
final class Phrases {
  private static final int REACH = 60;
  private static final List<String> LABELS =
      List.of(
          "答案",
          "答え",
          "정답",
          "Réponse",
          "réponse",
          "Antwort",
          "Respuesta",
          "respuesta",
          "Resposta",
          "resposta",
          "Risposta",
          "risposta",
          "Ответ",
          "ответ",
          "الإجابة",
          "الجواب",
          "उत्तर",
          "উত্তর",
          "답");

  private Phrases() {}

  static @Nullable Extracted last(String text, int from, int to) {
    @Nullable Extracted other = null;
    for (int i = to - 1; i >= from; i--) {
      char c = text.charAt(i);
      if ((c == 'a' || c == 'A') && text.regionMatches(true, i, "answer", 0, 6)) {
        boolean isFinal = afterFinal(text, from, i);
        if (isFinal || other == null) {
          @Nullable Span said = said(text, i + 6, to);
          if (said != null && isFinal) {
            return AnswerFinder.extracted(text, said, Source.FINAL_ANSWER);
          }
          other = said == null ? other : announced(text, said, i + 6);
        }
      } else if (other == null && c == 'A' && opensLine(text, from, i) && colon(text, i + 1, to)) {
        other = line(text, i + 2, to, Source.ANSWER_COLON);
      } else if (other == null && startsLabel(c)) {
        other = labelled(text, i, to);
      }
    }
    return other;
  }

  private static Extracted announced(String text, Span said, int after) {
    int end = Math.min(said.start(), text.length());
    boolean colon = text.substring(after, end).indexOf(':') >= 0;
    return AnswerFinder.extracted(text, said, colon ? Source.ANSWER_COLON : Source.ANSWER_IS);
  }

  private static boolean afterFinal(String text, int from, int at) {
    int end = at;
    while (end > from && text.charAt(end - 1) == ' ') {
      end--;
    }
    return end - 5 >= from && text.regionMatches(true, end - 5, "final", 0, 5);
  }

  private static boolean opensLine(String text, int from, int at) {
    return at == from || text.charAt(at - 1) == '\n';
  }

  private static boolean colon(String text, int at, int to) {
    return at < to && (text.charAt(at) == ':' || text.charAt(at) == '：');
  }

  private static boolean startsLabel(char c) {
    return c == 'R' || c == 'r' || c == 'A' || c >= 0x400;
  }

  private static @Nullable Extracted labelled(String text, int at, int to) {
    for (String label : LABELS) {
      if (text.startsWith(label, at)) {
        int end = skipMarks(text, at + label.length(), to);
        if (colon(text, end, to)) {
          return line(text, end + 1, to, Source.ANSWER_COLON);
        }
        if (end < to && "是は는은".indexOf(text.charAt(end)) >= 0) {
          return line(text, end + 1, to, Source.ANSWER_IS);
        }
      }
    }
    return null;
  }

  private static @Nullable Extracted line(String text, int start, int to, Source source) {
    @Nullable Span said = stretch(text, skipMarks(text, start, to), to);
    return said == null ? null : AnswerFinder.extracted(text, said, source);
  }

  // What follows "answer": a colon, "is", or a line of its own.
  private static @Nullable Span said(String text, int after, int to) {
    int at = after < to && text.charAt(after) == 's' ? after + 1 : after;
    at = skipMarks(text, at, to);
    if (colon(text, at, to) || (at < to && text.charAt(at) == '=')) {
      return stretch(text, skipMarks(text, at + 1, to), to);
    }
    if (at < to && text.charAt(at) == '\n') {
      return stretch(text, at, to);
    }
    int verb = verb(text, at, to);
    if (verb < 0) {
      return null;
    }
    int start = skipMarks(text, verb, to);
    return stretch(text, colon(text, start, to) ? skipMarks(text, start + 1, to) : start, to);
  }

  private static int verb(String text, int start, int to) {
    int end = Math.min(to, start + REACH);
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '.' || c == '?' || c == '!') {
        return -1;
      }
      if ((i == start || text.charAt(i - 1) == ' ') && isVerb(text, i)) {
        return i
            + (text.regionMatches(true, i, "is", 0, 2) || text.regionMatches(true, i, "be", 0, 2)
                ? 2
                : 3);
      }
    }
    return -1;
  }

  private static boolean isVerb(String text, int at) {
    for (String verb : new String[] {"is", "be", "are", "was"}) {
      int end = at + verb.length();
      if (text.regionMatches(true, at, verb, 0, verb.length())
          && (end >= text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static int skipMarks(String text, int start, int to) {
    int at = start;
    while (at < to
        && (text.charAt(at) == ' ' || text.charAt(at) == '*' || text.charAt(at) == '_')) {
      at++;
    }
    return at;
  }

  // The announced answer: math between delimiters, else up to the end of its sentence or line.
  private static @Nullable Span stretch(String text, int start, int to) {
    int at = start;
    while (at < to && Edges.blank(text.charAt(at))) {
      at++;
    }
    if (at >= to) {
      return null;
    }
    int mathEnd = MathSpans.closing(text, at, to);
    int end = sentenceEnd(text, mathEnd < 0 ? at + 1 : mathEnd, to);
    Span span = Edges.unwrap(text, at, end);
    return span.empty() ? null : span;
  }

  private static int sentenceEnd(String text, int start, int to) {
    for (int i = start; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '。' || c == '।') {
        return i;
      }
      if (c == '.'
          && i >= start
          && (i + 1 >= to || Edges.blank(text.charAt(i + 1)))
          && !(i > 0 && text.charAt(i - 1) == '.')) {
        return i;
      }
    }
    return to;
  }
}
