package fapo.verifier.canon;

import fapo.verifier.expr.LimitException;
import fapo.verifier.expr.Rational;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A sum of monomials with rational coefficients, none of them zero.
record Poly(SortedMap<Monomial, Rational> terms) {
  private static final int MOST_TERMS = 400;
  static final Poly ZERO = new Poly(new TreeMap<>());
  static final Poly ONE = of(Rational.ONE);

  Poly {
    if (terms.size() > MOST_TERMS) {
      throw new LimitException("a sum over " + MOST_TERMS + " terms");
    }
  }

  static Poly of(Rational value) {
    return term(Monomial.ONE, value);
  }

  static Poly term(Monomial monomial, Rational coefficient) {
    TreeMap<Monomial, Rational> terms = new TreeMap<>();
    if (coefficient.signum() != 0) {
      terms.put(monomial, coefficient);
    }
    return new Poly(terms);
  }

  Poly plus(Poly other) {
    TreeMap<Monomial, Rational> sum = new TreeMap<>(terms);
    for (Map.Entry<Monomial, Rational> term : other.terms.entrySet()) {
      Rational total = sum.getOrDefault(term.getKey(), Rational.ZERO).plus(term.getValue());
      if (total.signum() == 0) {
        sum.remove(term.getKey());
      } else {
        sum.put(term.getKey(), total);
      }
    }
    return new Poly(sum);
  }

  Poly scaled(Rational by) {
    TreeMap<Monomial, Rational> scaled = new TreeMap<>();
    if (by.signum() != 0) {
      terms.forEach((monomial, coefficient) -> scaled.put(monomial, coefficient.times(by)));
    }
    return new Poly(scaled);
  }

  boolean zero() {
    return terms.isEmpty();
  }

  boolean single() {
    return terms.size() == 1;
  }

  boolean constant() {
    return terms.isEmpty() || (single() && terms.firstKey().one());
  }

  Rational value() {
    return terms.isEmpty() ? Rational.ZERO : terms.sequencedValues().getFirst();
  }

  @Override
  public String toString() {
    if (constant()) {
      return value().toString();
    }
    StringBuilder text = new StringBuilder("(+");
    terms.forEach(
        (monomial, coefficient) -> text.append(' ').append(printed(monomial, coefficient)));
    return text.append(')').toString();
  }

  private static String printed(Monomial monomial, Rational coefficient) {
    if (monomial.one()) {
      return coefficient.toString();
    }
    StringBuilder text = new StringBuilder("(* ").append(coefficient);
    monomial
        .powers()
        .forEach(
            (atom, exponent) ->
                text.append(' ')
                    .append(exponent.isOne() ? atom : "(^ " + atom + " " + exponent + ")"));
    return text.append(')').toString();
  }
}
