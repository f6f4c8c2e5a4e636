package fapo.verifier.latex;

import fapo.verifier.expr.LimitException;
import fapo.verifier.latex.Token.Kind;
import java.util.List;

/// The place in the tokens where reading stands, and how deep it has gone.
final class Cursor {
  private static final int DEEPEST = 64;

  private final List<Token> tokens;
  private int at;
  private int depth;
  private int bars;

  Cursor(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token previous() {
    return tokens.get(Math.max(at - 1, 0));
  }

  Token take() {
    Token token = tokens.get(at);
    if (at < tokens.size() - 1) {
      at++;
    }
    return token;
  }

  boolean takeIf(String operator) {
    boolean matches = peek().is(operator);
    at += matches ? 1 : 0;
    return matches;
  }

  void expect(String operator) {
    if (!takeIf(operator)) {
      throw new SyntaxException(peek().start(), "'" + operator + "'");
    }
  }

  boolean ended() {
    return peek().kind() == Kind.END;
  }

  /// Takes only the first character of the next token: `\frac12` is one half.
  Token takeCharacter() {
    Token token = peek();
    if (token.text().length() > 1 && (token.kind() == Kind.NUMBER || token.kind() == Kind.WORD)) {
      Kind rest =
          token.kind() == Kind.WORD && token.text().length() == 2 ? Kind.SYMBOL : token.kind();
      tokens.set(at, new Token(rest, token.text().substring(1), token.start() + 1, false));
      Kind first = token.kind() == Kind.WORD ? Kind.SYMBOL : Kind.NUMBER;
      return new Token(first, token.text().substring(0, 1), token.start(), token.spaced());
    }
    return take();
  }

  void enter() {
    if (++depth > DEEPEST * 4) {
      throw new LimitException("an answer nested over " + DEEPEST + " deep");
    }
  }

  void leave() {
    depth--;
  }

  void openBar() {
    bars++;
  }

  void closeBar() {
    bars--;
  }

  boolean insideBars() {
    return bars > 0;
  }

  /// Hides the bars around a bracket, so that bars inside it open anew.
  int hideBars() {
    int hidden = bars;
    bars = 0;
    return hidden;
  }

  void showBars(int hidden) {
    bars = hidden;
  }
}
