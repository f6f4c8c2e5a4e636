package fapo.genrm.engine;

/// How things stand, for metrics. Totals count from the start and only grow.
///
/// @param waiting sequences without blocks, now
/// @param running sequences with blocks, now
/// @param blocks of the cache
/// @param freeBlocks that no sequence holds, now
/// @param totals over all steps
public record Counters(int waiting, int running, int blocks, int freeBlocks, Totals totals) {
  /// @param steps committed
  /// @param prefillTokens that ran as part of a prompt, or again after a preemption
  /// @param decodeTokens that ran as the one token since the step before
  /// @param cachedTokens that need not run, found in the cache
  /// @param preemptions of sequences
  /// @param finished sequences
  /// @param expired sequences
  /// @param cancelled sequences
  /// @param failed sequences
  public record Totals(
      long steps,
      long prefillTokens,
      long decodeTokens,
      long cachedTokens,
      long preemptions,
      long finished,
      long expired,
      long cancelled,
      long failed) {}
}
