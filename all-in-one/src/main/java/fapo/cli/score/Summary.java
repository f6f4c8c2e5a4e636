package fapo.cli.score;

import fapo.cli.rows.GroupRow;
import fapo.genrm.v1.Evidence;
import fapo.reward.v1.Alarm;
import fapo.reward.v1.GroupScore;
import fapo.reward.v1.Recorded;
import fapo.reward.v1.RolloutResult;
import fapo.reward.v1.UnscoredCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counts what became of an input, group by group. One thread at a time.
public final class Summary {
  /// Of each list, so that memory does not grow with the input.
  private static final int MOST_KEPT = 10_000;

  /// A right answer by wrong reasoning.
  ///
  /// @param step 0-based; -1 where the critic names none
  /// @param statement the false statement; empty where the critic names none
  /// @param computed what it is worth
  public record Flawed(
      String groupId, String rolloutId, int step, String statement, String computed) {}

  /// A rollout whose label says otherwise than the answer check.
  public record Disagreement(String groupId, String rolloutId, boolean label, String outcome) {}

  final Map<String, Long> groups = new TreeMap<>();
  final Map<String, Long> answers = new TreeMap<>();
  final Map<String, Long> verdicts = new TreeMap<>();
  final Map<Double, Long> rewards = new TreeMap<>();
  final Map<Recorded, Long> records = new TreeMap<>();
  final Distribution advantages = new Distribution();
  final List<Flawed> flawed = new ArrayList<>();
  final List<Disagreement> disagreements = new ArrayList<>();
  long groupCount;
  long rolloutCount;
  long right;
  long flawedCount;
  long unscored;
  long unreadable;
  long labelled;
  long agreed;
  long failed;
  long replayed;
  Alarm worstAlarm = Alarm.ALARM_UNSPECIFIED;

  public void add(Scored scored) {
    groupCount++;
    switch (scored) {
      case Scored.Answered(GroupRow row, GroupScore score) -> add(row, score);
      case Scored.Failed _ -> {
        failed++;
        count(groups, "failed");
      }
    }
  }

  /// Groups so far.
  public long groups() {
    return groupCount;
  }

  /// Rollouts so far.
  public long rollouts() {
    return rolloutCount;
  }

  /// Groups without a score: refused, or not scored after retries.
  public long failed() {
    return failed;
  }

  /// Rollouts that the server could not read, which its siblings do not suffer for.
  public long unreadable() {
    return unreadable;
  }

  /// Rollouts whose label is the answer check's.
  public long agreed() {
    return agreed;
  }

  public long labelled() {
    return labelled;
  }

  public List<Flawed> flawedPositives() {
    return List.copyOf(flawed);
  }

  private void add(GroupRow row, GroupScore score) {
    String status = OutcomeJson.name(score.getStatus().getCode().name(), "GROUP_STATUS_CODE_");
    count(groups, status);
    if (status.equals("refused")) {
      failed++;
    }
    if (score.getReplayed()) {
      replayed++;
    }
    records.merge(score.getRecorded(), 1L, Long::sum);
    if (score.getStep().getAlarmValue() > worstAlarm.getNumber()) {
      worstAlarm = score.getStep().getAlarm();
    }
    for (int i = 0; i < score.getRolloutsCount(); i++) {
      Optional<Boolean> label = i < row.labels().size() ? row.labels().get(i) : Optional.empty();
      add(score.getKey().getGroupId(), score.getRollouts(i), label);
    }
  }

  private void add(String groupId, RolloutResult rollout, Optional<Boolean> label) {
    rolloutCount++;
    String outcome = OutcomeJson.name(rollout.getAnswerCheck().getOutcomeCase().name(), "");
    count(answers, outcome);
    @Nullable Boolean correct = ScoreJson.correct(rollout);
    if (Boolean.TRUE.equals(correct)) {
      right++;
      count(verdicts, OutcomeJson.name(rollout.getVerdict().getOutcomeCase().name(), ""));
      if (rollout.getVerdict().hasFlawedAt()) {
        flaw(groupId, rollout);
      }
    }
    label.ifPresent(expected -> compare(groupId, rollout, expected, correct, outcome));
    if (rollout.hasScored()) {
      rewards.merge(rollout.getScored().getReward(), 1L, Long::sum);
      advantages.add(rollout.getAdvantage());
    } else {
      unscored++;
      if (rollout.getUnscored().getCause() == UnscoredCause.UNSCORED_CAUSE_ROLLOUT_UNREADABLE) {
        unreadable++;
      }
    }
  }

  private void flaw(String groupId, RolloutResult rollout) {
    flawedCount++;
    if (flawed.size() < MOST_KEPT) {
      Evidence evidence = rollout.getVerdict().getEvidence();
      boolean located = rollout.getVerdict().getFlawedAt().hasStep();
      flawed.add(
          new Flawed(
              groupId,
              rollout.getRolloutId(),
              located ? rollout.getVerdict().getFlawedAt().getStep() : -1,
              evidence.getStatement(),
              evidence.getComputed()));
    }
  }

  private void compare(
      String groupId,
      RolloutResult rollout,
      boolean label,
      @Nullable Boolean correct,
      String outcome) {
    labelled++;
    if (correct != null && correct == label) {
      agreed++;
    } else if (disagreements.size() < MOST_KEPT) {
      disagreements.add(new Disagreement(groupId, rollout.getRolloutId(), label, outcome));
    }
  }

  private static void count(Map<String, Long> counts, String name) {
    counts.merge(name, 1L, Long::sum);
  }
}
