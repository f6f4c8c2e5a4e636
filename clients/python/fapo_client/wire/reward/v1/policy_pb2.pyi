from fapo_client.wire.genrm.v1 import genrm_pb2 as _genrm_pb2
from fapo_client.wire.verifier.v1 import verifier_pb2 as _verifier_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Preset(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PRESET_UNSPECIFIED: _ClassVar[Preset]
    PRESET_FAPO: _ClassVar[Preset]
    PRESET_FAPO_ROBUST: _ClassVar[Preset]
    PRESET_FAPO_RECIPE: _ClassVar[Preset]
    PRESET_RLVR: _ClassVar[Preset]

class OnUndecided(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ON_UNDECIDED_UNSPECIFIED: _ClassVar[OnUndecided]
    ON_UNDECIDED_UNSCORED: _ClassVar[OnUndecided]
    ON_UNDECIDED_WRONG: _ClassVar[OnUndecided]

class OnMissingVerdict(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ON_MISSING_VERDICT_UNSPECIFIED: _ClassVar[OnMissingVerdict]
    ON_MISSING_VERDICT_DEGRADE_GROUP: _ClassVar[OnMissingVerdict]
    ON_MISSING_VERDICT_MASK: _ClassVar[OnMissingVerdict]
    ON_MISSING_VERDICT_NO_PENALTY: _ClassVar[OnMissingVerdict]
    ON_MISSING_VERDICT_PENALTY: _ClassVar[OnMissingVerdict]
    ON_MISSING_VERDICT_FAIL: _ClassVar[OnMissingVerdict]

class Estimator(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ESTIMATOR_UNSPECIFIED: _ClassVar[Estimator]
    ESTIMATOR_GRPO: _ClassVar[Estimator]
    ESTIMATOR_GRPO_TRL: _ClassVar[Estimator]
    ESTIMATOR_GRPO_POPULATION: _ClassVar[Estimator]
    ESTIMATOR_GRPO_OPENRLHF: _ClassVar[Estimator]
    ESTIMATOR_DR_GRPO: _ClassVar[Estimator]
    ESTIMATOR_RLOO: _ClassVar[Estimator]
    ESTIMATOR_GRPO_LEAVE_ONE_OUT: _ClassVar[Estimator]
    ESTIMATOR_OPO: _ClassVar[Estimator]
    ESTIMATOR_GRPO_PASS_AT_K: _ClassVar[Estimator]

class GroupOfOne(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    GROUP_OF_ONE_UNSPECIFIED: _ClassVar[GroupOfOne]
    GROUP_OF_ONE_NO_SIGNAL: _ClassVar[GroupOfOne]
    GROUP_OF_ONE_RAW: _ClassVar[GroupOfOne]

class AnswerWhen(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ANSWER_WHEN_UNSPECIFIED: _ClassVar[AnswerWhen]
    ANSWER_WHEN_ROLLOUT: _ClassVar[AnswerWhen]
    ANSWER_WHEN_GROUP: _ClassVar[AnswerWhen]
PRESET_UNSPECIFIED: Preset
PRESET_FAPO: Preset
PRESET_FAPO_ROBUST: Preset
PRESET_FAPO_RECIPE: Preset
PRESET_RLVR: Preset
ON_UNDECIDED_UNSPECIFIED: OnUndecided
ON_UNDECIDED_UNSCORED: OnUndecided
ON_UNDECIDED_WRONG: OnUndecided
ON_MISSING_VERDICT_UNSPECIFIED: OnMissingVerdict
ON_MISSING_VERDICT_DEGRADE_GROUP: OnMissingVerdict
ON_MISSING_VERDICT_MASK: OnMissingVerdict
ON_MISSING_VERDICT_NO_PENALTY: OnMissingVerdict
ON_MISSING_VERDICT_PENALTY: OnMissingVerdict
ON_MISSING_VERDICT_FAIL: OnMissingVerdict
ESTIMATOR_UNSPECIFIED: Estimator
ESTIMATOR_GRPO: Estimator
ESTIMATOR_GRPO_TRL: Estimator
ESTIMATOR_GRPO_POPULATION: Estimator
ESTIMATOR_GRPO_OPENRLHF: Estimator
ESTIMATOR_DR_GRPO: Estimator
ESTIMATOR_RLOO: Estimator
ESTIMATOR_GRPO_LEAVE_ONE_OUT: Estimator
ESTIMATOR_OPO: Estimator
ESTIMATOR_GRPO_PASS_AT_K: Estimator
GROUP_OF_ONE_UNSPECIFIED: GroupOfOne
GROUP_OF_ONE_NO_SIGNAL: GroupOfOne
GROUP_OF_ONE_RAW: GroupOfOne
ANSWER_WHEN_UNSPECIFIED: AnswerWhen
ANSWER_WHEN_ROLLOUT: AnswerWhen
ANSWER_WHEN_GROUP: AnswerWhen

class ScoringPolicy(_message.Message):
    __slots__ = ("preset", "flaw_penalty", "on_undecided", "on_missing_verdict", "overlong", "advantage", "answer_when", "verify", "critique", "allow_demo_critic", "confirmations")
    PRESET_FIELD_NUMBER: _ClassVar[int]
    FLAW_PENALTY_FIELD_NUMBER: _ClassVar[int]
    ON_UNDECIDED_FIELD_NUMBER: _ClassVar[int]
    ON_MISSING_VERDICT_FIELD_NUMBER: _ClassVar[int]
    OVERLONG_FIELD_NUMBER: _ClassVar[int]
    ADVANTAGE_FIELD_NUMBER: _ClassVar[int]
    ANSWER_WHEN_FIELD_NUMBER: _ClassVar[int]
    VERIFY_FIELD_NUMBER: _ClassVar[int]
    CRITIQUE_FIELD_NUMBER: _ClassVar[int]
    ALLOW_DEMO_CRITIC_FIELD_NUMBER: _ClassVar[int]
    CONFIRMATIONS_FIELD_NUMBER: _ClassVar[int]
    preset: Preset
    flaw_penalty: float
    on_undecided: OnUndecided
    on_missing_verdict: OnMissingVerdict
    overlong: Overlong
    advantage: AdvantagePolicy
    answer_when: AnswerWhen
    verify: _verifier_pb2.VerifyOptions
    critique: _genrm_pb2.CritiqueOptions
    allow_demo_critic: bool
    confirmations: int
    def __init__(self, preset: _Optional[_Union[Preset, str]] = ..., flaw_penalty: _Optional[float] = ..., on_undecided: _Optional[_Union[OnUndecided, str]] = ..., on_missing_verdict: _Optional[_Union[OnMissingVerdict, str]] = ..., overlong: _Optional[_Union[Overlong, _Mapping]] = ..., advantage: _Optional[_Union[AdvantagePolicy, _Mapping]] = ..., answer_when: _Optional[_Union[AnswerWhen, str]] = ..., verify: _Optional[_Union[_verifier_pb2.VerifyOptions, _Mapping]] = ..., critique: _Optional[_Union[_genrm_pb2.CritiqueOptions, _Mapping]] = ..., allow_demo_critic: bool = ..., confirmations: _Optional[int] = ...) -> None: ...

class Overlong(_message.Message):
    __slots__ = ("max_response_tokens", "buffer_tokens", "penalty_factor")
    MAX_RESPONSE_TOKENS_FIELD_NUMBER: _ClassVar[int]
    BUFFER_TOKENS_FIELD_NUMBER: _ClassVar[int]
    PENALTY_FACTOR_FIELD_NUMBER: _ClassVar[int]
    max_response_tokens: int
    buffer_tokens: int
    penalty_factor: float
    def __init__(self, max_response_tokens: _Optional[int] = ..., buffer_tokens: _Optional[int] = ..., penalty_factor: _Optional[float] = ...) -> None: ...

class AdvantagePolicy(_message.Message):
    __slots__ = ("estimator", "epsilon", "min_spread", "min_scored", "group_of_one")
    ESTIMATOR_FIELD_NUMBER: _ClassVar[int]
    EPSILON_FIELD_NUMBER: _ClassVar[int]
    MIN_SPREAD_FIELD_NUMBER: _ClassVar[int]
    MIN_SCORED_FIELD_NUMBER: _ClassVar[int]
    GROUP_OF_ONE_FIELD_NUMBER: _ClassVar[int]
    estimator: Estimator
    epsilon: float
    min_spread: float
    min_scored: int
    group_of_one: GroupOfOne
    def __init__(self, estimator: _Optional[_Union[Estimator, str]] = ..., epsilon: _Optional[float] = ..., min_spread: _Optional[float] = ..., min_scored: _Optional[int] = ..., group_of_one: _Optional[_Union[GroupOfOne, str]] = ...) -> None: ...
