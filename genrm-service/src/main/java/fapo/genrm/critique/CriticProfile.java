package fapo.genrm.critique;

/// Who a critic is and what its verdicts may be used for.
///
/// @param name what a request names it by
/// @param modelId empty for critics without a model, or not known yet
/// @param engine the version of what judges
/// @param generates whether it writes a critique, which takes seconds to minutes; else it
///     computes one in less time than a thread switch
public record CriticProfile(
    String name, String modelId, String engine, Fitness fitness, boolean generates) {
  /// What a critic's verdicts may be used for.
  public enum Fitness {
    /// Knows narrow domains.
    DEMO,
    TRAINING
  }
}
