package fapo.reward.scoring;

import fapo.reward.audit.AuditLog;
import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.RunSelection;
import fapo.reward.core.ScoredGroup;
import fapo.reward.v1.GroupScore;
import fapo.reward.v1.ReplayDifference;
import fapo.reward.v1.ReplayRunRequest;
import fapo.reward.v1.ReplayRunResponse;
import fapo.reward.v1.RolloutResult;
import fapo.reward.wire.JudgedMember;
import fapo.reward.wire.OrderReader;
import fapo.reward.wire.OutcomeWire;
import fapo.reward.wire.RefusedException;
import fapo.reward.wire.ScoringOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Recomputes recorded answers from their recorded outcomes and says where they differ, bit for
/// bit. No service is asked.
public final class Replay {
  private final AuditLog audit;

  public Replay(AuditLog audit) {
    this.audit = audit;
  }

  /// Gives one message a recorded revision of a group to `each`, oldest step first.
  ///
  /// @throws RefusedException GROUP_UNKNOWN where the run has no record
  public void replay(ReplayRunRequest request, Consumer<ReplayRunResponse> each) {
    OrderReader.requireRunId(request.getRunId());
    AtomicBoolean any = new AtomicBoolean();
    audit.replay(
        new RunSelection(
            request.getRunId(), request.hasRunAttempt() ? request.getRunAttempt() : null, null),
        record -> {
          any.set(true);
          each.accept(compare(record));
        });
    if (!any.get()) {
      throw new RefusedException(
          RefusedException.Reason.GROUP_UNKNOWN,
          "run_id: '" + request.getRunId() + "' (expected: a run on record)");
    }
  }

  static ReplayRunResponse compare(GroupRecord record) {
    ScoringOrder order = Records.order(record);
    GroupScore recorded = Records.score(record);
    ScoredGroup again = recompute(order, recorded);
    List<ReplayDifference> differences = new ArrayList<>();
    for (int i = 0; i < recorded.getRolloutsCount(); i++) {
      RolloutResult was = recorded.getRollouts(i);
      RolloutResult is = OutcomeWire.result(Records.judged(order.members().get(i), was), again, i);
      compare(was, is, differences);
    }
    if (!sameStatus(recorded, again)) {
      differences.add(
          difference(
              0,
              "status",
              recorded.getStatus().getCode().name(),
              OutcomeWire.status(again).getCode().name()));
    }
    return ReplayRunResponse.newBuilder()
        .setKey(recorded.getKey())
        .setRollouts(recorded.getRolloutsCount())
        .addAllDifferences(differences)
        .build();
  }

  private static ScoredGroup recompute(ScoringOrder order, GroupScore recorded) {
    List<JudgedMember> judged = new ArrayList<>();
    for (int i = 0; i < recorded.getRolloutsCount(); i++) {
      judged.add(Records.judged(order.members().get(i), recorded.getRollouts(i)));
    }
    return Equations.scored(order, judged);
  }

  private static void compare(
      RolloutResult was, RolloutResult is, List<ReplayDifference> differences) {
    int index = was.getRolloutIndex();
    String before = was.hasScored() ? Double.toString(was.getScored().getReward()) : "unscored";
    String after = is.hasScored() ? Double.toString(is.getScored().getReward()) : "unscored";
    if (!before.equals(after)) {
      differences.add(difference(index, "reward", before, after));
    }
    if (Double.compare(was.getAdvantage(), is.getAdvantage()) != 0) {
      differences.add(
          difference(
              index,
              "advantage",
              Double.toString(was.getAdvantage()),
              Double.toString(is.getAdvantage())));
    }
  }

  private static boolean sameStatus(GroupScore recorded, ScoredGroup again) {
    return recorded.getStatus().getCode() == OutcomeWire.status(again).getCode();
  }

  private static ReplayDifference difference(
      int index, String field, String recorded, String recomputed) {
    return ReplayDifference.newBuilder()
        .setRolloutIndex(index)
        .setField(field)
        .setRecorded(recorded)
        .setRecomputed(recomputed)
        .build();
  }
}
