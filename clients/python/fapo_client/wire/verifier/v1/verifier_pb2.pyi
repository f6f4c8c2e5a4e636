from google.rpc import status_pb2 as _status_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class VerifyMode(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    VERIFY_MODE_UNSPECIFIED: _ClassVar[VerifyMode]
    VERIFY_MODE_STANDARD: _ClassVar[VerifyMode]
    VERIFY_MODE_FAPO_RECIPE: _ClassVar[VerifyMode]

class AnswerKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ANSWER_KIND_UNSPECIFIED: _ClassVar[AnswerKind]
    ANSWER_KIND_AUTO: _ClassVar[AnswerKind]
    ANSWER_KIND_MATH: _ClassVar[AnswerKind]
    ANSWER_KIND_CHOICE: _ClassVar[AnswerKind]
    ANSWER_KIND_TEXT: _ClassVar[AnswerKind]

class AnswerForm(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ANSWER_FORM_UNSPECIFIED: _ClassVar[AnswerForm]
    ANSWER_FORM_RESPONSE: _ClassVar[AnswerForm]
    ANSWER_FORM_ANSWER: _ClassVar[AnswerForm]

class DifferentReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DIFFERENT_REASON_UNSPECIFIED: _ClassVar[DifferentReason]
    DIFFERENT_REASON_VALUE: _ClassVar[DifferentReason]
    DIFFERENT_REASON_AMBIGUOUS: _ClassVar[DifferentReason]

class UndecidedReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UNDECIDED_REASON_UNSPECIFIED: _ClassVar[UndecidedReason]
    UNDECIDED_REASON_LIMIT: _ClassVar[UndecidedReason]
    UNDECIDED_REASON_NO_RULE: _ClassVar[UndecidedReason]

class Side(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SIDE_UNSPECIFIED: _ClassVar[Side]
    SIDE_CANDIDATE: _ClassVar[Side]
    SIDE_REFERENCE: _ClassVar[Side]
VERIFY_MODE_UNSPECIFIED: VerifyMode
VERIFY_MODE_STANDARD: VerifyMode
VERIFY_MODE_FAPO_RECIPE: VerifyMode
ANSWER_KIND_UNSPECIFIED: AnswerKind
ANSWER_KIND_AUTO: AnswerKind
ANSWER_KIND_MATH: AnswerKind
ANSWER_KIND_CHOICE: AnswerKind
ANSWER_KIND_TEXT: AnswerKind
ANSWER_FORM_UNSPECIFIED: AnswerForm
ANSWER_FORM_RESPONSE: AnswerForm
ANSWER_FORM_ANSWER: AnswerForm
DIFFERENT_REASON_UNSPECIFIED: DifferentReason
DIFFERENT_REASON_VALUE: DifferentReason
DIFFERENT_REASON_AMBIGUOUS: DifferentReason
UNDECIDED_REASON_UNSPECIFIED: UndecidedReason
UNDECIDED_REASON_LIMIT: UndecidedReason
UNDECIDED_REASON_NO_RULE: UndecidedReason
SIDE_UNSPECIFIED: Side
SIDE_CANDIDATE: Side
SIDE_REFERENCE: Side

class VerifyRequest(_message.Message):
    __slots__ = ("candidate", "references", "options")
    CANDIDATE_FIELD_NUMBER: _ClassVar[int]
    REFERENCES_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    candidate: bytes
    references: _containers.RepeatedScalarFieldContainer[bytes]
    options: VerifyOptions
    def __init__(self, candidate: _Optional[bytes] = ..., references: _Optional[_Iterable[bytes]] = ..., options: _Optional[_Union[VerifyOptions, _Mapping]] = ...) -> None: ...

class VerifyResponse(_message.Message):
    __slots__ = ("check", "micros")
    CHECK_FIELD_NUMBER: _ClassVar[int]
    MICROS_FIELD_NUMBER: _ClassVar[int]
    check: AnswerCheck
    micros: int
    def __init__(self, check: _Optional[_Union[AnswerCheck, _Mapping]] = ..., micros: _Optional[int] = ...) -> None: ...

class VerifyBatchRequest(_message.Message):
    __slots__ = ("sequence", "requests")
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    REQUESTS_FIELD_NUMBER: _ClassVar[int]
    sequence: int
    requests: _containers.RepeatedCompositeFieldContainer[VerifyRequest]
    def __init__(self, sequence: _Optional[int] = ..., requests: _Optional[_Iterable[_Union[VerifyRequest, _Mapping]]] = ...) -> None: ...

class VerifyBatchResponse(_message.Message):
    __slots__ = ("sequence", "results")
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    sequence: int
    results: _containers.RepeatedCompositeFieldContainer[VerifyBatchResult]
    def __init__(self, sequence: _Optional[int] = ..., results: _Optional[_Iterable[_Union[VerifyBatchResult, _Mapping]]] = ...) -> None: ...

class VerifyBatchResult(_message.Message):
    __slots__ = ("response", "refused")
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    REFUSED_FIELD_NUMBER: _ClassVar[int]
    response: VerifyResponse
    refused: _status_pb2.Status
    def __init__(self, response: _Optional[_Union[VerifyResponse, _Mapping]] = ..., refused: _Optional[_Union[_status_pb2.Status, _Mapping]] = ...) -> None: ...

class VerifyOptions(_message.Message):
    __slots__ = ("mode", "kind", "form", "choices", "relative_tolerance", "absolute_tolerance", "min_significant_digits", "percent_bare", "ordered_list", "last_number_fallback", "unit_required", "strict_think", "accept_solved_inequality", "decimal_comma", "explain", "decimal_places", "join_boxes", "open_box", "bracket_answer", "other_numerals", "truncated_decimal", "multiset", "column_as_tuple", "relation_for_interval", "chain_last_value", "base_understood", "base_value", "j_imaginary", "reduced_fraction")
    MODE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    FORM_FIELD_NUMBER: _ClassVar[int]
    CHOICES_FIELD_NUMBER: _ClassVar[int]
    RELATIVE_TOLERANCE_FIELD_NUMBER: _ClassVar[int]
    ABSOLUTE_TOLERANCE_FIELD_NUMBER: _ClassVar[int]
    MIN_SIGNIFICANT_DIGITS_FIELD_NUMBER: _ClassVar[int]
    PERCENT_BARE_FIELD_NUMBER: _ClassVar[int]
    ORDERED_LIST_FIELD_NUMBER: _ClassVar[int]
    LAST_NUMBER_FALLBACK_FIELD_NUMBER: _ClassVar[int]
    UNIT_REQUIRED_FIELD_NUMBER: _ClassVar[int]
    STRICT_THINK_FIELD_NUMBER: _ClassVar[int]
    ACCEPT_SOLVED_INEQUALITY_FIELD_NUMBER: _ClassVar[int]
    DECIMAL_COMMA_FIELD_NUMBER: _ClassVar[int]
    EXPLAIN_FIELD_NUMBER: _ClassVar[int]
    DECIMAL_PLACES_FIELD_NUMBER: _ClassVar[int]
    JOIN_BOXES_FIELD_NUMBER: _ClassVar[int]
    OPEN_BOX_FIELD_NUMBER: _ClassVar[int]
    BRACKET_ANSWER_FIELD_NUMBER: _ClassVar[int]
    OTHER_NUMERALS_FIELD_NUMBER: _ClassVar[int]
    TRUNCATED_DECIMAL_FIELD_NUMBER: _ClassVar[int]
    MULTISET_FIELD_NUMBER: _ClassVar[int]
    COLUMN_AS_TUPLE_FIELD_NUMBER: _ClassVar[int]
    RELATION_FOR_INTERVAL_FIELD_NUMBER: _ClassVar[int]
    CHAIN_LAST_VALUE_FIELD_NUMBER: _ClassVar[int]
    BASE_UNDERSTOOD_FIELD_NUMBER: _ClassVar[int]
    BASE_VALUE_FIELD_NUMBER: _ClassVar[int]
    J_IMAGINARY_FIELD_NUMBER: _ClassVar[int]
    REDUCED_FRACTION_FIELD_NUMBER: _ClassVar[int]
    mode: VerifyMode
    kind: AnswerKind
    form: AnswerForm
    choices: _containers.RepeatedCompositeFieldContainer[Choice]
    relative_tolerance: float
    absolute_tolerance: float
    min_significant_digits: int
    percent_bare: bool
    ordered_list: bool
    last_number_fallback: bool
    unit_required: bool
    strict_think: bool
    accept_solved_inequality: bool
    decimal_comma: bool
    explain: bool
    decimal_places: int
    join_boxes: bool
    open_box: bool
    bracket_answer: bool
    other_numerals: bool
    truncated_decimal: bool
    multiset: bool
    column_as_tuple: bool
    relation_for_interval: bool
    chain_last_value: bool
    base_understood: bool
    base_value: bool
    j_imaginary: bool
    reduced_fraction: bool
    def __init__(self, mode: _Optional[_Union[VerifyMode, str]] = ..., kind: _Optional[_Union[AnswerKind, str]] = ..., form: _Optional[_Union[AnswerForm, str]] = ..., choices: _Optional[_Iterable[_Union[Choice, _Mapping]]] = ..., relative_tolerance: _Optional[float] = ..., absolute_tolerance: _Optional[float] = ..., min_significant_digits: _Optional[int] = ..., percent_bare: bool = ..., ordered_list: bool = ..., last_number_fallback: bool = ..., unit_required: bool = ..., strict_think: bool = ..., accept_solved_inequality: bool = ..., decimal_comma: bool = ..., explain: bool = ..., decimal_places: _Optional[int] = ..., join_boxes: bool = ..., open_box: bool = ..., bracket_answer: bool = ..., other_numerals: bool = ..., truncated_decimal: bool = ..., multiset: bool = ..., column_as_tuple: bool = ..., relation_for_interval: bool = ..., chain_last_value: bool = ..., base_understood: bool = ..., base_value: bool = ..., j_imaginary: bool = ..., reduced_fraction: bool = ...) -> None: ...

class Choice(_message.Message):
    __slots__ = ("letter", "text")
    LETTER_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    letter: str
    text: bytes
    def __init__(self, letter: _Optional[str] = ..., text: _Optional[bytes] = ...) -> None: ...

class AnswerCheck(_message.Message):
    __slots__ = ("equivalent", "different", "undecided", "unreadable", "extracted", "reference_index", "explanation")
    EQUIVALENT_FIELD_NUMBER: _ClassVar[int]
    DIFFERENT_FIELD_NUMBER: _ClassVar[int]
    UNDECIDED_FIELD_NUMBER: _ClassVar[int]
    UNREADABLE_FIELD_NUMBER: _ClassVar[int]
    EXTRACTED_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_INDEX_FIELD_NUMBER: _ClassVar[int]
    EXPLANATION_FIELD_NUMBER: _ClassVar[int]
    equivalent: Equivalent
    different: Different
    undecided: Undecided
    unreadable: Unreadable
    extracted: Extracted
    reference_index: int
    explanation: Explanation
    def __init__(self, equivalent: _Optional[_Union[Equivalent, _Mapping]] = ..., different: _Optional[_Union[Different, _Mapping]] = ..., undecided: _Optional[_Union[Undecided, _Mapping]] = ..., unreadable: _Optional[_Union[Unreadable, _Mapping]] = ..., extracted: _Optional[_Union[Extracted, _Mapping]] = ..., reference_index: _Optional[int] = ..., explanation: _Optional[_Union[Explanation, _Mapping]] = ...) -> None: ...

class Equivalent(_message.Message):
    __slots__ = ("by",)
    BY_FIELD_NUMBER: _ClassVar[int]
    by: str
    def __init__(self, by: _Optional[str] = ...) -> None: ...

class Different(_message.Message):
    __slots__ = ("by", "reason")
    BY_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    by: str
    reason: DifferentReason
    def __init__(self, by: _Optional[str] = ..., reason: _Optional[_Union[DifferentReason, str]] = ...) -> None: ...

class Undecided(_message.Message):
    __slots__ = ("reason", "detail")
    REASON_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    reason: UndecidedReason
    detail: str
    def __init__(self, reason: _Optional[_Union[UndecidedReason, str]] = ..., detail: _Optional[str] = ...) -> None: ...

class Unreadable(_message.Message):
    __slots__ = ("side", "position", "expected")
    SIDE_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_FIELD_NUMBER: _ClassVar[int]
    side: Side
    position: int
    expected: str
    def __init__(self, side: _Optional[_Union[Side, str]] = ..., position: _Optional[int] = ..., expected: _Optional[str] = ...) -> None: ...

class Extracted(_message.Message):
    __slots__ = ("text", "source", "start")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    START_FIELD_NUMBER: _ClassVar[int]
    text: str
    source: str
    start: int
    def __init__(self, text: _Optional[str] = ..., source: _Optional[str] = ..., start: _Optional[int] = ...) -> None: ...

class Explanation(_message.Message):
    __slots__ = ("candidate_form", "reference_form", "work")
    CANDIDATE_FORM_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FORM_FIELD_NUMBER: _ClassVar[int]
    WORK_FIELD_NUMBER: _ClassVar[int]
    candidate_form: str
    reference_form: str
    work: int
    def __init__(self, candidate_form: _Optional[str] = ..., reference_form: _Optional[str] = ..., work: _Optional[int] = ...) -> None: ...
