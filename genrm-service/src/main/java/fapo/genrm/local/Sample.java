package fapo.genrm.local;

import fapo.genrm.critique.Verdict;

/// One sample and what it cost, retries included.
record Sample(Verdict verdict, String text, long seed, int promptTokens, int completionTokens) {
  boolean unreadable() {
    return verdict instanceof Verdict.Unreadable;
  }

  /// This one, drawn after another that could not be read.
  Sample after(Sample other) {
    return new Sample(
        verdict,
        text,
        seed,
        promptTokens + other.promptTokens,
        completionTokens + other.completionTokens);
  }
}
