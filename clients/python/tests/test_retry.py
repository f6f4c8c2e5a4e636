"""When a failed call is made again; time and chance are given, nothing sleeps."""

import grpc
import pytest
from fake import status

from fapo_client import FapoError, RetryPolicy
from fapo_client.retry import Retries


class Failed(grpc.RpcError):
    def __init__(self, failure):
        self.failure = failure

    def trailing_metadata(self):
        return (("grpc-status-details-bin", self.failure.SerializeToString()),)


class Clock:
    def __init__(self):
        self.now = 0.0
        self.slept = []

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def retries(clock, draw=1.0, **policy):
    return Retries(RetryPolicy(**policy), clock.sleep, lambda: clock.now, lambda: draw)


def failing(times, failure):
    state = {"left": times, "timeouts": []}

    def attempt(timeout):
        state["timeouts"].append(timeout)
        if state["left"]:
            state["left"] -= 1
            raise Failed(failure)
        return "answer"

    return attempt, state


UNAVAILABLE = status(grpc.StatusCode.UNAVAILABLE, "down")


def test_doubles_the_backoff_up_to_its_bound():
    clock = Clock()
    attempt, _ = failing(5, UNAVAILABLE)
    assert retries(clock, initial_backoff=1.0, max_backoff=6.0).call(attempt, 100.0) == "answer"
    assert clock.slept == [1.0, 2.0, 4.0, 6.0, 6.0]


def test_draws_half_of_each_wait():
    clock = Clock()
    attempt, _ = failing(2, UNAVAILABLE)
    retries(clock, draw=0.5, initial_backoff=1.0).call(attempt, 100.0)
    assert clock.slept == [0.75, 1.5]


def test_gives_each_attempt_only_the_time_that_is_left():
    clock = Clock()
    attempt, state = failing(1, UNAVAILABLE)
    retries(clock, initial_backoff=2.0).call(attempt, 10.0)
    assert state["timeouts"] == [10.0, 8.0]


def test_gives_up_after_max_attempts():
    clock = Clock()
    attempt, state = failing(99, UNAVAILABLE)
    with pytest.raises(FapoError, match="UNAVAILABLE: down"):
        retries(clock, max_attempts=3).call(attempt, 1000.0)
    assert len(state["timeouts"]) == 3


def test_gives_up_rather_than_wait_past_the_deadline():
    clock = Clock()
    attempt, state = failing(99, UNAVAILABLE)
    with pytest.raises(FapoError):
        retries(clock, initial_backoff=5.0).call(attempt, 4.0)
    assert state["timeouts"] == [4.0]
    assert clock.slept == []


def test_stops_retrying_when_the_budget_is_spent_and_earns_it_back():
    clock = Clock()
    shared = retries(clock, budget=2.0, refill=0.5)
    for _ in range(2):
        shared.call(failing(1, UNAVAILABLE)[0], 100.0)
    # Two spent, two successes gave back one.
    shared.call(failing(1, UNAVAILABLE)[0], 100.0)
    attempt, state = failing(1, UNAVAILABLE)
    with pytest.raises(FapoError):
        shared.call(attempt, 100.0)
    assert len(state["timeouts"]) == 1


def test_waits_as_long_as_an_exhausted_server_asks():
    clock = Clock()
    attempt, _ = failing(30, status(grpc.StatusCode.RESOURCE_EXHAUSTED, "queue", 1.5))
    assert retries(clock, draw=0.0, budget=1.0, max_attempts=2).call(attempt, 100.0) == "answer"
    assert clock.slept == [1.5] * 30


def test_adds_up_to_a_fifth_to_the_delay_that_the_server_asks_for():
    clock = Clock()
    attempt, _ = failing(1, status(grpc.StatusCode.RESOURCE_EXHAUSTED, "queue", 10.0))
    retries(clock, draw=1.0).call(attempt, 100.0)
    assert clock.slept == [12.0]


@pytest.mark.parametrize(
    "failure",
    [
        status(grpc.StatusCode.RESOURCE_EXHAUSTED, "message larger than max"),
        status(grpc.StatusCode.INVALID_ARGUMENT, "task.references: empty (expected: at least one)"),
        status(grpc.StatusCode.ALREADY_EXISTS, "content changed"),
        status(grpc.StatusCode.DEADLINE_EXCEEDED, "late"),
        status(grpc.StatusCode.INTERNAL, "broken"),
    ],
    ids=lambda failure: failure.message,
)
def test_makes_no_call_again_that_cannot_help(failure):
    clock = Clock()
    attempt, state = failing(1, failure)
    with pytest.raises(FapoError):
        retries(clock).call(attempt, 100.0)
    assert len(state["timeouts"]) == 1


@pytest.mark.parametrize("wrong", [{"max_attempts": 0}, {"initial_backoff": 3.0, "max_backoff": 1.0}])
def test_refuses_a_policy_that_makes_no_sense(wrong):
    with pytest.raises(ValueError, match="expected"):
        RetryPolicy(**wrong)


def test_outlasts_a_restart_of_45_seconds():
    clock = Clock()
    attempt, _ = failing(11, UNAVAILABLE)
    assert retries(clock, draw=0.0).call(attempt, 600.0) == "answer"
    assert clock.now >= 45
