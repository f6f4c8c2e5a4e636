package fapo.verifier.enclosure.value;

import fapo.verifier.enclosure.ball.NoEnclosureException;
import fapo.verifier.enclosure.ball.Reals;
import fapo.verifier.enclosure.tree.Node.Function;
import fapo.verifier.enclosure.value.Value.Real;
import fapo.verifier.expr.Rational;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions of integers: factorials and binomials as balls, of any size; divisors exactly.
final class IntegerFunctions<R> {
  // Above it, a factorial is enclosed by Stirling's formula.
  private static final int MULTIPLIED = 2000;
  private static final int LARGEST_BITS = 512;

  private final Arithmetic<R> arithmetic;
  private final Reals<R> reals;

  IntegerFunctions(Arithmetic<R> arithmetic) {
    this.arithmetic = arithmetic;
    this.reals = arithmetic.reals();
  }

  Value<R> of(Function function, List<Value<R>> arguments) {
    return switch (function) {
      case FACTORIAL -> factorial(exact(arguments.getFirst()));
      case BINOM -> binomial(arguments.getFirst(), exact(arguments.getLast()));
      case MOD -> number(remainder(exact(arguments.getFirst()), exact(arguments.getLast())));
      default -> number(divisors(function, arguments));
    };
  }

  private BigInteger exact(Value<R> value) {
    @Nullable BigInteger exact = value instanceof Real<R>(R ball) ? reals.integer(ball) : null;
    if (exact == null) {
      throw NoEnclosureException.BLURRED;
    }
    return exact;
  }

  private Value<R> number(BigInteger value) {
    return arithmetic.number(Rational.of(value));
  }

  private static BigInteger remainder(BigInteger of, BigInteger modulus) {
    if (modulus.signum() <= 0) {
      throw NoEnclosureException.ILLEGAL;
    }
    return of.mod(modulus);
  }

  private BigInteger divisors(Function function, List<Value<R>> arguments) {
    BigInteger result = exact(arguments.getFirst()).abs();
    for (Value<R> argument : arguments) {
      BigInteger value = exact(argument).abs();
      BigInteger divisor = result.gcd(value);
      boolean multiple = function == Function.LCM && divisor.signum() != 0;
      result = multiple ? result.divide(divisor).multiply(value) : divisor;
      if (result.bitLength() > Rational.MAX_BITS) {
        throw NoEnclosureException.UNSUPPORTED;
      }
    }
    return result;
  }

  private Value<R> factorial(BigInteger of) {
    if (of.signum() < 0) {
      throw NoEnclosureException.ILLEGAL;
    }
    if (of.bitLength() > 30 || of.intValue() > MULTIPLIED) {
      return stirling(of);
    }
    Value<R> product = arithmetic.integer(1);
    long group = 1;
    for (int i = 2; i <= of.intValue(); i++) {
      group *= i;
      if (group > Integer.MAX_VALUE || i == of.intValue()) {
        product = arithmetic.times(product, arithmetic.integer(group));
        group = 1;
      }
    }
    return product;
  }

  // ln n! = (n + 1/2) ln n − n + ln(2π)/2 + 1/(12 n) − θ/(360 n³) with 0 < θ < 1.
  private Value<R> stirling(BigInteger of) {
    if (of.bitLength() > LARGEST_BITS) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    Rational n = Rational.of(of);
    R ball = reals.of(n);
    R ln = reals.times(reals.ln(ball), reals.of(n.plus(Rational.of(1, 2))));
    R circle = reals.ln(reals.times(reals.pi(), reals.of(2)));
    R first = reals.of(Rational.of(BigInteger.ONE, of.multiply(BigInteger.valueOf(12))));
    BigInteger cube = of.pow(3).multiply(BigInteger.valueOf(-360));
    R second = reals.of(Rational.of(BigInteger.ONE, cube));
    R sum = reals.plus(ln, reals.negate(ball));
    sum = reals.plus(sum, reals.times(circle, reals.of(Rational.of(1, 2))));
    sum = reals.plus(reals.plus(sum, first), reals.hull(reals.of(0), second));
    return arithmetic.exp(new Real<>(sum));
  }

  // n (n − 1) … (n − k + 1) / k!
  private Value<R> binomial(Value<R> n, BigInteger k) {
    if (k.signum() < 0) {
      return arithmetic.integer(0);
    }
    @Nullable BigInteger whole = n instanceof Real<R>(R ball) ? reals.integer(ball) : null;
    boolean symmetric = whole != null && whole.signum() >= 0;
    if (symmetric && whole != null && whole.compareTo(k) < 0) {
      return arithmetic.integer(0);
    }
    BigInteger chosen = symmetric && whole != null ? k.min(whole.subtract(k)) : k;
    if (chosen.bitLength() > 30 || chosen.intValue() > MULTIPLIED) {
      if (whole == null || !symmetric) {
        throw NoEnclosureException.UNSUPPORTED;
      }
      Value<R> below = arithmetic.times(factorial(chosen), factorial(whole.subtract(chosen)));
      return arithmetic.times(factorial(whole), arithmetic.inverse(below));
    }
    Value<R> above = arithmetic.integer(1);
    for (int i = 0; i < chosen.intValue(); i++) {
      above = arithmetic.times(above, arithmetic.plus(n, arithmetic.integer(-i)));
    }
    return arithmetic.times(above, arithmetic.inverse(factorial(chosen)));
  }
}
