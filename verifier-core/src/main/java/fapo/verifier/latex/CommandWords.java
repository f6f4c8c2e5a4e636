package fapo.verifier.latex;

import fapo.verifier.latex.Token.Kind;
import java.util.Set;

/// Turns the names an answer uses into tokens, by the table in {@link Names}.
final class CommandWords {
  private static final Set<String> LISTED = Set.of("and", "or", "und", "et");

  private CommandWords() {}

  static void add(Lexer lexer, String name, int start) {
    String operator = Names.OPERATORS.get(name);
    String constant = Names.CONSTANTS.get(name);
    if (operator != null) {
      lexer.add(Kind.OPERATOR, operator, start);
    } else if (constant != null) {
      lexer.add(Kind.CONSTANT, constant, start);
    } else if (Names.FUNCTIONS.contains(name)) {
      lexer.add(Kind.FUNCTION, name, start);
    } else if (Names.greek(name)) {
      lexer.add(Kind.SYMBOL, name, start);
    } else if (Names.FRACTIONS.contains(name)) {
      lexer.add(Kind.COMMAND, "frac", start);
    } else {
      bracket(lexer, name, start);
    }
  }

  private static void bracket(Lexer lexer, String name, int start) {
    switch (name) {
      case "exponentialE" -> lexer.add(Kind.CONSTANT, "e", start);
      case "lbrace" -> lexer.open("\\{", start);
      case "rbrace" -> lexer.close("\\}", start);
      case "lbrack" -> lexer.open("[", start);
      case "rbrack" -> lexer.close("]", start);
      case "lparen", "lgroup" -> lexer.open("(", start);
      case "rparen" -> lexer.close(")", start);
      case "rgroup" -> lexer.close(")", start);
      case "lfloor", "llcorner" -> lexer.open("lfloor", start);
      case "lceil", "ulcorner" -> lexer.open("lceil", start);
      case "lrcorner" -> lexer.close("rfloor", start);
      case "urcorner" -> lexer.close("rceil", start);
      case "rfloor", "rceil" -> lexer.close(name, start);
      case "land", "wedge" -> lexer.add(Kind.OPERATOR, ",", start);
      case "lor", "vee" -> lexer.add(Kind.OPERATOR, ",", start);
      default -> lexer.add(Kind.COMMAND, name, start);
    }
  }

  /// The contents of `\text{…}`, `\mathrm{…}` and their kin.
  static void text(Lexer lexer, String content, int start) {
    if (content.isEmpty()) {
      return;
    }
    String word = content.replace("~", " ").strip();
    if (LISTED.contains(word)) {
      lexer.add(Kind.OPERATOR, ",", start);
    } else if (Names.FUNCTIONS.contains(word)) {
      lexer.add(Kind.FUNCTION, word, start);
    } else if (word.equals("e") || word.equals("i")) {
      lexer.add(Kind.CONSTANT, word, start);
    } else {
      lexer.add(Kind.TEXT, word, start);
    }
  }

  /// Letters without a backslash.
  static void word(Lexer lexer, String word, int start) {
    switch (word) {
      case "e", "i" -> lexer.add(Kind.CONSTANT, word, start);
      case "sqrt", "frac", "dfrac", "binom" ->
          lexer.add(Kind.COMMAND, word.equals("dfrac") ? "frac" : word, start);
      case "and", "or" -> lexer.add(Kind.OPERATOR, ",", start);
      case "pct", "percent", "percentage" -> lexer.add(Kind.OPERATOR, "%", start);
      case "degrees", "degree", "deg" -> lexer.add(Kind.OPERATOR, "°", start);
      case "U" ->
          lexer.add(
              lexer.afterSpace() && lexer.after(Kind.CLOSE) ? Kind.OPERATOR : Kind.SYMBOL,
              lexer.afterSpace() && lexer.after(Kind.CLOSE) ? "union" : word,
              start);
      default -> {
        String constant = word.length() > 1 ? Names.CONSTANTS.get(word) : null;
        if (constant != null && !constant.equals("R")) {
          lexer.add(Kind.CONSTANT, constant, start);
        } else if (Names.FUNCTIONS.contains(word)) {
          lexer.add(Kind.FUNCTION, word, start);
        } else if (Names.greek(word) && word.length() > 2) {
          lexer.add(Kind.SYMBOL, word, start);
        } else {
          lexer.add(word.length() == 1 ? Kind.SYMBOL : Kind.WORD, word, start);
        }
      }
    }
  }
}
