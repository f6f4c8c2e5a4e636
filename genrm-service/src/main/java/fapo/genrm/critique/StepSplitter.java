package fapo.genrm.critique;

import fapo.genrm.critique.Judged.Passage;
import fapo.genrm.critique.Solution.Scope;
import fapo.genrm.critique.Solution.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Decides what the steps of a solution are.
///
/// A text is split on blank lines (lines of white space count), or on newlines where it has none
/// between two lines of text. Steps lose the white space around them; empty steps are dropped.
/// Lines end with `\n` or `\r\n`. Steps that the caller split are taken as they are.
public final class StepSplitter {
  private static final String THINK_END = "</think>";

  private StepSplitter() {}

  /// The judged part of a solution. Without steps where nothing is left to judge.
  public static Judged judged(Solution solution, Scope scope) {
    return switch (solution) {
      case Solution.Text(String text) -> ofText(inScope(text, scope));
      case Solution.Turns(List<Turn> turns) -> ofTurns(turns, scope);
      case Solution.Split(List<String> steps, String text) -> ofSplit(steps, inScope(text, scope));
    };
  }

  /// Splits one text into steps.
  public static List<String> split(String text) {
    List<String> steps = new ArrayList<>();
    int end = endOfText(text);
    int start = startOfText(text, 0, end);
    boolean blankLines = hasBlankLine(text, start, end);
    int stepStart = start;
    int at = start;
    while (at < end) {
      int newline = text.indexOf('\n', at);
      if (newline < 0 || newline >= end) {
        break;
      }
      int next = startOfText(text, newline + 1, end);
      if (!blankLines || crossesLine(text, newline + 1, next)) {
        addStep(steps, text, stepStart, newline);
        stepStart = next;
      }
      at = next;
    }
    addStep(steps, text, stepStart, end);
    return steps;
  }

  private static Judged ofText(String text) {
    List<Passage> passages = new ArrayList<>();
    addSteps(passages, text);
    return new Judged(passages, text);
  }

  /// Context before the first trainable turn is left out: it is the problem, which is given apart.
  private static Judged ofTurns(List<Turn> turns, Scope scope) {
    List<Passage> passages = new ArrayList<>();
    List<String> whole = new ArrayList<>();
    for (Turn turn : turns) {
      if (turn.trainable()) {
        String text = inScope(turn.content(), scope);
        addSteps(passages, text);
        whole.add(text);
      } else if (!passages.isEmpty() && !turn.content().isBlank()) {
        passages.add(new Judged.Context(speaker(turn), turn.content().strip()));
      }
    }
    return new Judged(passages, String.join("\n\n", whole));
  }

  private static Judged ofSplit(List<String> steps, String text) {
    if (steps.stream().allMatch(String::isBlank)) {
      return new Judged(List.of(), text);
    }
    List<Passage> passages = new ArrayList<>(steps.size());
    for (String step : steps) {
      passages.add(new Judged.Step(step));
    }
    return new Judged(passages, text.isEmpty() ? String.join("\n\n", steps) : text);
  }

  private static String speaker(Turn turn) {
    String role = turn.role().name().toLowerCase(Locale.ROOT);
    return turn.toolName().isEmpty() ? role : role + " " + turn.toolName();
  }

  private static void addSteps(List<Passage> passages, String text) {
    for (String step : split(text)) {
      passages.add(new Judged.Step(step));
    }
  }

  private static String inScope(String text, Scope scope) {
    int thinkEnd = scope == Scope.AFTER_THINK ? text.lastIndexOf(THINK_END) : -1;
    return thinkEnd < 0 ? text : text.substring(thinkEnd + THINK_END.length());
  }

  private static void addStep(List<String> steps, String text, int start, int end) {
    int last = end;
    while (last > start && Character.isWhitespace(text.charAt(last - 1))) {
      last--;
    }
    if (last > start) {
      steps.add(text.substring(start, last));
    }
  }

  private static boolean hasBlankLine(String text, int start, int end) {
    int newline = text.indexOf('\n', start);
    while (newline >= 0 && newline < end) {
      int next = startOfText(text, newline + 1, end);
      if (crossesLine(text, newline + 1, next)) {
        return true;
      }
      newline = text.indexOf('\n', next);
    }
    return false;
  }

  private static boolean crossesLine(String text, int from, int to) {
    int newline = text.indexOf('\n', from);
    return newline >= 0 && newline < to;
  }

  private static int startOfText(String text, int from, int end) {
    int at = from;
    while (at < end && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int endOfText(String text) {
    int end = text.length();
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }
}
