package fapo.verifier.latex;

import fapo.verifier.latex.Token.Kind;

/// Which words lead a condition: `if`, `when`, `otherwise`.
final class Prose {
  private Prose() {}

  static boolean condition(Token token) {
    if (token.kind() != Kind.TEXT && token.kind() != Kind.WORD) {
      return false;
    }
    return switch (first(token.text())) {
      case "if", "for", "when", "where", "whenever", "provided", "unless", "wenn", "si", "falls" ->
          true;
      default -> otherwise(token);
    };
  }

  static boolean otherwise(Token token) {
    return (token.kind() == Kind.TEXT || token.kind() == Kind.WORD)
        && switch (first(token.text())) {
          case "otherwise", "else", "sonst", "sinon" -> true;
          default -> false;
        };
  }

  /// A word after a decimal that says its last digits go on.
  static boolean repeating(Token token) {
    return (token.kind() == Kind.TEXT || token.kind() == Kind.WORD)
        && (token.text().equals("repeating") || token.text().equals("recurring"));
  }

  private static String first(String text) {
    int space = text.indexOf(' ');
    return space < 0 ? text : text.substring(0, space);
  }
}
