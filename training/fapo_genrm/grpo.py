"""The second stage: group-relative policy optimisation with eq. 7 as the reward. Resumable; curves go to JSONL.

Advantages are `(r − mean) / (std + 1e-6)` over the critiques of one solution, std with n − 1; the loss is the clipped
ratio of PPO averaged over all tokens of a step, without a KL term (FAPO, table 1).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from fapo_genrm import tokenizer
from fapo_genrm.data import Row, Split
from fapo_genrm.data.stream import row_at
from fapo_genrm.generate import by_length, generate
from fapo_genrm.model import Qwen3
from fapo_genrm.presets import Preset
from fapo_genrm.prompt import END_OF_TEXT, IM_END, chat_prompt, read_verdict, user_message
from fapo_genrm.reward import Reward, RewardFunction, Sample
from fapo_genrm.supervised import Curve, optimiser

SEED_OFFSET = 1_000_003
"""Keeps the solutions of this stage apart from those of the first."""


@dataclass
class Rollout:
    """One sampled critique."""

    prompt: list[int]
    completion: list[int]
    sample: Sample
    reward: Reward
    advantage: float = 0.0


def advantages(rewards: Tensor) -> Tensor:
    """Group-relative advantages of `[groups, n]`; 0 where all rewards of a group are equal."""
    centred = rewards - rewards.mean(1, keepdim=True)
    std = rewards.std(1, keepdim=True)
    flat = (rewards == rewards[:, :1]).all(1, keepdim=True)
    return torch.where(flat, torch.zeros_like(centred), centred / (std + 1e-6))


def solutions(preset: Preset, seed: int, step: int, tok: tokenizer.Tokenizer) -> list[tuple[Row, list[int]]]:
    """The solutions of one step with their prompts in ids: the same for the same seed and step."""
    out: list[tuple[Row, list[int]]] = []
    n = step * 1_000_000
    while len(out) < preset.grpo.prompts:
        row = row_at(seed + SEED_OFFSET, n, preset.domains)
        n += 1
        if Split.of(row) is not Split.TRAIN:
            continue
        ids = tok.encode(chat_prompt(user_message(row.problem, row.ground_truth, row.steps))).ids
        if len(ids) <= preset.grpo.longest_prompt:
            out.append((row, ids))
    return out


def sample_step(
    model: Qwen3, preset: Preset, seed: int, step: int, tok: tokenizer.Tokenizer, reward: RewardFunction, process: bool
) -> list[Rollout]:
    """Samples all critiques of one step and gives them rewards and advantages, group after group."""
    settings = preset.grpo
    chosen = [item for item in solutions(preset, seed, step, tok) for _ in range(settings.group)]
    prompts = [ids for _, ids in chosen]
    device = model.cos.device
    generator = torch.Generator(device).manual_seed(seed * 100_003 + step)
    completions: list[list[int]] = [[] for _ in chosen]
    budget = 1_000_000 if device.type == "cuda" else 60_000
    model.eval()
    for group in by_length([len(p) + settings.max_new for p in prompts], budget):
        found = generate(model, [prompts[i] for i in group], tok.token_to_id(IM_END), tok.token_to_id(END_OF_TEXT),
                         settings.max_new, settings.temperature, generator, preset.bf16)
        for i, ids in zip(group, found.ids, strict=True):
            completions[i] = ids
    model.train()
    samples = [Sample(tok.decode(c, skip_special_tokens=True), row.label, len(row.steps))
               for c, (row, _) in zip(completions, chosen, strict=True)]
    rewards = reward(samples)
    values = torch.tensor([r.total if process else r.outcome for r in rewards]).view(-1, settings.group)
    relative = advantages(values).flatten().tolist()
    return [Rollout(p, c, s, r, a) for p, c, s, r, a in zip(prompts, completions, samples, rewards, relative, strict=True)]


def log_probabilities(model: Qwen3, rollouts: list[Rollout], pad: int, bf16: bool) -> tuple[Tensor, Tensor]:
    """Log-probabilities of completion tokens `[B, T − 1]` in nats, 0 elsewhere, and where they are."""
    device = model.cos.device
    longest = max(len(r.prompt) + len(r.completion) for r in rollouts)
    ids = torch.full((len(rollouts), longest), pad, dtype=torch.long)
    mask = torch.zeros((len(rollouts), longest - 1), dtype=torch.bool)
    for i, r in enumerate(rollouts):
        ids[i, : len(r.prompt) + len(r.completion)] = torch.tensor(r.prompt + r.completion)
        mask[i, len(r.prompt) - 1 : len(r.prompt) + len(r.completion) - 1] = True
    ids, mask = ids.to(device), mask.to(device)
    with torch.autocast(device.type, torch.bfloat16, enabled=bf16):
        hidden = model.hidden(ids[:, :-1])
    logits = model.logits(hidden[mask])
    chosen = logits.log_softmax(-1).gather(1, ids[:, 1:][mask][:, None])[:, 0]
    return torch.zeros(mask.shape, device=device).masked_scatter(mask, chosen), mask


def update(model: Qwen3, adam: torch.optim.AdamW, preset: Preset, rollouts: list[Rollout], pad: int) -> dict[str, float]:
    """One step of the optimiser on all critiques that say something; figures of it."""
    settings = preset.grpo
    useful = [r for r in rollouts if r.advantage != 0.0]
    tokens = sum(len(r.completion) for r in rollouts)
    adam.zero_grad(set_to_none=True)
    total = 0.0
    budget = 65_536 if model.cos.is_cuda else 8_192
    for group in by_length([len(r.prompt) + len(r.completion) for r in useful], budget):
        part = [useful[i] for i in group]
        now, mask = log_probabilities(model, part, pad, preset.bf16)
        advantage = torch.tensor([r.advantage for r in part], device=now.device)[:, None]
        ratio = (now - now.detach()).exp()
        clipped = ratio.clamp(1 - settings.clip_low, 1 + settings.clip_high)
        loss = -(torch.minimum(ratio * advantage, clipped * advantage) * mask).sum() / tokens
        loss.backward()
        total += loss.item()
    norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    if useful:
        adam.step()
    return {"loss": total, "gradient_norm": float(norm), "useful_share": len(useful) / len(rollouts)}


def figures(rollouts: list[Rollout]) -> dict[str, float]:
    """Rewards and what they are made of, averaged over a step."""
    n = len(rollouts)
    flawed = [r for r in rollouts if r.sample.label >= 0]
    found = [read_verdict(r.sample.critique, r.sample.steps) for r in rollouts]
    caught = sum(i is not None and i >= 0 and r.sample.label >= 0 for i, r in zip(found, rollouts, strict=True))
    exact = sum(i == r.sample.label for i, r in zip(found, rollouts, strict=True) if r.sample.label >= 0)
    return {
        "reward": sum(r.reward.total for r in rollouts) / n,
        "outcome_reward": sum(r.reward.outcome for r in rollouts) / n,
        "process_reward": sum(r.reward.process for r in rollouts) / n,
        "detected": caught / max(1, len(flawed)),
        "exact_location": exact / max(1, len(flawed)),
        "unreadable": sum(i is None for i in found) / n,
        "tokens": sum(len(r.completion) for r in rollouts) / n,
    }


def train(
    model: Qwen3, preset: Preset, seed: int, folder: Path, device: torch.device, reward: RewardFunction,
    process: bool = True, say: bool = True,
) -> None:
    """Trains in place. `folder/grpo.pt` holds the state to go on from. `process` false: outcome reward alone (the ablation)."""
    settings = preset.grpo
    tok = tokenizer.load(folder)
    pad = tok.token_to_id(END_OF_TEXT)
    state_file = folder / "grpo.pt"
    adam = optimiser(model, settings.rate)
    step, spent = 0, 0.0
    if state_file.exists():
        state = torch.load(state_file, map_location=device, weights_only=True)
        model.load_state_dict(state["model"])
        adam.load_state_dict(state["adam"])
        step, spent = state["step"], state["seconds"]
    curve = Curve(folder / "grpo.jsonl", step)
    begun = time.monotonic() - spent
    saved = time.monotonic()

    def save() -> None:
        torch.save({"model": model.state_dict(), "adam": adam.state_dict(), "step": step,
                    "seconds": time.monotonic() - begun}, state_file)

    while step < settings.steps and (time.monotonic() - begun < 60 * settings.minutes or not settings.minutes):
        for group in adam.param_groups:
            group["lr"] = settings.rate * min(1.0, (step + 1) / 5)
        rollouts = sample_step(model, preset, seed, step, tok, reward, process)
        point = {"step": step, **figures(rollouts), **update(model, adam, preset, rollouts, pad),
                 "seconds": round(time.monotonic() - begun, 1)}
        curve.add(**point)
        if say:
            print(f"grpo {step}: reward {point['reward']:.3f} = outcome {point['outcome_reward']:.3f} + process "
                  f"{point['process_reward']:.3f}, exact {100 * point['exact_location']:.1f} %, {point['seconds']:.0f} s")
        step += 1
        if time.monotonic() - saved > 60:
            save()
            saved = time.monotonic()
    save()
