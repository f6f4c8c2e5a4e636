package fapo.genrm.symbolic;

/// Ways in which one writing can be meant. A statement is false only when it is false in all.
///
/// @param wholePercent `20%` is 20, not 1/5
/// @param relativePercent `80 - 25%` takes a quarter of 80 away
/// @param scalesAreUnits `3 dozen` is three of something
/// @param tightQuotients `24 / 2/3` divides by two thirds, `60 / 2 miles/1.5 minutes` by a rate
/// @param unrounded decimals stand for the exact values they were rounded from
record Mode(
    boolean wholePercent,
    boolean relativePercent,
    boolean scalesAreUnits,
    boolean tightQuotients,
    boolean unrounded) {
  static final Mode PLAIN = new Mode(false, false, false, false, false);
  static final Mode WHOLE_PERCENT = new Mode(true, false, false, false, false);
  static final Mode RELATIVE_PERCENT = new Mode(false, true, false, false, false);
  static final Mode SCALES_ARE_UNITS = new Mode(false, false, true, false, false);
  static final Mode TIGHT_QUOTIENTS = new Mode(false, false, false, true, false);
  static final Mode UNROUNDED = new Mode(false, false, false, false, true);
}
