"""What a trainer hands over, and how it is written to the wire."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Optional, Sequence, Union

from fapo_client.enums import number_of
from fapo_client.wire.genrm.v1 import genrm_pb2
from fapo_client.wire.reward.v1 import policy_pb2, reward_pb2, score_pb2
from fapo_client.wire.verifier.v1 import verifier_pb2

#: Text is sent as bytes: a lone surrogate reaches the server, which refuses the one field it stands in.
Text = Union[str, bytes]


def utf8(text: Text) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


@dataclass(frozen=True)
class GroupKey:
    """Names a group: the same key with the same content is answered from the record, with other content refused."""

    run_id: str = ""
    group_id: str = ""
    run_attempt: int = 0
    step: int = 0
    group_attempt: int = 0

    def to_wire(self) -> score_pb2.GroupKey:
        return score_pb2.GroupKey(
            run_id=self.run_id,
            run_attempt=self.run_attempt,
            step=self.step,
            group_id=self.group_id,
            group_attempt=self.group_attempt,
        )

    @staticmethod
    def of(wire: score_pb2.GroupKey) -> "GroupKey":
        return GroupKey(wire.run_id, wire.group_id, wire.run_attempt, wire.step, wire.group_attempt)


@dataclass(frozen=True)
class Turn:
    """One turn of a conversation; `role` is system, user, assistant or tool."""

    role: str
    content: Text
    #: Whether the policy wrote it and is rewarded for it; None: true for assistant turns.
    trainable: Optional[bool] = None
    tool_name: str = ""

    def to_wire(self) -> genrm_pb2.Turn:
        return genrm_pb2.Turn(
            role=number_of(genrm_pb2.Role, "ROLE_", self.role, "role"),
            content=utf8(self.content),
            trainable=self.trainable,
            tool_name=self.tool_name,
        )


def solution(text: Optional[Text], turns: Optional[Sequence[Turn]], steps: Sequence[Text]) -> genrm_pb2.Solution:
    if (text is None) == (turns is None):
        raise ValueError("text, turns: both or neither given (expected: exactly one)")
    pieces = [utf8(step) for step in steps]
    if turns is None:
        return genrm_pb2.Solution(text=utf8(text), steps=pieces)
    return genrm_pb2.Solution(turns=genrm_pb2.Turns(turns=[t.to_wire() for t in turns]), steps=pieces)


@dataclass(frozen=True)
class Rollout:
    """One answer of the policy: its text, or its turns."""

    text: Optional[Text] = None
    #: The caller's own name, returned as it came.
    id: str = ""
    turns: Optional[Sequence[Turn]] = None
    #: Steps already split; empty: the server splits.
    steps: Sequence[Text] = ()
    #: 0-based; None: by position in its group.
    index: Optional[int] = None
    #: stop, length or aborted.
    finish_reason: Optional[str] = None
    #: Tokens.
    response_tokens: Optional[int] = None
    policy_version_min: Optional[int] = None
    policy_version_max: Optional[int] = None

    def to_wire(self) -> score_pb2.Rollout:
        return score_pb2.Rollout(
            rollout_index=self.index,
            rollout_id=self.id,
            solution=solution(self.text, self.turns, self.steps),
            finish_reason=number_of(score_pb2.FinishReason, "FINISH_REASON_", self.finish_reason, "finish_reason"),
            response_tokens=self.response_tokens,
            policy_version_min=self.policy_version_min,
            policy_version_max=self.policy_version_max,
        )


@dataclass(frozen=True)
class Group:
    """A problem, its reference answers (a rollout is right if it matches any), and the rollouts that answer it."""

    problem: Text
    references: Sequence[Text]
    rollouts: Sequence[Rollout] = ()
    key: GroupKey = field(default_factory=GroupKey)
    #: train or test; None is taken as train, with a warning in the result.
    split: Optional[str] = "train"

    def __post_init__(self):
        if isinstance(self.references, (str, bytes)):
            raise TypeError("references: a single text (expected: a sequence of texts)")

    def task(self) -> score_pb2.Task:
        return score_pb2.Task(
            problem=utf8(self.problem),
            references=[utf8(reference) for reference in self.references],
            split=number_of(score_pb2.Split, "SPLIT_", self.split, "split"),
        )

    def to_wire(self) -> score_pb2.Group:
        return score_pb2.Group(
            key=self.key.to_wire(), task=self.task(), rollouts=[r.to_wire() for r in self.rollouts]
        )


@dataclass(frozen=True)
class Policy:
    """How outcomes become rewards; what is None is the preset's.

    Names are those of the contract's enums without their prefix, in lower case: preset fapo, fapo_robust, fapo_recipe or
    rlvr; estimator grpo, grpo_trl, dr_grpo, rloo, …. `base` is a whole ScoringPolicy message that these are laid over.
    """

    preset: Optional[str] = None
    flaw_penalty: Optional[float] = None
    on_undecided: Optional[str] = None
    on_missing_verdict: Optional[str] = None
    estimator: Optional[str] = None
    answer_when: Optional[str] = None
    #: Name of the critic; None: the server's default.
    critic: Optional[str] = None
    #: Let a critic that is only fit for demonstrations judge training rollouts.
    allow_demo_critic: bool = False
    base: Optional[policy_pb2.ScoringPolicy] = None

    def to_wire(self) -> policy_pb2.ScoringPolicy:
        wire = policy_pb2.ScoringPolicy()
        if self.base is not None:
            wire.CopyFrom(self.base)
        for name, enum, prefix in (
            ("preset", policy_pb2.Preset, "PRESET_"),
            ("on_undecided", policy_pb2.OnUndecided, "ON_UNDECIDED_"),
            ("on_missing_verdict", policy_pb2.OnMissingVerdict, "ON_MISSING_VERDICT_"),
            ("answer_when", policy_pb2.AnswerWhen, "ANSWER_WHEN_"),
        ):
            if getattr(self, name) is not None:
                setattr(wire, name, number_of(enum, prefix, getattr(self, name), name))
        if self.flaw_penalty is not None:
            wire.flaw_penalty = self.flaw_penalty
        if self.estimator is not None:
            wire.advantage.estimator = estimator(self.estimator)
        if self.critic is not None:
            wire.critique.critic = self.critic
        if self.allow_demo_critic:
            wire.allow_demo_critic = True
        return wire


def estimator(name: Optional[str]) -> int:
    return number_of(policy_pb2.Estimator, "ESTIMATOR_", name, "estimator")


def verify_request(
    candidate: Text, references: Sequence[Text], form: str, options: Optional[verifier_pb2.VerifyOptions]
) -> verifier_pb2.VerifyRequest:
    if isinstance(references, (str, bytes)):
        references = [references]
    request = verifier_pb2.VerifyRequest(
        candidate=utf8(candidate), references=[utf8(r) for r in references], options=options
    )
    request.options.form = number_of(verifier_pb2.AnswerForm, "ANSWER_FORM_", form, "form")
    return request


def advantage_request(
    groups: Sequence[Sequence[Optional[float]]],
    estimator_name: Optional[str],
    policy: Optional[policy_pb2.AdvantagePolicy],
) -> reward_pb2.ComputeAdvantageRequest:
    request = reward_pb2.ComputeAdvantageRequest(policy=policy)
    if estimator_name is not None:
        request.policy.estimator = estimator(estimator_name)
    for group in groups:
        request.groups.add(members=[reward_pb2.MemberReward(reward=reward) for reward in group])
    return request
