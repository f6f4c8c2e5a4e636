package fapo.verifier;

import fapo.verifier.compare.AnswerCheck;
import fapo.verifier.compare.Checked;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts checks by outcome and deciding rule, and measures what they cost.
final class VerifierMetrics {
  /// Names of rules are few; beyond this many they are counted as `other`, so that no text of a
  /// request can ever make labels grow.
  private static final int MOST_RULES = 64;

  private final MeterRegistry registry;
  private final Map<String, Map<String, Counter>> checks = new ConcurrentHashMap<>();
  private final Timer time;
  private final DistributionSummary candidateBytes;
  private final DistributionSummary referenceBytes;
  private final DistributionSummary work;

  VerifierMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.time =
        Timer.builder("fapo.verifier.check")
            .description("Wall time of a check")
            .serviceLevelObjectives(
                Duration.ofNanos(10_000),
                Duration.ofNanos(30_000),
                Duration.ofNanos(100_000),
                Duration.ofNanos(300_000),
                Duration.ofMillis(1),
                Duration.ofMillis(3),
                Duration.ofMillis(10))
            .register(registry);
    this.candidateBytes = size("candidate");
    this.referenceBytes = size("reference");
    this.work =
        DistributionSummary.builder("fapo.verifier.work")
            .description("Counted steps of a check, where they are counted")
            .baseUnit("steps")
            .serviceLevelObjectives(100, 1_000, 10_000, 100_000, 250_000)
            .register(registry);
  }

  void checked(Checked checked, long nanos, long candidate, long reference) {
    AnswerCheck check = checked.check();
    count(outcome(check), rule(check));
    time.record(Duration.ofNanos(nanos));
    candidateBytes.record((double) candidate);
    referenceBytes.record((double) reference);
    if (checked.work() > 0) {
      work.record((double) checked.work());
    }
  }

  /// @param why `request` or `reference`
  void refused(String why) {
    count("refused", why);
  }

  private void count(String outcome, String rule) {
    Map<String, Counter> rules =
        checks.computeIfAbsent(outcome, _ -> new ConcurrentHashMap<>(MOST_RULES));
    Counter counter = rules.get(rule);
    if (counter == null) {
      String label = rules.size() < MOST_RULES ? rule : "other";
      counter = rules.computeIfAbsent(label, name -> counter(outcome, name));
    }
    counter.increment();
  }

  private Counter counter(String outcome, String rule) {
    return Counter.builder("fapo.verifier.checks")
        .description("Checks by outcome and by the rule that decided, or why none did")
        .tag("outcome", outcome)
        .tag("rule", rule)
        .register(registry);
  }

  private DistributionSummary size(String side) {
    return DistributionSummary.builder("fapo.verifier.text.size")
        .description("Length of the texts of a check")
        .baseUnit("bytes")
        .tag("side", side)
        .serviceLevelObjectives(64, 1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 20)
        .register(registry);
  }

  private static String outcome(AnswerCheck check) {
    return switch (check) {
      case AnswerCheck.Equivalent _ -> "equivalent";
      case AnswerCheck.Different _ -> "different";
      case AnswerCheck.Undecided _ -> "undecided";
      case AnswerCheck.Unreadable _ -> "unreadable";
    };
  }

  private static String rule(AnswerCheck check) {
    return switch (check) {
      case AnswerCheck.Equivalent(String by) -> by;
      case AnswerCheck.Different(String by, var _) -> by;
      case AnswerCheck.Undecided(var why, String _) -> why.name().toLowerCase(Locale.ROOT);
      case AnswerCheck.Unreadable(var side, int _, String _) ->
          side.name().toLowerCase(Locale.ROOT);
    };
  }
}
