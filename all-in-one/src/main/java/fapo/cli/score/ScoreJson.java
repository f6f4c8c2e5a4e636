package fapo.cli.score;

import fapo.cli.json.JsonWriter;
import fapo.reward.v1.DegradedCause;
import fapo.reward.v1.GroupScore;
import fapo.reward.v1.GroupStatus;
import fapo.reward.v1.NoSignalCause;
import fapo.reward.v1.RewardComponents;
import fapo.reward.v1.RolloutResult;
import fapo.reward.v1.Unscored;
import org.jspecify.annotations.Nullable;

/// One line of `--out`: a group, in the order and with the names the reference page gives.
public final class ScoreJson {
  private ScoreJson() {}

  public static byte[] line(Scored scored) {
    JsonWriter json = new JsonWriter().begin();
    json.field("group_id", scored.row().group().getKey().getGroupId()).list("rollouts");
    switch (scored) {
      case Scored.Answered(var row, GroupScore score) -> {
        for (RolloutResult rollout : score.getRolloutsList()) {
          rollout(json.item(), rollout);
          json.end();
        }
        json.endList();
        status(json, score);
      }
      case Scored.Failed(var row, var why) ->
          json.endList().field("advantage_status", "failed").field("detail", why.getMessage());
    }
    return json.end().line();
  }

  private static void rollout(JsonWriter json, RolloutResult rollout) {
    json.field("id", rollout.getRolloutId());
    json.field("answer_correct", correct(rollout));
    OutcomeJson.check(json.begin("answer_check"), rollout.getAnswerCheck());
    json.end();
    OutcomeJson.verdict(json.begin("verdict"), rollout.getVerdict());
    json.end();
    boolean scored = rollout.hasScored();
    json.field("reward", scored ? (Double) rollout.getScored().getReward() : null);
    if (scored) {
      RewardComponents components = rollout.getScored().getComponents();
      json.begin("reward_components")
          .field("outcome", (Double) components.getOutcome())
          .field("flaw", (Double) components.getFlaw())
          .field("overlong", (Double) components.getOverlong())
          .end();
    } else {
      json.field("reward_components", (String) null);
    }
    json.field("advantage", rollout.hasAdvantage() ? (Double) rollout.getAdvantage() : null);
    json.field("status", scored ? "scored" : "unscored");
    if (!scored) {
      unscored(json, rollout.getUnscored());
    }
    String rule = OutcomeJson.name(rollout.getMissingVerdictRule().name(), "ON_MISSING_VERDICT_");
    if (!rule.equals("unspecified")) {
      json.field("missing_verdict_rule", rule);
    }
  }

  private static void unscored(JsonWriter json, Unscored unscored) {
    json.begin("unscored")
        .field("cause", OutcomeJson.name(unscored.getCause().name(), "UNSCORED_CAUSE_"))
        .field("retryable", (Boolean) unscored.getRetryable())
        .some("detail", unscored.getDetail());
    if (unscored.hasNeutralReward()) {
      json.field("neutral_reward", (Double) unscored.getNeutralReward());
    }
    json.end();
  }

  private static void status(JsonWriter json, GroupScore score) {
    GroupStatus status = score.getStatus();
    json.field("advantage_status", OutcomeJson.name(status.getCode().name(), "GROUP_STATUS_CODE_"));
    if (status.getNoSignalCause() != NoSignalCause.NO_SIGNAL_CAUSE_UNSPECIFIED) {
      json.field(
          "no_signal_cause",
          OutcomeJson.name(status.getNoSignalCause().name(), "NO_SIGNAL_CAUSE_"));
    }
    if (status.getDegradedCause() != DegradedCause.DEGRADED_CAUSE_UNSPECIFIED) {
      json.field(
          "degraded_cause", OutcomeJson.name(status.getDegradedCause().name(), "DEGRADED_CAUSE_"));
    }
    json.some("detail", status.getDetail());
    if (score.getReplayed()) {
      json.field("replayed", (Boolean) true);
    }
  }

  /// Whether the answer counts as right; null where the rollout was not scored, so that nobody
  /// knows. A candidate over a limit or without an answer counts as wrong.
  static @Nullable Boolean correct(RolloutResult rollout) {
    return rollout.hasScored() ? rollout.getAnswerCheck().hasEquivalent() : null;
  }
}
