"""Endless batches of encoded rows, filled to a budget of tokens by length.

Rows of like length share a batch, so that plain causal attention needs no mask and padding stays small. A batch knows where
it came from, so that training goes on where it stopped.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from fapo_genrm import tokenizer as tokenizers
from fapo_genrm.data import DOMAINS, Row, Split
from fapo_genrm.data.stream import row_at
from fapo_genrm.presets import Supervised
from fapo_genrm.prompt import OUTSIDE

POOL = 2048
"""Row numbers that are sorted by length together."""

Encoded = tuple[list[int], int]
"""Ids of a whole conversation and how many of them are the prompt."""


@dataclass(frozen=True)
class Place:
    """Where a batch stands: `index` among the batches of a pool."""

    worker: int
    pool: int
    index: int


@dataclass
class Batch:
    """Ids `[B, T]`, weights `[B, T − 1]` of the prediction of token t + 1, and the place it came from."""

    ids: Tensor
    weights: Tensor
    critique: Tensor
    """`[B, T − 1]`, true where the predicted token belongs to the critique."""
    place: Place


def encode(rows: Sequence[Row], tokenizer: object, bare: bool = False) -> list[Encoded]:
    """Rows in token ids."""
    texts = [tokenizers.texts_of(r, bare) for r in rows]
    prompts = tokenizer.encode_batch_fast([p for p, _ in texts])  # type: ignore[attr-defined]
    completions = tokenizer.encode_batch_fast([c for _, c in texts])  # type: ignore[attr-defined]
    return [(p.ids + c.ids, len(p.ids)) for p, c in zip(prompts, completions, strict=True)]


def longest_at(settings: Supervised, number: int) -> int:
    """The longest row that is taken at row `number` of the stream, in tokens."""
    if number >= settings.ramp_rows or not settings.short:
        return settings.longest
    return settings.short + (settings.longest - settings.short) * number // settings.ramp_rows


def fill(encoded: list[Encoded], budget: int) -> list[list[Encoded]]:
    """Batches of at most `budget` tokens with padding, from the shortest rows to the longest."""
    batches: list[list[Encoded]] = []
    current: list[Encoded] = []
    for item in sorted(encoded, key=lambda e: len(e[0])):
        if current and len(item[0]) * (len(current) + 1) > budget:
            batches.append(current)
            current = []
        current.append(item)
    return [*batches, current] if current else batches


def collate(items: list[Encoded], prompt_weight: float, pad: int, place: Place, multiple: int = 1) -> Batch:
    """One batch, padded on the right; the length is rounded up to a multiple so that shapes repeat."""
    longest = -(-max(len(ids) for ids, _ in items) // multiple) * multiple
    ids = torch.full((len(items), longest), pad, dtype=torch.long)
    weights = torch.zeros((len(items), longest - 1))
    critique = torch.zeros((len(items), longest - 1), dtype=torch.bool)
    for i, (tokens, prompt) in enumerate(items):
        ids[i, : len(tokens)] = torch.tensor(tokens)
        weights[i, : prompt - 1] = prompt_weight
        weights[i, prompt - 1 : len(tokens) - 1] = 1.0
        critique[i, prompt - 1 : len(tokens) - 1] = True
    return Batch(ids, weights, critique, place)


class Stream(IterableDataset):  # type: ignore[type-arg]
    """The training side of one seed in batches; workers take pools in turn."""

    def __init__(
        self, seed: int, domains: tuple[str, ...], folder: Path, settings: Supervised,
        after: dict[int, Place] | None = None, multiple: int = 1,
    ) -> None:
        self.seed, self.domains, self.folder, self.settings, self.multiple = seed, domains, folder, settings, multiple
        self.after = after or {}
        """The last batch that was used, for every worker."""

    def __iter__(self) -> Iterator[Batch]:
        """Batches of this worker, without end."""
        info = get_worker_info()
        worker, workers = (info.id, info.num_workers) if info else (0, 1)
        if info:
            os.environ["TOKENIZERS_PARALLELISM"] = "false"
        last = self.after.get(worker)
        pool = last.pool if last else worker
        skip = last.index + 1 if last else 0
        tokenizer = tokenizers.load(self.folder)
        pad = tokenizer.token_to_id(tokenizers.END_OF_TEXT)
        while True:
            batches = self._pool(pool, tokenizer)
            for index in range(skip, len(batches)):
                yield collate(batches[index], self.settings.prompt_weight, pad, Place(worker, pool, index), self.multiple)
            pool, skip = pool + workers, 0

    def _row(self, number: int) -> Row:
        """The row of that number; now and then one that the critic has to decline."""
        every = self.settings.foreign
        if not every or number % every != every - 1:
            return row_at(self.seed, number, self.domains)
        others = tuple(d for d in DOMAINS if d not in self.domains)
        return replace(row_at(self.seed, number, others), critique=OUTSIDE)

    def _pool(self, pool: int, tokenizer: object) -> list[list[Encoded]]:
        """All batches of one pool in random order, the same for the same seed and pool."""
        settings = self.settings
        size = settings.overfit or POOL
        numbers = range(size) if settings.overfit else range(pool * POOL, (pool + 1) * POOL)
        rows = [r for n in numbers if Split.of(r := self._row(n)) is Split.TRAIN]
        encoded = encode(rows, tokenizer, bare=numbers[0] < settings.bare_rows)
        batches = fill([e for e in encoded if len(e[0]) <= longest_at(settings, numbers[0])], settings.batch_tokens)
        random.Random(f"{self.seed}/batches/{pool}").shuffle(batches)
        return batches


def loader(stream: Stream, workers: int) -> DataLoader:  # type: ignore[type-arg]
    """Batches made by other processes, in an order that depends on nothing but the seed and how many there are."""
    return DataLoader(stream, batch_size=None, num_workers=workers, prefetch_factor=4 if workers else None)
