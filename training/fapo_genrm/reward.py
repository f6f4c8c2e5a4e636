"""What a critique is worth: eq. 7 of FAPO (arXiv 2510.22543), here or by the platform.

`R = R_outcome + R_process`; `R_outcome` is 1 for the right side (flawed or not) and −1 for the wrong one; `R_process` is
`−|t̂ − t*| / n` where both name a step, else 0. What cannot be read, or names no step, is worth −1 with process 0.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fapo_genrm.prompt import read_verdict


@dataclass(frozen=True)
class Sample:
    """One critique with what is known about the solution it judges."""

    critique: str
    label: int
    steps: int


@dataclass(frozen=True)
class Reward:
    """`outcome` in {−1, 1}, `process` in (−1, 0]."""

    outcome: float
    process: float

    @property
    def total(self) -> float:
        """Their sum."""
        return self.outcome + self.process


RewardFunction = Callable[[Sequence[Sample]], list[Reward]]


def reward_of(sample: Sample) -> Reward:
    """Eq. 7 for one critique."""
    index = read_verdict(sample.critique, sample.steps)
    if index is None:
        return Reward(-1.0, 0.0)
    if (index < 0) != (sample.label < 0):
        return Reward(-1.0, 0.0)
    distance = abs(index - sample.label) / sample.steps if sample.label >= 0 else 0.0
    return Reward(1.0, -distance)


def local(samples: Sequence[Sample]) -> list[Reward]:
    """Eq. 7 computed here."""
    return [reward_of(s) for s in samples]


def platform(target: str) -> RewardFunction:
    """Eq. 7 computed by a running platform at `host:port` over gRPC (`RewardService.ScoreCritiques`)."""
    import grpc
    from fapo_client.wire.reward.v1 import reward_pb2

    channel = grpc.insecure_channel(target)
    call = channel.unary_unary(
        "/fapo.reward.v1.RewardService/ScoreCritiques",
        request_serializer=reward_pb2.ScoreCritiquesRequest.SerializeToString,
        response_deserializer=reward_pb2.ScoreCritiquesResponse.FromString,
    )

    def score(samples: Sequence[Sample]) -> list[Reward]:
        request = reward_pb2.ScoreCritiquesRequest(samples=[_wire(s, reward_pb2) for s in samples])
        return [Reward(r.outcome, r.process) for r in call(request, timeout=60).rewards]

    return score


def _wire(sample: Sample, reward_pb2: object) -> object:
    return reward_pb2.CritiqueSample(  # type: ignore[attr-defined]
        completion=sample.critique.encode(), label=sample.label, step_count=sample.steps
    )


def named(name: str) -> RewardFunction:
    """`local`, `grpc:host:port`, or `module:function` of your own."""
    if name == "local":
        return local
    kind, _, rest = name.partition(":")
    if kind == "grpc":
        return platform(rest)
    return getattr(importlib.import_module(kind), rest)
