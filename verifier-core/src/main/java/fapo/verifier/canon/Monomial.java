package fapo.verifier.canon;

import fapo.verifier.expr.LimitException;
import fapo.verifier.expr.Rational;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A product of powers of atoms; no exponent is zero.
///
/// @param powers by the atom's name; integers are named by their digits
record Monomial(SortedMap<String, Rational> powers) implements Comparable<Monomial> {
  private static final int LONGEST_NAME = 2048;

  static final Monomial ONE = new Monomial(new TreeMap<>());

  /// @throws LimitException where the name is longer than anyone would read
  static Monomial of(String atom, Rational exponent) {
    if (atom.length() > LONGEST_NAME) {
      throw new LimitException("a form over " + LONGEST_NAME + " characters");
    }
    TreeMap<String, Rational> powers = new TreeMap<>();
    if (exponent.signum() != 0) {
      powers.put(atom, exponent);
    }
    return new Monomial(powers);
  }

  Monomial times(Monomial other) {
    if (powers.isEmpty()) {
      return other;
    }
    TreeMap<String, Rational> product = new TreeMap<>(powers);
    for (Map.Entry<String, Rational> power : other.powers.entrySet()) {
      Rational sum = product.getOrDefault(power.getKey(), Rational.ZERO).plus(power.getValue());
      if (sum.signum() == 0) {
        product.remove(power.getKey());
      } else {
        product.put(power.getKey(), sum);
      }
    }
    return new Monomial(product);
  }

  Monomial with(String atom, Rational exponent) {
    TreeMap<String, Rational> changed = new TreeMap<>(powers);
    changed.remove(atom);
    if (exponent.signum() != 0) {
      changed.put(atom, exponent);
    }
    return new Monomial(changed);
  }

  boolean one() {
    return powers.isEmpty();
  }

  @Override
  public int compareTo(Monomial other) {
    return powers.toString().compareTo(other.powers.toString());
  }
}
