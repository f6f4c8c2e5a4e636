package fapo.genrm.sampling;

/// How a token is drawn from what the model thinks of each. {@link Sampler} says in which order
/// these apply.
///
/// @param temperature in [0, 2]; 0 takes the likeliest token and ignores all else
/// @param topK the likeliest this many tokens can be drawn; 0: all
/// @param topP in (0, 1]: the smallest set of likeliest tokens that holds this much probability
///     can be drawn; 1: all
/// @param minP in [0, 1]: tokens less likely than this share of the likeliest are not drawn
/// @param seed with the position in the generated text it decides every draw
public record SamplingParameters(
    double temperature, int topK, double topP, double minP, long seed) {
  private static final double HOTTEST = 2;

  /// Always the likeliest token.
  public static final SamplingParameters GREEDY = new SamplingParameters(0, 0, 1, 0, 0);

  public SamplingParameters {
    require(temperature >= 0 && temperature <= HOTTEST, "temperature", temperature, "0 to 2");
    require(topK >= 0, "top_k", topK, ">= 0");
    require(topP > 0 && topP <= 1, "top_p", topP, "> 0 and <= 1");
    require(minP >= 0 && minP <= 1, "min_p", minP, "0 to 1");
  }

  boolean greedy() {
    return temperature == 0;
  }

  private static void require(boolean holds, String field, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(field, value, expected));
    }
  }
}
