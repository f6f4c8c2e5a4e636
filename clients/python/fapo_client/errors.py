"""What a refused or failed call says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Tuple

import grpc
from google.rpc import error_details_pb2, status_pb2

_CODES = {code.value[0]: code for code in grpc.StatusCode}
_TRANSIENT = frozenset(
    {
        grpc.StatusCode.UNAVAILABLE,
        grpc.StatusCode.DEADLINE_EXCEEDED,
        grpc.StatusCode.RESOURCE_EXHAUSTED,
    }
)


@dataclass(frozen=True)
class FieldViolation:
    """One field that must change before the request can be served."""

    field: str
    description: str


class FapoError(Exception):
    """A call that was refused or failed, after the retries that it was worth."""

    def __init__(self, status: status_pb2.Status):
        self.code: grpc.StatusCode = _CODES.get(status.code, grpc.StatusCode.UNKNOWN)
        self.message: str = status.message
        #: The contract's reason, for example CONTENT_CHANGED; empty where none was given.
        self.reason: str = ""
        self.violations: Tuple[FieldViolation, ...] = ()
        #: Seconds after which the server asks to be tried again.
        self.retry_after: Optional[float] = None
        for detail in status.details:
            self._read(detail)
        super().__init__(f"{self.code.name}: {self.message}")

    def _read(self, detail) -> None:
        if detail.Is(error_details_pb2.RetryInfo.DESCRIPTOR):
            info = error_details_pb2.RetryInfo()
            detail.Unpack(info)
            self.retry_after = info.retry_delay.seconds + info.retry_delay.nanos / 1e9
        elif detail.Is(error_details_pb2.ErrorInfo.DESCRIPTOR):
            error = error_details_pb2.ErrorInfo()
            detail.Unpack(error)
            self.reason = error.reason
        elif detail.Is(error_details_pb2.BadRequest.DESCRIPTOR):
            bad = error_details_pb2.BadRequest()
            detail.Unpack(bad)
            self.violations = tuple(FieldViolation(v.field, v.description) for v in bad.field_violations)

    @property
    def retryable(self) -> bool:
        """Whether the same request may succeed later; it then joins the work that goes on, or reads the record."""
        if self.code is grpc.StatusCode.RESOURCE_EXHAUSTED:
            return self.retry_after is not None  # without it: a limit, such as the largest message
        return self.code in _TRANSIENT

    @staticmethod
    def of(error: grpc.RpcError) -> "FapoError":
        for key, value in error.trailing_metadata() or ():
            if key == "grpc-status-details-bin":
                return FapoError(status_pb2.Status.FromString(value))
        return FapoError(status_pb2.Status(code=error.code().value[0], message=error.details() or ""))
