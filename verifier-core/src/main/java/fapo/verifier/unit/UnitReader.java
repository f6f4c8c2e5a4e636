package fapo.verifier.unit;

import fapo.verifier.expr.Rational;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a unit: names with exponents, multiplied, or divided by what follows a `/` or "per".
final class UnitReader {
  private static final Unit NONE = new Unit(Rational.ONE, Map.of());

  private final String text;
  private int at;

  UnitReader(String text) {
    this.text = text;
  }

  @Nullable Unit read() {
    Unit unit = NONE;
    int sign = 1;
    int next = 0;
    while (skip() < text.length()) {
      char c = text.charAt(at);
      if (c == '/') {
        sign = -1;
        at++;
        continue;
      }
      String name = name();
      switch (name) {
        case "" -> {
          return null;
        }
        case "per" -> sign = -1;
        case "square", "sq" -> next = 2;
        case "cubic", "cu" -> next = 3;
        default -> {
          @Nullable Unit factor = UnitTable.named(name);
          if (factor == null) {
            return null;
          }
          int exponent = exponent();
          if (exponent == 0) {
            return null;
          }
          unit = unit.times(factor, sign * (next == 0 ? exponent : next));
          next = 0;
        }
      }
    }
    return unit.dimension().isEmpty() ? null : unit;
  }

  // Spaces, dots and braces between factors.
  private int skip() {
    while (at < text.length() && " .*·⋅{}~,".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private String name() {
    int start = at;
    while (at < text.length() && letter(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean letter(char c) {
    return Character.isLetter(c) || c == '°' || c == '$' || c == '€' || c == '£' || c == 'µ';
  }

  // "^2", "^{-1}", "2", "²"; 1 where there is none, 0 where it is not readable.
  private int exponent() {
    if (at < text.length() && (text.charAt(at) == '²' || text.charAt(at) == '³')) {
      return text.charAt(at++) == '²' ? 2 : 3;
    }
    int from = at;
    while (from < text.length() && "^{ ".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    boolean negative = from < text.length() && text.charAt(from) == '-';
    from += negative ? 1 : 0;
    if (from >= text.length() || text.charAt(from) < '0' || text.charAt(from) > '9') {
      return 1;
    }
    at = from + 1;
    boolean longer = at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    int digit = text.charAt(from) - '0';
    return longer ? 0 : negative ? -digit : digit;
  }
}
