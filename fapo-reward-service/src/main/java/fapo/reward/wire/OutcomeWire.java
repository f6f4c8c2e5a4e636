package fapo.reward.wire;

import com.google.protobuf.Timestamp;
import com.google.rpc.Code;
import fapo.genrm.v1.NotAskedReason;
import fapo.genrm.v1.OutOfScopeReason;
import fapo.genrm.v1.Unavailable;
import fapo.genrm.v1.UnavailableCause;
import fapo.reward.core.AnswerCheck;
import fapo.reward.core.GroupAdvantage;
import fapo.reward.core.GroupKey;
import fapo.reward.core.JudgedRollout;
import fapo.reward.core.RolloutScore;
import fapo.reward.core.ScoredGroup;
import fapo.reward.core.Verdict;
import fapo.reward.v1.DegradedCause;
import fapo.reward.v1.GroupStatus;
import fapo.reward.v1.GroupStatusCode;
import fapo.reward.v1.NoSignalCause;
import fapo.reward.v1.OnMissingVerdict;
import fapo.reward.v1.RewardComponents;
import fapo.reward.v1.Rollout;
import fapo.reward.v1.RolloutResult;
import fapo.reward.v1.Scored;
import fapo.reward.v1.Unscored;
import fapo.reward.v1.UnscoredCause;
import fapo.verifier.v1.DifferentReason;
import fapo.verifier.v1.UndecidedReason;
import io.grpc.Status;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Translates outcomes between the services' messages and the core, once.
public final class OutcomeWire {
  /// What people are told of a degraded group.
  public static final String DEGRADED_DETAIL =
      "a needed verdict is missing: rewarded by the answers alone";

  private static final int MAX_DESCRIPTION = 200;

  private OutcomeWire() {}

  static GroupKey key(fapo.reward.v1.GroupKey key) {
    return new GroupKey(
        key.getRunId(),
        key.getRunAttempt(),
        key.getStep(),
        key.getGroupId(),
        key.getGroupAttempt());
  }

  public static fapo.reward.v1.GroupKey key(GroupKey key) {
    return fapo.reward.v1.GroupKey.newBuilder()
        .setRunId(key.runId())
        .setRunAttempt(key.runAttempt())
        .setStep(key.step())
        .setGroupId(key.groupId())
        .setGroupAttempt(key.groupAttempt())
        .build();
  }

  public static Timestamp timestamp(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
  }

  public static JudgedRollout judged(JudgedMember judged) {
    if (judged.member().unjudged().isPresent()) {
      return judged.member().unjudged().get();
    }
    Rollout rollout = judged.member().message();
    return new JudgedRollout.Judged(
        judged.lacksCheck()
            ? new AnswerCheck.Unavailable(judged.checkOutage())
            : check(judged.check()),
        verdict(judged.verdict()),
        rollout.hasResponseTokens()
            ? OptionalInt.of(rollout.getResponseTokens())
            : OptionalInt.empty());
  }

  private static AnswerCheck check(fapo.verifier.v1.AnswerCheck check) {
    return switch (check.getOutcomeCase()) {
      case EQUIVALENT -> new AnswerCheck.Equivalent(check.getEquivalent().getBy());
      case DIFFERENT ->
          new AnswerCheck.Different(
              check.getDifferent().getBy(),
              check.getDifferent().getReason() == DifferentReason.DIFFERENT_REASON_AMBIGUOUS);
      case UNREADABLE ->
          new AnswerCheck.Unreadable(
              check.getUnreadable().hasPosition()
                  ? OptionalInt.of(check.getUnreadable().getPosition())
                  : OptionalInt.empty(),
              check.getUnreadable().getExpected());
      case UNDECIDED ->
          new AnswerCheck.Undecided(
              check.getUndecided().getReason() == UndecidedReason.UNDECIDED_REASON_LIMIT
                  ? AnswerCheck.Undecided.Reason.LIMIT
                  : AnswerCheck.Undecided.Reason.NO_RULE,
              check.getUndecided().getDetail());
      case OUTCOME_NOT_SET -> new AnswerCheck.Unavailable("verifier: a check without an outcome");
    };
  }

  static Verdict verdict(fapo.genrm.v1.Verdict verdict) {
    return switch (verdict.getOutcomeCase()) {
      case SOUND -> new Verdict.Sound();
      case FLAWED_AT ->
          new Verdict.FlawedAt(
              verdict.getFlawedAt().hasStep()
                  ? OptionalInt.of(verdict.getFlawedAt().getStep())
                  : OptionalInt.empty());
      case NOT_ASKED -> new Verdict.NotAsked(why(verdict.getNotAsked().getReason()));
      case UNREADABLE -> new Verdict.Unreadable(verdict.getUnreadable().getExcerpt());
      case OUT_OF_SCOPE ->
          new Verdict.OutOfScope(
              reason(verdict.getOutOfScope().getReason()), verdict.getOutOfScope().getDetail());
      case UNAVAILABLE ->
          new Verdict.Unavailable(
              cause(verdict.getUnavailable().getCause()), verdict.getUnavailable().getDetail());
      case OUTCOME_NOT_SET ->
          new Verdict.Unavailable(
              Verdict.Unavailable.Cause.MODEL_FAULT, "critic: a verdict without an outcome");
    };
  }

  private static Verdict.NotAsked.Why why(NotAskedReason reason) {
    return switch (reason) {
      case NOT_ASKED_REASON_SPLIT -> Verdict.NotAsked.Why.SPLIT;
      case NOT_ASKED_REASON_PRESET -> Verdict.NotAsked.Why.PRESET;
      case NOT_ASKED_REASON_CANCELLED -> Verdict.NotAsked.Why.CANCELLED;
      case NOT_ASKED_REASON_ANSWER_NOT_RIGHT, NOT_ASKED_REASON_UNSPECIFIED, UNRECOGNIZED ->
          Verdict.NotAsked.Why.ANSWER_NOT_RIGHT;
    };
  }

  private static Verdict.OutOfScope.Reason reason(OutOfScopeReason reason) {
    return switch (reason) {
      case OUT_OF_SCOPE_REASON_TOO_LONG -> Verdict.OutOfScope.Reason.TOO_LONG;
      case OUT_OF_SCOPE_REASON_NO_CHECKABLE_STATEMENT ->
          Verdict.OutOfScope.Reason.NO_CHECKABLE_STATEMENT;
      case OUT_OF_SCOPE_REASON_DOMAIN, OUT_OF_SCOPE_REASON_UNSPECIFIED, UNRECOGNIZED ->
          Verdict.OutOfScope.Reason.DOMAIN;
    };
  }

  private static Verdict.Unavailable.Cause cause(UnavailableCause cause) {
    return switch (cause) {
      case UNAVAILABLE_CAUSE_DEADLINE -> Verdict.Unavailable.Cause.DEADLINE;
      case UNAVAILABLE_CAUSE_UNREACHABLE -> Verdict.Unavailable.Cause.UNREACHABLE;
      case UNAVAILABLE_CAUSE_OVERLOADED -> Verdict.Unavailable.Cause.OVERLOADED;
      case UNAVAILABLE_CAUSE_CANCELLED -> Verdict.Unavailable.Cause.CANCELLED;
      case UNAVAILABLE_CAUSE_NO_PROGRESS -> Verdict.Unavailable.Cause.NO_PROGRESS;
      case UNAVAILABLE_CAUSE_MODEL_FAULT, UNAVAILABLE_CAUSE_UNSPECIFIED, UNRECOGNIZED ->
          Verdict.Unavailable.Cause.MODEL_FAULT;
    };
  }

  /// The verdict of a critic that could not be asked.
  public static fapo.genrm.v1.Verdict unavailable(Status status) {
    return unavailable(
        com.google.rpc.Status.newBuilder()
            .setCode(status.getCode().value())
            .setMessage(describe(status))
            .build());
  }

  /// What another service's failure is called in answers and records: transports put addresses and
  /// pipelines behind the first line.
  public static String describe(Status status) {
    String description = status.getDescription();
    if (description == null) {
      return status.getCode().toString();
    }
    String line = description.lines().findFirst().orElse("");
    return status.getCode() + ": " + line.substring(0, Math.min(line.length(), MAX_DESCRIPTION));
  }

  public static fapo.genrm.v1.Verdict unavailable(com.google.rpc.Status status) {
    UnavailableCause cause =
        switch (Code.forNumber(status.getCode())) {
          case DEADLINE_EXCEEDED -> UnavailableCause.UNAVAILABLE_CAUSE_DEADLINE;
          case RESOURCE_EXHAUSTED -> UnavailableCause.UNAVAILABLE_CAUSE_OVERLOADED;
          case CANCELLED -> UnavailableCause.UNAVAILABLE_CAUSE_CANCELLED;
          case UNAVAILABLE -> UnavailableCause.UNAVAILABLE_CAUSE_UNREACHABLE;
          case null, default -> UnavailableCause.UNAVAILABLE_CAUSE_MODEL_FAULT;
        };
    return fapo.genrm.v1.Verdict.newBuilder()
        .setUnavailable(Unavailable.newBuilder().setCause(cause).setDetail(status.getMessage()))
        .build();
  }

  /// @param position of the member in its group
  public static RolloutResult result(JudgedMember judged, ScoredGroup group, int position) {
    return result(judged, group.members().get(position), group.neutralReward())
        .setAdvantage(group.advantage().of(position))
        .build();
  }

  /// The result before its group's advantages are known.
  public static RolloutResult.Builder result(
      JudgedMember judged, RolloutScore score, OptionalDouble neutral) {
    RolloutResult.Builder result =
        RolloutResult.newBuilder()
            .setRolloutIndex(judged.member().index())
            .setRolloutId(judged.member().message().getRolloutId())
            .setAnswerCheck(judged.check())
            .setVerdict(judged.verdict());
    switch (score) {
      case RolloutScore.Scored scored -> {
        result.setScored(scored(scored));
        scored
            .ruleApplied()
            .ifPresent(
                rule ->
                    result.setMissingVerdictRule(
                        EnumWire.message(OnMissingVerdict.class, rule, "ON_MISSING_VERDICT_")));
      }
      case RolloutScore.Unscored unscored -> result.setUnscored(unscored(unscored, neutral));
    }
    return result;
  }

  private static Scored scored(RolloutScore.Scored scored) {
    return Scored.newBuilder()
        .setReward(scored.reward())
        .setComponents(
            RewardComponents.newBuilder()
                .setOutcome(scored.components().outcome())
                .setFlaw(scored.components().flaw())
                .setOverlong(scored.components().overlong()))
        .build();
  }

  static Unscored unscored(RolloutScore.Unscored unscored, OptionalDouble neutral) {
    UnscoredCause cause =
        switch (unscored.cause()) {
          case ANSWER_UNDECIDED -> UnscoredCause.UNSCORED_CAUSE_ANSWER_UNDECIDED;
          case VERIFIER_UNAVAILABLE -> UnscoredCause.UNSCORED_CAUSE_VERIFIER_UNAVAILABLE;
          case VERDICT_MISSING -> UnscoredCause.UNSCORED_CAUSE_VERDICT_MISSING;
          case ROLLOUT_UNREADABLE -> UnscoredCause.UNSCORED_CAUSE_ROLLOUT_UNREADABLE;
          case CANCELLED -> UnscoredCause.UNSCORED_CAUSE_CANCELLED;
          case MISSING -> UnscoredCause.UNSCORED_CAUSE_MISSING;
        };
    Unscored.Builder message =
        Unscored.newBuilder()
            .setCause(cause)
            .setRetryable(unscored.retryable())
            .setDetail(unscored.detail());
    neutral.ifPresent(message::setNeutralReward);
    return message.build();
  }

  /// The worse thing to say comes first; a degraded group without signal says both.
  public static GroupStatus status(ScoredGroup group) {
    GroupStatus.Builder status =
        GroupStatus.newBuilder().setCode(GroupStatusCode.GROUP_STATUS_CODE_OK);
    group
        .degraded()
        .ifPresent(
            cause ->
                status
                    .setCode(GroupStatusCode.GROUP_STATUS_CODE_DEGRADED)
                    .setDegradedCause(degraded(cause))
                    .setDetail(DEGRADED_DETAIL));
    if (group.advantage() instanceof GroupAdvantage.NoSignal(GroupAdvantage.NoSignal.Cause cause)) {
      status.setCode(GroupStatusCode.GROUP_STATUS_CODE_NO_SIGNAL).setNoSignalCause(noSignal(cause));
    }
    return status.build();
  }

  private static DegradedCause degraded(ScoredGroup.DegradedCause cause) {
    return switch (cause) {
      case VERDICT_UNAVAILABLE -> DegradedCause.DEGRADED_CAUSE_VERDICT_UNAVAILABLE;
      case VERDICT_UNREADABLE -> DegradedCause.DEGRADED_CAUSE_VERDICT_UNREADABLE;
      case VERDICT_OUT_OF_SCOPE -> DegradedCause.DEGRADED_CAUSE_VERDICT_OUT_OF_SCOPE;
    };
  }

  static NoSignalCause noSignal(GroupAdvantage.NoSignal.Cause cause) {
    return switch (cause) {
      case GROUP_OF_ONE -> NoSignalCause.NO_SIGNAL_CAUSE_GROUP_OF_ONE;
      case SPREAD_TOO_SMALL -> NoSignalCause.NO_SIGNAL_CAUSE_SPREAD_TOO_SMALL;
      case TOO_FEW_SCORED -> NoSignalCause.NO_SIGNAL_CAUSE_TOO_FEW_SCORED;
    };
  }
}
