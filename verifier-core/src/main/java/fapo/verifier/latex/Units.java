package fapo.verifier.latex;

import fapo.verifier.expr.Rational;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which words after a number are units even without a text command.
final class Units {
  private static final Set<String> SHORT =
      Set.of(
          "cm", "mm", "km", "kg", "mg", "ml", "mL", "ft", "in", "yd", "mi", "lb", "lbs", "oz",
          "mph", "kmh", "hr", "hrs", "min", "sec", "Hz", "kHz", "MHz", "kW", "kWh", "kJ", "cal",
          "gal", "qt", "pt", "am", "pm", "AM", "PM", "USD", "EUR", "cc", "rad", "mol", "atm", "dB",
          "ms", "ns", "nm", "pcs", "sq", "cups", "cup", "men", "way", "day", "cow", "egg", "pen",
          "car", "bus", "box", "bag", "pie", "dog", "cat", "hen", "pig", "kid", "boy", "row", "th",
          "st", "nd", "rd", "km/h", "m/s");

  private static final Map<String, Rational> SCALES =
      Map.of(
          "hundred", Rational.of(100),
          "thousand", Rational.of(1_000),
          "million", Rational.of(1_000_000),
          "billion", Rational.of(1_000_000_000),
          "trillion", Rational.of(1_000_000_000_000L),
          "dozen", Rational.of(12));

  private Units() {}

  /// The number a word multiplies by: `million`; null for other words.
  static @Nullable Rational scale(String word) {
    return SCALES.get(word.endsWith("s") ? word.substring(0, word.length() - 1) : word);
  }

  static boolean unit(String word) {
    return word.length() >= 4 || SHORT.contains(word);
  }
}
