package fapo.verifier.compare;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Rational;
import fapo.verifier.unit.Unit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Compares values with units. A unit on one side alone is ignored; units of one dimension are
/// converted; a bare angle in degrees is its number, unless the other side is written with π.
final class Measures {
  private Measures() {}

  static Match compare(Expr candidate, Expr reference, Structures structures, Rules rules) {
    if (candidate instanceof Expr.Measured(Expr left, String given)
        && reference instanceof Expr.Measured(Expr right, String expected)) {
      return both(left, given, right, expected, structures);
    }
    boolean degrees = unit(candidate).equals("°") || unit(reference).equals("°");
    if (degrees && (Traits.usesPi(candidate) || Traits.usesPi(reference))) {
      return structures.scalar(candidate, reference);
    }
    if (rules.has(Rule.UNIT_REQUIRED) && reference instanceof Expr.Measured && !degrees) {
      return Match.DIFFERENT;
    }
    boolean share = candidate instanceof Expr.Percent || reference instanceof Expr.Percent;
    return share && !degrees
        ? Match.UNKNOWN
        : structures.compare(value(candidate), value(reference));
  }

  // Units that are no units of measurement ("apples") are compared as words.
  private static Match both(
      Expr left, String given, Expr right, String expected, Structures structures) {
    if (given.equals(expected)) {
      return structures.compare(left, right);
    }
    @Nullable Unit from = Unit.read(given);
    @Nullable Unit to = Unit.read(expected);
    if (from != null && to != null) {
      return from.comparable(to)
          ? structures.scalar(scaled(left, from.scale()), scaled(right, to.scale()))
          : Match.DIFFERENT;
    }
    return folded(given).equals(folded(expected)) ? structures.compare(left, right) : Match.UNKNOWN;
  }

  private static Expr scaled(Expr value, Rational by) {
    return new Expr.Product(List.of(value, new Expr.Num(by, false)));
  }

  /// Whether it is words alone: what follows a letter is no unit of it ("A Peter", "I am not
  // sure").
  static boolean words(Expr expr) {
    return expr instanceof Expr.Words
        || (expr instanceof Expr.Measured(Expr value, String unit)
            && !Traits.numeric(value)
            && Unit.read(unit) == null);
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
