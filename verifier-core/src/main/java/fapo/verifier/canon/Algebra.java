package fapo.verifier.canon;

import fapo.verifier.expr.Rational;
import fapo.verifier.expr.Work;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Sums, products and powers of canonical forms. Counts its steps; over the limit it stops.
///
/// Kept canonical: `i² = −1`, integer powers of integers are multiplied out while short, roots of
/// integers are split into roots of primes, a sum raised to a power is an atom of its own until the
/// power is a small integer again.
final class Algebra {
  private static final int STEPS_OF_A_TERM = 128;
  private static final int LARGEST_EXPANDED_POWER = 12;
  static final String I = "#i";

  private final Map<String, Poly> sums = new HashMap<>();
  private final Work work;

  Algebra(Work work) {
    this.work = work;
  }

  Form plus(Form a, Form b) {
    if (a.denominator().equals(b.denominator())) {
      return form(a.numerator().plus(b.numerator()), a.denominator());
    }
    return form(
        times(a.numerator(), b.denominator()).plus(times(b.numerator(), a.denominator())),
        times(a.denominator(), b.denominator()));
  }

  Form times(Form a, Form b) {
    return form(times(a.numerator(), b.numerator()), times(a.denominator(), b.denominator()));
  }

  Form inverse(Form of) {
    if (of.numerator().zero()) {
      throw new NoFormException("a division by zero");
    }
    return form(of.denominator(), of.numerator());
  }

  // A denominator of one term moves into the numerator.
  private Form form(Poly numerator, Poly denominator) {
    if (numerator.zero()) {
      return Form.ZERO;
    }
    if (!denominator.single()) {
      return new Form(numerator, denominator);
    }
    Monomial below = denominator.terms().firstKey();
    Rational coefficient = denominator.value();
    Poly inverse =
        Poly.term(raised(below, Rational.MINUS_ONE), Rational.ONE.dividedBy(coefficient));
    return new Form(times(numerator, inverse), Poly.ONE);
  }

  private static Monomial raised(Monomial of, Rational exponent) {
    Monomial result = Monomial.ONE;
    for (Map.Entry<String, Rational> power : of.powers().entrySet()) {
      result = result.times(Monomial.of(power.getKey(), power.getValue().times(exponent)));
    }
    return result;
  }

  Map<BigInteger, Integer> factors(BigInteger of) {
    return Roots.factors(of, work);
  }

  Poly times(Poly a, Poly b) {
    TreeMap<Monomial, Rational> product = new TreeMap<>();
    for (Map.Entry<Monomial, Rational> left : a.terms().entrySet()) {
      for (Map.Entry<Monomial, Rational> right : b.terms().entrySet()) {
        work.step(STEPS_OF_A_TERM);
        Poly term =
            settled(left.getKey().times(right.getKey()), left.getValue().times(right.getValue()));
        term.terms().forEach((monomial, value) -> product.merge(monomial, value, Rational::plus));
      }
    }
    product.values().removeIf(value -> value.signum() == 0);
    return new Poly(product);
  }

  /// Folds what has a value: integer parts of powers of integers, powers of i, sums to small
  /// powers.
  Poly settled(Monomial monomial, Rational coefficient) {
    Monomial rest = monomial;
    Rational value = coefficient;
    for (Map.Entry<String, Rational> power : monomial.powers().entrySet()) {
      String atom = power.getKey();
      Rational exponent = power.getValue();
      char first = atom.charAt(0);
      if (atom.equals(I) && exponent.whole()) {
        int quarter = exponent.numerator().mod(BigInteger.valueOf(4)).intValue();
        value = quarter >= 2 ? value.negate() : value;
        rest = rest.with(I, Rational.of(quarter % 2));
      } else if (first >= '0' && first <= '9' && foldable(atom, exponent)) {
        Rational whole = exponent.floor();
        value = value.times(Rational.of(new BigInteger(atom)).power(whole.numerator().intValue()));
        rest = rest.with(atom, exponent.minus(whole));
      } else if (exponent.fitsInt() && exponent.signum() > 0 && sums.containsKey(atom)) {
        return expanded(atom, exponent, rest.with(atom, Rational.ZERO), value);
      }
    }
    return Poly.term(rest, value);
  }

  private Poly expanded(String atom, Rational exponent, Monomial rest, Rational value) {
    if (exponent.compareTo(Rational.of(LARGEST_EXPANDED_POWER)) > 0) {
      return Poly.term(rest.times(Monomial.of(atom, exponent)), value);
    }
    Poly product = settled(rest, value);
    for (int i = 0; i < exponent.numerator().intValue(); i++) {
      product = times(product, sum(atom));
    }
    return product;
  }

  private Poly sum(String atom) {
    return sums.getOrDefault(atom, Poly.ONE);
  }

  private static boolean foldable(String integer, Rational exponent) {
    Rational whole = exponent.floor();
    return whole.signum() != 0
        && whole.fitsInt()
        && Math.abs(whole.numerator().longValue()) * integer.length() * 4 <= Rational.MAX_BITS;
  }

  Form power(Form base, Rational exponent) {
    if (exponent.signum() == 0) {
      return Form.ONE;
    }
    if (base.numerator().zero()) {
      if (exponent.signum() < 0) {
        throw new NoFormException("a division by zero");
      }
      return Form.ZERO;
    }
    if (base.single()) {
      return singlePower(base, exponent);
    }
    if (exponent.fitsInt() && exponent.abs().compareTo(Rational.of(LARGEST_EXPANDED_POWER)) <= 0) {
      Form positive = base;
      for (int i = 1; i < exponent.abs().numerator().intValue(); i++) {
        positive = times(positive, base);
      }
      return exponent.signum() < 0 ? inverse(positive) : positive;
    }
    Form above = sumPower(base.numerator(), exponent);
    return base.denominator().equals(Poly.ONE)
        ? above
        : times(above, sumPower(base.denominator(), exponent.negate()));
  }

  private Form sumPower(Poly base, Rational exponent) {
    if (base.single()) {
      return singlePower(new Form(base, Poly.ONE), exponent);
    }
    Rational content = content(base);
    Poly primitive = base.scaled(Rational.ONE.dividedBy(content));
    String atom = primitive.toString();
    sums.put(atom, primitive);
    Form constant = power(new Form(Poly.of(content), Poly.ONE), exponent);
    return times(constant, new Form(settled(Monomial.of(atom, exponent), Rational.ONE), Poly.ONE));
  }

  // The positive rational that leaves coprime integers as coefficients.
  private static Rational content(Poly of) {
    BigInteger numerators = BigInteger.ZERO;
    BigInteger denominators = BigInteger.ONE;
    for (Rational coefficient : of.terms().values()) {
      numerators = numerators.gcd(coefficient.numerator());
      BigInteger denominator = coefficient.denominator();
      denominators = denominators.divide(denominators.gcd(denominator)).multiply(denominator);
    }
    return Rational.of(numerators, denominators);
  }

  private Form singlePower(Form base, Rational exponent) {
    Monomial monomial = base.numerator().terms().firstKey();
    Rational coefficient = base.numerator().value();
    Form result = constantPower(coefficient, exponent);
    for (Map.Entry<String, Rational> power : monomial.powers().entrySet()) {
      Monomial raised = Roots.raised(power.getKey(), power.getValue(), exponent);
      result = times(result, new Form(settled(raised, Rational.ONE), Poly.ONE));
    }
    return result;
  }

  private Form constantPower(Rational value, Rational exponent) {
    Monomial monomial = Monomial.ONE;
    if (value.signum() < 0) {
      monomial = monomial.times(Roots.ofMinusOne(exponent));
    }
    Rational sign =
        value.signum() < 0 && Roots.staysNegative(exponent) ? Rational.MINUS_ONE : Rational.ONE;
    if (exponent.fitsInt() && Roots.shortPower(value, exponent)) {
      Rational power = value.abs().power(exponent.numerator().intValue());
      return new Form(settled(monomial, power.times(sign)), Poly.ONE);
    }
    for (Map.Entry<BigInteger, Integer> prime : factors(value.abs().numerator()).entrySet()) {
      monomial =
          monomial.times(
              Monomial.of(
                  prime.getKey().toString(), exponent.times(Rational.of(prime.getValue()))));
    }
    for (Map.Entry<BigInteger, Integer> prime : factors(value.denominator()).entrySet()) {
      monomial =
          monomial.times(
              Monomial.of(
                  prime.getKey().toString(), exponent.times(Rational.of(-prime.getValue()))));
    }
    return new Form(settled(monomial, sign), Poly.ONE);
  }
}
