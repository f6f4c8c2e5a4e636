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
    @Nullable Match letters = lettered(candidate, reference, structures);
    if (letters != null) {
      return letters;
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

  // `1000 g` beside a mass: letters behind a number that are a unit of the other side's dimension.
  private static @Nullable Match lettered(Expr candidate, Expr reference, Structures structures) {
    @Nullable Unit expected = Unit.read(unit(reference));
    @Nullable Unit given = Unit.read(unit(candidate));
    Expr bare = expected == null ? reference : candidate;
    @Nullable Unit known = expected == null ? given : expected;
    @Nullable Unit letters = known == null ? null : Unit.read(letters(bare));
    if (known == null || letters == null || !letters.comparable(known)) {
      return null;
    }
    Expr number = ((Expr.Product) bare).factors().getFirst();
    return expected == null
        ? structures.scalar(
            scaled(value(candidate), known.scale()), scaled(number, letters.scale()))
        : structures.scalar(
            scaled(number, letters.scale()), scaled(value(reference), known.scale()));
  }

  // The letters behind a number: `m s^-1` of `20 m/s`; empty where it is anything else.
  private static String letters(Expr expr) {
    if (!(expr instanceof Expr.Product(List<Expr> factors))
        || !(factors.getFirst() instanceof Expr.Num)) {
      return "";
    }
    StringBuilder unit = new StringBuilder();
    for (Expr factor : factors.subList(1, factors.size())) {
      Expr base = factor instanceof Expr.Power(Expr of, Expr _) ? of : factor;
      if (!(base instanceof Expr.Sym(String name))) {
        return "";
      }
      unit.append(' ').append(name);
      if (factor instanceof Expr.Power(Expr _, Expr exponent)) {
        if (!(exponent instanceof Expr.Num(Rational power, boolean _)) || !power.whole()) {
          return "";
        }
        unit.append('^').append(power);
      }
    }
    return unit.toString();
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
