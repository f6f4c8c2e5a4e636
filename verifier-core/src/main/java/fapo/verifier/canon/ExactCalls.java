package fapo.verifier.canon;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Rational;
import fapo.verifier.expr.Work;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions of rational numbers whose value is rational.
final class ExactCalls {
  private static final int LARGEST_FACTORIAL = 500;
  private static final int MOST_CHOSEN = 2_000;

  private final Exact exact;
  private final Work work;

  ExactCalls(Exact exact, Work work) {
    this.exact = exact;
    this.work = work;
  }

  @Nullable Rational value(String name, List<Expr> arguments) {
    if (!known(name, arguments.size())) {
      return null;
    }
    Rational first = exact.value(arguments.getFirst());
    if (first == null) {
      return null;
    }
    if (arguments.size() == 1) {
      return single(name, first);
    }
    Rational total = first;
    for (int i = 1; i < arguments.size() && total != null; i++) {
      Rational next = exact.value(arguments.get(i));
      total = next == null ? null : pair(name, total, next);
    }
    return total;
  }

  private static boolean known(String name, int arguments) {
    return switch (name) {
      case "abs", "floor", "ceil", "sign", "factorial", "doublefactorial" -> arguments == 1;
      case "mod", "binom" -> arguments == 2;
      case "max", "min", "gcd", "lcm" -> arguments >= 1;
      default -> false;
    };
  }

  private @Nullable Rational single(String name, Rational of) {
    return switch (name) {
      case "abs" -> of.abs();
      case "floor" -> of.floor();
      case "ceil" -> of.negate().floor().negate();
      case "sign" -> Rational.of(of.signum());
      case "factorial" -> factorial(of, 1);
      case "doublefactorial" -> factorial(of, 2);
      case "gcd", "lcm" -> of.whole() ? of.abs() : null;
      default -> of;
    };
  }

  private @Nullable Rational pair(String name, Rational a, Rational b) {
    return switch (name) {
      case "max" -> a.compareTo(b) >= 0 ? a : b;
      case "min" -> a.compareTo(b) <= 0 ? a : b;
      case "mod" -> remainder(a, b);
      case "binom" -> binomial(a, b);
      case "gcd" -> a.whole() && b.whole() ? gcd(a, b) : null;
      default -> a.whole() && b.whole() ? lcm(a, b) : null;
    };
  }

  private static Rational gcd(Rational a, Rational b) {
    return Rational.of(a.numerator().gcd(b.numerator()));
  }

  private static @Nullable Rational lcm(Rational a, Rational b) {
    BigInteger divisor = a.numerator().gcd(b.numerator());
    if (divisor.signum() == 0) {
      return Rational.ZERO;
    }
    return a.bits() + b.bits() > Rational.MAX_BITS
        ? null
        : Rational.of(a.numerator().divide(divisor).multiply(b.numerator()).abs());
  }

  /// `a − m⌊a/m⌋`: the sign of the modulus.
  private static @Nullable Rational remainder(Rational a, Rational m) {
    if (m.signum() == 0 || a.bits() + 2 * m.bits() > Rational.MAX_BITS) {
      return null;
    }
    return a.minus(m.times(a.dividedBy(m).floor()));
  }

  // `n (n − step) (n − 2 step) …`
  private @Nullable Rational factorial(Rational of, int step) {
    if (!of.fitsInt() || of.signum() < 0 || of.above() > LARGEST_FACTORIAL) {
      return null;
    }
    work.step(1 + of.above() * of.above() / 64);
    BigInteger product = BigInteger.ONE;
    for (long i = of.above(); i > 1; i -= step) {
      product = product.multiply(BigInteger.valueOf(i));
    }
    return Rational.of(product);
  }

  private @Nullable Rational binomial(Rational n, Rational k) {
    if (!n.fitsInt() || !k.fitsInt() || k.signum() < 0 || n.signum() < 0) {
      return null;
    }
    long top = n.above();
    long chosen = Math.min(k.above(), top - k.above());
    if (chosen < 0) {
      return Rational.ZERO;
    }
    long bits = 64L - Long.numberOfLeadingZeros(top);
    if (chosen > MOST_CHOSEN || chosen * bits > 2L * Rational.MAX_BITS) {
      return null;
    }
    work.step(1 + chosen * (1 + chosen * bits / 512));
    BigInteger product = BigInteger.ONE;
    for (long i = 1; i <= chosen; i++) {
      product =
          product.multiply(BigInteger.valueOf(top - chosen + i)).divide(BigInteger.valueOf(i));
    }
    return product.bitLength() > Rational.MAX_BITS ? null : Rational.of(product);
  }
}
