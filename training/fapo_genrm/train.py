"""Trains a GenRM from nothing: tokenizer, supervised stage, GRPO, export, figures. The same command again goes on."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from dataclasses import replace
from pathlib import Path

import torch

from fapo_genrm import evaluate, export, grpo, reward, supervised, tokenizer
from fapo_genrm.model import Qwen3
from fapo_genrm.presets import PRESETS, Preset

STAGES = ("tokenizer", "supervised", "grpo", "export", "evaluate")


def arguments(args: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m fapo_genrm.train", description=__doc__)
    parser.add_argument("--preset", choices=PRESETS, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder of the run and of the model")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--domains", help="comma-separated (default: the preset's)")
    parser.add_argument("--stages", default=",".join(STAGES), help=f"comma-separated (default: {','.join(STAGES)})")
    parser.add_argument("--reward", default="local", help="local, grpc:HOST:PORT, or MODULE:FUNCTION (default local)")
    parser.add_argument("--start-from", type=Path, help="run whose tokenizer and supervised stage to take over")
    parser.add_argument("--outcome-only", action="store_true", help="GRPO without the process reward (the ablation)")
    parser.add_argument("--minutes", type=float, help="wall time of the supervised stage (default: the preset's)")
    parser.add_argument("--steps", type=int, help="steps of the supervised stage (default: the preset's)")
    parser.add_argument("--grpo-steps", type=int, help="steps of the GRPO stage (default: the preset's)")
    parser.add_argument("--grpo-minutes", type=float, help="wall time of the GRPO stage (default: the preset's)")
    parser.add_argument("--workers", type=int, help="processes that make data (default: the preset's)")
    return parser.parse_args(args)


def chosen(options: argparse.Namespace) -> Preset:
    """The preset with what the command line changes."""
    preset = PRESETS[options.preset]
    stage, second = preset.supervised, preset.grpo
    if options.minutes is not None:
        stage = replace(stage, minutes=options.minutes)
    if options.steps is not None:
        stage = replace(stage, steps=options.steps)
    if options.grpo_steps is not None:
        second = replace(second, steps=options.grpo_steps)
    if options.grpo_minutes is not None:
        second = replace(second, minutes=options.grpo_minutes)
    domains = tuple(options.domains.split(",")) if options.domains else preset.domains
    workers = preset.workers if options.workers is None else options.workers
    return replace(preset, supervised=stage, grpo=second, domains=domains, workers=workers)


def fast_half_precision() -> bool:
    """Whether this CPU multiplies bf16 itself; where it does not, bf16 is slower than float32."""
    try:
        return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
    except (AttributeError, RuntimeError):
        return False


def take_over(source: Path, folder: Path) -> None:
    """Copies tokenizer and supervised stage of another run where the folder has none of its own."""
    for name in ("tokenizer.json", "tokenizer_config.json", "supervised.pt", "supervised.jsonl"):
        if not (folder / name).exists():
            shutil.copyfile(source / name, folder / name)


def make_tokenizer(preset: Preset, seed: int, folder: Path) -> None:
    """Trains the tokenizer where the folder has none."""
    if not (folder / "tokenizer.json").exists():
        tok = tokenizer.train(tokenizer.corpus(seed, preset.tokenizer_rows, preset.domains), preset.vocabulary)
        tokenizer.save(tok, folder)


def figures(model: Qwen3, preset: Preset, folder: Path, seed: int) -> dict[str, dict[str, float]]:
    """Scores on held-back rows (on the training rows themselves where the preset overfits)."""
    tok = tokenizer.load(folder)
    if not preset.supervised.overfit:
        return evaluate.evaluate_held(model, tok, preset.domains, preset.evaluate_rows, preset.evaluate_new, preset.bf16)
    from fapo_genrm.data import Split
    from fapo_genrm.data.stream import row_at

    known = [r for n in range(preset.supervised.overfit) if Split.of(r := row_at(seed, n, preset.domains)) is Split.TRAIN]
    return {"training rows": evaluate.scores(evaluate.judge(model, tok, known, preset.evaluate_new, preset.bf16))}


def main(args: list[str] | None = None) -> int:
    """Runs the stages that are asked for."""
    options = arguments(args)
    preset, folder = chosen(options), options.out
    stages = options.stages.split(",")
    folder.mkdir(parents=True, exist_ok=True)
    if options.start_from:
        take_over(options.start_from, folder)
    begun = time.monotonic()
    torch.manual_seed(options.seed)
    # Batches differ in shape; without this the allocator keeps a pool for each of them.
    os.environ.setdefault("PYTORCH_CUDA_ALLOC_CONF", "expandable_segments:True")
    if torch.cuda.is_available():
        torch.set_float32_matmul_precision("high")
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if preset.bf16 and device.type == "cpu" and not fast_half_precision():
        preset = replace(preset, bf16=False)
    if "tokenizer" in stages:
        make_tokenizer(preset, options.seed, folder)
    model = Qwen3(preset.model(tokenizer.load(folder).get_vocab_size())).to(device)
    print(f"{model.parameters_count / 1e6:.2f} M parameters on {device}")
    if "supervised" in stages:
        supervised.train(model, preset, options.seed, folder, device)
    elif (folder / "supervised.pt").exists():
        model.load_state_dict(torch.load(folder / "supervised.pt", map_location=device, weights_only=True)["model"])
    if "export" in stages:
        export.save(model, folder)
    if "grpo" in stages:
        grpo.train(model, preset, options.seed, folder, device, reward.named(options.reward), not options.outcome_only)
        if "export" in stages:
            export.save(model, folder)
    elif (folder / "grpo.pt").exists():
        model.load_state_dict(torch.load(folder / "grpo.pt", map_location=device, weights_only=True)["model"])
    if "evaluate" in stages:
        results = figures(model, preset, folder, options.seed)
        print(evaluate.table(results))
        (folder / "figures.json").write_text(json.dumps(results, indent=2) + "\n")
    print(f"done in {time.monotonic() - begun:.0f} s: {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
