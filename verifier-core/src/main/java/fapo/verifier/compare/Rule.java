package fapo.verifier.compare;

import java.util.Locale;

/// The questions on which graders part, each with this verifier's answer unless told otherwise.
/// `docs/reference/verifier-options.md` shows both readings of each.
public enum Rule {
  /// An open think section makes the whole response unreadable.
  STRICT_THINK(true),
  /// The last number of a response may stand as its answer where nothing else is found.
  LAST_NUMBER_FALLBACK(true),
  /// Boxes side by side are one list where the reference lists as many values.
  JOIN_BOXES(true),
  /// A box that never closes counts, up to the end of its line.
  OPEN_BOX(true),
  /// Square brackets around one value only wrap it: `[45]` is 45.
  BRACKET_ANSWER(true),
  /// Numerals of other scripts are numbers: `三十二` is 32.
  OTHER_NUMERALS(true),
  /// `1,5` may be 1.5 where the reference lists nothing.
  DECIMAL_COMMA(true),
  /// A decimal may be an exact value cut off, as well as rounded, at its last digit.
  TRUNCATED_DECIMAL(true),
  /// The bare number matches a reference in percent: `10` for `10%`.
  PERCENT_BARE(true),
  /// A candidate needs the reference's unit.
  UNIT_REQUIRED(false),
  /// Lists without brackets must agree in order.
  ORDERED_LIST(false),
  /// A value that a list or set repeats counts each time.
  MULTISET(true),
  /// A column of a matrix matches the tuple of its entries.
  COLUMN_AS_TUPLE(false),
  /// A solved inequality matches a reference set: `x > 2` for `(2, ∞)`.
  ACCEPT_SOLVED_INEQUALITY(true),
  /// A set matches a reference inequality: `(2, ∞)` for `x > 2`.
  RELATION_FOR_INTERVAL(true),
  /// A chain of equations has the value it ends in: `x = 2 + 3 = 5` is 5.
  CHAIN_LAST_VALUE(true),
  /// A numeral without its base matches one with it, digit by digit: `1011` for `1011_2`.
  BASE_UNDERSTOOD(false),
  /// A numeral with a base is the number it denotes: `1011_2` is 11.
  BASE_VALUE(false),
  /// `j` is the imaginary unit.
  J_IMAGINARY(false),
  /// A candidate's fraction must be in lowest terms.
  REDUCED_FRACTION(false);

  private final boolean byDefault;
  private final String field = name().toLowerCase(Locale.ROOT);

  Rule(boolean byDefault) {
    this.byDefault = byDefault;
  }

  public boolean byDefault() {
    return byDefault;
  }

  /// Its name in the contract, in rows and in configuration.
  public String field() {
    return field;
  }
}
