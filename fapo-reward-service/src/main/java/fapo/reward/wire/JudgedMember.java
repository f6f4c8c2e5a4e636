package fapo.reward.wire;

import fapo.genrm.v1.NotAsked;
import fapo.genrm.v1.NotAskedReason;
import fapo.genrm.v1.Verdict;
import fapo.reward.core.JudgedRollout;
import fapo.reward.core.RewardRule;
import fapo.reward.core.Split;
import fapo.verifier.v1.AnswerCheck.OutcomeCase;
import fapo.verifier.v1.Side;
import fapo.verifier.v1.Unreadable;

/// A member with what was found out about it, as the services said it.
///
/// @param check of `fapo.verifier.v1`; without an outcome where the verifier could not be asked
/// @param checkOutage why the check is missing, empty if it is there
public record JudgedMember(
    ScoringOrder.Member member,
    fapo.verifier.v1.AnswerCheck check,
    String checkOutage,
    Verdict verdict) {

  /// Of a member that cannot be judged: neither service is asked.
  public static JudgedMember unjudged(ScoringOrder.Member member) {
    return new JudgedMember(
        member,
        fapo.verifier.v1.AnswerCheck.newBuilder()
            .setUnreadable(
                Unreadable.newBuilder()
                    .setSide(Side.SIDE_CANDIDATE)
                    .setExpected(member.unjudged().map(JudgedRollout.Unjudged::detail).orElse("")))
            .build(),
        "",
        notAsked(NotAskedReason.NOT_ASKED_REASON_ANSWER_NOT_RIGHT));
  }

  public static JudgedMember checked(
      ScoringOrder.Member member, fapo.verifier.v1.AnswerCheck check, ScoringOrder order) {
    return new JudgedMember(member, check, "", notAsked(whyNotAsked(check, order)));
  }

  public static JudgedMember verifierUnavailable(ScoringOrder.Member member, String detail) {
    return new JudgedMember(
        member,
        fapo.verifier.v1.AnswerCheck.getDefaultInstance(),
        detail,
        notAsked(NotAskedReason.NOT_ASKED_REASON_ANSWER_NOT_RIGHT));
  }

  public JudgedMember withVerdict(Verdict found) {
    return new JudgedMember(member, check, checkOutage, found);
  }

  public boolean lacksCheck() {
    return !checkOutage.isEmpty() || check.getOutcomeCase() == OutcomeCase.OUTCOME_NOT_SET;
  }

  /// Whether asking again may find out more.
  public boolean lacks(ScoringOrder order) {
    return lacksCheck() || lacksVerdict(order);
  }

  public boolean right() {
    return check.hasEquivalent();
  }

  public boolean flawed() {
    return verdict.hasFlawedAt();
  }

  /// Whether the reward depends on a verdict that is not there.
  public boolean lacksVerdict(ScoringOrder order) {
    return RewardRule.lacksVerdict(OutcomeWire.judged(this), order.split(), order.policy());
  }

  private static NotAskedReason whyNotAsked(
      fapo.verifier.v1.AnswerCheck check, ScoringOrder order) {
    if (!check.hasEquivalent()) {
      return NotAskedReason.NOT_ASKED_REASON_ANSWER_NOT_RIGHT;
    }
    return order.split() == Split.TRAIN
        ? NotAskedReason.NOT_ASKED_REASON_PRESET
        : NotAskedReason.NOT_ASKED_REASON_SPLIT;
  }

  private static Verdict notAsked(NotAskedReason reason) {
    return Verdict.newBuilder().setNotAsked(NotAsked.newBuilder().setReason(reason)).build();
  }
}
