package fapo.verifier.modular;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Constant;
import fapo.verifier.expr.Rational;
import java.math.BigInteger;
import java.util.List;

/// Images of logarithms: the logarithm of a product of powers is the sum it should be of random
/// elements, one for each prime, each variable and each sum that is not taken apart.
final class Logarithms {
  private static final int LARGEST_DIVISOR = 1_000;

  private final Evaluation at;

  Logarithms(Evaluation at) {
    this.at = at;
  }

  void quotient(Expr of, Expr base, int level) {
    ln(base, level);
    if (at.stopped() || at.v.zero() || !at.v.real()) {
      at.illegal();
      return;
    }
    Field f = at.field(level);
    at.work.step(16);
    long below = f.inverse(at.v.re);
    ln(of, level);
    at.v.times(f, below, 0);
  }

  void ln(Expr of, int level) {
    Rational constant = at.exact.value(of);
    if (constant != null) {
      number(constant, level);
      return;
    }
    switch (of) {
      case Expr.Sym(String name) -> variable(name, level);
      case Expr.Const(Constant constantName) when constantName == Constant.E ->
          at.v.set(at.field(level).one, 0);
      case Expr.Product(List<Expr> factors) -> product(factors, level);
      case Expr.Power(Expr base, Expr exponent) -> power(base, exponent, level);
      case Expr.Call(String name, List<Expr> arguments) when name.equals("exp") ->
          at.image(arguments.getFirst(), level);
      default -> whole(of, level);
    }
  }

  private void variable(String name, int level) {
    at.image(new Expr.Sym(name), level);
    if (at.point.signed() && !at.field(level).positive(at.v.re)) {
      at.illegal();
      return;
    }
    at.v.set(at.point.element(Point.hash(name, 1), level), 0);
  }

  private void product(List<Expr> factors, int level) {
    Field f = at.field(level);
    long re = 0;
    long im = 0;
    for (int i = 0; i < factors.size() && !at.stopped(); i++) {
      ln(factors.get(i), level);
      re = f.add(re, at.v.re);
      im = f.add(im, at.v.im);
    }
    at.v.set(re, im);
  }

  private void power(Expr base, Expr exponent, int level) {
    ln(base, level);
    long re = at.v.re;
    long im = at.v.im;
    at.image(exponent, level);
    at.v.times(at.field(level), re, im);
  }

  private void whole(Expr of, int level) {
    long hash = at.hashed(Point.hash("ln", 0), of, level);
    if (!at.stopped()) {
      at.random(hash, level);
    }
  }

  private void number(Rational value, int level) {
    if (value.signum() <= 0) {
      at.random(Point.mix(Point.hash("ln", 0), value.hashCode()), level);
      if (value.signum() == 0) {
        at.illegal();
      }
      return;
    }
    Field f = at.field(level);
    long above = number(value.numerator(), level);
    long below = number(value.denominator(), level);
    at.marks |= value.isOne() ? 0 : Evaluation.WEAK;
    at.v.set(f.sub(above, below), 0);
  }

  private long number(BigInteger of, int level) {
    if (of.bitLength() >= 63) {
      at.work.step(of.bitLength());
      return at.point.element(Point.hash(of.toString(36), 2), level);
    }
    Field f = at.field(level);
    long sum = 0;
    long rest = of.longValue();
    for (int divisor = 2; divisor <= LARGEST_DIVISOR && rest > 1; divisor++) {
      if ((long) divisor * divisor > rest) {
        break;
      }
      while (rest % divisor == 0) {
        sum = f.add(sum, prime(divisor, level));
        rest /= divisor;
      }
    }
    at.work.step(8);
    return rest == 1 ? sum : f.add(sum, prime(rest, level));
  }

  private long prime(long value, int level) {
    return at.point.element(Point.mix(Point.hash("prime", 3), value), level);
  }
}
