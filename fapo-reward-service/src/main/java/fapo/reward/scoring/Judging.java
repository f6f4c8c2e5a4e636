package fapo.reward.scoring;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import com.google.rpc.Status;
import fapo.genrm.v1.CritiqueBatchResult;
import fapo.genrm.v1.CritiqueOptions;
import fapo.genrm.v1.CritiqueRequest;
import fapo.genrm.v1.Verdict;
import fapo.reward.core.Split;
import fapo.reward.wire.JudgedMember;
import fapo.reward.wire.OutcomeWire;
import fapo.reward.wire.RefusedException;
import fapo.reward.wire.ScoringOrder;
import fapo.verifier.v1.AnswerCheck;
import fapo.verifier.v1.VerifyBatchResult;
import fapo.verifier.v1.VerifyRequest;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Asks the verifier about every readable member, and the critic about those whose answer is right.
public final class Judging {
  private final VerifierClient verifier;
  private final CriticClient critic;
  private final CriticDirectory directory;

  public Judging(VerifierClient verifier, CriticClient critic, CriticDirectory directory) {
    this.verifier = verifier;
    this.critic = critic;
    this.directory = directory;
  }

  /// @param known what earlier answers settled, by rollout index: asked again only where something
  ///     is missing
  /// @return one entry a member, in the order's order
  /// @throws RefusedException where the caller must change something
  List<JudgedMember> judge(ScoringOrder order, Map<Integer, JudgedMember> known) {
    requireFitCritic(order);
    Map<Integer, JudgedMember> judged = new HashMap<>(known);
    judged.values().removeIf(JudgedMember::lacksCheck);
    check(order, judged);
    List<ScoringOrder.Member> doubtful =
        order.members().stream()
            .filter(member -> of(judged, member.index()).lacksVerdict(order))
            .toList();
    critique(order, doubtful, judged);
    if (Confirmation.applies(order, judged.values())) {
      confirm(order, judged, known);
    }
    return order.members().stream().map(member -> of(judged, member.index())).toList();
  }

  private static JudgedMember of(Map<Integer, JudgedMember> judged, int index) {
    return requireNonNull(judged.get(index), "every member is judged");
  }

  private void requireFitCritic(ScoringOrder order) {
    if (order.split() == Split.TEST || !order.policy().preset().asksCritic()) {
      return;
    }
    try {
      directory.requireFit(
          order.policyMessage().getCritique().getCritic(),
          order.policyMessage().getAllowDemoCritic());
    } catch (StatusRuntimeException unreachable) {
      // Fitness cannot be asked, so neither can verdicts: the members that need one go without.
      return;
    }
  }

  private void check(ScoringOrder order, Map<Integer, JudgedMember> judged) {
    List<ScoringOrder.Member> open =
        order.members().stream().filter(member -> !judged.containsKey(member.index())).toList();
    List<ScoringOrder.Member> readable =
        open.stream().filter(member -> member.unjudged().isEmpty()).toList();
    for (ScoringOrder.Member member : open) {
      member.unjudged().ifPresent(why -> judged.put(member.index(), JudgedMember.unjudged(member)));
    }
    if (readable.isEmpty()) {
      return;
    }
    List<AnswerCheckOrOutage> results = checks(order, readable);
    for (int i = 0; i < readable.size(); i++) {
      ScoringOrder.Member member = readable.get(i);
      judged.put(member.index(), results.get(i).of(member, order));
    }
  }

  private sealed interface AnswerCheckOrOutage {
    record Checked(AnswerCheck check) implements AnswerCheckOrOutage {}

    record Outage(String detail) implements AnswerCheckOrOutage {}

    default JudgedMember of(ScoringOrder.Member member, ScoringOrder order) {
      return switch (this) {
        case Checked(AnswerCheck check) -> JudgedMember.checked(member, check, order);
        case Outage(String detail) -> JudgedMember.verifierUnavailable(member, detail);
      };
    }
  }

  private List<AnswerCheckOrOutage> checks(ScoringOrder order, List<ScoringOrder.Member> members) {
    List<VerifyRequest> requests = new ArrayList<>(members.size());
    for (ScoringOrder.Member member : members) {
      requests.add(
          VerifyRequest.newBuilder()
              .setCandidate(member.text())
              .addAllReferences(order.task().getReferencesList())
              .setOptions(order.policyMessage().getVerify())
              .build());
    }
    try {
      return verifier.check(requests).stream().map(Judging::checkOf).toList();
    } catch (StatusRuntimeException down) {
      throwIfCancelled(down);
      AnswerCheckOrOutage outage =
          new AnswerCheckOrOutage.Outage("verifier: " + OutcomeWire.describe(down.getStatus()));
      return members.stream().map(member -> outage).toList();
    }
  }

  private static AnswerCheckOrOutage checkOf(VerifyBatchResult result) {
    if (result.hasResponse()) {
      return new AnswerCheckOrOutage.Checked(result.getResponse().getCheck());
    }
    Status refused = result.getRefused();
    if (refused.getCode() == Code.FAILED_PRECONDITION_VALUE) {
      throw new RefusedException(
          RefusedException.Reason.REFERENCE_UNREADABLE, "task.references: " + refused.getMessage());
    }
    if (refused.getCode() == Code.INVALID_ARGUMENT_VALUE) {
      throw new RefusedException(
          List.of(new RefusedException.Violation("policy.verify", refused.getMessage())));
    }
    return new AnswerCheckOrOutage.Outage("verifier: " + refused.getMessage());
  }

  private void critique(
      ScoringOrder order, List<ScoringOrder.Member> members, Map<Integer, JudgedMember> judged) {
    List<Verdict> verdicts =
        verdicts(order, members, order.policyMessage().getCritique(), "critique");
    for (int i = 0; i < members.size(); i++) {
      int index = members.get(i).index();
      judged.put(index, of(judged, index).withVerdict(verdicts.get(i)));
    }
  }

  /// @param purpose tells works on one member apart, which another may join or cancel by name
  private List<Verdict> verdicts(
      ScoringOrder order,
      List<ScoringOrder.Member> members,
      CritiqueOptions options,
      String purpose) {
    if (members.isEmpty()) {
      return List.of();
    }
    String work = purpose + " " + contentName(order) + " of " + order.key() + " rollout ";
    ByteString reference = order.task().getReferences(0);
    List<CritiqueRequest> requests = new ArrayList<>(members.size());
    for (ScoringOrder.Member member : members) {
      requests.add(
          CritiqueRequest.newBuilder()
              .setProblem(order.task().getProblem())
              .setReference(reference)
              .setSolution(member.message().getSolution())
              .setOptions(options)
              .setWorkId(work + member.index())
              .build());
    }
    try {
      return critic.critique(requests).stream().map(result -> verdictOf(result, order)).toList();
    } catch (StatusRuntimeException down) {
      if (Thread.currentThread().isInterrupted()) {
        critic.cancel(requests); // a call that ends only detaches its work
      }
      throwIfCancelled(down);
      Verdict unavailable = OutcomeWire.unavailable(down.getStatus());
      return members.stream().map(member -> unavailable).toList();
    }
  }

  /// The same work has the same name, other content under the same key another.
  private static String contentName(ScoringOrder order) {
    byte[] hash = order.contentHash().substring(0, 8).toByteArray();
    return HexFormat.of().formatHex(hash);
  }

  private static Verdict verdictOf(CritiqueBatchResult result, ScoringOrder order) {
    if (result.hasVerdict()) {
      CriticDirectory.requireFit(result.getVerdict(), order.policyMessage().getAllowDemoCritic());
      return result.getVerdict();
    }
    Status refused = result.getRefused();
    return switch (Code.forNumber(refused.getCode())) {
      case FAILED_PRECONDITION ->
          throw new RefusedException(
              RefusedException.Reason.CRITIC_UNKNOWN, "policy.critique: " + refused.getMessage());
      case INVALID_ARGUMENT ->
          throw new RefusedException(
              List.of(new RefusedException.Violation("policy.critique", refused.getMessage())));
      case null, default -> OutcomeWire.unavailable(refused);
    };
  }

  /// In an all-correct group one false flag is a full-size gradient: a flaw counts there only if
  /// every further sample sees one too.
  private void confirm(
      ScoringOrder order, Map<Integer, JudgedMember> judged, Map<Integer, JudgedMember> known) {
    boolean confirmedBefore = Confirmation.applies(order, known.values());
    List<ScoringOrder.Member> flagged =
        order.members().stream()
            .filter(member -> of(judged, member.index()).flawed())
            .filter(member -> !confirmedBefore || !flawed(known, member.index()))
            .toList();
    List<Verdict> further = verdicts(order, flagged, Confirmation.options(order), "confirmation");
    for (int i = 0; i < flagged.size(); i++) {
      int index = flagged.get(i).index();
      judged.put(index, Confirmation.settle(of(judged, index), further.get(i)));
    }
  }

  private static boolean flawed(Map<Integer, JudgedMember> known, int index) {
    JudgedMember earlier = known.get(index);
    return earlier != null && earlier.flawed();
  }

  private static void throwIfCancelled(StatusRuntimeException down) {
    if (Thread.currentThread().isInterrupted()) {
      throw new RefusedException(
          RefusedException.Reason.CANCELLED,
          "cancelled: " + OutcomeWire.describe(down.getStatus()));
    }
  }
}
