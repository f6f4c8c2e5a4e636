package fapo.reward;

import fapo.reward.audit.AuditMode;
import fapo.reward.core.StepShares;
import fapo.reward.resilience.GuardLimits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Configuration of the reward service, prefix `fapo.reward`.
///
/// @param verifierTarget gRPC target of the verifier-service
/// @param genrmTarget gRPC target of the genrm-service
/// @param slots groups in work at a time
/// @param queued groups that may wait for a slot: two steps' worth
/// @param streamWindow groups of one stream in work before it is read on
/// @param maxTextBytes longest solution that is judged, bytes
/// @param maxMessageBytes longest message that is read, bytes
/// @param defaultDeadline of calls whose caller set none
/// @param critiqueDeadline longest wait for the critiques of one group
/// @param critiquesInFlight groups at the critic at a time
/// @param audit what an answer waits for
/// @param spool file that holds answers while PostgreSQL is away, in audit mode durable
/// @param spoolMaxBytes size at which the spool refuses more
/// @param alarm shares of degraded or unscored rollouts per step that warn and that refuse the step
@ConfigurationProperties("fapo.reward")
public record RewardProperties(
    @DefaultValue("dns:///localhost:9091") String verifierTarget,
    @DefaultValue("dns:///localhost:9092") String genrmTarget,
    @DefaultValue("64") int slots,
    @DefaultValue("1024") int queued,
    @DefaultValue("64") int streamWindow,
    @DefaultValue("4194304") int maxTextBytes,
    @DefaultValue("67108864") int maxMessageBytes,
    @DefaultValue("10m") Duration defaultDeadline,
    @DefaultValue("10m") Duration critiqueDeadline,
    @DefaultValue("256") int critiquesInFlight,
    @DefaultValue("durable") AuditMode audit,
    @DefaultValue("fapo-reward-spool") String spool,
    @DefaultValue("4294967296") long spoolMaxBytes,
    @DefaultValue Alarm alarm) {

  /// @param warn in [0, 1]
  /// @param refuse in [warn, 1]
  /// @param minRollouts below this many a share only warns
  public record Alarm(
      @DefaultValue("0.05") double warn,
      @DefaultValue("0.20") double refuse,
      @DefaultValue("64") long minRollouts) {}

  public RewardProperties {
    requirePositive("slots", slots);
    requirePositive("stream-window", streamWindow);
    requirePositive("max-text-bytes", maxTextBytes);
    requirePositive("max-message-bytes", maxMessageBytes);
  }

  private static void requirePositive(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("fapo.reward." + key + ": " + value + " (expected: >= 1)");
    }
  }

  StepShares.Thresholds thresholds() {
    return new StepShares.Thresholds(alarm.warn(), alarm.refuse(), alarm.minRollouts());
  }

  GuardLimits verifierLimits() {
    return new GuardLimits(
        Duration.ofSeconds(30), 256, 4, Duration.ofMillis(100), 0.1, 50, Duration.ofSeconds(5));
  }

  GuardLimits critiqueLimits() {
    return new GuardLimits(
        critiqueDeadline,
        critiquesInFlight,
        4,
        Duration.ofMillis(500),
        0.1,
        50,
        Duration.ofSeconds(10));
  }
}
