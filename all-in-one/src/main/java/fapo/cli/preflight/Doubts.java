package fapo.cli.preflight;

import fapo.cli.preflight.Finding.Kind;
import fapo.verifier.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Ways in which a reference that reads well reads as two things.
final class Doubts {
  // Possessive or fixed: none of these can go back over a text twice.
  private static final Pattern GROUP = Pattern.compile("[-+]?\\d{1,3},\\d{3}");
  private static final Pattern COMMA = Pattern.compile("[-+]?\\d++,(?:\\d{1,2}|\\d{4,}+)");
  private static final Pattern CLOCK = Pattern.compile("\\d{1,2}:\\d{2}");
  private static final Pattern OR =
      Pattern.compile("(?<![\\p{L}\\\\])or(?!\\p{L})", Pattern.CASE_INSENSITIVE);

  private Doubts() {}

  /// @param text of a question whose options are not known, without its wrapping
  static List<Finding> of(String text, Expr expr) {
    List<Finding> doubts = new ArrayList<>();
    if (GROUP.matcher(text).matches()) {
      doubts.add(doubt("digit-group", text, "read as one number, not as a list of two"));
    }
    if (COMMA.matcher(text).matches()) {
      doubts.add(doubt("decimal-comma", text, "a list of two, or a number with a decimal comma"));
    }
    if (CLOCK.matcher(text).matches()) {
      doubts.add(doubt("clock", text, "a time, or a ratio"));
    }
    if (OR.matcher(text).find()) {
      doubts.add(doubt("alternatives", text, "all of these, or any one of them"));
    }
    if (expr instanceof Expr.Percent) {
      doubts.add(doubt("percent", text, "the bare number counts as right (percent_bare)"));
    }
    if (expr instanceof Expr.Measured(Expr _, String unit) && !unit.equals("°")) {
      doubts.add(
          doubt("unit", text, "'" + unit + "' as a unit: an answer without it counts as right"));
    }
    boolean letter = text.length() == 1 && text.charAt(0) >= 'a' && text.charAt(0) <= 'j';
    if (letter) {
      doubts.add(doubt("letter", text, "an option's letter, or a symbol"));
    }
    return doubts;
  }

  private static Finding doubt(String reason, String text, String detail) {
    return Finding.of(Kind.AMBIGUOUS, reason, text, detail);
  }
}
