package fapo.reward.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import fapo.genrm.v1.Role;
import fapo.genrm.v1.Turn;
import fapo.reward.audit.GroupRecord;
import fapo.reward.core.StepShares;
import fapo.reward.v1.DegradedCause;
import fapo.reward.v1.Group;
import fapo.reward.v1.GroupScore;
import fapo.reward.v1.GroupStatus;
import fapo.reward.v1.GroupStatusCode;
import fapo.reward.v1.OnMissingVerdict;
import fapo.reward.v1.Recorded;
import fapo.reward.v1.RolloutResult;
import fapo.reward.v1.UnscoredCause;
import fapo.reward.wire.JudgedMember;
import fapo.reward.wire.OrderReader;
import fapo.reward.wire.OutcomeWire;
import fapo.reward.wire.Requests;
import fapo.reward.wire.ScoringOrder;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordsTest {
  private static final Instant AT = Instant.parse("2026-02-03T04:05:06.123456Z");

  private final OrderReader reader = new OrderReader(100_000);

  @Test
  void readsBackTheOrderItLaidDown() {
    ScoringOrder order = order(everyKindOfText());
    ScoringOrder back = Records.order(record(order));

    assertThat(back.key()).isEqualTo(order.key());
    assertThat(back.task()).isEqualTo(order.task());
    assertThat(back.policy()).isEqualTo(order.policy());
    assertThat(back.policyMessage()).isEqualTo(order.policyMessage());
    assertThat(back.contentHash()).isEqualTo(order.contentHash());
    for (int i = 0; i < order.members().size(); i++) {
      ScoringOrder.Member was = order.members().get(i);
      ScoringOrder.Member is = back.members().get(i);
      assertThat(is.message()).as("rollout %d", i).isEqualTo(was.message());
      assertThat(is.contentHash()).isEqualTo(was.contentHash());
    }
  }

  @Test
  void readsBackTheAnswerItLaidDown() {
    ScoringOrder order = order(everyKindOfText());
    GroupScore score = score(order);
    GroupScore back = Records.score(Records.group(order, score, AT));
    assertThat(back)
        .isEqualTo(
            score.toBuilder()
                .setReplayed(true)
                .setRecorded(Recorded.RECORDED_POSTGRES)
                .setScoredAt(OutcomeWire.timestamp(AT))
                .build());
  }

  @Test
  void remembersWhyAMemberIsUnscored() {
    ScoringOrder order = order(everyKindOfText());
    ScoringOrder back = Records.order(record(order));
    GroupScore score = Records.score(record(order));
    for (int i = 0; i < UnscoredCause.values().length - 2; i++) {
      RolloutResult result = score.getRollouts(i);
      UnscoredCause cause = result.getUnscored().getCause();
      JudgedMember judged = Records.judged(back.members().get(i), result);
      assertThat(judged.lacksCheck())
          .as(cause.name())
          .isEqualTo(cause == UnscoredCause.UNSCORED_CAUSE_VERIFIER_UNAVAILABLE);
      assertThat(back.members().get(i).unjudged().isPresent())
          .as(cause.name())
          .isEqualTo(
              cause == UnscoredCause.UNSCORED_CAUSE_ROLLOUT_UNREADABLE
                  || cause == UnscoredCause.UNSCORED_CAUSE_CANCELLED
                  || cause == UnscoredCause.UNSCORED_CAUSE_MISSING);
    }
  }

  @Test
  void countsSharesAsTheyWereCounted() {
    GroupScore.Builder score = GroupScore.newBuilder();
    score.addRolloutsBuilder().getScoredBuilder().setReward(1);
    score.addRolloutsBuilder().getUnscoredBuilder();
    score
        .addRolloutsBuilder()
        .setMissingVerdictRule(OnMissingVerdict.ON_MISSING_VERDICT_PENALTY)
        .getScoredBuilder();
    assertThat(Records.shares(score.build())).isEqualTo(new StepShares(3, 1, 1));
    score.getStatusBuilder().setDegradedCause(DegradedCause.DEGRADED_CAUSE_VERDICT_UNREADABLE);
    assertThat(Records.shares(score.build())).isEqualTo(new StepShares(3, 2, 1));
  }

  @Test
  void namesWhatDiffersFromTheRecord() {
    GroupRecord record = record(order(everyKindOfText()));
    Group.Builder other = everyKindOfText();
    other.getTaskBuilder().setProblem(ByteString.copyFromUtf8("another"));
    assertThat(Difference.of(record, order(other))).isEqualTo("task.problem");
    other = everyKindOfText();
    other.getTaskBuilder().addReferences(ByteString.copyFromUtf8("another"));
    assertThat(Difference.of(record, order(other))).isEqualTo("task.references");
    other = everyKindOfText();
    other.getRolloutsBuilder(1).setRolloutId("another");
    assertThat(Difference.of(record, order(other))).isEqualTo("rollouts[1]");
    ScoringOrder penalty =
        reader.group(everyKindOfText().build(), Requests.policy().setFlawPenalty(2).build());
    assertThat(Difference.of(record, penalty)).isEqualTo("policy");
  }

  private ScoringOrder order(Group.Builder group) {
    return reader.group(group.build(), Requests.policy().build());
  }

  private static GroupRecord record(ScoringOrder order) {
    return Records.group(order, score(order), AT);
  }

  private static Group.Builder everyKindOfText() {
    Group.Builder group = Requests.group("plain 7", "nul \0 7", "", "\uD83D\uDE00 7", "e", "f");
    group.addRolloutsBuilder().setResponseTokens(40);
    group.addRollouts(Requests.rollout("stepped").setRolloutId("mine"));
    group.getRolloutsBuilder(7).getSolutionBuilder().addSteps(ByteString.copyFromUtf8("one"));
    group.addRollouts(Requests.rollout("bytes"));
    group.getRolloutsBuilder(8).getSolutionBuilder().setText(bytes(0xFF, 0, 0xC3));
    group.addRolloutsBuilder().setResponseTokens(40);
    group
        .getRolloutsBuilder(9)
        .getSolutionBuilder()
        .getTurnsBuilder()
        .addTurns(Turn.newBuilder().setRole(Role.ROLE_TOOL).setToolName("calculator"))
        .addTurns(Turn.newBuilder().setRole(Role.ROLE_ASSISTANT).setContent(bytes('7')));
    return group;
  }

  private static ByteString bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return ByteString.copyFrom(bytes);
  }

  /// The first members are unscored, each for another cause; the rest are scored.
  private static GroupScore score(ScoringOrder order) {
    GroupScore.Builder score =
        GroupScore.newBuilder()
            .setKey(OutcomeWire.key(order.key()))
            .setRevision(2)
            .setStatus(
                GroupStatus.newBuilder()
                    .setCode(GroupStatusCode.GROUP_STATUS_CODE_DEGRADED)
                    .setDegradedCause(DegradedCause.DEGRADED_CAUSE_VERDICT_OUT_OF_SCOPE)
                    .setDetail(OutcomeWire.DEGRADED_DETAIL));
    for (int i = 0; i < order.members().size(); i++) {
      RolloutResult.Builder result = score.addRolloutsBuilder().setRolloutIndex(i);
      if (i < UnscoredCause.values().length - 2) {
        UnscoredCause cause = UnscoredCause.forNumber(i + 1);
        result.getUnscoredBuilder().setCause(cause).setDetail("why " + i);
        if (cause != UnscoredCause.UNSCORED_CAUSE_VERIFIER_UNAVAILABLE) {
          result.getAnswerCheckBuilder().getUndecidedBuilder().setDetail("no rule");
        }
      } else {
        result.setAdvantage(Math.nextUp(0.1)).getScoredBuilder().setReward(-0.0);
        result.getAnswerCheckBuilder().getEquivalentBuilder().setBy("number");
        result.getVerdictBuilder().getFlawedAtBuilder().setStep(1);
      }
    }
    return score.build();
  }
}
