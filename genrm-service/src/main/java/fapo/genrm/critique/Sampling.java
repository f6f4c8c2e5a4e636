package fapo.genrm.critique;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// How a critique is generated.
///
/// @param samples in [1, 64]; their majority decides
/// @param maxNewTokens in [1, 131072]
/// @param unreadableRetries how often an unreadable critique is asked again with another seed
/// @param tokenProgressTimeout longest wait for the next token
/// @param temperature in [0, 2]; empty: the critic's own
/// @param topP in (0, 1]; empty: the critic's own
/// @param seed of the first sample; empty: drawn
public record Sampling(
    int samples,
    int maxNewTokens,
    int unreadableRetries,
    Duration tokenProgressTimeout,
    OptionalDouble temperature,
    OptionalDouble topP,
    OptionalLong seed) {
  /// The contract's defaults.
  public static final Sampling DEFAULT =
      new Sampling(
          1,
          16_384,
          2,
          Duration.ofSeconds(60),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalLong.empty());
}
