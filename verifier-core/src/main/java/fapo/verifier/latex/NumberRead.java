package fapo.verifier.latex;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.LimitException;
import fapo.verifier.expr.Rational;
import fapo.verifier.latex.Token.Kind;
import java.math.BigInteger;
import java.util.List;

/// Reads numbers: decimals, scientific notation, repeating decimals, mixed numbers. Exact always.
final class NumberRead {
  private static final int MOST_DIGITS = 1000;
  private static final int LARGEST_EXPONENT = 1000;

  private NumberRead() {}

  static Expr number(Cursor cursor, Primaries primaries) {
    Token token = cursor.take();
    Token next = cursor.peek();
    if (next.command("overline") || next.command("dot") || next.command("bar")) {
      return repeating(token, cursor, primaries);
    }
    if (token.text().indexOf('.') >= 0 && Periods.follow(cursor)) {
      return Periods.read(token, cursor);
    }
    Expr.Num value = value(token);
    if (value.decimal() || !value.value().whole()) {
      return based(value, cursor, primaries);
    }
    if (next.command("frac")) {
      return mixed(value, cursor, primaries);
    }
    boolean slash =
        next.kind() == Kind.NUMBER
            && next.spaced()
            && cursor.peek(1).is("/")
            && cursor.peek(2).kind() == Kind.NUMBER;
    if (slash) {
      Rational numerator = value(cursor.take()).value();
      cursor.take();
      return sum(value, numerator, value(cursor.take()).value(), next);
    }
    return based(value, cursor, primaries);
  }

  // `1011_2` is a number in another base, never 1011.
  private static Expr based(Expr.Num value, Cursor cursor, Primaries primaries) {
    if (!cursor.peek().is("_")) {
      return value;
    }
    Token digits = cursor.previous();
    cursor.take();
    return new Expr.Call("based", List.of(new Expr.Words(digits.text()), primaries.below()));
  }

  // `3\frac12`: a mixed number where the fraction is proper and of plain integers.
  private static Expr mixed(Expr.Num whole, Cursor cursor, Primaries primaries) {
    cursor.take();
    Expr numerator = primaries.argument();
    Expr denominator = primaries.argument();
    boolean proper =
        numerator instanceof Expr.Num(Rational top, boolean _)
            && denominator instanceof Expr.Num(Rational bottom, boolean _)
            && top.whole()
            && bottom.whole()
            && top.signum() > 0
            && top.compareTo(bottom) < 0;
    Expr fraction = Expr.quotient(numerator, denominator);
    return proper
        ? new Expr.Sum(List.of(whole, fraction))
        : new Expr.Product(List.of(whole, fraction));
  }

  private static Expr sum(Expr.Num whole, Rational numerator, Rational denominator, Token at) {
    if (!(numerator.whole() && denominator.whole() && numerator.compareTo(denominator) < 0)
        || numerator.signum() == 0) {
      throw new SyntaxException(at.start(), "an operator");
    }
    return new Expr.Num(whole.value().plus(numerator.dividedBy(denominator)), false);
  }

  // `0.1\overline{6}`: the digits under the bar repeat.
  private static Expr repeating(Token token, Cursor cursor, Primaries primaries) {
    if (token.text().indexOf('.') < 0) {
      throw new SyntaxException(cursor.peek().start(), "an operator");
    }
    cursor.take();
    Token at = cursor.peek();
    String digits = primaries.flat() + lastDotted(cursor, primaries);
    if (digits.isEmpty()
        || digits.length() > MOST_DIGITS
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new SyntaxException(at.start(), "digits");
    }
    return period(token, digits);
  }

  // `0.\dot{1}4\dot{2}`: the dots stand over the first and the last digit.
  private static String lastDotted(Cursor cursor, Primaries primaries) {
    if (cursor.peek().command("dot")) {
      cursor.take();
      return primaries.flat();
    }
    boolean between =
        cursor.peek().kind() == Kind.NUMBER
            && !cursor.peek().spaced()
            && cursor.peek(1).command("dot");
    if (!between) {
      return "";
    }
    String digits = cursor.take().text();
    cursor.take();
    return digits + primaries.flat();
  }

  /// A decimal that goes on with the digits given, again and again.
  static Expr.Num period(Token token, String digits) {
    int decimals = token.text().length() - token.text().indexOf('.') - 1;
    Rational tail =
        Rational.of(
            new BigInteger(digits),
            BigInteger.TEN
                .pow(digits.length())
                .subtract(BigInteger.ONE)
                .multiply(BigInteger.TEN.pow(decimals)));
    return new Expr.Num(value(token).value().plus(tail), false);
  }

  static Expr.Num value(Token token) {
    StringBuilder digits = new StringBuilder(token.text().length());
    int point = -1;
    int exponent = 0;
    for (int i = 0; i < token.text().length(); i++) {
      char c = token.text().charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      } else if (c == '.') {
        point = digits.length();
      } else if (c == 'e' || c == 'E') {
        exponent = exponent(token.text().substring(i + 1));
        break;
      }
    }
    if (digits.length() > MOST_DIGITS) {
      throw new LimitException("a number over " + MOST_DIGITS + " digits");
    }
    if (digits.isEmpty()) {
      throw new SyntaxException(token.start(), "digits");
    }
    int decimals = point < 0 ? 0 : digits.length() - point;
    Rational value =
        Rational.of(new BigInteger(digits.toString()), BigInteger.TEN.pow(decimals))
            .times(Rational.of(10).power(exponent));
    return new Expr.Num(value, decimals > 0);
  }

  private static int exponent(String digits) {
    if (digits.length() > 5 || Math.abs(Integer.parseInt(digits)) > LARGEST_EXPONENT) {
      throw new LimitException("an exponent over " + LARGEST_EXPONENT);
    }
    return Integer.parseInt(digits);
  }
}
