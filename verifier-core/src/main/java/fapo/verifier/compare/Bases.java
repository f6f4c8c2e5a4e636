package fapo.verifier.compare;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Rational;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Numerals with a base, `1011_2`, beside numbers: as the number they denote, or digit by digit.
final class Bases {
  private static final int LONGEST = 256;

  private final Rules rules;

  Bases(Rules rules) {
    this.rules = rules;
  }

  /// The expression, or the number it denotes where numerals with a base are such.
  Expr value(Expr expr) {
    @Nullable String digits = rules.has(Rule.BASE_VALUE) ? numeral(expr) : null;
    int base = digits == null ? 0 : base(expr);
    if (digits == null || base == 0 || digits.chars().anyMatch(c -> c - '0' >= base)) {
      return expr;
    }
    return new Expr.Num(Rational.of(new BigInteger(digits, base)), false);
  }

  /// Whether the candidate is the reference's numeral without its base.
  boolean understood(Expr candidate, Expr reference) {
    @Nullable String digits = rules.has(Rule.BASE_UNDERSTOOD) ? numeral(reference) : null;
    return digits != null
        && candidate.equals(new Expr.Num(Rational.of(new BigInteger(digits)), false));
  }

  // The decimal digits of a numeral with a base.
  private static @Nullable String numeral(Expr expr) {
    return expr instanceof Expr.Call(String name, List<Expr> parts)
            && name.equals("based")
            && parts.getFirst() instanceof Expr.Words(String digits)
            && digits.length() <= LONGEST
            && !digits.isEmpty()
            && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? digits
        : null;
  }

  // 0 where it is none from 2 to 36.
  private static int base(Expr numeral) {
    return numeral instanceof Expr.Call(String _, List<Expr> parts)
            && parts.getLast() instanceof Expr.Num(Rational base, boolean _)
            && base.whole()
            && base.fitsInt()
            && base.above() >= Character.MIN_RADIX
            && base.above() <= Character.MAX_RADIX
        ? (int) base.above()
        : 0;
  }
}
