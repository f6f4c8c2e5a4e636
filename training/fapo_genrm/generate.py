"""Critiques from a model: many prompts at once, padded on the left, greedy or sampled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from fapo_genrm.model import Cache, Qwen3


@dataclass
class Completions:
    """Sampled ids of every prompt, in the order of the prompts; the end token is part of them where it was reached."""

    ids: list[list[int]]
    finished: list[bool]


@torch.no_grad()
def generate(
    model: Qwen3, prompts: Sequence[Sequence[int]], end: int, pad: int, max_new: int, temperature: float = 0.0,
    generator: torch.Generator | None = None, bf16: bool = False,
) -> Completions:
    """Continues every prompt by at most `max_new` tokens. Temperature 0 is greedy.

    Finished sequences leave the batch every 16 tokens, so that a few long ones do not hold many short ones up.
    """
    device = model.cos.device
    longest = max(len(p) for p in prompts)
    batch = len(prompts)
    ids = torch.full((batch, longest), pad, dtype=torch.long, device=device)
    for i, prompt in enumerate(prompts):
        ids[i, longest - len(prompt) :] = torch.tensor(prompt, device=device)
    start = torch.tensor([longest - len(p) for p in prompts], device=device)
    place = torch.arange(longest, device=device)
    positions = (place[None] - start[:, None]).clamp(min=0)
    visible = place[None] >= start[:, None]
    causal = (place[None, :] <= place[:, None])[None] & visible[:, None, :]
    causal = causal | torch.eye(longest, dtype=torch.bool, device=device)[None]
    dtype = torch.bfloat16 if bf16 else next(model.parameters()).dtype
    cache = Cache(model.config, batch, longest + max_new, torch.empty(0, dtype=dtype, device=device))
    out: list[list[int]] = [[] for _ in prompts]
    done = [False] * batch
    alive = torch.arange(batch, device=device)
    with torch.autocast(device.type, torch.bfloat16, enabled=bf16):
        hidden = model.hidden(ids, positions, causal[:, None], cache)[:, -1]
    pending: list[tuple[Tensor, Tensor]] = []
    over = torch.zeros(batch, dtype=torch.bool, device=device)
    for step in range(max_new):
        token = choose(model.logits(hidden), temperature, generator)
        token = torch.where(over, torch.full_like(token, pad), token)
        pending.append((alive, token))
        over = over | (token == end)
        if step % 16 == 15 or step == max_new - 1:
            alive, token, start, visible, over = _settle(pending, alive, token, start, visible, over, out, done, end, cache)
            pending = []
            if len(alive) == 0:
                break
        visible = torch.cat([visible, torch.ones(len(alive), 1, dtype=torch.bool, device=device)], dim=1)
        positions = (cache.length - start)[:, None]
        with torch.autocast(device.type, torch.bfloat16, enabled=bf16):
            hidden = model.hidden(token[:, None], positions, visible[:, None, None], cache)[:, -1]
    return Completions(out, done)


def choose(logits: Tensor, temperature: float, generator: torch.Generator | None) -> Tensor:
    """One token a row of `[B, V]`."""
    if temperature == 0.0:
        return logits.argmax(-1)
    return torch.multinomial((logits / temperature).softmax(-1), 1, generator=generator)[:, 0]


def _settle(
    pending: list[tuple[Tensor, Tensor]], alive: Tensor, token: Tensor, start: Tensor, visible: Tensor, over: Tensor,
    out: list[list[int]], done: list[bool], end: int, cache: Cache,
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Writes pending tokens out and drops the sequences that have ended."""
    for rows, tokens in pending:
        for row, value in zip(rows.tolist(), tokens.tolist(), strict=True):
            if not done[row]:
                out[row].append(value)
                done[row] = value == end
    keep = (~over).nonzero()[:, 0]
    if len(keep) < len(over):
        cache.keep(keep)
        return alive[keep], token[keep], start[keep], visible[keep], over[keep]
    return alive, token, start, visible, over


def by_length(lengths: Sequence[int], budget: int) -> list[list[int]]:
    """Indices in groups of like length, each at most `budget` tokens with padding."""
    groups: list[list[int]] = []
    current: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda k: lengths[k]):
        if current and lengths[i] * (len(current) + 1) > budget:
            groups.append(current)
            current = []
        current.append(i)
    return [*groups, current] if current else groups
