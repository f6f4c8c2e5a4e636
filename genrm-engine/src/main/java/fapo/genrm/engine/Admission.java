package fapo.genrm.engine;

/// What became of a request that was handed in.
public sealed interface Admission {
  /// It will run; everything else is told by {@link Event}s.
  ///
  /// @param request its id; sample `i` is the sequence `request + i`
  record Accepted(long request) implements Admission {}

  /// It will not, and nothing of it is kept.
  ///
  /// @param message in the form `field: value (expected: …)`
  record Refused(Reason reason, String message) implements Admission {}

  enum Reason {
    /// No tokens in the prompt.
    EMPTY_PROMPT,
    /// Fewer than one token, or fewer than one sample, is asked for.
    NOTHING_WANTED,
    /// More samples than may wait at all.
    TOO_MANY_SAMPLES,
    /// Prompt and new tokens exceed the context of the model.
    LONGER_THAN_CONTEXT,
    /// Prompt and new tokens need more blocks than the cache has.
    LARGER_THAN_CACHE,
    /// The deadline is over.
    DEADLINE_PASSED,
    /// Too many sequences wait: later, the same request may be accepted.
    QUEUE_FULL
  }
}
