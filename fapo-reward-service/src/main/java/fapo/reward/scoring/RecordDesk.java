package fapo.reward.scoring;

import fapo.reward.audit.AuditLog;
import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.GroupSummary;
import fapo.reward.audit.MemberRecord;
import fapo.reward.audit.RunSelection;
import fapo.reward.audit.SummaryPage;
import fapo.reward.audit.assembly.Assembly;
import fapo.reward.audit.assembly.GroupAssembly;
import fapo.reward.audit.assembly.OpenGroup;
import fapo.reward.core.GroupKey;
import fapo.reward.v1.GetGroupResponse;
import fapo.reward.v1.Group;
import fapo.reward.v1.GroupScore;
import fapo.reward.v1.GroupStatus;
import fapo.reward.v1.GroupStatusCode;
import fapo.reward.v1.ListGroupsRequest;
import fapo.reward.v1.ListGroupsResponse;
import fapo.reward.wire.OrderReader;
import fapo.reward.wire.OutcomeWire;
import fapo.reward.wire.RefusedException;
import fapo.reward.wire.ScoringOrder;
import java.util.List;
import java.util.Optional;

/// Answers what was asked about groups: those on record and those that still wait for members.
public final class RecordDesk {
  private static final int DEFAULT_PAGE = 100;
  private static final int MAX_PAGE = 1000;

  private final AuditLog audit;
  private final GroupAssembly assembly;

  public RecordDesk(AuditLog audit, GroupAssembly assembly) {
    this.audit = audit;
    this.assembly = assembly;
  }

  /// @throws RefusedException GROUP_UNKNOWN
  public GetGroupResponse get(GroupKey key, boolean texts) {
    Optional<GroupRecord> record = audit.find(key);
    if (record.isPresent()) {
      return reply(Records.score(record.get()), Records.order(record.get()), texts);
    }
    return switch (assembly.find(key)) {
      case Assembly.Open(OpenGroup group, int arrived, List<MemberRecord> members) ->
          open(group, members, texts);
      case Assembly.Complete(OpenGroup group, List<MemberRecord> members, boolean yours) ->
          open(group, members, texts);
      case Assembly.Cancelled cancelled ->
          GetGroupResponse.newBuilder()
              .setScore(
                  GroupScore.newBuilder()
                      .setKey(OutcomeWire.key(key))
                      .setStatus(status(GroupStatusCode.GROUP_STATUS_CODE_CANCELLED)))
              .build();
      case Assembly.Scored scored -> get(key, texts);
      case Assembly.Unknown unknown -> throw unknown(key);
      case Assembly.ContentChanged changed -> throw unknown(key);
    };
  }

  private static GetGroupResponse open(OpenGroup group, List<MemberRecord> members, boolean texts) {
    GroupScore score =
        GroupScore.newBuilder()
            .setKey(OutcomeWire.key(group.key()))
            .setStatus(status(GroupStatusCode.GROUP_STATUS_CODE_OPEN))
            .addAllRollouts(members.stream().map(Records::result).toList())
            .build();
    return reply(score, Records.order(group.key(), group.content(), members), texts);
  }

  private static GetGroupResponse reply(GroupScore score, ScoringOrder order, boolean texts) {
    GetGroupResponse.Builder reply =
        GetGroupResponse.newBuilder().setScore(score).setPolicy(order.policyMessage());
    if (texts) {
      reply.setGroup(
          Group.newBuilder()
              .setKey(score.getKey())
              .setTask(order.task())
              .addAllRollouts(
                  order.members().stream()
                      .map(m -> m.message().toBuilder().setRolloutIndex(m.index()).build())
                      .toList()));
    }
    return reply.build();
  }

  /// @throws RefusedException INVALID_REQUEST
  public ListGroupsResponse list(ListGroupsRequest request) {
    OrderReader.requireRunId(request.getRunId());
    int size = request.getPageSize() == 0 ? DEFAULT_PAGE : request.getPageSize();
    if (size < 1 || size > MAX_PAGE) {
      throw invalid("page_size", size + " (expected: 1 to " + MAX_PAGE + ")");
    }
    RunSelection run =
        new RunSelection(
            request.getRunId(),
            request.hasRunAttempt() ? request.getRunAttempt() : null,
            request.hasStep() ? request.getStep() : null);
    SummaryPage page;
    try {
      page = audit.list(run, size, request.getPageToken());
    } catch (IllegalArgumentException foreign) {
      throw invalid("page_token", "not one of ours (expected: next_page_token of a reply)");
    }
    return ListGroupsResponse.newBuilder()
        .addAllGroups(page.groups().stream().map(RecordDesk::summary).toList())
        .setNextPageToken(page.nextPageToken())
        .build();
  }

  private static fapo.reward.v1.GroupSummary summary(GroupSummary group) {
    fapo.reward.v1.GroupSummary.Builder message =
        fapo.reward.v1.GroupSummary.newBuilder()
            .setKey(OutcomeWire.key(group.key()))
            .setStatus(Records.status(group.status()))
            .setSize(group.tally().size())
            .setRight(group.tally().right())
            .setFlawed(group.tally().flawed())
            .setUnscored(group.tally().unscored())
            .setScoredAt(OutcomeWire.timestamp(group.scoredAt()));
    Double mean = group.tally().meanReward();
    if (mean != null) {
      message.setMeanReward(mean);
    }
    return message.build();
  }

  private static GroupStatus status(GroupStatusCode code) {
    return GroupStatus.newBuilder().setCode(code).build();
  }

  private static RefusedException unknown(GroupKey key) {
    return new RefusedException(RefusedException.Reason.GROUP_UNKNOWN, key + ": not on record");
  }

  private static RefusedException invalid(String field, String problem) {
    return new RefusedException(List.of(new RefusedException.Violation(field, problem)));
  }
}
