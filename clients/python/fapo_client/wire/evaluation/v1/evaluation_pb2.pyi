from fapo_client.wire.genrm.v1 import genrm_pb2 as _genrm_pb2
from google.rpc import status_pb2 as _status_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class EvaluateRequest(_message.Message):
    __slots__ = ("options", "item")
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    options: EvaluateOptions
    item: LabelledItem
    def __init__(self, options: _Optional[_Union[EvaluateOptions, _Mapping]] = ..., item: _Optional[_Union[LabelledItem, _Mapping]] = ...) -> None: ...

class EvaluateOptions(_message.Message):
    __slots__ = ("critique", "replicates", "bootstrap_seed")
    CRITIQUE_FIELD_NUMBER: _ClassVar[int]
    REPLICATES_FIELD_NUMBER: _ClassVar[int]
    BOOTSTRAP_SEED_FIELD_NUMBER: _ClassVar[int]
    critique: _genrm_pb2.CritiqueOptions
    replicates: int
    bootstrap_seed: int
    def __init__(self, critique: _Optional[_Union[_genrm_pb2.CritiqueOptions, _Mapping]] = ..., replicates: _Optional[int] = ..., bootstrap_seed: _Optional[int] = ...) -> None: ...

class LabelledItem(_message.Message):
    __slots__ = ("subset", "id", "request", "label", "answer_correct", "kind", "verdict")
    SUBSET_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    ANSWER_CORRECT_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    subset: str
    id: str
    request: _genrm_pb2.CritiqueRequest
    label: int
    answer_correct: bool
    kind: str
    verdict: _genrm_pb2.Verdict
    def __init__(self, subset: _Optional[str] = ..., id: _Optional[str] = ..., request: _Optional[_Union[_genrm_pb2.CritiqueRequest, _Mapping]] = ..., label: _Optional[int] = ..., answer_correct: bool = ..., kind: _Optional[str] = ..., verdict: _Optional[_Union[_genrm_pb2.Verdict, _Mapping]] = ...) -> None: ...

class EvaluateResponse(_message.Message):
    __slots__ = ("result", "evaluation")
    RESULT_FIELD_NUMBER: _ClassVar[int]
    EVALUATION_FIELD_NUMBER: _ClassVar[int]
    result: ItemResult
    evaluation: Evaluation
    def __init__(self, result: _Optional[_Union[ItemResult, _Mapping]] = ..., evaluation: _Optional[_Union[Evaluation, _Mapping]] = ...) -> None: ...

class ItemResult(_message.Message):
    __slots__ = ("subset", "id", "verdict", "refused")
    SUBSET_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    REFUSED_FIELD_NUMBER: _ClassVar[int]
    subset: str
    id: str
    verdict: _genrm_pb2.Verdict
    refused: _status_pb2.Status
    def __init__(self, subset: _Optional[str] = ..., id: _Optional[str] = ..., verdict: _Optional[_Union[_genrm_pb2.Verdict, _Mapping]] = ..., refused: _Optional[_Union[_status_pb2.Status, _Mapping]] = ...) -> None: ...

class Evaluation(_message.Message):
    __slots__ = ("critic", "pooled", "subsets", "processbench_average_f1")
    CRITIC_FIELD_NUMBER: _ClassVar[int]
    POOLED_FIELD_NUMBER: _ClassVar[int]
    SUBSETS_FIELD_NUMBER: _ClassVar[int]
    PROCESSBENCH_AVERAGE_F1_FIELD_NUMBER: _ClassVar[int]
    critic: str
    pooled: Figures
    subsets: _containers.RepeatedCompositeFieldContainer[SubsetFigures]
    processbench_average_f1: Estimate
    def __init__(self, critic: _Optional[str] = ..., pooled: _Optional[_Union[Figures, _Mapping]] = ..., subsets: _Optional[_Iterable[_Union[SubsetFigures, _Mapping]]] = ..., processbench_average_f1: _Optional[_Union[Estimate, _Mapping]] = ...) -> None: ...

class SubsetFigures(_message.Message):
    __slots__ = ("subset", "figures")
    SUBSET_FIELD_NUMBER: _ClassVar[int]
    FIGURES_FIELD_NUMBER: _ClassVar[int]
    subset: str
    figures: Figures
    def __init__(self, subset: _Optional[str] = ..., figures: _Optional[_Union[Figures, _Mapping]] = ...) -> None: ...

class Estimate(_message.Message):
    __slots__ = ("value", "bootstrap", "wilson")
    VALUE_FIELD_NUMBER: _ClassVar[int]
    BOOTSTRAP_FIELD_NUMBER: _ClassVar[int]
    WILSON_FIELD_NUMBER: _ClassVar[int]
    value: float
    bootstrap: Interval
    wilson: Interval
    def __init__(self, value: _Optional[float] = ..., bootstrap: _Optional[_Union[Interval, _Mapping]] = ..., wilson: _Optional[_Union[Interval, _Mapping]] = ...) -> None: ...

class Interval(_message.Message):
    __slots__ = ("low", "high")
    LOW_FIELD_NUMBER: _ClassVar[int]
    HIGH_FIELD_NUMBER: _ClassVar[int]
    low: float
    high: float
    def __init__(self, low: _Optional[float] = ..., high: _Optional[float] = ...) -> None: ...

class Figures(_message.Message):
    __slots__ = ("rows", "measures", "abstentions", "confusion", "confusion_right_answer", "distance", "calibration", "by_length", "by_position", "by_kind", "votes", "cost")
    ROWS_FIELD_NUMBER: _ClassVar[int]
    MEASURES_FIELD_NUMBER: _ClassVar[int]
    ABSTENTIONS_FIELD_NUMBER: _ClassVar[int]
    CONFUSION_FIELD_NUMBER: _ClassVar[int]
    CONFUSION_RIGHT_ANSWER_FIELD_NUMBER: _ClassVar[int]
    DISTANCE_FIELD_NUMBER: _ClassVar[int]
    CALIBRATION_FIELD_NUMBER: _ClassVar[int]
    BY_LENGTH_FIELD_NUMBER: _ClassVar[int]
    BY_POSITION_FIELD_NUMBER: _ClassVar[int]
    BY_KIND_FIELD_NUMBER: _ClassVar[int]
    VOTES_FIELD_NUMBER: _ClassVar[int]
    COST_FIELD_NUMBER: _ClassVar[int]
    rows: int
    measures: Measures
    abstentions: Abstentions
    confusion: Confusion
    confusion_right_answer: Confusion
    distance: Distance
    calibration: Calibration
    by_length: _containers.RepeatedCompositeFieldContainer[Part]
    by_position: _containers.RepeatedCompositeFieldContainer[Part]
    by_kind: _containers.RepeatedCompositeFieldContainer[Part]
    votes: _containers.RepeatedCompositeFieldContainer[VotePoint]
    cost: Cost
    def __init__(self, rows: _Optional[int] = ..., measures: _Optional[_Union[Measures, _Mapping]] = ..., abstentions: _Optional[_Union[Abstentions, _Mapping]] = ..., confusion: _Optional[_Union[Confusion, _Mapping]] = ..., confusion_right_answer: _Optional[_Union[Confusion, _Mapping]] = ..., distance: _Optional[_Union[Distance, _Mapping]] = ..., calibration: _Optional[_Union[Calibration, _Mapping]] = ..., by_length: _Optional[_Iterable[_Union[Part, _Mapping]]] = ..., by_position: _Optional[_Iterable[_Union[Part, _Mapping]]] = ..., by_kind: _Optional[_Iterable[_Union[Part, _Mapping]]] = ..., votes: _Optional[_Iterable[_Union[VotePoint, _Mapping]]] = ..., cost: _Optional[_Union[Cost, _Mapping]] = ...) -> None: ...

class Measures(_message.Message):
    __slots__ = ("precision", "recall", "f1", "processbench_f1", "exact_location_accuracy", "clean_accuracy", "detection_accuracy", "false_flag_rate", "coverage", "published_precision", "published_recall", "published_f1", "published_accuracy")
    PRECISION_FIELD_NUMBER: _ClassVar[int]
    RECALL_FIELD_NUMBER: _ClassVar[int]
    F1_FIELD_NUMBER: _ClassVar[int]
    PROCESSBENCH_F1_FIELD_NUMBER: _ClassVar[int]
    EXACT_LOCATION_ACCURACY_FIELD_NUMBER: _ClassVar[int]
    CLEAN_ACCURACY_FIELD_NUMBER: _ClassVar[int]
    DETECTION_ACCURACY_FIELD_NUMBER: _ClassVar[int]
    FALSE_FLAG_RATE_FIELD_NUMBER: _ClassVar[int]
    COVERAGE_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_PRECISION_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_RECALL_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_F1_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_ACCURACY_FIELD_NUMBER: _ClassVar[int]
    precision: Estimate
    recall: Estimate
    f1: Estimate
    processbench_f1: Estimate
    exact_location_accuracy: Estimate
    clean_accuracy: Estimate
    detection_accuracy: Estimate
    false_flag_rate: Estimate
    coverage: Estimate
    published_precision: Estimate
    published_recall: Estimate
    published_f1: Estimate
    published_accuracy: Estimate
    def __init__(self, precision: _Optional[_Union[Estimate, _Mapping]] = ..., recall: _Optional[_Union[Estimate, _Mapping]] = ..., f1: _Optional[_Union[Estimate, _Mapping]] = ..., processbench_f1: _Optional[_Union[Estimate, _Mapping]] = ..., exact_location_accuracy: _Optional[_Union[Estimate, _Mapping]] = ..., clean_accuracy: _Optional[_Union[Estimate, _Mapping]] = ..., detection_accuracy: _Optional[_Union[Estimate, _Mapping]] = ..., false_flag_rate: _Optional[_Union[Estimate, _Mapping]] = ..., coverage: _Optional[_Union[Estimate, _Mapping]] = ..., published_precision: _Optional[_Union[Estimate, _Mapping]] = ..., published_recall: _Optional[_Union[Estimate, _Mapping]] = ..., published_f1: _Optional[_Union[Estimate, _Mapping]] = ..., published_accuracy: _Optional[_Union[Estimate, _Mapping]] = ...) -> None: ...

class Abstentions(_message.Message):
    __slots__ = ("unreadable", "unavailable", "out_of_scope", "not_asked", "refused")
    UNREADABLE_FIELD_NUMBER: _ClassVar[int]
    UNAVAILABLE_FIELD_NUMBER: _ClassVar[int]
    OUT_OF_SCOPE_FIELD_NUMBER: _ClassVar[int]
    NOT_ASKED_FIELD_NUMBER: _ClassVar[int]
    REFUSED_FIELD_NUMBER: _ClassVar[int]
    unreadable: int
    unavailable: int
    out_of_scope: int
    not_asked: int
    refused: int
    def __init__(self, unreadable: _Optional[int] = ..., unavailable: _Optional[int] = ..., out_of_scope: _Optional[int] = ..., not_asked: _Optional[int] = ..., refused: _Optional[int] = ...) -> None: ...

class Confusion(_message.Message):
    __slots__ = ("flawed", "clean")
    FLAWED_FIELD_NUMBER: _ClassVar[int]
    CLEAN_FIELD_NUMBER: _ClassVar[int]
    flawed: Said
    clean: Said
    def __init__(self, flawed: _Optional[_Union[Said, _Mapping]] = ..., clean: _Optional[_Union[Said, _Mapping]] = ...) -> None: ...

class Said(_message.Message):
    __slots__ = ("flagged_exact", "flagged_elsewhere", "clean", "abstained")
    FLAGGED_EXACT_FIELD_NUMBER: _ClassVar[int]
    FLAGGED_ELSEWHERE_FIELD_NUMBER: _ClassVar[int]
    CLEAN_FIELD_NUMBER: _ClassVar[int]
    ABSTAINED_FIELD_NUMBER: _ClassVar[int]
    flagged_exact: int
    flagged_elsewhere: int
    clean: int
    abstained: int
    def __init__(self, flagged_exact: _Optional[int] = ..., flagged_elsewhere: _Optional[int] = ..., clean: _Optional[int] = ..., abstained: _Optional[int] = ...) -> None: ...

class Distance(_message.Message):
    __slots__ = ("rows", "mean", "early", "late", "signed")
    ROWS_FIELD_NUMBER: _ClassVar[int]
    MEAN_FIELD_NUMBER: _ClassVar[int]
    EARLY_FIELD_NUMBER: _ClassVar[int]
    LATE_FIELD_NUMBER: _ClassVar[int]
    SIGNED_FIELD_NUMBER: _ClassVar[int]
    rows: int
    mean: float
    early: int
    late: int
    signed: _containers.RepeatedCompositeFieldContainer[DistanceCount]
    def __init__(self, rows: _Optional[int] = ..., mean: _Optional[float] = ..., early: _Optional[int] = ..., late: _Optional[int] = ..., signed: _Optional[_Iterable[_Union[DistanceCount, _Mapping]]] = ...) -> None: ...

class DistanceCount(_message.Message):
    __slots__ = ("steps", "rows")
    STEPS_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    steps: int
    rows: int
    def __init__(self, steps: _Optional[int] = ..., rows: _Optional[int] = ...) -> None: ...

class Calibration(_message.Message):
    __slots__ = ("rows", "given", "ece", "brier", "auroc", "bins")
    ROWS_FIELD_NUMBER: _ClassVar[int]
    GIVEN_FIELD_NUMBER: _ClassVar[int]
    ECE_FIELD_NUMBER: _ClassVar[int]
    BRIER_FIELD_NUMBER: _ClassVar[int]
    AUROC_FIELD_NUMBER: _ClassVar[int]
    BINS_FIELD_NUMBER: _ClassVar[int]
    rows: int
    given: int
    ece: float
    brier: float
    auroc: float
    bins: _containers.RepeatedCompositeFieldContainer[CalibrationBin]
    def __init__(self, rows: _Optional[int] = ..., given: _Optional[int] = ..., ece: _Optional[float] = ..., brier: _Optional[float] = ..., auroc: _Optional[float] = ..., bins: _Optional[_Iterable[_Union[CalibrationBin, _Mapping]]] = ...) -> None: ...

class CalibrationBin(_message.Message):
    __slots__ = ("low", "high", "rows", "mean_score", "flawed_share")
    LOW_FIELD_NUMBER: _ClassVar[int]
    HIGH_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    MEAN_SCORE_FIELD_NUMBER: _ClassVar[int]
    FLAWED_SHARE_FIELD_NUMBER: _ClassVar[int]
    low: float
    high: float
    rows: int
    mean_score: float
    flawed_share: float
    def __init__(self, low: _Optional[float] = ..., high: _Optional[float] = ..., rows: _Optional[int] = ..., mean_score: _Optional[float] = ..., flawed_share: _Optional[float] = ...) -> None: ...

class Part(_message.Message):
    __slots__ = ("name", "rows", "measures")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    MEASURES_FIELD_NUMBER: _ClassVar[int]
    name: str
    rows: int
    measures: Measures
    def __init__(self, name: _Optional[str] = ..., rows: _Optional[int] = ..., measures: _Optional[_Union[Measures, _Mapping]] = ...) -> None: ...

class VotePoint(_message.Message):
    __slots__ = ("samples", "measures")
    SAMPLES_FIELD_NUMBER: _ClassVar[int]
    MEASURES_FIELD_NUMBER: _ClassVar[int]
    samples: int
    measures: Measures
    def __init__(self, samples: _Optional[int] = ..., measures: _Optional[_Union[Measures, _Mapping]] = ...) -> None: ...

class Cost(_message.Message):
    __slots__ = ("prompt_tokens", "completion_tokens", "seconds")
    PROMPT_TOKENS_FIELD_NUMBER: _ClassVar[int]
    COMPLETION_TOKENS_FIELD_NUMBER: _ClassVar[int]
    SECONDS_FIELD_NUMBER: _ClassVar[int]
    prompt_tokens: Spread
    completion_tokens: Spread
    seconds: Spread
    def __init__(self, prompt_tokens: _Optional[_Union[Spread, _Mapping]] = ..., completion_tokens: _Optional[_Union[Spread, _Mapping]] = ..., seconds: _Optional[_Union[Spread, _Mapping]] = ...) -> None: ...

class Spread(_message.Message):
    __slots__ = ("rows", "total", "mean", "median", "p95")
    ROWS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    MEAN_FIELD_NUMBER: _ClassVar[int]
    MEDIAN_FIELD_NUMBER: _ClassVar[int]
    P95_FIELD_NUMBER: _ClassVar[int]
    rows: int
    total: float
    mean: float
    median: float
    p95: float
    def __init__(self, rows: _Optional[int] = ..., total: _Optional[float] = ..., mean: _Optional[float] = ..., median: _Optional[float] = ..., p95: _Optional[float] = ...) -> None: ...
