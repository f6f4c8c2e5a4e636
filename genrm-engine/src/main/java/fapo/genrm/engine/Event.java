package fapo.genrm.engine;

/// What happened to a sequence. The last event of each sequence is {@link Finished}, {@link
/// Expired}, {@link Cancelled} or {@link Failed}, and exactly one of these.
public sealed interface Event {
  long sequence();

  /// It was given blocks, for the first time or again.
  ///
  /// @param waited since it was submitted, or preempted, in nanoseconds
  /// @param cached how many of its tokens need not run
  /// @param resumed whether it had been preempted
  record Started(long sequence, long waited, int cached, boolean resumed) implements Event {}

  /// Its blocks were needed by sequences that go before it. It goes on later and keeps its tokens.
  record Preempted(long sequence) implements Event {}

  /// @param generated tokens, the last one included
  record Finished(long sequence, End end, int generated) implements Event {}

  /// Its deadline passed, before or after it had started.
  record Expired(long sequence) implements Event {}

  record Cancelled(long sequence) implements Event {}

  /// The model gave no usable result for it.
  record Failed(long sequence, String why) implements Event {}

  enum End {
    /// The token was chosen as the last.
    STOP,
    /// As many tokens as were allowed.
    LENGTH
  }
}
