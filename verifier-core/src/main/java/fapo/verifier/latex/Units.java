package fapo.verifier.latex;

import java.util.Set;

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

  private Units() {}

  static boolean unit(String word) {
    return word.length() >= 4 || SHORT.contains(word);
  }
}
