package fapo.verifier.unit;

import fapo.verifier.expr.Rational;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The units that answers are given in, by symbol (case matters: `mm`, `Mm`) and by word (it does
/// not), with their exact scales.
final class UnitTable {
  private static final Map<String, Unit> SYMBOLS = new HashMap<>();
  private static final Map<String, Unit> WORDS = new HashMap<>();
  private static final String[] PREFIXES = {"k", "M", "G", "c", "m", "µ", "μ", "u", "n", "d"};
  private static final String[] PREFIX_WORDS = {
    "kilo", "mega", "giga", "centi", "milli", "micro", "micro", "micro", "nano", "deci"
  };
  private static final int[] POWERS = {3, 6, 9, -2, -3, -6, -6, -6, -9, -1};

  static {
    metric("m", "L", 1, Rational.ONE, "meter", "metre");
    metric("g", "M", 1, Rational.of(1, 1000), "gram", "gramme");
    metric("s", "T", 1, Rational.ONE, "second");
    metric("A", "I", 1, Rational.ONE, "ampere", "amp");
    metric("mol", "N", 1, Rational.ONE, "mole");
    metric("L", "L", 3, Rational.of(1, 1000), "liter", "litre");
    metric("l", "L", 3, Rational.of(1, 1000));
    metric("Hz", "T", -1, Rational.ONE, "hertz");
    compound("N", "kg m/s^2", "newton");
    compound("J", "kg m^2/s^2", "joule");
    compound("W", "kg m^2/s^3", "watt");
    compound("Pa", "kg/m s^2", "pascal");
    compound("V", "kg m^2/s^3 A", "volt");
    compound("C", "A s", "coulomb");
    compound("Wh", "J", 3600, "watthour");
    one("K", 'K', Rational.ONE, "kelvin");
    one("min", 'T', Rational.of(60), "minute");
    one("h", 'T', Rational.of(3600), "hour");
    one("hr", 'T', Rational.of(3600));
    one("sec", 'T', Rational.ONE);
    one("day", 'T', Rational.of(86_400), "day");
    one("week", 'T', Rational.of(604_800), "week");
    one("in", 'L', Rational.of(254, 10_000), "inch", "inches");
    one("ft", 'L', Rational.of(3048, 10_000), "foot", "feet");
    one("yd", 'L', Rational.of(9144, 10_000), "yard");
    one("mi", 'L', Rational.of(1_609_344, 1000), "mile");
    one("lb", 'M', Rational.of(45_359_237, 100_000_000), "pound");
    one("lbs", 'M', Rational.of(45_359_237, 100_000_000));
    one("oz", 'M', Rational.of(45_359_237, 1_600_000_000), "ounce");
    one("t", 'M', Rational.of(1000), "ton", "tonne");
    one("°", '°', Rational.ONE, "degree", "deg");
    one("bit", 'B', Rational.ONE, "bit");
    one("byte", 'B', Rational.of(8), "byte");
    one("$", '$', Rational.ONE, "dollar", "usd");
    one("cent", '$', Rational.of(1, 100), "cent");
    one("€", '€', Rational.ONE, "euro", "eur");
    one("£", '£', Rational.ONE, "gbp");
    compound("mph", "mi/h", "mph");
    compound("kmh", "km/h", "kmh");
    compound("kph", "km/h", "kph");
    compound("ha", "m^2", 10_000, "hectare");
    compound("acre", "ft^2", 43_560, "acre");
    compound("gal", "in^3", 231, "gallon");
  }

  private UnitTable() {}

  static @Nullable Unit named(String name) {
    @Nullable Unit symbol = SYMBOLS.get(name);
    if (symbol != null) {
      return symbol;
    }
    String word = name.toLowerCase(Locale.ROOT);
    @Nullable Unit singular = WORDS.get(word);
    boolean plural = singular == null && word.length() > 3 && word.endsWith("s");
    return plural ? WORDS.get(word.substring(0, word.length() - 1)) : singular;
  }

  private static void metric(
      String symbol, String base, int exponent, Rational scale, String... words) {
    put(symbol, Unit.of(scale, base.charAt(0), exponent), words);
  }

  private static void compound(String symbol, String of, String... words) {
    compound(symbol, of, 1, words);
  }

  private static void compound(String symbol, String of, int times, String... words) {
    @Nullable Unit unit = new UnitReader(of).read();
    if (unit != null) {
      put(symbol, new Unit(unit.scale().times(Rational.of(times)), unit.dimension()), words);
    }
  }

  // With every decimal prefix.
  private static void put(String symbol, Unit unit, String... words) {
    SYMBOLS.put(symbol, unit);
    for (String word : words) {
      WORDS.put(word, unit);
    }
    for (int i = 0; i < PREFIXES.length; i++) {
      Unit scaled =
          new Unit(unit.scale().times(Rational.of(10).power(POWERS[i])), unit.dimension());
      SYMBOLS.putIfAbsent(PREFIXES[i] + symbol, scaled);
      for (String word : words) {
        WORDS.putIfAbsent(PREFIX_WORDS[i] + word, scaled);
      }
    }
  }

  private static void one(String symbol, char base, Rational scale, String... words) {
    Unit unit = Unit.of(scale, base, 1);
    SYMBOLS.put(symbol, unit);
    for (String word : words) {
      WORDS.put(word, unit);
    }
  }
}
