package fapo.cli.verify;

import fapo.cli.rows.RowException;
import fapo.verifier.compare.CheckOptions.Form;
import fapo.verifier.compare.CheckOptions.Kind;
import fapo.verifier.compare.CheckOptions.Mode;
import java.util.Locale;

/// The words of the command line and of rows for kinds, forms and modes.
public final class Names {
  private Names() {}

  /// `math-parse`, `mcq`, `string` and `hostile` are what test collections call their kinds.
  public static Kind kind(String word) throws RowException {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "", "auto", "string", "hostile" -> Kind.AUTO;
      case "math", "math-parse" -> Kind.MATH;
      case "choice", "mcq" -> Kind.CHOICE;
      case "text" -> Kind.TEXT;
      default -> throw unknown("kind", word, "auto, math, choice or text");
    };
  }

  public static Form form(String word) throws RowException {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "", "response" -> Form.RESPONSE;
      case "answer" -> Form.ANSWER;
      default -> throw unknown("form", word, "response or answer");
    };
  }

  public static Mode mode(String word) throws RowException {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "", "standard" -> Mode.STANDARD;
      case "fapo-recipe", "fapo_recipe" -> Mode.FAPO_RECIPE;
      default -> throw unknown("mode", word, "standard or fapo-recipe");
    };
  }

  private static RowException unknown(String field, String word, String expected) {
    return new RowException(field + ": '" + word + "' (expected: " + expected + ")");
  }
}
