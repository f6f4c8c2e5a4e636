"""A batch of groups over as many streams as it takes: one, unless a connection is lost or the server asks to wait."""

from __future__ import annotations

import threading
from collections import deque
from typing import Callable, Deque, Dict, Iterable, Iterator, List, NamedTuple, Optional, Tuple

import grpc
from google.rpc import status_pb2

from fapo_client.errors import FapoError
from fapo_client.requests import Group
from fapo_client.retry import Retries
from fapo_client.wire.reward.v1 import policy_pb2, reward_pb2, score_pb2


class Item(NamedTuple):
    position: int
    group: Group


Reply = Tuple[Item, Optional[score_pb2.GroupScore], Optional[FapoError]]


class Batch:
    """Reads its groups once, in order, and keeps each until it is answered."""

    def __init__(
        self,
        groups: Iterable[Group],
        policy: Optional[policy_pb2.ScoringPolicy],
        window: int,
        revise: bool,
    ):
        if window < 1:
            raise ValueError(f"window: {window} (expected: >= 1)")
        self._source = iter(enumerate(groups))
        self._policy = policy
        self._window = window
        self._revise = revise
        self._in_flight: Dict[int, Item] = {}
        self._again: Deque[Item] = deque()
        self._room = threading.Condition()
        self._reading = threading.Lock()
        self._round = 0
        self._failure: Optional[BaseException] = None

    def replies(self, method: Callable, retries: Retries, ends: float) -> Iterator[Reply]:
        failures = 0
        while True:
            postponed: List[Tuple[Item, FapoError]] = []
            lost: Optional[FapoError] = None
            call = method()(self._requests(self._round), timeout=retries.left(ends))
            try:
                for response in call:
                    item = self._answered(response.sequence)
                    if response.WhichOneof("reply") == "score":
                        retries.succeeded()
                        failures = 0
                        yield item, response.score, None
                        continue
                    error = FapoError(response.error)
                    if retries.worth(error):
                        postponed.append((item, error))
                    else:
                        yield item, None, error
            except grpc.RpcError as broken:
                lost = FapoError.of(broken)
            finally:
                call.cancel()
                unanswered = self._stop()
            if self._failure is not None:
                raise self._failure
            if lost is None and unanswered:
                lost = _internal(f"stream: ended with {len(unanswered)} groups unanswered (expected: a reply to each)")
            if lost is None and not postponed:
                return
            failures += 1
            self._again.extend(unanswered)
            if lost is not None:
                self._again.extend(item for item, _ in postponed)
                retries.wait(lost, failures, ends)
                continue
            try:
                retries.wait(max((e for _, e in postponed), key=lambda e: e.retry_after or 0.0), failures, ends)
            except FapoError:
                yield from ((item, None, error) for item, error in postponed)
                return
            self._again.extend(item for item, _ in postponed)

    def _requests(self, round_: int) -> Iterator[reward_pb2.ScoreGroupsRequest]:
        """Runs on a thread of grpc's, which would swallow what the caller's iterable raises."""
        while True:
            with self._room:
                self._room.wait_for(lambda: round_ != self._round or len(self._in_flight) < self._window)
            with self._reading:
                if round_ != self._round:
                    return
                try:
                    item = self._again.popleft() if self._again else Item(*next(self._source))
                    request = reward_pb2.ScoreGroupsRequest(
                        sequence=item.position,
                        group=item.group.to_wire(),
                        policy=self._policy,
                        revise=self._revise,
                    )
                except StopIteration:
                    return
                except BaseException as raised:  # noqa: B036 (raised again by replies, on the caller's thread)
                    self._failure = raised
                    return
                with self._room:
                    self._in_flight[item.position] = item
            yield request

    def _answered(self, sequence: int) -> Item:
        with self._room:
            item = self._in_flight.pop(sequence, None)
            self._room.notify_all()
        if item is None:
            raise _internal(f"sequence: {sequence} (expected: a group in flight)")
        return item

    def _stop(self) -> List[Item]:
        """Ends the round's requests and takes back what was not answered."""
        with self._room:
            self._round += 1
            self._room.notify_all()
        with self._reading, self._room:
            unanswered = list(self._in_flight.values())
            self._in_flight.clear()
            return unanswered


def _internal(message: str) -> FapoError:
    return FapoError(status_pb2.Status(code=grpc.StatusCode.INTERNAL.value[0], message=message))
