package fapo.genrm.critique;

/// Who a critic is and what its verdicts may be used for.
///
/// @param name what a request names it by
/// @param modelId empty for critics without a model, or not known yet
/// @param weightsHash SHA-256 of the model's weights, hex; empty where unknown
/// @param engine the version of what judges
/// @param generates whether it writes a critique, which takes seconds to minutes; else it
///     computes one in less time than a thread switch
public record CriticProfile(
    String name,
    String modelId,
    String weightsHash,
    String engine,
    Fitness fitness,
    boolean generates) {
  /// Of a critic whose weights are not known here.
  public CriticProfile(
      String name, String modelId, String engine, Fitness fitness, boolean generates) {
    this(name, modelId, "", engine, fitness, generates);
  }

  /// What a critic's verdicts may be used for.
  public enum Fitness {
    /// Knows narrow domains.
    DEMO,
    TRAINING
  }
}
