"""The supervised stage: next-token prediction of labelled critiques. Resumable; curves go to JSONL."""

from __future__ import annotations

import json
import math
import time
from dataclasses import asdict
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.optim import Optimizer

from fapo_genrm.batches import Batch, Place, Stream, loader
from fapo_genrm.model import Qwen3
from fapo_genrm.muon import Muon
from fapo_genrm.presets import Preset

SAVE_SECONDS = 60.0
"""How often the state is written."""


def optimiser(model: Qwen3, rate: float, muon: bool = False) -> Optimizer:
    """AdamW, where only matrices decay; or Muon for the matrices between embedding and head."""
    if muon:
        return Muon(model, rate)
    matrices = [p for p in model.parameters() if p.dim() >= 2]
    vectors = [p for p in model.parameters() if p.dim() < 2]
    groups = [{"params": matrices, "weight_decay": 0.1}, {"params": vectors, "weight_decay": 0.0}]
    fused = matrices[0].is_cuda
    return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.95), eps=1e-8, fused=fused)


def rate_at(peak: float, step: int, warmup: int, progress: float) -> float:
    """Linear warm-up by step, then a cosine to a twentieth by progress in [0, 1]."""
    if step < warmup:
        return peak * (step + 1) / warmup
    return peak * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * min(1.0, progress))))


def loss_of(model: Qwen3, batch: Batch, device: torch.device, bf16: bool) -> tuple[Tensor, Tensor, Tensor]:
    """Weighted cross-entropy in nats a token, that of critique tokens alone, and their share guessed right."""
    ids = batch.ids.to(device, non_blocking=True)
    weights = batch.weights.to(device, non_blocking=True)
    critique = batch.critique.to(device, non_blocking=True)
    with torch.autocast(device.type, torch.bfloat16, enabled=bf16):
        hidden = model.hidden(ids[:, :-1])
        used = weights > 0
        logits = model.logits(hidden[used])
    targets = ids[:, 1:][used]
    losses = F.cross_entropy(logits, targets, reduction="none")
    w, c = weights[used], critique[used]
    right = (logits.detach().argmax(-1) == targets) & c
    return (losses * w).sum() / w.sum(), losses.detach()[c].mean(), right.sum() / c.sum()


class Curve:
    """Appends one JSON object a line; forgets what was written after the step that training resumes from."""

    def __init__(self, path: Path, resumed_at: int) -> None:
        self.path = path
        kept = []
        if path.exists():
            kept = [line for line in path.read_text().splitlines() if json.loads(line)["step"] < resumed_at]
        path.write_text("".join(line + "\n" for line in kept))

    def add(self, **values: float) -> None:
        """One point."""
        with self.path.open("a") as file:
            file.write(json.dumps(values) + "\n")


def train(model: Qwen3, preset: Preset, seed: int, folder: Path, device: torch.device, say: bool = True) -> None:
    """Trains in place. `folder/supervised.pt` holds the state to go on from; it is written once a minute and at the end."""
    settings = preset.supervised
    state_file = folder / "supervised.pt"
    adam = optimiser(model, settings.peak_rate, settings.muon)
    step, spent, after = 0, 0.0, {}
    if state_file.exists():
        state = torch.load(state_file, map_location=device, weights_only=True)
        model.load_state_dict(state["model"])
        adam.load_state_dict(state["adam"])
        step, spent = state["step"], state["seconds"]
        after = {int(w): Place(*p) for w, p in state["places"].items()}
        if step >= settings.steps or (settings.minutes and spent >= 60 * settings.minutes):
            return
    curve = Curve(folder / "supervised.jsonl", step)
    stream = Stream(seed, preset.domains, folder, settings, after, 64 if device.type == "cuda" else 1)
    last_saved = time.monotonic()
    begun = last_saved - spent
    tokens = 0
    model.train()

    def progress() -> float:
        by_time = (time.monotonic() - begun) / (60 * settings.minutes) if settings.minutes else 0.0
        return max(step / settings.steps, by_time)

    def save() -> None:
        torch.save({"model": model.state_dict(), "adam": adam.state_dict(), "step": step,
                    "seconds": time.monotonic() - begun,
                    "places": {str(w): list(asdict(p).values()) for w, p in after.items()}}, state_file)

    for batch in loader(stream, preset.workers):
        share = progress()
        if share >= 1.0:
            break
        for group in adam.param_groups:
            group["lr"] = group.get("scale", 1.0) * rate_at(settings.peak_rate, step, settings.warmup, share)
        loss, critique_loss, right = loss_of(model, batch, device, preset.bf16)
        adam.zero_grad(set_to_none=True)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        adam.step()
        tokens += batch.ids.numel()
        after[batch.place.worker] = batch.place
        if step % 10 == 0:
            seconds = time.monotonic() - begun
            point = {"step": step, "loss": loss.item(), "critique_loss": critique_loss.item(),
                     "critique_accuracy": right.item(), "gradient_norm": norm.item(),
                     "rate": adam.param_groups[0]["lr"], "seconds": round(seconds, 1),
                     "tokens_per_second": round(tokens / max(1e-9, seconds - spent))}
            curve.add(**point)
            if say and step % 50 == 0:
                print(f"supervised {step}: critique loss {point['critique_loss']:.4f}, tokens right "
                      f"{100 * point['critique_accuracy']:.1f} %, {point['tokens_per_second']} tokens/s, {seconds:.0f} s")
        step += 1
        if time.monotonic() - last_saved >= SAVE_SECONDS:
            save()
            last_saved = time.monotonic()
    save()
