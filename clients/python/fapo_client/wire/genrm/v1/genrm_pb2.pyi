from google.protobuf import duration_pb2 as _duration_pb2
from google.rpc import status_pb2 as _status_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Fitness(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FITNESS_UNSPECIFIED: _ClassVar[Fitness]
    FITNESS_DEMO: _ClassVar[Fitness]
    FITNESS_TRAINING: _ClassVar[Fitness]

class Role(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ROLE_UNSPECIFIED: _ClassVar[Role]
    ROLE_SYSTEM: _ClassVar[Role]
    ROLE_USER: _ClassVar[Role]
    ROLE_ASSISTANT: _ClassVar[Role]
    ROLE_TOOL: _ClassVar[Role]

class CritiqueScope(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CRITIQUE_SCOPE_UNSPECIFIED: _ClassVar[CritiqueScope]
    CRITIQUE_SCOPE_FULL: _ClassVar[CritiqueScope]
    CRITIQUE_SCOPE_AFTER_THINK: _ClassVar[CritiqueScope]

class UnavailableCause(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UNAVAILABLE_CAUSE_UNSPECIFIED: _ClassVar[UnavailableCause]
    UNAVAILABLE_CAUSE_DEADLINE: _ClassVar[UnavailableCause]
    UNAVAILABLE_CAUSE_UNREACHABLE: _ClassVar[UnavailableCause]
    UNAVAILABLE_CAUSE_OVERLOADED: _ClassVar[UnavailableCause]
    UNAVAILABLE_CAUSE_CANCELLED: _ClassVar[UnavailableCause]
    UNAVAILABLE_CAUSE_NO_PROGRESS: _ClassVar[UnavailableCause]
    UNAVAILABLE_CAUSE_MODEL_FAULT: _ClassVar[UnavailableCause]

class OutOfScopeReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    OUT_OF_SCOPE_REASON_UNSPECIFIED: _ClassVar[OutOfScopeReason]
    OUT_OF_SCOPE_REASON_TOO_LONG: _ClassVar[OutOfScopeReason]
    OUT_OF_SCOPE_REASON_DOMAIN: _ClassVar[OutOfScopeReason]
    OUT_OF_SCOPE_REASON_NO_CHECKABLE_STATEMENT: _ClassVar[OutOfScopeReason]

class NotAskedReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    NOT_ASKED_REASON_UNSPECIFIED: _ClassVar[NotAskedReason]
    NOT_ASKED_REASON_ANSWER_NOT_RIGHT: _ClassVar[NotAskedReason]
    NOT_ASKED_REASON_SPLIT: _ClassVar[NotAskedReason]
    NOT_ASKED_REASON_PRESET: _ClassVar[NotAskedReason]
    NOT_ASKED_REASON_CANCELLED: _ClassVar[NotAskedReason]

class EvidenceKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EVIDENCE_KIND_UNSPECIFIED: _ClassVar[EvidenceKind]
    EVIDENCE_KIND_FALSE_STATEMENT: _ClassVar[EvidenceKind]
    EVIDENCE_KIND_CONTRADICTION: _ClassVar[EvidenceKind]
FITNESS_UNSPECIFIED: Fitness
FITNESS_DEMO: Fitness
FITNESS_TRAINING: Fitness
ROLE_UNSPECIFIED: Role
ROLE_SYSTEM: Role
ROLE_USER: Role
ROLE_ASSISTANT: Role
ROLE_TOOL: Role
CRITIQUE_SCOPE_UNSPECIFIED: CritiqueScope
CRITIQUE_SCOPE_FULL: CritiqueScope
CRITIQUE_SCOPE_AFTER_THINK: CritiqueScope
UNAVAILABLE_CAUSE_UNSPECIFIED: UnavailableCause
UNAVAILABLE_CAUSE_DEADLINE: UnavailableCause
UNAVAILABLE_CAUSE_UNREACHABLE: UnavailableCause
UNAVAILABLE_CAUSE_OVERLOADED: UnavailableCause
UNAVAILABLE_CAUSE_CANCELLED: UnavailableCause
UNAVAILABLE_CAUSE_NO_PROGRESS: UnavailableCause
UNAVAILABLE_CAUSE_MODEL_FAULT: UnavailableCause
OUT_OF_SCOPE_REASON_UNSPECIFIED: OutOfScopeReason
OUT_OF_SCOPE_REASON_TOO_LONG: OutOfScopeReason
OUT_OF_SCOPE_REASON_DOMAIN: OutOfScopeReason
OUT_OF_SCOPE_REASON_NO_CHECKABLE_STATEMENT: OutOfScopeReason
NOT_ASKED_REASON_UNSPECIFIED: NotAskedReason
NOT_ASKED_REASON_ANSWER_NOT_RIGHT: NotAskedReason
NOT_ASKED_REASON_SPLIT: NotAskedReason
NOT_ASKED_REASON_PRESET: NotAskedReason
NOT_ASKED_REASON_CANCELLED: NotAskedReason
EVIDENCE_KIND_UNSPECIFIED: EvidenceKind
EVIDENCE_KIND_FALSE_STATEMENT: EvidenceKind
EVIDENCE_KIND_CONTRADICTION: EvidenceKind

class CritiqueRequest(_message.Message):
    __slots__ = ("problem", "reference", "solution", "options", "work_id")
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    SOLUTION_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    WORK_ID_FIELD_NUMBER: _ClassVar[int]
    problem: bytes
    reference: bytes
    solution: Solution
    options: CritiqueOptions
    work_id: str
    def __init__(self, problem: _Optional[bytes] = ..., reference: _Optional[bytes] = ..., solution: _Optional[_Union[Solution, _Mapping]] = ..., options: _Optional[_Union[CritiqueOptions, _Mapping]] = ..., work_id: _Optional[str] = ...) -> None: ...

class CritiqueResponse(_message.Message):
    __slots__ = ("verdict",)
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    verdict: Verdict
    def __init__(self, verdict: _Optional[_Union[Verdict, _Mapping]] = ...) -> None: ...

class CritiqueBatchRequest(_message.Message):
    __slots__ = ("sequence", "requests")
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    REQUESTS_FIELD_NUMBER: _ClassVar[int]
    sequence: int
    requests: _containers.RepeatedCompositeFieldContainer[CritiqueRequest]
    def __init__(self, sequence: _Optional[int] = ..., requests: _Optional[_Iterable[_Union[CritiqueRequest, _Mapping]]] = ...) -> None: ...

class CritiqueBatchResponse(_message.Message):
    __slots__ = ("sequence", "results")
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    sequence: int
    results: _containers.RepeatedCompositeFieldContainer[CritiqueBatchResult]
    def __init__(self, sequence: _Optional[int] = ..., results: _Optional[_Iterable[_Union[CritiqueBatchResult, _Mapping]]] = ...) -> None: ...

class CritiqueBatchResult(_message.Message):
    __slots__ = ("verdict", "refused")
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    REFUSED_FIELD_NUMBER: _ClassVar[int]
    verdict: Verdict
    refused: _status_pb2.Status
    def __init__(self, verdict: _Optional[_Union[Verdict, _Mapping]] = ..., refused: _Optional[_Union[_status_pb2.Status, _Mapping]] = ...) -> None: ...

class StreamCritiqueRequest(_message.Message):
    __slots__ = ("request",)
    REQUEST_FIELD_NUMBER: _ClassVar[int]
    request: CritiqueRequest
    def __init__(self, request: _Optional[_Union[CritiqueRequest, _Mapping]] = ...) -> None: ...

class StreamCritiqueResponse(_message.Message):
    __slots__ = ("text", "verdict")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    text: str
    verdict: Verdict
    def __init__(self, text: _Optional[str] = ..., verdict: _Optional[_Union[Verdict, _Mapping]] = ...) -> None: ...

class CancelCritiquesRequest(_message.Message):
    __slots__ = ("work_ids",)
    WORK_IDS_FIELD_NUMBER: _ClassVar[int]
    work_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, work_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class CancelCritiquesResponse(_message.Message):
    __slots__ = ("cancelled",)
    CANCELLED_FIELD_NUMBER: _ClassVar[int]
    cancelled: int
    def __init__(self, cancelled: _Optional[int] = ...) -> None: ...

class ListCriticsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListCriticsResponse(_message.Message):
    __slots__ = ("critics", "default_critic")
    CRITICS_FIELD_NUMBER: _ClassVar[int]
    DEFAULT_CRITIC_FIELD_NUMBER: _ClassVar[int]
    critics: _containers.RepeatedCompositeFieldContainer[Critic]
    default_critic: str
    def __init__(self, critics: _Optional[_Iterable[_Union[Critic, _Mapping]]] = ..., default_critic: _Optional[str] = ...) -> None: ...

class Critic(_message.Message):
    __slots__ = ("name", "model_id", "fitness", "ready", "detail")
    NAME_FIELD_NUMBER: _ClassVar[int]
    MODEL_ID_FIELD_NUMBER: _ClassVar[int]
    FITNESS_FIELD_NUMBER: _ClassVar[int]
    READY_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    name: str
    model_id: str
    fitness: Fitness
    ready: bool
    detail: str
    def __init__(self, name: _Optional[str] = ..., model_id: _Optional[str] = ..., fitness: _Optional[_Union[Fitness, str]] = ..., ready: bool = ..., detail: _Optional[str] = ...) -> None: ...

class Solution(_message.Message):
    __slots__ = ("text", "turns", "steps")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    TURNS_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    text: bytes
    turns: Turns
    steps: _containers.RepeatedScalarFieldContainer[bytes]
    def __init__(self, text: _Optional[bytes] = ..., turns: _Optional[_Union[Turns, _Mapping]] = ..., steps: _Optional[_Iterable[bytes]] = ...) -> None: ...

class Turns(_message.Message):
    __slots__ = ("turns",)
    TURNS_FIELD_NUMBER: _ClassVar[int]
    turns: _containers.RepeatedCompositeFieldContainer[Turn]
    def __init__(self, turns: _Optional[_Iterable[_Union[Turn, _Mapping]]] = ...) -> None: ...

class Turn(_message.Message):
    __slots__ = ("role", "content", "trainable", "tool_name")
    ROLE_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    TRAINABLE_FIELD_NUMBER: _ClassVar[int]
    TOOL_NAME_FIELD_NUMBER: _ClassVar[int]
    role: Role
    content: bytes
    trainable: bool
    tool_name: str
    def __init__(self, role: _Optional[_Union[Role, str]] = ..., content: _Optional[bytes] = ..., trainable: bool = ..., tool_name: _Optional[str] = ...) -> None: ...

class CritiqueOptions(_message.Message):
    __slots__ = ("critic", "template_id", "scope", "samples", "max_new_tokens", "temperature", "top_p", "seed", "unreadable_retries", "token_progress_timeout", "return_critique")
    CRITIC_FIELD_NUMBER: _ClassVar[int]
    TEMPLATE_ID_FIELD_NUMBER: _ClassVar[int]
    SCOPE_FIELD_NUMBER: _ClassVar[int]
    SAMPLES_FIELD_NUMBER: _ClassVar[int]
    MAX_NEW_TOKENS_FIELD_NUMBER: _ClassVar[int]
    TEMPERATURE_FIELD_NUMBER: _ClassVar[int]
    TOP_P_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    UNREADABLE_RETRIES_FIELD_NUMBER: _ClassVar[int]
    TOKEN_PROGRESS_TIMEOUT_FIELD_NUMBER: _ClassVar[int]
    RETURN_CRITIQUE_FIELD_NUMBER: _ClassVar[int]
    critic: str
    template_id: str
    scope: CritiqueScope
    samples: int
    max_new_tokens: int
    temperature: float
    top_p: float
    seed: int
    unreadable_retries: int
    token_progress_timeout: _duration_pb2.Duration
    return_critique: bool
    def __init__(self, critic: _Optional[str] = ..., template_id: _Optional[str] = ..., scope: _Optional[_Union[CritiqueScope, str]] = ..., samples: _Optional[int] = ..., max_new_tokens: _Optional[int] = ..., temperature: _Optional[float] = ..., top_p: _Optional[float] = ..., seed: _Optional[int] = ..., unreadable_retries: _Optional[int] = ..., token_progress_timeout: _Optional[_Union[_duration_pb2.Duration, _Mapping]] = ..., return_critique: bool = ...) -> None: ...

class Verdict(_message.Message):
    __slots__ = ("sound", "flawed_at", "unreadable", "unavailable", "out_of_scope", "not_asked", "critique", "evidence", "votes", "confidence", "step_count", "provenance", "checked_statements", "flaw_score")
    SOUND_FIELD_NUMBER: _ClassVar[int]
    FLAWED_AT_FIELD_NUMBER: _ClassVar[int]
    UNREADABLE_FIELD_NUMBER: _ClassVar[int]
    UNAVAILABLE_FIELD_NUMBER: _ClassVar[int]
    OUT_OF_SCOPE_FIELD_NUMBER: _ClassVar[int]
    NOT_ASKED_FIELD_NUMBER: _ClassVar[int]
    CRITIQUE_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    VOTES_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    STEP_COUNT_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    CHECKED_STATEMENTS_FIELD_NUMBER: _ClassVar[int]
    FLAW_SCORE_FIELD_NUMBER: _ClassVar[int]
    sound: Sound
    flawed_at: FlawedAt
    unreadable: Unreadable
    unavailable: Unavailable
    out_of_scope: OutOfScope
    not_asked: NotAsked
    critique: str
    evidence: Evidence
    votes: _containers.RepeatedCompositeFieldContainer[Vote]
    confidence: float
    step_count: int
    provenance: Provenance
    checked_statements: int
    flaw_score: float
    def __init__(self, sound: _Optional[_Union[Sound, _Mapping]] = ..., flawed_at: _Optional[_Union[FlawedAt, _Mapping]] = ..., unreadable: _Optional[_Union[Unreadable, _Mapping]] = ..., unavailable: _Optional[_Union[Unavailable, _Mapping]] = ..., out_of_scope: _Optional[_Union[OutOfScope, _Mapping]] = ..., not_asked: _Optional[_Union[NotAsked, _Mapping]] = ..., critique: _Optional[str] = ..., evidence: _Optional[_Union[Evidence, _Mapping]] = ..., votes: _Optional[_Iterable[_Union[Vote, _Mapping]]] = ..., confidence: _Optional[float] = ..., step_count: _Optional[int] = ..., provenance: _Optional[_Union[Provenance, _Mapping]] = ..., checked_statements: _Optional[int] = ..., flaw_score: _Optional[float] = ...) -> None: ...

class Sound(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class FlawedAt(_message.Message):
    __slots__ = ("step",)
    STEP_FIELD_NUMBER: _ClassVar[int]
    step: int
    def __init__(self, step: _Optional[int] = ...) -> None: ...

class Unreadable(_message.Message):
    __slots__ = ("excerpt",)
    EXCERPT_FIELD_NUMBER: _ClassVar[int]
    excerpt: str
    def __init__(self, excerpt: _Optional[str] = ...) -> None: ...

class Unavailable(_message.Message):
    __slots__ = ("cause", "detail")
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    cause: UnavailableCause
    detail: str
    def __init__(self, cause: _Optional[_Union[UnavailableCause, str]] = ..., detail: _Optional[str] = ...) -> None: ...

class OutOfScope(_message.Message):
    __slots__ = ("reason", "detail")
    REASON_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    reason: OutOfScopeReason
    detail: str
    def __init__(self, reason: _Optional[_Union[OutOfScopeReason, str]] = ..., detail: _Optional[str] = ...) -> None: ...

class NotAsked(_message.Message):
    __slots__ = ("reason",)
    REASON_FIELD_NUMBER: _ClassVar[int]
    reason: NotAskedReason
    def __init__(self, reason: _Optional[_Union[NotAskedReason, str]] = ...) -> None: ...

class Evidence(_message.Message):
    __slots__ = ("step", "statement", "sub_expression", "stated", "computed", "explanation", "kind")
    STEP_FIELD_NUMBER: _ClassVar[int]
    STATEMENT_FIELD_NUMBER: _ClassVar[int]
    SUB_EXPRESSION_FIELD_NUMBER: _ClassVar[int]
    STATED_FIELD_NUMBER: _ClassVar[int]
    COMPUTED_FIELD_NUMBER: _ClassVar[int]
    EXPLANATION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    step: int
    statement: str
    sub_expression: str
    stated: str
    computed: str
    explanation: str
    kind: EvidenceKind
    def __init__(self, step: _Optional[int] = ..., statement: _Optional[str] = ..., sub_expression: _Optional[str] = ..., stated: _Optional[str] = ..., computed: _Optional[str] = ..., explanation: _Optional[str] = ..., kind: _Optional[_Union[EvidenceKind, str]] = ...) -> None: ...

class Vote(_message.Message):
    __slots__ = ("sound", "flawed_at", "unreadable", "unavailable", "seed", "completion_tokens")
    SOUND_FIELD_NUMBER: _ClassVar[int]
    FLAWED_AT_FIELD_NUMBER: _ClassVar[int]
    UNREADABLE_FIELD_NUMBER: _ClassVar[int]
    UNAVAILABLE_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    COMPLETION_TOKENS_FIELD_NUMBER: _ClassVar[int]
    sound: Sound
    flawed_at: FlawedAt
    unreadable: Unreadable
    unavailable: Unavailable
    seed: int
    completion_tokens: int
    def __init__(self, sound: _Optional[_Union[Sound, _Mapping]] = ..., flawed_at: _Optional[_Union[FlawedAt, _Mapping]] = ..., unreadable: _Optional[_Union[Unreadable, _Mapping]] = ..., unavailable: _Optional[_Union[Unavailable, _Mapping]] = ..., seed: _Optional[int] = ..., completion_tokens: _Optional[int] = ...) -> None: ...

class Provenance(_message.Message):
    __slots__ = ("critic", "model_id", "weights_hash", "template_id", "engine", "fitness", "prompt_tokens", "completion_tokens", "millis", "temperature", "top_p")
    CRITIC_FIELD_NUMBER: _ClassVar[int]
    MODEL_ID_FIELD_NUMBER: _ClassVar[int]
    WEIGHTS_HASH_FIELD_NUMBER: _ClassVar[int]
    TEMPLATE_ID_FIELD_NUMBER: _ClassVar[int]
    ENGINE_FIELD_NUMBER: _ClassVar[int]
    FITNESS_FIELD_NUMBER: _ClassVar[int]
    PROMPT_TOKENS_FIELD_NUMBER: _ClassVar[int]
    COMPLETION_TOKENS_FIELD_NUMBER: _ClassVar[int]
    MILLIS_FIELD_NUMBER: _ClassVar[int]
    TEMPERATURE_FIELD_NUMBER: _ClassVar[int]
    TOP_P_FIELD_NUMBER: _ClassVar[int]
    critic: str
    model_id: str
    weights_hash: str
    template_id: str
    engine: str
    fitness: Fitness
    prompt_tokens: int
    completion_tokens: int
    millis: int
    temperature: float
    top_p: float
    def __init__(self, critic: _Optional[str] = ..., model_id: _Optional[str] = ..., weights_hash: _Optional[str] = ..., template_id: _Optional[str] = ..., engine: _Optional[str] = ..., fitness: _Optional[_Union[Fitness, str]] = ..., prompt_tokens: _Optional[int] = ..., completion_tokens: _Optional[int] = ..., millis: _Optional[int] = ..., temperature: _Optional[float] = ..., top_p: _Optional[float] = ...) -> None: ...
