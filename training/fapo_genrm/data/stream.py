"""Endless rows: which row comes n-th for a seed, and on which side of the split it lies."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from enum import Enum

from fapo_genrm.data import arithmetic, dyck, linear, sorting, story, tracking
from fapo_genrm.data.row import Draft, Row, bucket, finish

HELD_BUCKETS = 16
"""One problem in this many is held back."""

MAKERS: dict[str, Callable[[random.Random, bool], Draft]] = {
    "arithmetic": arithmetic.make,
    "story": story.make,
    "linear": linear.make,
    "dyck": dyck.make,
    "tracking": tracking.make,
    "sorting": sorting.make,
}
DOMAINS: tuple[str, ...] = tuple(MAKERS)

FLAWED_SHARE = 0.6
"""How many rows are asked to be flawed; the rest is clean."""


class Split(Enum):
    """The two sides of the split. Sides share no problem, whatever the seeds."""

    TRAIN = "train"
    HELD = "held"

    @staticmethod
    def of(row: Row) -> Split:
        """The side a row lies on, by the hash of its problem."""
        return Split.HELD if bucket(row.domain, row.key, HELD_BUCKETS) == 0 else Split.TRAIN


def row_at(seed: int, n: int, domains: Sequence[str] = DOMAINS) -> Row:
    """The n-th row of a seed, on whichever side it lies. Independent of all other rows."""
    rng = random.Random(f"{seed}/{n}")
    domain = domains[rng.randrange(len(domains))]
    draft = MAKERS[domain](rng, rng.random() < FLAWED_SHARE)
    return finish(draft, f"{domain}-{seed}-{n}")


def rows(
    seed: int, split: Split = Split.TRAIN, domains: Sequence[str] = DOMAINS, start: int = 0
) -> Iterator[Row]:
    """The rows of one side, without end.

    `start` is the n to begin at: workers that share a seed take disjoint ranges of n.
    """
    n = start
    while True:
        row = row_at(seed, n, domains)
        if Split.of(row) is split:
            yield row
        n += 1
