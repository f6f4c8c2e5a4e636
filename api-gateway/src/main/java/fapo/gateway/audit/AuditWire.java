package fapo.gateway.audit;

import com.google.protobuf.ByteString;
import fapo.gateway.audit.GroupRecordJson.GroupJson;
import fapo.gateway.audit.ReplayLineJson.ReplayDifferenceJson;
import fapo.gateway.json.Present;
import fapo.gateway.policy.PolicyWire;
import fapo.gateway.rollout.GroupWire;
import fapo.gateway.score.ScoreWire;
import fapo.genrm.v1.Solution;
import fapo.reward.v1.GetGroupResponse;
import fapo.reward.v1.Group;
import fapo.reward.v1.GroupSummary;
import fapo.reward.v1.ListGroupsResponse;
import fapo.reward.v1.ReplayDifference;
import fapo.reward.v1.ReplayRunResponse;
import java.util.ArrayList;
import java.util.List;

/// Recorded groups and replays → JSON records.
final class AuditWire {
  private AuditWire() {}

  static GroupPageJson page(ListGroupsResponse page) {
    return new GroupPageJson(
        Present.all(page.getGroupsList(), AuditWire::summary),
        Present.text(page.getNextPageToken()));
  }

  private static GroupSummaryJson summary(GroupSummary summary) {
    return new GroupSummaryJson(
        GroupWire.key(summary.getKey()),
        ScoreWire.status(summary.getStatus()),
        summary.getSize(),
        summary.getRight(),
        summary.getFlawed(),
        summary.getUnscored(),
        Present.when(summary.hasMeanReward(), summary.getMeanReward()),
        Present.when(summary.hasScoredAt(), summary.getScoredAt(), ScoreWire::instant));
  }

  static GroupRecordJson group(GetGroupResponse response) {
    return new GroupRecordJson(
        ScoreWire.group(response.getScore()),
        Present.when(response.hasGroup(), response.getGroup(), AuditWire::texts),
        Present.when(response.hasPolicy(), response.getPolicy(), PolicyWire::policy));
  }

  private static GroupJson texts(Group group) {
    return new GroupJson(
        GroupWire.key(group.getKey()),
        GroupWire.task(group.getTask()),
        Present.all(group.getRolloutsList(), GroupWire::rollout),
        Present.some(notUtf8(group), path -> path));
  }

  private static List<String> notUtf8(Group group) {
    var paths = new ArrayList<String>();
    note(paths, "task.problem", group.getTask().getProblem());
    note(paths, "task.references", group.getTask().getReferencesList());
    for (int i = 0; i < group.getRolloutsCount(); i++) {
      String rollout = "rollouts[" + i + "].";
      Solution solution = group.getRollouts(i).getSolution();
      note(paths, rollout + "text", solution.getText());
      for (int t = 0; t < solution.getTurns().getTurnsCount(); t++) {
        note(
            paths,
            rollout + "turns[" + t + "].content",
            solution.getTurns().getTurns(t).getContent());
      }
      note(paths, rollout + "steps", solution.getStepsList());
    }
    return paths;
  }

  private static void note(List<String> paths, String path, List<ByteString> texts) {
    for (int i = 0; i < texts.size(); i++) {
      note(paths, path + "[" + i + "]", texts.get(i));
    }
  }

  private static void note(List<String> paths, String path, ByteString text) {
    if (!text.isValidUtf8()) {
      paths.add(path);
    }
  }

  static ReplayLineJson replayed(ReplayRunResponse group) {
    return new ReplayLineJson(
        GroupWire.key(group.getKey()),
        group.getRollouts(),
        Present.all(group.getDifferencesList(), AuditWire::difference),
        null);
  }

  private static ReplayDifferenceJson difference(ReplayDifference difference) {
    return new ReplayDifferenceJson(
        difference.getRolloutIndex(),
        difference.getField(),
        difference.getRecorded(),
        difference.getRecomputed());
  }
}
