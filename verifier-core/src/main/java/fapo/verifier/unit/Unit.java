package fapo.verifier.unit;

import fapo.verifier.expr.Rational;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A unit as an exact multiple of base units.
///
/// A table of its own rather than a units library: conversion must stay exact in rationals, and
/// units come as written in answers ("sq cm", "hours", "km h^{-1}"), which libraries do not read.
///
/// @param scale how many base units one of it is
/// @param dimension exponents by base: L, M, T, I, K, N, `°` (angle), B (information), `$`
public record Unit(Rational scale, Map<Character, Integer> dimension) {
  private static final int LONGEST = 64;

  public Unit {
    dimension = Map.copyOf(dimension);
  }

  static Unit of(Rational scale, char base, int exponent) {
    return new Unit(scale, Map.of(base, exponent));
  }

  /// Reads `cm`, `km/h`, `kg m/s^2`, `square feet`; null where a part is no known unit.
  public static @Nullable Unit read(String text) {
    return text.length() > LONGEST ? null : new UnitReader(text).read();
  }

  public boolean comparable(Unit other) {
    return dimension.equals(other.dimension);
  }

  Unit times(Unit other, int exponent) {
    Map<Character, Integer> sum = new TreeMap<>(dimension);
    other.dimension.forEach((base, power) -> sum.merge(base, power * exponent, Integer::sum));
    sum.values().removeIf(power -> power == 0);
    return new Unit(scale.times(other.scale.power(exponent)), sum);
  }
}
