package fapo.cli;

import fapo.genrm.v1.CritiqueOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a critic that generates is sampled.
final class SamplingOptions {
  @Option(
      names = "--samples",
      paramLabel = "K",
      description = "Critiques whose majority decides, 1 to 64. Default: 1.")
  @Nullable Integer samples;

  @Option(
      names = "--template",
      paramLabel = "ID",
      description =
          "Prompt. Default: fapo-paragraph-v1, or fapo-paragraph-noref-v1 for solutions without a"
              + " reference answer.")
  @Nullable String template;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "0 to 2; 0 is greedy. Default: the critic's own.")
  @Nullable Double temperature;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description = "Over 0, to 1. Default: the critic's own.")
  @Nullable Double topP;

  @Option(
      names = "--max-new-tokens",
      paramLabel = "N",
      description = "Longest critique, 1 to 131072. Default: 16384.")
  @Nullable Integer maxNewTokens;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the samples. Default: another one a critique.")
  @Nullable Long seed;

  /// @param critic empty: the server's default
  CritiqueOptions critique(String critic) throws CommandException {
    CritiqueOptions.Builder options = CritiqueOptions.newBuilder().setCritic(critic);
    if (samples != null) {
      require(samples >= 1 && samples <= 64, "--samples", samples, "1 to 64");
      options.setSamples(samples);
    }
    if (template != null) {
      options.setTemplateId(template);
    }
    if (temperature != null) {
      require(temperature >= 0 && temperature <= 2, "--temperature", temperature, "0 to 2");
      options.setTemperature(temperature);
    }
    if (topP != null) {
      require(topP > 0 && topP <= 1, "--top-p", topP, "over 0, to 1");
      options.setTopP(topP);
    }
    if (maxNewTokens != null) {
      boolean fits = maxNewTokens >= 1 && maxNewTokens <= 131_072;
      require(fits, "--max-new-tokens", maxNewTokens, "1 to 131072");
      options.setMaxNewTokens(maxNewTokens);
    }
    if (seed != null) {
      options.setSeed(seed);
    }
    return options.build();
  }

  private static void require(boolean fits, String option, Object value, String expected)
      throws CommandException {
    if (!fits) {
      throw CommandException.usage(option + ": " + value + " (expected: " + expected + ")");
    }
  }
}
