"""When a failed call is made again, and when not."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import Callable, Optional, TypeVar

import grpc

from fapo_client.errors import FapoError

T = TypeVar("T")


@dataclass(frozen=True)
class RetryPolicy:
    """Numbers of retrying; durations in seconds.

    UNAVAILABLE is tried up to `max_attempts` times in all, which outlasts a restart of 45 seconds. The waits grow
    exponentially; half of each is random. All calls of a client share a budget: a retry costs 1, a success gives back
    `refill`, so that a platform that stays away is soon given up by all of them.
    RESOURCE_EXHAUSTED with RetryInfo is retried after the server's delay for as long as the deadline allows; it costs no
    budget. Nothing else is retried. Requests are idempotent, so a retry can only join or repeat an answer.
    """

    max_attempts: int = 12
    initial_backoff: float = 0.25
    multiplier: float = 2.0
    max_backoff: float = 15.0
    budget: float = 1000.0
    refill: float = 1.0

    def __post_init__(self):
        if self.max_attempts < 1:
            raise ValueError(f"max_attempts: {self.max_attempts} (expected: >= 1)")
        if self.initial_backoff < 0 or self.max_backoff < self.initial_backoff:
            raise ValueError(f"max_backoff: {self.max_backoff} (expected: >= initial_backoff >= 0)")


class Retries:
    """Makes calls again as its policy says, within one deadline a call."""

    def __init__(
        self,
        policy: RetryPolicy,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        draw: Callable[[], float] = random.random,
    ):
        self._policy = policy
        self._sleep = sleep
        self._clock = clock
        self._draw = draw
        self._budget = policy.budget

    def call(self, attempt: Callable[[float], T], deadline: float) -> T:
        """The result of `attempt(seconds left)`, made again while that may help."""
        ends = self._clock() + deadline
        failures = 0
        while True:
            try:
                result = attempt(max(ends - self._clock(), 0.001))
            except grpc.RpcError as failed:
                error = FapoError.of(failed)
                failures += error.code is grpc.StatusCode.UNAVAILABLE
                self.wait(error, failures, ends)
            else:
                self.succeeded()
                return result

    def ends(self, deadline: float) -> float:
        return self._clock() + deadline

    def left(self, ends: float) -> float:
        return max(ends - self._clock(), 0.001)

    def worth(self, error: FapoError) -> bool:
        """Whether the same request is worth making again at all."""
        return error.code is grpc.StatusCode.UNAVAILABLE or (
            error.code is grpc.StatusCode.RESOURCE_EXHAUSTED and error.retry_after is not None
        )

    def succeeded(self) -> None:
        # No lock, which a fork could leave locked: a lost update moves the budget by one call's worth.
        self._budget = min(self._policy.budget, self._budget + self._policy.refill)

    def wait(self, error: FapoError, failures: int, ends: float) -> None:
        """Waits until the next attempt, or raises where there is to be none."""
        delay = self._delay(error, failures)
        if delay is None or self._clock() + delay >= ends or not self._spend(error):
            raise error
        self._sleep(delay)

    def _delay(self, error: FapoError, failures: int) -> Optional[float]:
        policy = self._policy
        if error.code is grpc.StatusCode.RESOURCE_EXHAUSTED:
            # Up to a fifth more, so that callers told the same do not come back together.
            return None if error.retry_after is None else error.retry_after * (1 + 0.2 * self._draw())
        if error.code is not grpc.StatusCode.UNAVAILABLE or failures >= policy.max_attempts:
            return None
        bound = min(policy.max_backoff, policy.initial_backoff * policy.multiplier ** (failures - 1))
        return max(bound * (0.5 + 0.5 * self._draw()), error.retry_after or 0.0)

    def _spend(self, error: FapoError) -> bool:
        if error.code is grpc.StatusCode.RESOURCE_EXHAUSTED:
            return True
        if self._budget < 1:
            return False
        self._budget -= 1
        return True
