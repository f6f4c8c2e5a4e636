package fapo.verifier.latex;

import fapo.verifier.expr.LimitException;
import fapo.verifier.latex.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// The place in the tokens where reading stands, and how deep it has gone.
final class Cursor {
  private static final int DEEPEST = 64;

  private final List<Token> tokens;
  private final String text;
  private final List<String> bound = new ArrayList<>();
  private int at;
  private int depth;
  private int bars;
  private int integrals;
  private boolean builder;

  Cursor(List<Token> tokens, String text) {
    this.tokens = tokens;
    this.text = text;
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

  boolean takeIfCommand(String name) {
    boolean matches = peek().command(name);
    at += matches && at < tokens.size() - 1 ? 1 : 0;
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
      tokens.set(at, new Token(rest, token.text().substring(1), token.start() + 1, false, false));
      Kind first = token.kind() == Kind.WORD ? Kind.SYMBOL : Kind.NUMBER;
      return new Token(
          first, token.text().substring(0, 1), token.start(), token.spaced(), token.wide());
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

  void openIntegral() {
    integrals++;
  }

  void closeIntegral() {
    integrals--;
  }

  /// Whether a differential ends what is being read.
  boolean insideIntegral() {
    return integrals > 0;
  }

  /// Hides the bars and integrals around a bracket, so that those inside it open anew.
  int hideBars() {
    int hidden = bars | integrals << 12 | (builder ? 1 << 24 : 0);
    bars = 0;
    integrals = 0;
    builder = false;
    return hidden;
  }

  void showBars(int hidden) {
    bars = hidden & 0xfff;
    integrals = hidden >>> 12 & 0xfff;
    builder = hidden >>> 24 != 0;
  }

  /// What is read next may be a set builder, or one event given another.
  void openBuilder() {
    builder = true;
  }

  boolean insideBuilder() {
    return builder;
  }

  /// Whether the bar that stands here parts a builder: no bar, or pairs of them, follow in its
  /// bracket.
  boolean barParts() {
    if (!builder || !(peek().is("|") || peek().is("∣"))) {
      return false;
    }
    int later = 0;
    int depth = 0;
    for (int i = at + 1; i < tokens.size() && depth >= 0; i++) {
      Token token = tokens.get(i);
      depth += token.kind() == Kind.OPEN ? 1 : token.kind() == Kind.CLOSE ? -1 : 0;
      later += depth == 0 && token.is("|") ? 1 : 0;
    }
    return peek().is("∣") || (bars == 0 && later % 2 == 0);
  }

  void bind(String name) {
    bound.add(name);
  }

  void unbind() {
    bound.removeLast();
  }

  boolean binds(String name) {
    return !bound.isEmpty() && bound.contains(name);
  }

  /// Whether the subscript that stands here uses a name bound by a sum or its kin.
  boolean subscriptBinds() {
    if (bound.isEmpty()) {
      return false;
    }
    int braces = 0;
    for (int i = at; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      braces += token.is("{") ? 1 : token.is("}") ? -1 : 0;
      boolean letters = token.kind() == Kind.WORD;
      for (String name : bound) {
        if (letters ? token.text().contains(name) : token.text().equals(name)) {
          return true;
        }
      }
      if (braces <= 0) {
        return false;
      }
    }
    return false;
  }

  /// Where the next token starts, as a character offset.
  int position() {
    return peek().start();
  }

  /// Whether the name is written between an offset and here.
  boolean used(String name, int from) {
    int found = text.indexOf(name, from);
    return found >= 0 && found < position();
  }
}
