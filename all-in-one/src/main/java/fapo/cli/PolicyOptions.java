package fapo.cli;

import fapo.genrm.v1.CritiqueOptions;
import fapo.reward.v1.AdvantagePolicy;
import fapo.reward.v1.Estimator;
import fapo.reward.v1.OnMissingVerdict;
import fapo.reward.v1.OnUndecided;
import fapo.reward.v1.Preset;
import fapo.reward.v1.ScoringPolicy;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How outcomes become rewards and advantages.
final class PolicyOptions {
  @Option(
      names = {"--policy", "--preset"},
      paramLabel = "PRESET",
      defaultValue = "fapo",
      description = "fapo (default), fapo-robust, fapo-recipe or rlvr.")
  String preset = "fapo";

  @Option(
      names = "--lambda",
      paramLabel = "λ",
      description = "Penalty of a flawed positive, >= 0. Default: 1.")
  @Nullable Double lambda;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Critiques whose majority decides, 1 to 64. Default: 1.")
  @Nullable Integer samples;

  @Option(
      names = "--estimator",
      paramLabel = "NAME",
      description = "Advantage: grpo (default), grpo-trl, dr-grpo, rloo, opo, …")
  @Nullable String estimator;

  @Option(
      names = "--on-missing-verdict",
      paramLabel = "RULE",
      description = "degrade-group (default), mask, no-penalty, penalty or fail.")
  @Nullable String onMissingVerdict;

  @Option(
      names = "--on-undecided",
      paramLabel = "RULE",
      description = "unscored (default) or wrong.")
  @Nullable String onUndecided;

  /// @param critic empty: the server's default
  ScoringPolicy policy(String critic) throws CommandException {
    ScoringPolicy.Builder policy =
        ScoringPolicy.newBuilder()
            .setPreset(named("--policy", "PRESET_", preset, Preset::valueOf))
            .setCritique(critique(critic))
            .setAllowDemoCritic(true);
    if (lambda != null) {
      if (!(lambda >= 0 && lambda < Double.POSITIVE_INFINITY)) {
        throw CommandException.usage("--lambda: " + lambda + " (expected: >= 0, finite)");
      }
      policy.setFlawPenalty(lambda);
    }
    if (estimator != null) {
      Estimator named = named("--estimator", "ESTIMATOR_", estimator, Estimator::valueOf);
      policy.setAdvantage(AdvantagePolicy.newBuilder().setEstimator(named));
    }
    if (onMissingVerdict != null) {
      policy.setOnMissingVerdict(
          named(
              "--on-missing-verdict",
              "ON_MISSING_VERDICT_",
              onMissingVerdict,
              OnMissingVerdict::valueOf));
    }
    if (onUndecided != null) {
      policy.setOnUndecided(
          named("--on-undecided", "ON_UNDECIDED_", onUndecided, OnUndecided::valueOf));
    }
    return policy.build();
  }

  CritiqueOptions critique(String critic) throws CommandException {
    CritiqueOptions.Builder options = CritiqueOptions.newBuilder().setCritic(critic);
    if (samples != null) {
      if (samples < 1 || samples > 64) {
        throw CommandException.usage("--samples: " + samples + " (expected: 1 to 64)");
      }
      options.setSamples(samples);
    }
    return options.build();
  }

  /// For people.
  String description() {
    return preset + ", λ " + (lambda == null ? "1" : lambda.toString());
  }

  private static <E> E named(String option, String prefix, String word, Function<String, E> value)
      throws CommandException {
    String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
    try {
      if (!name.equals("UNSPECIFIED")) {
        return value.apply(prefix + name);
      }
    } catch (IllegalArgumentException e) {
      // said below, in the command line's words
    }
    throw CommandException.usage(option + ": '" + word + "' (see --help for what is expected)");
  }
}
