package fapo.verifier.region;

import fapo.verifier.expr.Expr;
import org.jspecify.annotations.Nullable;

/// One stretch of the real line, or one point.
///
/// @param low null: without an end on the left
/// @param high null: without an end on the right
record Piece(@Nullable Expr low, boolean lowClosed, @Nullable Expr high, boolean highClosed) {
  static final Piece LINE = new Piece(null, false, null, false);

  static Piece point(Expr at) {
    return new Piece(at, true, at, true);
  }

  boolean empty(Ends ends) {
    if (low == null || high == null) {
      return false;
    }
    int order = ends.compare(low, high);
    return order > 0 || (order == 0 && !(lowClosed && highClosed));
  }

  /// Whether `other`, which begins no further left, overlaps this one or touches it.
  boolean reaches(Piece other, Ends ends) {
    if (high == null || other.low == null) {
      return true;
    }
    int order = ends.compare(other.low, high);
    return order < 0 || (order == 0 && (other.lowClosed || highClosed));
  }

  Piece joined(Piece other, Ends ends) {
    return compareHigh(other, ends) >= 0
        ? this
        : new Piece(low, lowClosed, other.high, other.highClosed);
  }

  Piece common(Piece other, Ends ends) {
    Piece left = compareLow(other, ends) >= 0 ? this : other;
    Piece right = compareHigh(other, ends) <= 0 ? this : other;
    return new Piece(left.low, left.lowClosed, right.high, right.highClosed);
  }

  int compareLow(Piece other, Ends ends) {
    if (low == null || other.low == null) {
      return Boolean.compare(low != null, other.low != null);
    }
    int order = ends.compare(low, other.low);
    return order != 0 ? order : Boolean.compare(other.lowClosed, lowClosed);
  }

  int compareHigh(Piece other, Ends ends) {
    if (high == null || other.high == null) {
      return Boolean.compare(high == null, other.high == null);
    }
    int order = ends.compare(high, other.high);
    return order != 0 ? order : Boolean.compare(highClosed, other.highClosed);
  }

  boolean same(Piece other, Ends ends) {
    return compareLow(other, ends) == 0 && compareHigh(other, ends) == 0;
  }
}
