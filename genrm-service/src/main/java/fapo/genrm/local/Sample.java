package fapo.genrm.local;

import fapo.genrm.critique.Critique.Odds;
import fapo.genrm.critique.Verdict;
import java.util.List;
import java.util.Optional;

/// One sample and what it cost, retries included.
///
/// @param odds of its verdict; empty where it cannot be read
record Sample(
    Verdict verdict,
    Optional<Odds> odds,
    String text,
    long seed,
    int promptTokens,
    int completionTokens) {
  /// Of all samples that can be read.
  static Optional<Odds> odds(List<Sample> samples) {
    return Odds.mean(samples.stream().flatMap(sample -> sample.odds().stream()).toList());
  }

  boolean unreadable() {
    return verdict instanceof Verdict.Unreadable;
  }

  /// This one, drawn after another that could not be read.
  Sample after(Sample other) {
    return new Sample(
        verdict,
        odds,
        text,
        seed,
        promptTokens + other.promptTokens,
        completionTokens + other.completionTokens);
  }
}
