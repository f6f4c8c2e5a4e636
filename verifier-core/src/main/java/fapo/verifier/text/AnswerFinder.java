package fapo.verifier.text;

import fapo.verifier.text.Extracted.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the final answer of a whole response, by the first of these that is there:
///
/// 1. the last box that closes (`\boxed{…}` and its kin);
/// 2. the last `<answer>…</answer>`;
/// 3. `#### …` on the last line;
/// 4. the last "final answer is", "Final answer:";
/// 5. the last of "answer is", "Answer:" (also in other languages), `A:` at the start of a line;
/// 6. the last math between delimiters;
/// 7. the last line, where it is short;
/// 8. the last number, where that is allowed.
///
/// Only text after the last think section counts. Every scan is linear in the text.
public final class AnswerFinder {
  private static final int MOST_PLACES = 8;

  private AnswerFinder() {}

  /// What a search may do.
  ///
  /// @param strictThink an open think section hides the whole response
  /// @param lastNumber the last number may stand as the answer
  public record Rules(boolean strictThink, boolean lastNumber) {}

  public static Found find(String text, Rules rules) {
    int from = ThinkSections.start(text);
    if (rules.strictThink() && ThinkSections.openThink(text, from) >= 0) {
      return new Found.Nothing(text.length(), "</think>");
    }
    int to = ThinkSections.end(text, from);
    if (Edges.trim(text, from, to).empty()) {
      return new Found.Nothing(from, "an answer");
    }
    @Nullable Extracted found = marked(text, from, to);
    if (found == null) {
      found = unmarked(text, from, to, rules);
    }
    return found == null ? new Found.Nothing(to, "an answer") : new Found.Answer(found);
  }

  /// The whole text as the answer, without its wrapping.
  public static Found whole(String text) {
    Span span = Edges.unwrap(text, 0, text.length());
    return span.empty()
        ? new Found.Nothing(0, "an answer")
        : new Found.Answer(extracted(text, span, Source.WHOLE));
  }

  /// The last number of the text, for a response whose last line does not read as an answer.
  public static Found lastNumber(String text) {
    int from = ThinkSections.start(text);
    @Nullable Span number = LastNumber.in(text, from, ThinkSections.end(text, from));
    return number == null
        ? new Found.Nothing(text.length(), "a number")
        : new Found.Answer(extracted(text, number, Source.LAST_NUMBER));
  }

  /// Every place where a response announces an answer, the most trusted first: its last box, its
  /// answer tag, its announcements from the last to the first, at most 8.
  public static List<Extracted> announced(String text, boolean strictThink) {
    int from = ThinkSections.start(text);
    if (strictThink && ThinkSections.openThink(text, from) >= 0) {
      return List.of();
    }
    int to = ThinkSections.end(text, from);
    List<Extracted> places = new ArrayList<>();
    @Nullable Span box = Boxes.last(text, from, to);
    if (box != null) {
      places.add(extracted(text, Edges.unwrap(text, box.start(), box.end()), Source.BOXED));
    }
    @Nullable Span tag = tagged(text, from, to);
    if (tag != null) {
      places.add(extracted(text, Edges.unwrap(text, tag.start(), tag.end()), Source.ANSWER_TAG));
    }
    @Nullable Extracted said = Phrases.last(text, from, to);
    for (int i = 0; said != null && i < MOST_PLACES; i++) {
      places.add(said);
      said = Phrases.last(text, from, said.start());
    }
    return places;
  }

  /// What is left of a response without its think sections, null where that is nothing.
  public static @Nullable Extracted visible(String text, boolean strictThink) {
    int from = ThinkSections.start(text);
    if (strictThink && ThinkSections.openThink(text, from) >= 0) {
      return null;
    }
    Span span = Edges.unwrap(text, from, ThinkSections.end(text, from));
    return span.empty() ? null : extracted(text, span, Source.WHOLE);
  }

  /// The number between two positions, where there is exactly one.
  public static Found onlyNumber(String text, int from, int to) {
    @Nullable Span number = LastNumber.in(text, from, to);
    return number == null || LastNumber.in(text, from, number.start()) != null
        ? new Found.Nothing(from, "one number")
        : new Found.Answer(extracted(text, number, Source.LAST_NUMBER));
  }

  private static @Nullable Extracted marked(String text, int from, int to) {
    @Nullable Span box = Boxes.last(text, from, to);
    if (box != null) {
      return extracted(text, Edges.unwrap(text, box.start(), box.end()), Source.BOXED);
    }
    @Nullable Span tag = tagged(text, from, to);
    if (tag != null) {
      return extracted(text, Edges.unwrap(text, tag.start(), tag.end()), Source.ANSWER_TAG);
    }
    @Nullable Span hash = hashed(text, from, to);
    if (hash != null) {
      return extracted(text, hash, Source.HASH);
    }
    return Phrases.last(text, from, to);
  }

  private static @Nullable Extracted unmarked(String text, int from, int to, Rules rules) {
    @Nullable Span math = MathSpans.last(text, from, to);
    if (math != null) {
      return extracted(text, math, Source.LAST_MATH);
    }
    @Nullable Span line = LastLine.in(text, from, to);
    if (line != null) {
      return extracted(text, line, Source.LAST_LINE);
    }
    @Nullable Span number = rules.lastNumber() ? LastNumber.in(text, from, to) : null;
    return number == null ? null : extracted(text, number, Source.LAST_NUMBER);
  }

  static Extracted extracted(String text, Span span, Source source) {
    return new Extracted(
        text.substring(span.start(), Math.max(span.start(), span.end())), source, span.start());
  }

  private static @Nullable Span tagged(String text, int from, int to) {
    int close = text.lastIndexOf("</answer>", to);
    int open = close < from ? -1 : text.lastIndexOf("<answer>", close);
    return open < from ? null : new Span(open + "<answer>".length(), close);
  }

  private static @Nullable Span hashed(String text, int from, int to) {
    int at = text.lastIndexOf("####", to - 1);
    if (at < from) {
      return null;
    }
    int end = text.indexOf('\n', at);
    end = end < 0 || end > to ? to : end;
    boolean lastLine = Edges.trim(text, end, to).empty();
    Span rest = Edges.unwrap(text, at + 4, end);
    return lastLine && !rest.empty() ? rest : null;
  }
}
