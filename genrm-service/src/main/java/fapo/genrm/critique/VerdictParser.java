package fapo.genrm.critique;

import java.math.BigInteger;

/// Reads the verdict a generated critique ends with. Total: every text has a reading.
///
/// ```
/// verdict = the content of the last `\boxed{…}`, braces matched
/// index   = ["-" | "+"] digit+            surrounded by white space
/// ```
///
/// Digits are read, nothing is evaluated. With steps, `\text{…}` around the index is allowed (as in
/// FAPO's evaluation) and the index must be -1 or a step. Without, any integer but -1 is a flag and
/// nothing else is allowed, as in the published recipe; **deviation from it:** what cannot be
/// read is {@link Verdict.Unreadable}, where the recipe says "not flawed", and an expression is
/// not evaluated.
public final class VerdictParser {
  private static final String BOXED = "\\boxed{";
  private static final String TEXT = "\\text{";
  private static final int EXCERPT = 200;
  private static final BigInteger NOT_FOUND = BigInteger.ONE.negate();

  private VerdictParser() {}

  /// @param stepCount how many steps the critic was shown
  public static Verdict parse(String critique, PromptTemplate template, int stepCount) {
    int open = critique.lastIndexOf(BOXED);
    int start = open + BOXED.length();
    int close = open < 0 ? -1 : closingBrace(critique, start);
    if (close < 0) {
      return unreadable(critique);
    }
    String content = critique.substring(start, close).strip();
    String digits = template.hasSteps() ? withoutText(content) : content;
    if (!isInteger(digits)) {
      return unreadable(critique);
    }
    return verdict(new BigInteger(digits), critique, template, stepCount);
  }

  /// The end of a critique that says nothing that can be read.
  public static Verdict unreadable(String critique) {
    int from = Math.max(0, critique.length() - EXCERPT);
    if (from > 0 && Character.isLowSurrogate(critique.charAt(from))) {
      from++;
    }
    return new Verdict.Unreadable(critique.substring(from));
  }

  private static Verdict verdict(
      BigInteger index, String critique, PromptTemplate template, int stepCount) {
    if (index.equals(NOT_FOUND)) {
      return new Verdict.Sound();
    }
    if (!template.hasSteps()) {
      return new Verdict.Flawed();
    }
    boolean isStep = index.signum() >= 0 && index.compareTo(BigInteger.valueOf(stepCount)) < 0;
    return isStep ? new Verdict.FlawedAt(index.intValueExact()) : unreadable(critique);
  }

  private static int closingBrace(String text, int from) {
    int depth = 1;
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    return -1;
  }

  private static String withoutText(String content) {
    boolean wrapped = content.startsWith(TEXT) && content.endsWith("}");
    return wrapped ? content.substring(TEXT.length(), content.length() - 1).strip() : content;
  }

  /// Longer runs of digits than any step count are integers all the same, up to a bound that keeps
  /// the reading linear.
  private static boolean isInteger(String text) {
    int from = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    if (from == text.length() || text.length() > EXCERPT) {
      return false;
    }
    return text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
  }
}
