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
      case "int", "oint", "iint", "iiint" -> {
        lexer.openIntegral();
        lexer.add(Kind.COMMAND, name, start);
      }
      case "ldots", "dots", "cdots", "dotsc", "dotsb", "dotso", "textellipsis" ->
          lexer.add(Kind.COMMAND, "ldots", start);
      case "R" -> lexer.add(Kind.CONSTANT, "R", start);
      case "N", "Z", "Q", "C" -> lexer.add(Kind.SYMBOL, name, start);
      case "langle" -> lexer.open("(", start);
      case "rangle" -> lexer.close(")", start);
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
    if (LISTED.contains(list(word))) {
      lexer.add(Kind.OPERATOR, ",", start);
    } else if (Names.FUNCTIONS.contains(word) && !minutes(lexer, word)) {
      lexer.add(Kind.FUNCTION, word, start);
    } else if (word.equals("mod")) {
      lexer.add(Kind.COMMAND, "mod", start);
    } else if (word.equals("e") || word.equals("i")) {
      lexer.add(Kind.CONSTANT, word, start);
    } else {
      lexer.add(Kind.TEXT, word, start);
    }
  }

  // "5 min": a unit after a number that is not applied to anything.
  private static boolean minutes(Lexer lexer, String word) {
    return word.equals("min")
        && (lexer.after(Kind.NUMBER) || lexer.after(Kind.CLOSE))
        && !lexer.beforeBracket();
  }

  // "and", ", and", "or,"
  private static String list(String word) {
    int from = 0;
    int to = word.length();
    while (from < to && (word.charAt(from) == ',' || word.charAt(from) == ' ')) {
      from++;
    }
    while (to > from && (word.charAt(to - 1) == ',' || word.charAt(to - 1) == ' ')) {
      to--;
    }
    return from == 0 && to == word.length() ? word : word.substring(from, to);
  }

  /// Whether what a text command holds is mathematics after all: `\text{721}`, `\text{(A) and
  // (C)}`.
  static boolean mathematical(String content) {
    boolean digits = false;
    boolean number = !content.isEmpty() && "0123456789".indexOf(content.charAt(0)) >= 0;
    int run = 0;
    for (int i = 0; i <= content.length(); i++) {
      char c = i < content.length() ? content.charAt(i) : ' ';
      if (c == '\\' || c == '$' || c == '{' || c == '/') {
        return false;
      }
      if (Character.isLetter(c)) {
        run++;
      } else {
        boolean listed = run == 1 || number || joins(content, i - run, i);
        if (run > 0 && !listed) {
          return false;
        }
        run = 0;
        digits |= (c >= '0' && c <= '9') || c == '(';
      }
    }
    return digits && "(0123456789-+".indexOf(content.charAt(0)) >= 0;
  }

  private static boolean joins(String content, int from, int to) {
    return (content.startsWith("and", from) && to - from == 3)
        || (content.startsWith("or", from) && to - from == 2)
        || (content.startsWith("mod", from) && to - from == 3);
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
      case "mod" -> lexer.add(Kind.COMMAND, "mod", start);
      case "inf" -> lexer.add(Kind.CONSTANT, word, start);
      case "U" ->
          lexer.add(
              lexer.afterSpace() && lexer.after(Kind.CLOSE) ? Kind.OPERATOR : Kind.SYMBOL,
              lexer.afterSpace() && lexer.after(Kind.CLOSE) ? "union" : word,
              start);
      default -> {
        String constant = word.length() > 1 ? Names.CONSTANTS.get(word) : null;
        if (constant != null && !constant.equals("R")) {
          lexer.add(Kind.CONSTANT, constant, start);
        } else if (Names.FUNCTIONS.contains(word) && !minutes(lexer, word)) {
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
