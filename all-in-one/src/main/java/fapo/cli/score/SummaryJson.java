package fapo.cli.score;

import fapo.cli.json.JsonWriter;
import java.util.Map;

/// The summary as one JSON object.
public final class SummaryJson {
  private SummaryJson() {}

  /// Writes the fields into the open object.
  public static void write(JsonWriter json, Summary summary, double seconds) {
    json.field("groups", summary.groupCount).field("rollouts", summary.rolloutCount);
    counts(json.begin("group_status"), summary.groups);
    counts(json.begin("answers"), summary.answers);
    counts(json.begin("verdicts"), summary.verdicts);
    json.field("right", summary.right)
        .field("flawed_positives", summary.flawedCount)
        .field("unscored", summary.unscored)
        .field("failed", summary.failed)
        .field("replayed", summary.replayed)
        .field("labelled", summary.labelled)
        .field("agreed", summary.agreed);
    json.begin("rewards");
    summary.rewards.forEach((reward, count) -> json.field(reward.toString(), count));
    json.end();
    Distribution spread = summary.advantages;
    json.begin("advantage")
        .field("min", (Double) spread.min())
        .field("mean", (Double) spread.mean())
        .field("max", (Double) spread.max())
        .end();
    json.field("seconds", (Double) seconds);
    json.list("flawed");
    for (Summary.Flawed flaw : summary.flawed) {
      json.item()
          .field("group_id", flaw.groupId())
          .field("id", flaw.rolloutId())
          .field("step", flaw.step())
          .field("statement", flaw.statement())
          .field("computed", flaw.computed())
          .end();
    }
    json.endList();
  }

  private static void counts(JsonWriter json, Map<String, Long> counts) {
    counts.forEach(json::field);
    json.end();
  }
}
