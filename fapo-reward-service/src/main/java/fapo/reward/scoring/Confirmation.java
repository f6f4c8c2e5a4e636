package fapo.reward.scoring;

import fapo.genrm.v1.CritiqueOptions;
import fapo.genrm.v1.Sound;
import fapo.genrm.v1.Unavailable;
import fapo.genrm.v1.UnavailableCause;
import fapo.genrm.v1.Verdict;
import fapo.genrm.v1.Vote;
import fapo.reward.wire.JudgedMember;
import fapo.reward.wire.ScoringOrder;
import java.util.Collection;
import java.util.List;

/// Decides whether flaws of a group must be confirmed, and whether they were (`fapo-robust`).
final class Confirmation {
  private static final long OTHER_SEED = 0x9E3779B97F4A7C15L;

  private Confirmation() {}

  /// Only where every member is right and at least one is flagged.
  static boolean applies(ScoringOrder order, Collection<JudgedMember> members) {
    return order.policy().confirmations() > 0
        && members.stream().allMatch(JudgedMember::right)
        && members.stream().anyMatch(JudgedMember::flawed);
  }

  /// The further samples: as many as the policy asks, from another seed.
  static CritiqueOptions options(ScoringOrder order) {
    CritiqueOptions asked = order.policyMessage().getCritique();
    return asked.toBuilder()
        .setSamples(order.policy().confirmations())
        .setSeed(asked.getSeed() ^ OTHER_SEED)
        .build();
  }

  /// A flaw that every further sample sees stays. Where one of them is sound, so is the member;
  /// else the verdict is as missing as those that are.
  static JudgedMember settle(JudgedMember flagged, Verdict further) {
    List<Vote> votes = further.getVotesList();
    if (further.hasSound() || votes.stream().anyMatch(Vote::hasSound)) {
      return flagged.withVerdict(
          further.toBuilder().setSound(Sound.getDefaultInstance()).clearEvidence().build());
    }
    if (!further.hasFlawedAt()) {
      return flagged.withVerdict(further);
    }
    return votes.stream().allMatch(Vote::hasFlawedAt)
        ? flagged
        : flagged.withVerdict(missing(further));
  }

  private static Verdict missing(Verdict further) {
    Unavailable unavailable =
        Unavailable.newBuilder()
            .setCause(UnavailableCause.UNAVAILABLE_CAUSE_MODEL_FAULT)
            .setDetail("confirmation: a further sample is missing (expected: every one of them)")
            .build();
    return further.toBuilder().setUnavailable(unavailable).clearEvidence().build();
  }
}
