from fapo_client.wire.genrm.v1 import genrm_pb2 as _genrm_pb2
from fapo_client.wire.reward.v1 import policy_pb2 as _policy_pb2
from fapo_client.wire.reward.v1 import score_pb2 as _score_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.rpc import status_pb2 as _status_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AuditMode(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    AUDIT_MODE_UNSPECIFIED: _ClassVar[AuditMode]
    AUDIT_MODE_DURABLE: _ClassVar[AuditMode]
    AUDIT_MODE_STRICT: _ClassVar[AuditMode]
    AUDIT_MODE_BEST_EFFORT: _ClassVar[AuditMode]
AUDIT_MODE_UNSPECIFIED: AuditMode
AUDIT_MODE_DURABLE: AuditMode
AUDIT_MODE_STRICT: AuditMode
AUDIT_MODE_BEST_EFFORT: AuditMode

class ScoreRolloutRequest(_message.Message):
    __slots__ = ("key", "task", "rollout", "group_size", "policy", "revise")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TASK_FIELD_NUMBER: _ClassVar[int]
    ROLLOUT_FIELD_NUMBER: _ClassVar[int]
    GROUP_SIZE_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    REVISE_FIELD_NUMBER: _ClassVar[int]
    key: _score_pb2.GroupKey
    task: _score_pb2.Task
    rollout: _score_pb2.Rollout
    group_size: int
    policy: _policy_pb2.ScoringPolicy
    revise: bool
    def __init__(self, key: _Optional[_Union[_score_pb2.GroupKey, _Mapping]] = ..., task: _Optional[_Union[_score_pb2.Task, _Mapping]] = ..., rollout: _Optional[_Union[_score_pb2.Rollout, _Mapping]] = ..., group_size: _Optional[int] = ..., policy: _Optional[_Union[_policy_pb2.ScoringPolicy, _Mapping]] = ..., revise: bool = ...) -> None: ...

class ScoreRolloutResponse(_message.Message):
    __slots__ = ("result", "group", "replayed", "warnings", "step", "recorded")
    RESULT_FIELD_NUMBER: _ClassVar[int]
    GROUP_FIELD_NUMBER: _ClassVar[int]
    REPLAYED_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    RECORDED_FIELD_NUMBER: _ClassVar[int]
    result: _score_pb2.RolloutResult
    group: _score_pb2.GroupScore
    replayed: bool
    warnings: _containers.RepeatedScalarFieldContainer[str]
    step: _score_pb2.StepShares
    recorded: _score_pb2.Recorded
    def __init__(self, result: _Optional[_Union[_score_pb2.RolloutResult, _Mapping]] = ..., group: _Optional[_Union[_score_pb2.GroupScore, _Mapping]] = ..., replayed: bool = ..., warnings: _Optional[_Iterable[str]] = ..., step: _Optional[_Union[_score_pb2.StepShares, _Mapping]] = ..., recorded: _Optional[_Union[_score_pb2.Recorded, str]] = ...) -> None: ...

class ScoreGroupRequest(_message.Message):
    __slots__ = ("group", "policy", "revise")
    GROUP_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    REVISE_FIELD_NUMBER: _ClassVar[int]
    group: _score_pb2.Group
    policy: _policy_pb2.ScoringPolicy
    revise: bool
    def __init__(self, group: _Optional[_Union[_score_pb2.Group, _Mapping]] = ..., policy: _Optional[_Union[_policy_pb2.ScoringPolicy, _Mapping]] = ..., revise: bool = ...) -> None: ...

class ScoreGroupResponse(_message.Message):
    __slots__ = ("score",)
    SCORE_FIELD_NUMBER: _ClassVar[int]
    score: _score_pb2.GroupScore
    def __init__(self, score: _Optional[_Union[_score_pb2.GroupScore, _Mapping]] = ...) -> None: ...

class ScoreGroupsRequest(_message.Message):
    __slots__ = ("sequence", "group", "policy", "revise")
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    GROUP_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    REVISE_FIELD_NUMBER: _ClassVar[int]
    sequence: int
    group: _score_pb2.Group
    policy: _policy_pb2.ScoringPolicy
    revise: bool
    def __init__(self, sequence: _Optional[int] = ..., group: _Optional[_Union[_score_pb2.Group, _Mapping]] = ..., policy: _Optional[_Union[_policy_pb2.ScoringPolicy, _Mapping]] = ..., revise: bool = ...) -> None: ...

class ScoreGroupsResponse(_message.Message):
    __slots__ = ("sequence", "score", "error")
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    sequence: int
    score: _score_pb2.GroupScore
    error: _status_pb2.Status
    def __init__(self, sequence: _Optional[int] = ..., score: _Optional[_Union[_score_pb2.GroupScore, _Mapping]] = ..., error: _Optional[_Union[_status_pb2.Status, _Mapping]] = ...) -> None: ...

class StreamRolloutsRequest(_message.Message):
    __slots__ = ("sequence", "rollout")
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    ROLLOUT_FIELD_NUMBER: _ClassVar[int]
    sequence: int
    rollout: ScoreRolloutRequest
    def __init__(self, sequence: _Optional[int] = ..., rollout: _Optional[_Union[ScoreRolloutRequest, _Mapping]] = ...) -> None: ...

class StreamRolloutsResponse(_message.Message):
    __slots__ = ("sequence", "result", "group", "error")
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    GROUP_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    sequence: int
    result: _score_pb2.RolloutResult
    group: _score_pb2.GroupScore
    error: _status_pb2.Status
    def __init__(self, sequence: _Optional[int] = ..., result: _Optional[_Union[_score_pb2.RolloutResult, _Mapping]] = ..., group: _Optional[_Union[_score_pb2.GroupScore, _Mapping]] = ..., error: _Optional[_Union[_status_pb2.Status, _Mapping]] = ...) -> None: ...

class GetGroupRequest(_message.Message):
    __slots__ = ("key", "include_texts")
    KEY_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_TEXTS_FIELD_NUMBER: _ClassVar[int]
    key: _score_pb2.GroupKey
    include_texts: bool
    def __init__(self, key: _Optional[_Union[_score_pb2.GroupKey, _Mapping]] = ..., include_texts: bool = ...) -> None: ...

class GetGroupResponse(_message.Message):
    __slots__ = ("score", "group", "policy")
    SCORE_FIELD_NUMBER: _ClassVar[int]
    GROUP_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    score: _score_pb2.GroupScore
    group: _score_pb2.Group
    policy: _policy_pb2.ScoringPolicy
    def __init__(self, score: _Optional[_Union[_score_pb2.GroupScore, _Mapping]] = ..., group: _Optional[_Union[_score_pb2.Group, _Mapping]] = ..., policy: _Optional[_Union[_policy_pb2.ScoringPolicy, _Mapping]] = ...) -> None: ...

class ListGroupsRequest(_message.Message):
    __slots__ = ("run_id", "run_attempt", "step", "page_size", "page_token")
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    RUN_ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    run_id: str
    run_attempt: int
    step: int
    page_size: int
    page_token: str
    def __init__(self, run_id: _Optional[str] = ..., run_attempt: _Optional[int] = ..., step: _Optional[int] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListGroupsResponse(_message.Message):
    __slots__ = ("groups", "next_page_token")
    GROUPS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    groups: _containers.RepeatedCompositeFieldContainer[GroupSummary]
    next_page_token: str
    def __init__(self, groups: _Optional[_Iterable[_Union[GroupSummary, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GroupSummary(_message.Message):
    __slots__ = ("key", "status", "size", "right", "flawed", "unscored", "mean_reward", "scored_at")
    KEY_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    SIZE_FIELD_NUMBER: _ClassVar[int]
    RIGHT_FIELD_NUMBER: _ClassVar[int]
    FLAWED_FIELD_NUMBER: _ClassVar[int]
    UNSCORED_FIELD_NUMBER: _ClassVar[int]
    MEAN_REWARD_FIELD_NUMBER: _ClassVar[int]
    SCORED_AT_FIELD_NUMBER: _ClassVar[int]
    key: _score_pb2.GroupKey
    status: _score_pb2.GroupStatus
    size: int
    right: int
    flawed: int
    unscored: int
    mean_reward: float
    scored_at: _timestamp_pb2.Timestamp
    def __init__(self, key: _Optional[_Union[_score_pb2.GroupKey, _Mapping]] = ..., status: _Optional[_Union[_score_pb2.GroupStatus, _Mapping]] = ..., size: _Optional[int] = ..., right: _Optional[int] = ..., flawed: _Optional[int] = ..., unscored: _Optional[int] = ..., mean_reward: _Optional[float] = ..., scored_at: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class CloseGroupRequest(_message.Message):
    __slots__ = ("key",)
    KEY_FIELD_NUMBER: _ClassVar[int]
    key: _score_pb2.GroupKey
    def __init__(self, key: _Optional[_Union[_score_pb2.GroupKey, _Mapping]] = ...) -> None: ...

class CloseGroupResponse(_message.Message):
    __slots__ = ("score",)
    SCORE_FIELD_NUMBER: _ClassVar[int]
    score: _score_pb2.GroupScore
    def __init__(self, score: _Optional[_Union[_score_pb2.GroupScore, _Mapping]] = ...) -> None: ...

class CancelGroupRequest(_message.Message):
    __slots__ = ("key",)
    KEY_FIELD_NUMBER: _ClassVar[int]
    key: _score_pb2.GroupKey
    def __init__(self, key: _Optional[_Union[_score_pb2.GroupKey, _Mapping]] = ...) -> None: ...

class CancelGroupResponse(_message.Message):
    __slots__ = ("cancelled",)
    CANCELLED_FIELD_NUMBER: _ClassVar[int]
    cancelled: bool
    def __init__(self, cancelled: bool = ...) -> None: ...

class CancelRunRequest(_message.Message):
    __slots__ = ("run_id", "run_attempt")
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    RUN_ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    run_id: str
    run_attempt: int
    def __init__(self, run_id: _Optional[str] = ..., run_attempt: _Optional[int] = ...) -> None: ...

class CancelRunResponse(_message.Message):
    __slots__ = ("groups_cancelled",)
    GROUPS_CANCELLED_FIELD_NUMBER: _ClassVar[int]
    groups_cancelled: int
    def __init__(self, groups_cancelled: _Optional[int] = ...) -> None: ...

class ComputeAdvantageRequest(_message.Message):
    __slots__ = ("groups", "policy")
    GROUPS_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    groups: _containers.RepeatedCompositeFieldContainer[RewardGroup]
    policy: _policy_pb2.AdvantagePolicy
    def __init__(self, groups: _Optional[_Iterable[_Union[RewardGroup, _Mapping]]] = ..., policy: _Optional[_Union[_policy_pb2.AdvantagePolicy, _Mapping]] = ...) -> None: ...

class RewardGroup(_message.Message):
    __slots__ = ("members",)
    MEMBERS_FIELD_NUMBER: _ClassVar[int]
    members: _containers.RepeatedCompositeFieldContainer[MemberReward]
    def __init__(self, members: _Optional[_Iterable[_Union[MemberReward, _Mapping]]] = ...) -> None: ...

class MemberReward(_message.Message):
    __slots__ = ("reward", "response_tokens")
    REWARD_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_TOKENS_FIELD_NUMBER: _ClassVar[int]
    reward: float
    response_tokens: int
    def __init__(self, reward: _Optional[float] = ..., response_tokens: _Optional[int] = ...) -> None: ...

class ComputeAdvantageResponse(_message.Message):
    __slots__ = ("groups",)
    GROUPS_FIELD_NUMBER: _ClassVar[int]
    groups: _containers.RepeatedCompositeFieldContainer[AdvantageGroup]
    def __init__(self, groups: _Optional[_Iterable[_Union[AdvantageGroup, _Mapping]]] = ...) -> None: ...

class AdvantageGroup(_message.Message):
    __slots__ = ("advantages", "no_signal_cause")
    ADVANTAGES_FIELD_NUMBER: _ClassVar[int]
    NO_SIGNAL_CAUSE_FIELD_NUMBER: _ClassVar[int]
    advantages: _containers.RepeatedScalarFieldContainer[float]
    no_signal_cause: _score_pb2.NoSignalCause
    def __init__(self, advantages: _Optional[_Iterable[float]] = ..., no_signal_cause: _Optional[_Union[_score_pb2.NoSignalCause, str]] = ...) -> None: ...

class ScoreCritiquesRequest(_message.Message):
    __slots__ = ("samples",)
    SAMPLES_FIELD_NUMBER: _ClassVar[int]
    samples: _containers.RepeatedCompositeFieldContainer[CritiqueSample]
    def __init__(self, samples: _Optional[_Iterable[_Union[CritiqueSample, _Mapping]]] = ...) -> None: ...

class CritiqueSample(_message.Message):
    __slots__ = ("completion", "index", "label", "step_count")
    COMPLETION_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    STEP_COUNT_FIELD_NUMBER: _ClassVar[int]
    completion: bytes
    index: int
    label: int
    step_count: int
    def __init__(self, completion: _Optional[bytes] = ..., index: _Optional[int] = ..., label: _Optional[int] = ..., step_count: _Optional[int] = ...) -> None: ...

class ScoreCritiquesResponse(_message.Message):
    __slots__ = ("rewards",)
    REWARDS_FIELD_NUMBER: _ClassVar[int]
    rewards: _containers.RepeatedCompositeFieldContainer[CritiqueReward]
    def __init__(self, rewards: _Optional[_Iterable[_Union[CritiqueReward, _Mapping]]] = ...) -> None: ...

class CritiqueReward(_message.Message):
    __slots__ = ("reward", "outcome", "process", "prediction")
    REWARD_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    PROCESS_FIELD_NUMBER: _ClassVar[int]
    PREDICTION_FIELD_NUMBER: _ClassVar[int]
    reward: float
    outcome: float
    process: float
    prediction: int
    def __init__(self, reward: _Optional[float] = ..., outcome: _Optional[float] = ..., process: _Optional[float] = ..., prediction: _Optional[int] = ...) -> None: ...

class ReplayRunRequest(_message.Message):
    __slots__ = ("run_id", "run_attempt")
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    RUN_ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    run_id: str
    run_attempt: int
    def __init__(self, run_id: _Optional[str] = ..., run_attempt: _Optional[int] = ...) -> None: ...

class ReplayRunResponse(_message.Message):
    __slots__ = ("key", "rollouts", "differences")
    KEY_FIELD_NUMBER: _ClassVar[int]
    ROLLOUTS_FIELD_NUMBER: _ClassVar[int]
    DIFFERENCES_FIELD_NUMBER: _ClassVar[int]
    key: _score_pb2.GroupKey
    rollouts: int
    differences: _containers.RepeatedCompositeFieldContainer[ReplayDifference]
    def __init__(self, key: _Optional[_Union[_score_pb2.GroupKey, _Mapping]] = ..., rollouts: _Optional[int] = ..., differences: _Optional[_Iterable[_Union[ReplayDifference, _Mapping]]] = ...) -> None: ...

class ReplayDifference(_message.Message):
    __slots__ = ("rollout_index", "field", "recorded", "recomputed")
    ROLLOUT_INDEX_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    RECORDED_FIELD_NUMBER: _ClassVar[int]
    RECOMPUTED_FIELD_NUMBER: _ClassVar[int]
    rollout_index: int
    field: str
    recorded: str
    recomputed: str
    def __init__(self, rollout_index: _Optional[int] = ..., field: _Optional[str] = ..., recorded: _Optional[str] = ..., recomputed: _Optional[str] = ...) -> None: ...

class GetServerInfoRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetServerInfoResponse(_message.Message):
    __slots__ = ("version", "max_message_bytes", "critics", "default_critic", "audit_mode", "default_policy")
    VERSION_FIELD_NUMBER: _ClassVar[int]
    MAX_MESSAGE_BYTES_FIELD_NUMBER: _ClassVar[int]
    CRITICS_FIELD_NUMBER: _ClassVar[int]
    DEFAULT_CRITIC_FIELD_NUMBER: _ClassVar[int]
    AUDIT_MODE_FIELD_NUMBER: _ClassVar[int]
    DEFAULT_POLICY_FIELD_NUMBER: _ClassVar[int]
    version: str
    max_message_bytes: int
    critics: _containers.RepeatedCompositeFieldContainer[_genrm_pb2.Critic]
    default_critic: str
    audit_mode: AuditMode
    default_policy: _policy_pb2.ScoringPolicy
    def __init__(self, version: _Optional[str] = ..., max_message_bytes: _Optional[int] = ..., critics: _Optional[_Iterable[_Union[_genrm_pb2.Critic, _Mapping]]] = ..., default_critic: _Optional[str] = ..., audit_mode: _Optional[_Union[AuditMode, str]] = ..., default_policy: _Optional[_Union[_policy_pb2.ScoringPolicy, _Mapping]] = ...) -> None: ...
