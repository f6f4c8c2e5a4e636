package fapo.reward.scoring;

import fapo.genrm.v1.CritiqueOptions;
import fapo.genrm.v1.Verdict;
import fapo.genrm.v1.Vote;
import fapo.reward.wire.JudgedMember;
import fapo.reward.wire.ScoringOrder;
import java.util.Collection;

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

  /// A confirmed flaw stays. Where a further sample is sound, so is the member; where the further
  /// samples are missing, the verdict is as missing as they are.
  static JudgedMember settle(JudgedMember flagged, Verdict further) {
    return further.hasFlawedAt() && further.getVotesList().stream().allMatch(Vote::hasFlawedAt)
        ? flagged
        : flagged.withVerdict(further.hasFlawedAt() ? overruled(further) : further);
  }

  private static Verdict overruled(Verdict further) {
    return further.toBuilder().setSound(fapo.genrm.v1.Sound.getDefaultInstance()).build();
  }
}
