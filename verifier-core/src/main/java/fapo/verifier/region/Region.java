package fapo.verifier.region;

import fapo.verifier.expr.LimitException;
import java.util.ArrayList;
import java.util.List;

/// A set of real numbers: pieces from left to right that neither overlap nor touch, so that equal
/// sets have equal pieces.
record Region(List<Piece> pieces) {
  private static final int MOST_PIECES = 64;
  static final Region NOTHING = new Region(List.of());
  static final Region LINE = new Region(List.of(Piece.LINE));

  Region {
    if (pieces.size() > MOST_PIECES) {
      throw new LimitException("a set over " + MOST_PIECES + " pieces");
    }
    pieces = List.copyOf(pieces);
  }

  static Region of(List<Piece> any, Ends ends) {
    List<Piece> sorted = new ArrayList<>(any);
    sorted.removeIf(piece -> piece.empty(ends));
    sorted.sort((a, b) -> a.compareLow(b, ends));
    List<Piece> merged = new ArrayList<>(sorted.size());
    for (Piece piece : sorted) {
      if (!merged.isEmpty() && merged.getLast().reaches(piece, ends)) {
        merged.add(merged.removeLast().joined(piece, ends));
      } else {
        merged.add(piece);
      }
    }
    return new Region(merged);
  }

  Region union(Region other, Ends ends) {
    List<Piece> all = new ArrayList<>(pieces);
    all.addAll(other.pieces);
    return of(all, ends);
  }

  Region intersection(Region other, Ends ends) {
    List<Piece> common = new ArrayList<>();
    for (Piece a : pieces) {
      for (Piece b : other.pieces) {
        common.add(a.common(b, ends));
      }
    }
    return of(common, ends);
  }

  Region complement(Ends ends) {
    List<Piece> gaps = new ArrayList<>();
    Piece rest = Piece.LINE;
    for (Piece piece : pieces) {
      if (piece.low() != null) {
        gaps.add(new Piece(rest.low(), rest.lowClosed(), piece.low(), !piece.lowClosed()));
      }
      if (piece.high() == null) {
        return of(gaps, ends);
      }
      rest = new Piece(piece.high(), !piece.highClosed(), null, false);
    }
    gaps.add(rest);
    return of(gaps, ends);
  }

  boolean same(Region other, Ends ends) {
    if (pieces.size() != other.pieces.size()) {
      return false;
    }
    for (int i = 0; i < pieces.size(); i++) {
      if (!pieces.get(i).same(other.pieces.get(i), ends)) {
        return false;
      }
    }
    return true;
  }
}
