package fapo.verifier.text;

import fapo.verifier.mark.Boxes;
import fapo.verifier.mark.Edges;
import fapo.verifier.mark.MathSpans;
import fapo.verifier.mark.Scan;
import fapo.verifier.mark.Span;
import fapo.verifier.mark.Visible;
import fapo.verifier.text.Extracted.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the final answer of a whole response, by the first of these that is there:
///
/// 1. the last box that closes (`\boxed{…}` and its kin), unless "final answer is … I hope"
/// follows;
/// 2. the last `<answer>…</answer>`;
/// 3. `#### …` on the last line;
/// 4. the last "final answer is", "Final answer:";
/// 5. the last of "answer is", "Answer:" (also in other languages), `A:` at the start of a line;
/// 6. the last math between delimiters;
/// 7. the last line, where it is short;
/// 8. the last number, where that is allowed.
///
/// Only text after the last think section counts; an answer that is neither marked nor announced is
/// looked for in the last 65,536 characters. Every scan is linear in the text.
public final class AnswerFinder {
  private static final int MOST_PLACES = 8;
  private static final int LONGEST_TAGGED = 1 << 17;
  private static final int NEAR_END = 1 << 16;

  private AnswerFinder() {}

  /// What a search may do.
  ///
  /// @param strictThink an open think section hides the whole response
  /// @param openBox a box that never closes counts
  /// @param lastNumber the last number may stand as the answer
  public record Rules(boolean strictThink, boolean openBox, boolean lastNumber) {}

  public static Found find(String text, Rules rules) {
    Visible visible = Visible.in(text);
    if (visible.thinking() && rules.strictThink()) {
      return new Found.Nothing(text.length(), "</think>");
    }
    int from = visible.from();
    int to = visible.to();
    if (visible.blank(text)) {
      return new Found.Nothing(from, "an answer");
    }
    Boxes boxes = Boxes.in(text, from, to);
    @Nullable Extracted found =
        boxes.any() && !rules.openBox() && boxes.closed().isEmpty()
            ? null
            : marked(text, from, to, boxes);
    // An empty box says that there is no answer; nothing less explicit stands in for it.
    if (found == null && !boxes.any()) {
      found = unmarked(text, from, to, rules);
    }
    return found == null ? new Found.Nothing(to, "an answer") : new Found.Answer(found);
  }

  /// The whole text as the answer, without its wrapping or its box.
  public static Found whole(String text) {
    @Nullable Extracted found = WholeAnswer.in(text);
    return found == null ? new Found.Nothing(0, "an answer") : new Found.Answer(found);
  }

  /// What a text that is no answer in itself marks or announces as one; null where it does neither.
  public static @Nullable Extracted marked(String text) {
    Visible visible = Visible.in(text);
    return marked(text, visible.from(), visible.to(), Boxes.in(text, visible.from(), visible.to()));
  }

  /// The last math between delimiters, null where there is none.
  public static @Nullable Extracted lastMath(String text) {
    @Nullable Span math = MathSpans.last(text, 0, text.length());
    return math == null ? null : extracted(text, math, Source.LAST_MATH);
  }

  /// Every place where a response announces an answer, the most trusted first: its last box, its
  /// answer tag, its announcements from the last to the first, earlier boxes from the last to the
  /// first; at most 8 of each.
  public static List<Extracted> announced(String text, Visible visible) {
    int from = visible.from();
    int to = visible.to();
    List<Extracted> places = new ArrayList<>();
    Boxes all = Boxes.in(text, from, to);
    List<Span> boxes = all.closed();
    @Nullable Span open = boxes.isEmpty() ? all.open() : boxes.getLast();
    addIfThere(places, text, open, Source.BOXED);
    addIfThere(places, text, tagged(text, from, to), Source.ANSWER_TAG);
    places.addAll(Announcements.all(text, from, to, MOST_PLACES));
    for (int i = boxes.size() - 2; i >= Math.max(0, boxes.size() - MOST_PLACES); i--) {
      addIfThere(places, text, boxes.get(i), Source.BOXED);
    }
    return places;
  }

  /// What is left of a response without its think sections, null where that is nothing.
  public static @Nullable Extracted visible(String text, boolean strictThink) {
    Visible visible = Visible.in(text);
    return visible.thinking() && strictThink ? null : visible(text, visible);
  }

  /// As above, where the visible stretch is known.
  public static @Nullable Extracted visible(String text, Visible visible) {
    Span span = Edges.unwrap(text, visible.from(), visible.to());
    return span.empty() ? null : extracted(text, span, Source.WHOLE);
  }

  /// The contents of the last box and of those that stand side by side with it, with the names they
  /// are given: `x = 1, y = 2`. Null where the last box stands alone.
  public static @Nullable Extracted joinedBoxes(String text) {
    Visible visible = Visible.in(text);
    return JoinedBoxes.in(text, visible.from(), visible.to());
  }

  /// The last math and that which stands side by side with it: `x = 3, x = -2`. Null where the last
  /// math stands alone.
  public static @Nullable Extracted joinedMath(String text) {
    Visible visible = Visible.in(text);
    return JoinedMath.in(text, visible.from(), visible.to());
  }

  /// What was found without a comment on it: `5` in `5 (five)`; null where there is none.
  public static @Nullable Extracted withoutAside(Extracted found) {
    @Nullable Span answer = Asides.without(found.text());
    return answer == null
        ? null
        : new Extracted(answer.of(found.text()), found.source(), found.start() + answer.start());
  }

  /// The same answer in decimal digits where it is a number in other digits, else null.
  public static @Nullable Extracted inDigits(Extracted found) {
    @Nullable String digits = ForeignNumeral.read(found.text());
    return digits == null ? null : new Extracted(digits, found.source(), found.start());
  }

  /// The result of a calculation that was found written out, null where it is none.
  public static @Nullable Extracted result(Extracted found) {
    @Nullable Span result = Calculation.result(found.text());
    return result == null
        ? null
        : new Extracted(result.of(found.text()), found.source(), found.start() + result.start());
  }

  /// The number that an announced sentence, or else the end of the text, states.
  ///
  /// @param united with the word right behind it, as its unit
  public static @Nullable Extracted number(String text, Extracted sentence, boolean united) {
    int from = sentence.start();
    int to = Math.min(text.length(), from + sentence.text().length());
    @Nullable Span number = null;
    if (sentence.source() == Source.LAST_MATH) {
      // A number in the math itself is part of a formula; one behind it may conclude.
      from = to;
      to = Visible.in(text).to();
      number = from < to ? LastNumber.in(text, from, to) : null;
      number = number == null || !Meant.plainly(text, number, from, to) ? null : number;
    } else {
      number = SentenceNumber.in(text, from, to);
    }
    if (number == null) {
      return null;
    }
    Span stated = united ? LastNumber.withUnit(text, number, to) : number;
    return extracted(text, stated, Source.LAST_NUMBER);
  }

  /// The number that the concluding sentence of a text states, null where no sentence concludes.
  public static @Nullable Extracted concluded(String text) {
    Visible visible = Visible.in(text);
    return concluded(text, visible.from(), visible.to());
  }

  /// Whether a text holds a letter that belongs to no command.
  public static boolean letters(String text) {
    boolean command = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = Character.isLetter(c);
      if (letter && !command) {
        return true;
      }
      command = c == '\\' || (command && letter);
    }
    return false;
  }

  /// Words of two letters or more that are no commands, counted up to `most`; a character of a
  /// script written without spaces counts as a letter.
  public static int words(String text, int most) {
    return Sentences.words(text, 0, text.length(), most);
  }

  /// Whether what was found holds letters of a script other than the Latin and Greek ones, which no
  /// formula does.
  public static boolean foreign(Extracted found) {
    return SentenceNumber.foreign(found.text(), 0, found.text().length());
  }

  private static @Nullable Extracted concluded(String text, int from, int to) {
    @Nullable Span sentence = Sentences.concluding(text, from, to);
    @Nullable Span number =
        sentence == null
            ? SentenceNumber.ending(text, from, to)
            : SentenceNumber.in(text, sentence.start(), sentence.end());
    return number == null ? null : extracted(text, number, Source.LAST_NUMBER);
  }

  private static @Nullable Extracted marked(String text, int from, int to, Boxes boxes) {
    @Nullable Span box = boxes.any() ? lastBox(text, boxes) : null;
    if (box != null) {
      @Nullable Extracted hoped = hoped(text, box.end(), to);
      String contents = box.of(text) + Percents.after(text, box);
      return hoped == null ? new Extracted(contents, Source.BOXED, box.start()) : hoped;
    }
    @Nullable Span tag = tagged(text, from, to);
    if (tag != null) {
      return extracted(text, tag, Source.ANSWER_TAG);
    }
    @Nullable Span hash = hashed(text, from, to);
    return hash == null ? Announcements.last(text, from, to) : extracted(text, hash, Source.HASH);
  }

  private static @Nullable Span lastBox(String text, Boxes all) {
    List<Span> boxes = all.closed();
    for (int i = boxes.size() - 1; i >= 0; i--) {
      Span contents = Edges.unwrap(text, boxes.get(i).start(), boxes.get(i).end());
      if (!contents.empty()) {
        return contents;
      }
    }
    @Nullable Span open = boxes.isEmpty() ? all.open() : null;
    @Nullable Span contents = open == null ? null : Edges.unwrap(text, open.start(), open.end());
    return contents == null || contents.empty() ? null : contents;
  }

  // "The final answer is 5. I hope it is correct." is a form of its own; boxes before it are steps.
  private static @Nullable Extracted hoped(String text, int from, int to) {
    int hope = text.indexOf("I hope", from, to);
    @Nullable Extracted said = hope < 0 ? null : Announcements.last(text, from, hope);
    return said != null && said.source() == Source.FINAL_ANSWER ? said : null;
  }

  private static @Nullable Extracted unmarked(String text, int start, int to, Rules rules) {
    int from = Math.max(start, to - NEAR_END);
    @Nullable Span math = MathSpans.last(text, from, to);
    if (math != null) {
      @Nullable Extracted concluded = rules.lastNumber() ? concluded(text, math.end(), to) : null;
      return concluded == null ? extracted(text, math, Source.LAST_MATH) : concluded;
    }
    @Nullable Span line = LastLine.in(text, from, to);
    line = line == null ? LastLine.bold(text, from, to) : line;
    if (line != null) {
      return extracted(text, line, Source.LAST_LINE);
    }
    @Nullable Span number = rules.lastNumber() ? LastNumber.in(text, from, to) : null;
    return number == null || !Meant.plainly(text, number, from, to)
        ? null
        : extracted(text, number, Source.LAST_NUMBER);
  }

  private static void addIfThere(
      List<Extracted> places, String text, @Nullable Span span, Source source) {
    @Nullable Span inner = span == null ? null : Edges.unwrap(text, span.start(), span.end());
    if (inner != null && !inner.empty()) {
      places.add(extracted(text, inner, source));
    }
  }

  private static Extracted extracted(String text, Span span, Source source) {
    return new Extracted(span.of(text), source, span.start());
  }

  private static @Nullable Span tagged(String text, int from, int to) {
    int close = lastIndexOf(text, "/answer>", from, to) - 1;
    if (close < from) {
      return openTag(text, from, to);
    }
    if (text.charAt(close) != '<') {
      return null;
    }
    int open = close;
    int floor = Math.max(from, close - LONGEST_TAGGED);
    while (open >= floor && !(text.charAt(open) == '<' && text.startsWith("<answer>", open))) {
      open--;
    }
    if (open < floor) {
      return null;
    }
    Span inner = Edges.unwrap(text, open + "<answer>".length(), close);
    return inner.empty() ? null : inner;
  }

  // The rest of the line of a tag that never closes.
  private static @Nullable Span openTag(String text, int from, int to) {
    int open = lastIndexOf(text, "<answer>", from, to);
    if (open < 0) {
      return null;
    }
    int start = open + "<answer>".length();
    Span rest = Edges.unwrap(text, start, Scan.lineEnd(text, start, to));
    return rest.empty() ? null : rest;
  }

  private static @Nullable Span hashed(String text, int from, int to) {
    int at = lastIndexOf(text, "####", from, to);
    if (at < 0) {
      return null;
    }
    int end = Scan.lineEnd(text, at, to);
    Span rest = Edges.unwrap(text, at + 4, end);
    return Edges.trim(text, end, to).empty() && !rest.empty() ? rest : null;
  }

  // Looks forward first: that is fast where there is nothing, which is most often.
  private static int lastIndexOf(String text, String mark, int from, int to) {
    return text.indexOf(mark, from, to) < 0 ? -1 : text.lastIndexOf(mark, to - mark.length());
  }
}
