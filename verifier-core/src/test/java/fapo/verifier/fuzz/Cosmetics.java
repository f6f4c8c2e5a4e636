package fapo.verifier.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Rewritings that change how an answer looks and not what it says.
final class Cosmetics {
  private static final Pattern WORDS =
      Pattern.compile(
          "(?<![\\\\a-zA-Z])[a-zA-Z]{2,}|\\p{IsHan}|\\\\(text|mbox|textbf|mathrm|operatorname)");
  private static final Pattern JOINTS =
      Pattern.compile("(?<=[\\w)}])\\s*([+=])\\s*(?=[\\w(\\\\{])");
  private static final Pattern ALONE = Pattern.compile("[a-zA-Z]|\\d+");

  private Cosmetics() {}

  /// The rewritings that apply to an answer, by name.
  static Map<String, String> of(String answer) {
    String text = answer.strip();
    Map<String, UnaryOperator<String>> rewritings = new LinkedHashMap<>();
    if (!text.isEmpty() && !text.contains("\n")) {
      rewritings.put("spaces outside", whole -> "  " + whole + " ");
      rewritings.put("double spaces", Cosmetics::doubled);
      if (!".,;:!?…".contains(text.substring(text.length() - 1)) && !text.endsWith("dots")) {
        rewritings.put("a period", whole -> whole + ".");
      }
      if (mathematics(text)) {
        mathematical(text, rewritings);
      }
    }
    Map<String, String> rewritten = new LinkedHashMap<>();
    rewritings.forEach(
        (name, rewriting) -> {
          String other = rewriting.apply(text);
          if (!other.equals(answer)) {
            rewritten.put(name, other);
          }
        });
    return rewritten;
  }

  private static void mathematical(String text, Map<String, UnaryOperator<String>> rewritings) {
    rewritings.put("dollars", whole -> "$" + whole + "$");
    rewritings.put("parentheses of math", whole -> "\\(" + whole + "\\)");
    rewritings.put("display style", whole -> "\\displaystyle " + whole);
    rewritings.put("thin spaces", whole -> joints(whole, "\\,"));
    rewritings.put("thick spaces", whole -> joints(whole, "\\;"));
    rewritings.put("negative spaces", whole -> joints(whole, "\\!"));
    rewritings.put("spaces at joints", whole -> joints(whole, "  "));
    rewritings.put("a box", whole -> "\\boxed{" + whole + "}");
    if (text.contains("\\left")) {
      rewritings.put("no left and right", Cosmetics::withoutLeft);
    } else if (paired(text)) {
      rewritings.put(
          "left and right", whole -> whole.replace("(", "\\left(").replace(")", "\\right)"));
    }
    if (ALONE.matcher(text).matches()) {
      for (String font : new String[] {"\\mathrm", "\\mathbf", "\\text", "\\mathit"}) {
        rewritings.put(font, whole -> font + "{" + whole + "}");
      }
    }
  }

  // Without delimiters of its own, and without words, which are no mathematics.
  private static boolean mathematics(String text) {
    return balanced(text)
        && !text.contains("$")
        && !text.contains("\\(")
        && !text.contains("\\[")
        && !text.contains("\\]")
        && !text.contains("boxed")
        && !text.contains("\\begin")
        && !text.contains("**")
        && !WORDS.matcher(text).find();
  }

  private static boolean balanced(String text) {
    int braces = 0;
    int brackets = 0;
    for (int i = 0; i < text.length() && braces >= 0; i++) {
      char letter = text.charAt(i);
      braces += letter == '{' ? 1 : letter == '}' ? -1 : 0;
      brackets += "([".indexOf(letter) >= 0 ? 1 : ")]".indexOf(letter) >= 0 ? -1 : 0;
    }
    return braces == 0 && brackets == 0 && !text.endsWith("\\");
  }

  private static boolean paired(String text) {
    int depth = 0;
    for (int i = 0; i < text.length() && depth >= 0; i++) {
      char letter = text.charAt(i);
      if ("[]|".indexOf(letter) >= 0 || text.startsWith("\\{", i)) {
        return false;
      }
      depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
    }
    return depth == 0;
  }

  private static String withoutLeft(String text) {
    return text.replaceAll("\\\\left(?=[(\\[|\\\\])", "")
        .replaceAll("\\\\right(?=[)\\]|\\\\])", "");
  }

  private static String joints(String text, String space) {
    return JOINTS.matcher(text).replaceAll(match -> quoted(space + match.group(1) + space));
  }

  private static String quoted(String replacement) {
    return Matcher.quoteReplacement(replacement);
  }

  // Between digits a space may group them: it stays.
  private static String doubled(String text) {
    return text.replaceAll("(?<!\\d) (?!\\d)", "  ");
  }
}
