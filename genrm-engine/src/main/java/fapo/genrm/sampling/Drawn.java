package fapo.genrm.sampling;

/// What became of one row of logits.
public sealed interface Drawn {
  /// @param id of the token
  /// @param logProbability what the model thinks of it: natural, over the whole vocabulary, before
  ///     temperature
  record Token(int id, double logProbability) implements Drawn {}

  /// The row is no distribution: a fault of the model, not of the request.
  record Unusable(String why) implements Drawn {}
}
