package fapo.verifier.compare;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Rational;
import fapo.verifier.latex.AnswerParser;
import fapo.verifier.latex.Parsed;
import java.math.BigInteger;
import java.util.List;

/// Whether the fractions an answer is written with are in lowest terms. A fraction of two integers
/// counts wherever it stands; other quotients do not.
final class LowestTerms {
  private LowestTerms() {}

  static boolean in(String answer) {
    return !(AnswerParser.parse(answer) instanceof Parsed.Read(Expr expr))
        || !Traits.any(expr, LowestTerms::reducible);
  }

  private static boolean reducible(Expr expr) {
    return expr instanceof Expr.Product(List<Expr> factors)
        && factors.size() == 2
        && factors.getFirst() instanceof Expr.Num(Rational top, boolean _)
        && factors.getLast() instanceof Expr.Power(Expr base, Expr exponent)
        && exponent.equals(Expr.Num.of(-1))
        && base instanceof Expr.Num(Rational bottom, boolean _)
        && top.whole()
        && bottom.whole()
        && (shared(top, bottom) || bottom.abs().equals(Rational.ONE));
  }

  private static boolean shared(Rational top, Rational bottom) {
    return top.numerator().gcd(bottom.numerator()).compareTo(BigInteger.ONE) > 0;
  }
}
