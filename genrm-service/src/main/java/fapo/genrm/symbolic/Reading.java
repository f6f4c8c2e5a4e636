package fapo.genrm.symbolic;

/// One expression as read: its place, its value, and what bears on how far to trust it.
///
/// @param start index of its first token
/// @param end index after its last token, units included
/// @param valueEnd index after its last token, trailing units excluded
/// @param value its value; [ExactValue#NONE] where a quantity is unknown
/// @param head the value of its first operand, for run-on chains (`3 * 4 = 12 + 5 = 17`)
/// @param places decimal places of a bare number, -1 where it is more than that
/// @param traits what was seen, as bits
/// @param units bits of [Vocabulary#unit]
record Reading(
    int start,
    int end,
    int valueEnd,
    ExactValue value,
    ExactValue head,
    int places,
    int traits,
    long units) {
  /// It has an operator between two operands.
  static final int OPERATES = 1;

  /// It uses a quantity that an earlier statement gave a value.
  static final int RECALLS = 1 << 1;

  /// It uses a quantity without a known value.
  static final int UNKNOWN = 1 << 2;

  /// It may be a part of something that was not read.
  static final int PARTIAL = 1 << 3;

  static final int PERCENT = 1 << 4;
  static final int SCALED = 1 << 5;

  /// A decimal number is among its operands.
  static final int DECIMAL = 1 << 6;

  /// It multiplies or divides.
  static final int PRODUCT = 1 << 7;

  /// It is a literal fraction and nothing else.
  static final int FRACTION_ONLY = 1 << 8;

  /// Words tie it to something before it: it may hold, but is not called false.
  static final int LOOSE = 1 << 9;

  Reading loosened() {
    return new Reading(start, end, valueEnd, value, head, places, traits | LOOSE, units);
  }

  boolean has(int trait) {
    return (traits & trait) != 0;
  }

  /// A number or a percentage standing alone.
  boolean bare() {
    return !has(OPERATES);
  }

  boolean checkable() {
    return value.exists() && !has(UNKNOWN) && !has(PARTIAL);
  }
}
