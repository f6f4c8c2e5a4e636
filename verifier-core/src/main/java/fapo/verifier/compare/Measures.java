package fapo.verifier.compare;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Rational;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Compares values with units. A unit on one side alone is ignored; units of one dimension are
/// converted; a bare angle in degrees is its number, unless the other side is written with π.
final class Measures {
  private static final Map<String, Rational> SCALES =
      Map.ofEntries(
          Map.entry("length:mm", Rational.of(1, 1000)),
          Map.entry("length:cm", Rational.of(1, 100)),
          Map.entry("length:m", Rational.ONE),
          Map.entry("length:meter", Rational.ONE),
          Map.entry("length:km", Rational.of(1000)),
          Map.entry("length:centimeter", Rational.of(1, 100)),
          Map.entry("length:kilometer", Rational.of(1000)),
          Map.entry("mass:mg", Rational.of(1, 1000)),
          Map.entry("mass:g", Rational.ONE),
          Map.entry("mass:gram", Rational.ONE),
          Map.entry("mass:kg", Rational.of(1000)),
          Map.entry("time:second", Rational.ONE),
          Map.entry("time:minute", Rational.of(60)),
          Map.entry("time:hour", Rational.of(3600)));

  private Measures() {}

  static Match compare(
      Expr candidate, Expr reference, Structures structures, CheckOptions.Rules rules) {
    if (candidate instanceof Expr.Measured(Expr left, String given)
        && reference instanceof Expr.Measured(Expr right, String expected)) {
      return both(left, folded(given), right, folded(expected), structures);
    }
    boolean degrees = unit(candidate).equals("°") || unit(reference).equals("°");
    if (degrees && (Traits.usesPi(candidate) || Traits.usesPi(reference))) {
      return structures.scalar(candidate, reference);
    }
    if (rules.unitRequired() && reference instanceof Expr.Measured && !degrees) {
      return Match.DIFFERENT;
    }
    return structures.compare(value(candidate), value(reference));
  }

  private static Match both(
      Expr left, String given, Expr right, String expected, Structures structures) {
    if (given.equals(expected)) {
      return structures.compare(left, right);
    }
    for (String dimension : List.of("length:", "mass:", "time:")) {
      Rational from = SCALES.get(dimension + given);
      Rational to = SCALES.get(dimension + expected);
      if (from != null && to != null) {
        return structures.scalar(scaled(left, from), scaled(right, to));
      }
    }
    Match values = structures.compare(left, right);
    return values == Match.SAME ? Match.UNKNOWN : values;
  }

  private static Expr scaled(Expr value, Rational by) {
    return new Expr.Product(List.of(value, new Expr.Num(by, false)));
  }

  private static String unit(Expr expr) {
    return expr instanceof Expr.Measured(Expr _, String unit) ? unit : "";
  }

  private static Expr value(Expr expr) {
    return expr instanceof Expr.Measured(Expr value, String _) ? value : expr;
  }

  private static String folded(String unit) {
    String plain = unit.toLowerCase(Locale.ROOT).replace("{", "").replace("}", "").strip();
    boolean plural = plain.length() > 3 && plain.endsWith("s") && !plain.contains("^");
    return plural ? plain.substring(0, plain.length() - 1) : plain;
  }
}
