"""What the platform answers, as plain values. What was not observed is None or a named cause, never 0."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import List, Optional, Tuple

from fapo_client.enums import name_of
from fapo_client.requests import GroupKey
from fapo_client.wire.genrm.v1 import genrm_pb2
from fapo_client.wire.reward.v1 import policy_pb2, reward_pb2, score_pb2
from fapo_client.wire.verifier.v1 import verifier_pb2


def _optional(message, field: str):
    return getattr(message, field) if message.HasField(field) else None


@dataclass(frozen=True)
class AnswerCheck:
    """Whether the answer matches the reference, and what decided."""

    #: equivalent, different, undecided or unreadable; None: not checked.
    outcome: Optional[str]
    #: The rule that decided, for equivalent and different.
    by: str = ""
    #: Why, for different (value, ambiguous) and undecided (limit, no_rule); the side, for unreadable (candidate, reference).
    reason: Optional[str] = None
    detail: str = ""
    #: The answer found in the candidate; None where none was found.
    extracted: Optional[str] = None
    #: Where it was found, for example boxed or last-number.
    source: str = ""

    @property
    def correct(self) -> Optional[bool]:
        """None where the check did not decide: that is not "wrong"."""
        if self.outcome == "unreadable" and self.reason == "candidate":
            return False
        return {"equivalent": True, "different": False}.get(self.outcome or "")

    @staticmethod
    def of(wire: verifier_pb2.AnswerCheck) -> "AnswerCheck":
        outcome = wire.WhichOneof("outcome")
        reason, by, detail = None, "", ""
        if outcome == "equivalent":
            by = wire.equivalent.by
        elif outcome == "different":
            by = wire.different.by
            reason = name_of(verifier_pb2.DifferentReason, "DIFFERENT_REASON_", wire.different.reason)
        elif outcome == "undecided":
            detail = wire.undecided.detail
            reason = name_of(verifier_pb2.UndecidedReason, "UNDECIDED_REASON_", wire.undecided.reason)
        elif outcome == "unreadable":
            detail = wire.unreadable.expected
            reason = name_of(verifier_pb2.Side, "SIDE_", wire.unreadable.side)
        found = wire.HasField("extracted")
        return AnswerCheck(
            outcome,
            by,
            reason,
            detail,
            wire.extracted.text if found else None,
            wire.extracted.source,
        )


@dataclass(frozen=True)
class Evidence:
    """The false statement that a critic points at; `step` is 0-based."""

    step: int
    statement: str
    sub_expression: str
    stated: str
    computed: str
    explanation: str


@dataclass(frozen=True)
class Verdict:
    """What the critic found."""

    #: sound, flawed_at, unreadable, unavailable, out_of_scope or not_asked; None: no verdict was given.
    outcome: Optional[str]
    #: 0-based first wrong step, for flawed_at; None where the prompt has no steps.
    step: Optional[int] = None
    #: Why, for unavailable, out_of_scope and not_asked.
    reason: Optional[str] = None
    detail: str = ""
    critique: str = ""
    evidence: Optional[Evidence] = None
    #: In [0, 1]; None where unknown.
    confidence: Optional[float] = None
    #: Which critic judged, and by which model.
    critic: str = ""
    model_id: str = ""
    #: In [0, 1]: the model's probability that some step is wrong; None where the critic does not give it.
    flaw_score: Optional[float] = None

    @property
    def flawed(self) -> Optional[bool]:
        """None where the critic gave no verdict: that is not "sound"."""
        return {"flawed_at": True, "sound": False}.get(self.outcome or "")

    @staticmethod
    def of(wire: genrm_pb2.Verdict) -> "Verdict":
        outcome = wire.WhichOneof("outcome")
        step = _optional(wire.flawed_at, "step") if outcome == "flawed_at" else None
        reason, detail = None, ""
        if outcome == "unreadable":
            detail = wire.unreadable.excerpt
        elif outcome == "unavailable":
            detail = wire.unavailable.detail
            reason = name_of(genrm_pb2.UnavailableCause, "UNAVAILABLE_CAUSE_", wire.unavailable.cause)
        elif outcome == "out_of_scope":
            detail = wire.out_of_scope.detail
            reason = name_of(genrm_pb2.OutOfScopeReason, "OUT_OF_SCOPE_REASON_", wire.out_of_scope.reason)
        elif outcome == "not_asked":
            reason = name_of(genrm_pb2.NotAskedReason, "NOT_ASKED_REASON_", wire.not_asked.reason)
        evidence = None
        if wire.HasField("evidence"):
            e = wire.evidence
            evidence = Evidence(e.step, e.statement, e.sub_expression, e.stated, e.computed, e.explanation)
        return Verdict(
            outcome,
            step,
            reason,
            detail,
            wire.critique,
            evidence,
            _optional(wire, "confidence"),
            wire.provenance.critic,
            wire.provenance.model_id,
            _optional(wire, "flaw_score"),
        )


@dataclass(frozen=True)
class RewardComponents:
    """reward = outcome + flaw + overlong."""

    outcome: float
    flaw: float
    overlong: float


@dataclass(frozen=True)
class Unscored:
    """Why a rollout has no reward."""

    cause: Optional[str]
    retryable: bool
    detail: str


@dataclass(frozen=True)
class RolloutResult:
    """What one rollout is worth."""

    index: int
    id: str
    #: None: unscored, mask it out.
    reward: Optional[float]
    #: None: unscored, or its group is not complete yet. 0 in a group without signal.
    advantage: Optional[float]
    #: None: not decided.
    answer_correct: Optional[bool]
    answer_check: AnswerCheck
    verdict: Verdict
    #: None exactly where `reward` is.
    components: Optional[RewardComponents] = None
    #: None where it is scored.
    unscored: Optional[Unscored] = None
    #: For trainers without a mask: the mean of the scored siblings of an unscored rollout; None where none is scored.
    neutral_reward: Optional[float] = None
    #: Rewarded in spite of a missing verdict, by this rule.
    missing_verdict_rule: Optional[str] = None

    @property
    def scored(self) -> bool:
        return self.reward is not None

    @staticmethod
    def of(wire: score_pb2.RolloutResult) -> "RolloutResult":
        check = AnswerCheck.of(wire.answer_check)
        components, unscored, neutral = None, None, None
        if wire.WhichOneof("score") == "scored":
            c = wire.scored.components
            components = RewardComponents(c.outcome, c.flaw, c.overlong)
        else:
            u = wire.unscored
            cause = name_of(score_pb2.UnscoredCause, "UNSCORED_CAUSE_", u.cause)
            unscored = Unscored(cause, u.retryable, u.detail)
            neutral = _optional(u, "neutral_reward")
        return RolloutResult(
            index=wire.rollout_index,
            id=wire.rollout_id,
            reward=None if components is None else wire.scored.reward,
            advantage=None if components is None else _optional(wire, "advantage"),
            answer_correct=check.correct if components is None else components.outcome > 0,
            answer_check=check,
            verdict=Verdict.of(wire.verdict),
            components=components,
            unscored=unscored,
            neutral_reward=neutral,
            missing_verdict_rule=name_of(
                policy_pb2.OnMissingVerdict, "ON_MISSING_VERDICT_", wire.missing_verdict_rule
            ),
        )


@dataclass(frozen=True)
class StepShares:
    """Shares of the step's rollouts so far, in [0, 1]; `alarm` is None, warn or refuse."""

    rollouts: int
    degraded: float
    unscored: float
    alarm: Optional[str]

    @staticmethod
    def of(wire: score_pb2.StepShares) -> "StepShares":
        return StepShares(
            wire.rollouts, wire.degraded, wire.unscored, name_of(score_pb2.Alarm, "ALARM_", wire.alarm)
        )


@dataclass(frozen=True)
class GroupScore:
    """What a group is worth."""

    key: GroupKey
    #: ok, degraded, no_signal, refused, open or cancelled.
    status: Optional[str]
    rollouts: Tuple[RolloutResult, ...]
    degraded_cause: Optional[str]
    no_signal_cause: Optional[str]
    detail: str
    #: Whether it was answered from the record.
    replayed: bool
    revision: int
    warnings: Tuple[str, ...]
    step_shares: StepShares
    #: postgres, spool or pending.
    recorded: Optional[str]
    scored_at: Optional[datetime]

    @property
    def mask(self) -> List[bool]:
        """True where a rollout is scored, in the order of `rollouts`."""
        return [rollout.scored for rollout in self.rollouts]

    @staticmethod
    def of(wire: score_pb2.GroupScore) -> "GroupScore":
        status = wire.status
        return GroupScore(
            key=GroupKey.of(wire.key),
            status=name_of(score_pb2.GroupStatusCode, "GROUP_STATUS_CODE_", status.code),
            rollouts=tuple(RolloutResult.of(r) for r in wire.rollouts),
            degraded_cause=name_of(score_pb2.DegradedCause, "DEGRADED_CAUSE_", status.degraded_cause),
            no_signal_cause=name_of(score_pb2.NoSignalCause, "NO_SIGNAL_CAUSE_", status.no_signal_cause),
            detail=status.detail,
            replayed=wire.replayed,
            revision=wire.revision,
            warnings=tuple(wire.warnings),
            step_shares=StepShares.of(wire.step),
            recorded=name_of(score_pb2.Recorded, "RECORDED_", wire.recorded),
            scored_at=(
                wire.scored_at.ToDatetime().replace(tzinfo=timezone.utc) if wire.HasField("scored_at") else None
            ),
        )


@dataclass(frozen=True)
class RolloutReply:
    """The answer to one rollout of a group that is assembled on the server."""

    result: RolloutResult
    #: None until the group is complete.
    group: Optional[GroupScore]
    replayed: bool
    warnings: Tuple[str, ...]

    @staticmethod
    def of(wire: reward_pb2.ScoreRolloutResponse) -> "RolloutReply":
        return RolloutReply(
            RolloutResult.of(wire.result),
            GroupScore.of(wire.group) if wire.HasField("group") else None,
            wire.replayed,
            tuple(wire.warnings),
        )


@dataclass(frozen=True)
class AdvantageGroup:
    """One entry a member; None for an unscored member, 0 in a group without signal."""

    advantages: Tuple[Optional[float], ...]
    no_signal_cause: Optional[str]
