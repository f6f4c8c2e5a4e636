from fapo_client.wire.genrm.v1 import genrm_pb2 as _genrm_pb2
from fapo_client.wire.reward.v1 import policy_pb2 as _policy_pb2
from fapo_client.wire.verifier.v1 import verifier_pb2 as _verifier_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Split(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SPLIT_UNSPECIFIED: _ClassVar[Split]
    SPLIT_TRAIN: _ClassVar[Split]
    SPLIT_TEST: _ClassVar[Split]

class FinishReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FINISH_REASON_UNSPECIFIED: _ClassVar[FinishReason]
    FINISH_REASON_STOP: _ClassVar[FinishReason]
    FINISH_REASON_LENGTH: _ClassVar[FinishReason]
    FINISH_REASON_ABORTED: _ClassVar[FinishReason]

class GroupStatusCode(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    GROUP_STATUS_CODE_UNSPECIFIED: _ClassVar[GroupStatusCode]
    GROUP_STATUS_CODE_OK: _ClassVar[GroupStatusCode]
    GROUP_STATUS_CODE_DEGRADED: _ClassVar[GroupStatusCode]
    GROUP_STATUS_CODE_NO_SIGNAL: _ClassVar[GroupStatusCode]
    GROUP_STATUS_CODE_REFUSED: _ClassVar[GroupStatusCode]
    GROUP_STATUS_CODE_OPEN: _ClassVar[GroupStatusCode]
    GROUP_STATUS_CODE_CANCELLED: _ClassVar[GroupStatusCode]

class DegradedCause(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DEGRADED_CAUSE_UNSPECIFIED: _ClassVar[DegradedCause]
    DEGRADED_CAUSE_VERDICT_UNREADABLE: _ClassVar[DegradedCause]
    DEGRADED_CAUSE_VERDICT_UNAVAILABLE: _ClassVar[DegradedCause]
    DEGRADED_CAUSE_VERDICT_OUT_OF_SCOPE: _ClassVar[DegradedCause]

class NoSignalCause(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    NO_SIGNAL_CAUSE_UNSPECIFIED: _ClassVar[NoSignalCause]
    NO_SIGNAL_CAUSE_GROUP_OF_ONE: _ClassVar[NoSignalCause]
    NO_SIGNAL_CAUSE_SPREAD_TOO_SMALL: _ClassVar[NoSignalCause]
    NO_SIGNAL_CAUSE_TOO_FEW_SCORED: _ClassVar[NoSignalCause]

class UnscoredCause(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UNSCORED_CAUSE_UNSPECIFIED: _ClassVar[UnscoredCause]
    UNSCORED_CAUSE_ANSWER_UNDECIDED: _ClassVar[UnscoredCause]
    UNSCORED_CAUSE_VERIFIER_UNAVAILABLE: _ClassVar[UnscoredCause]
    UNSCORED_CAUSE_VERDICT_MISSING: _ClassVar[UnscoredCause]
    UNSCORED_CAUSE_ROLLOUT_UNREADABLE: _ClassVar[UnscoredCause]
    UNSCORED_CAUSE_CANCELLED: _ClassVar[UnscoredCause]
    UNSCORED_CAUSE_MISSING: _ClassVar[UnscoredCause]

class Alarm(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ALARM_UNSPECIFIED: _ClassVar[Alarm]
    ALARM_WARN: _ClassVar[Alarm]
    ALARM_REFUSE: _ClassVar[Alarm]

class Recorded(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RECORDED_UNSPECIFIED: _ClassVar[Recorded]
    RECORDED_POSTGRES: _ClassVar[Recorded]
    RECORDED_SPOOL: _ClassVar[Recorded]
    RECORDED_PENDING: _ClassVar[Recorded]
SPLIT_UNSPECIFIED: Split
SPLIT_TRAIN: Split
SPLIT_TEST: Split
FINISH_REASON_UNSPECIFIED: FinishReason
FINISH_REASON_STOP: FinishReason
FINISH_REASON_LENGTH: FinishReason
FINISH_REASON_ABORTED: FinishReason
GROUP_STATUS_CODE_UNSPECIFIED: GroupStatusCode
GROUP_STATUS_CODE_OK: GroupStatusCode
GROUP_STATUS_CODE_DEGRADED: GroupStatusCode
GROUP_STATUS_CODE_NO_SIGNAL: GroupStatusCode
GROUP_STATUS_CODE_REFUSED: GroupStatusCode
GROUP_STATUS_CODE_OPEN: GroupStatusCode
GROUP_STATUS_CODE_CANCELLED: GroupStatusCode
DEGRADED_CAUSE_UNSPECIFIED: DegradedCause
DEGRADED_CAUSE_VERDICT_UNREADABLE: DegradedCause
DEGRADED_CAUSE_VERDICT_UNAVAILABLE: DegradedCause
DEGRADED_CAUSE_VERDICT_OUT_OF_SCOPE: DegradedCause
NO_SIGNAL_CAUSE_UNSPECIFIED: NoSignalCause
NO_SIGNAL_CAUSE_GROUP_OF_ONE: NoSignalCause
NO_SIGNAL_CAUSE_SPREAD_TOO_SMALL: NoSignalCause
NO_SIGNAL_CAUSE_TOO_FEW_SCORED: NoSignalCause
UNSCORED_CAUSE_UNSPECIFIED: UnscoredCause
UNSCORED_CAUSE_ANSWER_UNDECIDED: UnscoredCause
UNSCORED_CAUSE_VERIFIER_UNAVAILABLE: UnscoredCause
UNSCORED_CAUSE_VERDICT_MISSING: UnscoredCause
UNSCORED_CAUSE_ROLLOUT_UNREADABLE: UnscoredCause
UNSCORED_CAUSE_CANCELLED: UnscoredCause
UNSCORED_CAUSE_MISSING: UnscoredCause
ALARM_UNSPECIFIED: Alarm
ALARM_WARN: Alarm
ALARM_REFUSE: Alarm
RECORDED_UNSPECIFIED: Recorded
RECORDED_POSTGRES: Recorded
RECORDED_SPOOL: Recorded
RECORDED_PENDING: Recorded

class GroupKey(_message.Message):
    __slots__ = ("run_id", "run_attempt", "step", "group_id", "group_attempt")
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    RUN_ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    GROUP_ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    run_id: str
    run_attempt: int
    step: int
    group_id: str
    group_attempt: int
    def __init__(self, run_id: _Optional[str] = ..., run_attempt: _Optional[int] = ..., step: _Optional[int] = ..., group_id: _Optional[str] = ..., group_attempt: _Optional[int] = ...) -> None: ...

class Task(_message.Message):
    __slots__ = ("problem", "references", "split")
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    REFERENCES_FIELD_NUMBER: _ClassVar[int]
    SPLIT_FIELD_NUMBER: _ClassVar[int]
    problem: bytes
    references: _containers.RepeatedScalarFieldContainer[bytes]
    split: Split
    def __init__(self, problem: _Optional[bytes] = ..., references: _Optional[_Iterable[bytes]] = ..., split: _Optional[_Union[Split, str]] = ...) -> None: ...

class Rollout(_message.Message):
    __slots__ = ("rollout_index", "rollout_id", "solution", "finish_reason", "response_tokens", "policy_version_min", "policy_version_max")
    ROLLOUT_INDEX_FIELD_NUMBER: _ClassVar[int]
    ROLLOUT_ID_FIELD_NUMBER: _ClassVar[int]
    SOLUTION_FIELD_NUMBER: _ClassVar[int]
    FINISH_REASON_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_TOKENS_FIELD_NUMBER: _ClassVar[int]
    POLICY_VERSION_MIN_FIELD_NUMBER: _ClassVar[int]
    POLICY_VERSION_MAX_FIELD_NUMBER: _ClassVar[int]
    rollout_index: int
    rollout_id: str
    solution: _genrm_pb2.Solution
    finish_reason: FinishReason
    response_tokens: int
    policy_version_min: int
    policy_version_max: int
    def __init__(self, rollout_index: _Optional[int] = ..., rollout_id: _Optional[str] = ..., solution: _Optional[_Union[_genrm_pb2.Solution, _Mapping]] = ..., finish_reason: _Optional[_Union[FinishReason, str]] = ..., response_tokens: _Optional[int] = ..., policy_version_min: _Optional[int] = ..., policy_version_max: _Optional[int] = ...) -> None: ...

class Group(_message.Message):
    __slots__ = ("key", "task", "rollouts")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TASK_FIELD_NUMBER: _ClassVar[int]
    ROLLOUTS_FIELD_NUMBER: _ClassVar[int]
    key: GroupKey
    task: Task
    rollouts: _containers.RepeatedCompositeFieldContainer[Rollout]
    def __init__(self, key: _Optional[_Union[GroupKey, _Mapping]] = ..., task: _Optional[_Union[Task, _Mapping]] = ..., rollouts: _Optional[_Iterable[_Union[Rollout, _Mapping]]] = ...) -> None: ...

class GroupScore(_message.Message):
    __slots__ = ("key", "status", "rollouts", "replayed", "revision", "warnings", "step", "recorded", "scored_at")
    KEY_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    ROLLOUTS_FIELD_NUMBER: _ClassVar[int]
    REPLAYED_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    RECORDED_FIELD_NUMBER: _ClassVar[int]
    SCORED_AT_FIELD_NUMBER: _ClassVar[int]
    key: GroupKey
    status: GroupStatus
    rollouts: _containers.RepeatedCompositeFieldContainer[RolloutResult]
    replayed: bool
    revision: int
    warnings: _containers.RepeatedScalarFieldContainer[str]
    step: StepShares
    recorded: Recorded
    scored_at: _timestamp_pb2.Timestamp
    def __init__(self, key: _Optional[_Union[GroupKey, _Mapping]] = ..., status: _Optional[_Union[GroupStatus, _Mapping]] = ..., rollouts: _Optional[_Iterable[_Union[RolloutResult, _Mapping]]] = ..., replayed: bool = ..., revision: _Optional[int] = ..., warnings: _Optional[_Iterable[str]] = ..., step: _Optional[_Union[StepShares, _Mapping]] = ..., recorded: _Optional[_Union[Recorded, str]] = ..., scored_at: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class GroupStatus(_message.Message):
    __slots__ = ("code", "degraded_cause", "no_signal_cause", "detail")
    CODE_FIELD_NUMBER: _ClassVar[int]
    DEGRADED_CAUSE_FIELD_NUMBER: _ClassVar[int]
    NO_SIGNAL_CAUSE_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    code: GroupStatusCode
    degraded_cause: DegradedCause
    no_signal_cause: NoSignalCause
    detail: str
    def __init__(self, code: _Optional[_Union[GroupStatusCode, str]] = ..., degraded_cause: _Optional[_Union[DegradedCause, str]] = ..., no_signal_cause: _Optional[_Union[NoSignalCause, str]] = ..., detail: _Optional[str] = ...) -> None: ...

class RolloutResult(_message.Message):
    __slots__ = ("rollout_index", "rollout_id", "answer_check", "verdict", "scored", "unscored", "advantage", "missing_verdict_rule")
    ROLLOUT_INDEX_FIELD_NUMBER: _ClassVar[int]
    ROLLOUT_ID_FIELD_NUMBER: _ClassVar[int]
    ANSWER_CHECK_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    SCORED_FIELD_NUMBER: _ClassVar[int]
    UNSCORED_FIELD_NUMBER: _ClassVar[int]
    ADVANTAGE_FIELD_NUMBER: _ClassVar[int]
    MISSING_VERDICT_RULE_FIELD_NUMBER: _ClassVar[int]
    rollout_index: int
    rollout_id: str
    answer_check: _verifier_pb2.AnswerCheck
    verdict: _genrm_pb2.Verdict
    scored: Scored
    unscored: Unscored
    advantage: float
    missing_verdict_rule: _policy_pb2.OnMissingVerdict
    def __init__(self, rollout_index: _Optional[int] = ..., rollout_id: _Optional[str] = ..., answer_check: _Optional[_Union[_verifier_pb2.AnswerCheck, _Mapping]] = ..., verdict: _Optional[_Union[_genrm_pb2.Verdict, _Mapping]] = ..., scored: _Optional[_Union[Scored, _Mapping]] = ..., unscored: _Optional[_Union[Unscored, _Mapping]] = ..., advantage: _Optional[float] = ..., missing_verdict_rule: _Optional[_Union[_policy_pb2.OnMissingVerdict, str]] = ...) -> None: ...

class Scored(_message.Message):
    __slots__ = ("reward", "components")
    REWARD_FIELD_NUMBER: _ClassVar[int]
    COMPONENTS_FIELD_NUMBER: _ClassVar[int]
    reward: float
    components: RewardComponents
    def __init__(self, reward: _Optional[float] = ..., components: _Optional[_Union[RewardComponents, _Mapping]] = ...) -> None: ...

class RewardComponents(_message.Message):
    __slots__ = ("outcome", "flaw", "overlong")
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    FLAW_FIELD_NUMBER: _ClassVar[int]
    OVERLONG_FIELD_NUMBER: _ClassVar[int]
    outcome: float
    flaw: float
    overlong: float
    def __init__(self, outcome: _Optional[float] = ..., flaw: _Optional[float] = ..., overlong: _Optional[float] = ...) -> None: ...

class Unscored(_message.Message):
    __slots__ = ("cause", "retryable", "detail", "neutral_reward")
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    RETRYABLE_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    NEUTRAL_REWARD_FIELD_NUMBER: _ClassVar[int]
    cause: UnscoredCause
    retryable: bool
    detail: str
    neutral_reward: float
    def __init__(self, cause: _Optional[_Union[UnscoredCause, str]] = ..., retryable: bool = ..., detail: _Optional[str] = ..., neutral_reward: _Optional[float] = ...) -> None: ...

class StepShares(_message.Message):
    __slots__ = ("rollouts", "degraded", "unscored", "alarm")
    ROLLOUTS_FIELD_NUMBER: _ClassVar[int]
    DEGRADED_FIELD_NUMBER: _ClassVar[int]
    UNSCORED_FIELD_NUMBER: _ClassVar[int]
    ALARM_FIELD_NUMBER: _ClassVar[int]
    rollouts: int
    degraded: float
    unscored: float
    alarm: Alarm
    def __init__(self, rollouts: _Optional[int] = ..., degraded: _Optional[float] = ..., unscored: _Optional[float] = ..., alarm: _Optional[_Union[Alarm, str]] = ...) -> None: ...
