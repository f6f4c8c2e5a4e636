package fapo.verifier.enclosure;

/// What enclosures say about two expressions.
public enum Relation {
  /// Proven different: at some point where both have a value, their balls are disjoint.
  APART,
  /// Equal to more digits than anything written in them can hide, at every point tried.
  AGREE,
  /// Neither.
  UNKNOWN
}
