package fapo.verifier.compare;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Rational;
import java.math.BigInteger;
import java.util.List;

/// `1,5` may be 1.5 where the other side is one number and so has no list reading.
final class DecimalComma {
  private DecimalComma() {}

  static Match compare(Expr given, Expr expected, String candidate, CheckOptions options) {
    boolean comma = candidate.indexOf(',') >= 0 && candidate.indexOf(", ") < 0;
    if (comma && given instanceof Expr.Series(List<Expr> items) && expected instanceof Expr.Num) {
      return structures(options, decimal(items), expected);
    }
    if (expected instanceof Expr.Series(List<Expr> items) && given instanceof Expr.Num) {
      return structures(options, given, decimal(items));
    }
    return Match.UNKNOWN;
  }

  private static Match structures(CheckOptions options, Expr given, Expr expected) {
    return new Structures(options).compare(given, expected);
  }

  private static Expr decimal(List<Expr> items) {
    boolean pair =
        items.size() == 2
            && items.getFirst() instanceof Expr.Num whole
            && items.getLast() instanceof Expr.Num part
            && whole.value().whole()
            && part.value().whole()
            && part.value().signum() > 0;
    if (!pair) {
      return new Expr.Series(items);
    }
    Rational whole = ((Expr.Num) items.getFirst()).value();
    BigInteger part = ((Expr.Num) items.getLast()).value().numerator();
    Rational fraction = Rational.of(part, BigInteger.TEN.pow(part.toString().length()));
    return new Expr.Num(whole.signum() < 0 ? whole.minus(fraction) : whole.plus(fraction), true);
  }
}
