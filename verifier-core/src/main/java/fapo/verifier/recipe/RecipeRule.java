package fapo.verifier.recipe;

import java.util.List;
import java.util.regex.Pattern;

/// The answer check of the published FAPO recipe: the last `\boxed{` of the last 300 characters,
/// both sides normalized as strings, equal or not (`math_dapo.normalize_final_answer` of verl,
/// commit
/// 012542c). Faithful with its faults: `\dfrac12` is not `\frac12`, `(A)` is not `A`.
public final class RecipeRule {
  private static final int WINDOW = 300;
  private static final String INVALID = "[INVALID]";
  private static final List<String> SUBSTITUTIONS =
      List.of(
          "an ",
          "",
          "a ",
          "",
          ".$",
          "$",
          "\\$",
          "",
          "\\ ",
          "",
          " ",
          "",
          "mbox",
          "text",
          ",\\text{and}",
          ",",
          "\\text{and}",
          ",",
          "\\text{m}",
          "\\text{}");
  private static final List<String> REMOVED =
      List.of(
          "square",
          "ways",
          "integers",
          "dollars",
          "mph",
          "inches",
          "hours",
          "km",
          "units",
          "\\ldots",
          "sue",
          "points",
          "feet",
          "minutes",
          "digits",
          "cents",
          "degrees",
          "cm",
          "gm",
          "pounds",
          "meters",
          "meals",
          "edges",
          "students",
          "childrentickets",
          "multiples",
          "\\text{s}",
          "\\text{.}",
          "\\text{\ns}",
          "\\text{}^2",
          "\\text{}^3",
          "\\text{\n}",
          "\\text{}",
          "\\mathrm{th}",
          "^\\circ",
          "^{\\circ}",
          "\\;",
          ",\\!",
          "{,}",
          "\"",
          "\\dots");
  private static final Pattern TEXT = Pattern.compile("(?d)\\\\text\\{(.*?)\\}");
  private static final Pattern TEXTBF = Pattern.compile("(?d)\\\\textbf\\{(.*?)\\}");
  private static final Pattern OVERLINE = Pattern.compile("(?d)\\\\overline\\{(.*?)\\}");
  private static final Pattern BOXED = Pattern.compile("(?d)\\\\boxed\\{(.*)\\}");
  private static final Pattern FRAC = Pattern.compile("(?d)(frac)([^{])(.)");
  private static final Pattern SQRT = Pattern.compile("(?d)(sqrt)([^{])");

  private RecipeRule() {}

  /// What the recipe read in a response, and whether it equals the reference.
  public record Reading(boolean equal, boolean boxed, String extracted, int start) {}

  public static Reading read(String response, String reference) {
    int from = windowStart(response);
    int open = response.lastIndexOf("\\boxed{");
    int close = open < from ? -1 : closing(response, open);
    boolean boxed = close >= 0;
    int start = boxed ? open + "\\boxed{".length() : response.length();
    String extracted = boxed ? response.substring(start, close) : "";
    // Unboxed reads as a fixed word, which equals a reference only by misfortune of the recipe.
    String candidate = normalize(boxed ? extracted : INVALID);
    return new Reading(candidate.equals(normalize(reference)), boxed, extracted, start);
  }

  /// The recipe's normal form of an answer.
  public static String normalize(String answer) {
    String text = answer.substring(answer.lastIndexOf('=') + 1);
    for (int i = 0; i < SUBSTITUTIONS.size(); i += 2) {
      text = text.replace(SUBSTITUTIONS.get(i), SUBSTITUTIONS.get(i + 1));
    }
    for (String removed : REMOVED) {
      text = text.replace(removed, "");
    }
    text = dollars(text);
    text = TEXT.matcher(text).replaceAll("$1");
    text = TEXTBF.matcher(text).replaceAll("$1");
    text = OVERLINE.matcher(text).replaceAll("$1");
    text = BOXED.matcher(text).replaceAll("$1");
    text = FRAC.matcher(text).replaceAll("frac{$2}{$3}");
    text = SQRT.matcher(text).replaceAll("sqrt{$2}");
    text = text.replace("$", "");
    String digits = text.replace(",", "");
    return (isDigits(digits) ? digits : text).strip();
  }

  // Of each line that holds a pair of dollar signs, what stands between the first two: the
  // published
  // substitution `(.*?)(\$)(.*?)(\$)(.*)`, without its backtracking.
  private static String dollars(String text) {
    if (text.indexOf('$') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf('\n', start);
      String line = text.substring(start, end < 0 ? text.length() : end);
      int open = line.indexOf('$');
      int close = open < 0 ? -1 : line.indexOf('$', open + 1);
      out.append(close < 0 ? line : line.substring(open, close + 1));
      if (end < 0) {
        break;
      }
      out.append('\n');
      start = end + 1;
    }
    return out.toString();
  }

  private static int windowStart(String response) {
    int characters = response.codePointCount(0, response.length());
    return characters <= WINDOW ? 0 : response.offsetByCodePoints(response.length(), -WINDOW);
  }

  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      if (text.charAt(i) == '{') {
        depth++;
      } else if (text.charAt(i) == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.codePoints().allMatch(Character::isDigit);
  }
}
