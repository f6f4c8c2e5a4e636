package fapo.verifier.compare;

/// What a rule found of two expressions.
enum Match {
  SAME,
  DIFFERENT,
  UNKNOWN;

  Match and(Match other) {
    if (this == DIFFERENT || other == DIFFERENT) {
      return DIFFERENT;
    }
    return this == SAME ? other : this;
  }
}
