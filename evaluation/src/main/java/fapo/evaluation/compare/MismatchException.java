package fapo.evaluation.compare;

import fapo.evaluation.judged.Judged;

/// Two runs that are not about the same solutions.
public final class MismatchException extends Exception {
  private static final long serialVersionUID = 1;

  MismatchException(Judged judged, String why) {
    super("id '%s' of %s: %s".formatted(judged.id(), judged.subset(), why));
  }
}
