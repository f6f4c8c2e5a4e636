"""Greedy critiques of held-back rows, or of a file in ProcessBench's form, and how good their verdicts are."""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from fapo_genrm import export, tokenizer
from fapo_genrm.data import DOMAINS, Row, Split, rows
from fapo_genrm.generate import by_length, generate
from fapo_genrm.model import Qwen3
from fapo_genrm.prompt import END_OF_TEXT, IM_END, chat_prompt, read_verdict, user_message

HELD_SEED = 424_242


@dataclass(frozen=True)
class Judged:
    """One row with what the model made of it."""

    row: Row
    critique: str
    index: int | None
    """-1, a step, or None where nothing can be read (or the prompt is too long)."""


def ratio(part: float, whole: float) -> float:
    """0 where there is nothing to divide by."""
    return part / whole if whole else 0.0


def harmonic(a: float, b: float) -> float:
    """Harmonic mean, 0 where both are 0."""
    return ratio(2 * a * b, a + b)


def scores(judged: Sequence[Judged]) -> dict[str, float]:
    """Detection (flawed is positive) and location. What cannot be read is a miss on both sides.

    `exact_location_accuracy` is over flawed rows, `false_flag_rate` over clean rows with a right answer,
    `processbench_f1` is the harmonic mean of the exact location accuracy and the accuracy on clean rows.
    """
    flawed = [j for j in judged if j.row.label >= 0]
    clean = [j for j in judged if j.row.label < 0]
    hits = sum(j.index is not None and j.index >= 0 for j in flawed)
    flags = sum(j.index is not None and j.index >= 0 for j in clean)
    exact = ratio(sum(j.index == j.row.label for j in flawed), len(flawed))
    accepted = ratio(sum(j.index == -1 for j in clean), len(clean))
    right = [j for j in clean if j.row.final_answer_correct]
    precision, recall = ratio(hits, hits + flags), ratio(hits, len(flawed))
    return {
        "rows": len(judged),
        "flawed": len(flawed),
        "detection_precision": precision,
        "detection_recall": recall,
        "detection_f1": harmonic(precision, recall),
        "exact_location_accuracy": exact,
        "clean_accuracy": accepted,
        "processbench_f1": harmonic(exact, accepted),
        "false_flag_rate": ratio(sum(j.index is not None and j.index >= 0 for j in right), len(right)),
        "unreadable_rate": ratio(sum(j.index is None for j in judged), len(judged)),
        "critique_matches": ratio(sum(j.critique == j.row.critique for j in judged), len(judged)),
    }


def judge(
    model: Qwen3, tok: tokenizer.Tokenizer, cases: Sequence[Row], max_new: int, bf16: bool = False,
    longest: int = 8192, budget: int = 0,
) -> list[Judged]:
    """Greedy critiques. Prompts of more than `longest` tokens are not read (index None).

    `budget` is how many tokens are held at once; 0: what a large GPU, or a small CPU, holds.
    """
    budget = budget or (400_000 if model.cos.is_cuda else 16_384)
    prompts = [tok.encode(chat_prompt(user_message(r.problem, r.ground_truth, r.steps))).ids for r in cases]
    out: dict[int, Judged] = {i: Judged(cases[i], "", None) for i, p in enumerate(prompts) if len(p) > longest}
    kept = [i for i in range(len(cases)) if i not in out]
    was_training = model.training
    model.eval()
    for group in by_length([len(prompts[i]) + max_new for i in kept], budget):
        chosen = [kept[g] for g in group]
        found = generate(model, [prompts[i] for i in chosen], tok.token_to_id(IM_END), tok.token_to_id(END_OF_TEXT),
                         max_new, bf16=bf16)
        for i, ids in zip(chosen, found.ids, strict=True):
            critique = tok.decode(ids, skip_special_tokens=True)
            out[i] = Judged(cases[i], critique, read_verdict(critique, len(cases[i].steps)))
    model.train(was_training)
    return [out[i] for i in range(len(cases))]


def held_rows(domain: str, count: int, seed: int = HELD_SEED) -> list[Row]:
    """Held-back rows of one domain."""
    return list(itertools.islice(rows(seed, Split.HELD, (domain,)), count))


def evaluate_held(
    model: Qwen3, tok: tokenizer.Tokenizer, domains: Sequence[str], count: int, max_new: int, bf16: bool
) -> dict[str, dict[str, float]]:
    """Scores per domain on held-back rows."""
    out = {}
    for domain in domains:
        begun = time.monotonic()
        judged = judge(model, tok, held_rows(domain, count), max_new, bf16)
        out[domain] = {**scores(judged), "seconds_per_critique": (time.monotonic() - begun) / max(1, count)}
    return out


def table(results: dict[str, dict[str, float]]) -> str:
    """The main figures as text."""
    head = f"{'':28}{'rows':>6}{'det F1':>8}{'exact':>8}{'clean':>8}{'PB F1':>8}{'flags':>8}{'unread':>8}"
    lines = [head]
    for name, s in results.items():
        values = (s["detection_f1"], s["exact_location_accuracy"], s["clean_accuracy"], s["processbench_f1"],
                  s["false_flag_rate"], s["unreadable_rate"])
        lines.append(f"{name:28}{s['rows']:6.0f}" + "".join(f"{100 * v:8.1f}" for v in values))
    return "\n".join(lines)


def main() -> int:
    """Measures an exported model."""
    parser = argparse.ArgumentParser(prog="python -m fapo_genrm.evaluate", description=__doc__)
    parser.add_argument("model", type=Path, help="folder of an exported model")
    parser.add_argument("files", nargs="*", type=Path, help="JSONL in ProcessBench's form; none: held-back rows")
    parser.add_argument("--domains", default=",".join(DOMAINS))
    parser.add_argument("--rows", type=int, default=200, help="rows a domain, or a file (default 200)")
    parser.add_argument("--max-new", type=int, default=1024)
    parser.add_argument("--longest", type=int, default=4096, help="prompts with more tokens are not read")
    parser.add_argument("--out", type=Path, help="JSON file for the figures")
    parser.add_argument("--critiques", type=Path, help="JSONL file for every critique")
    options = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model = export.load(options.model).to(device)
    tok = tokenizer.load(options.model)
    bf16 = device.type == "cuda"
    cases: dict[str, list[Row]] = {}
    for file in options.files:
        lines = file.read_text(encoding="utf-8").splitlines()[: options.rows]
        cases[file.stem] = [Row.from_dict({"ground_truth": "", **json.loads(line)}) for line in lines]
    if not options.files:
        cases = {d: held_rows(d, options.rows) for d in options.domains.split(",")}
    results, judged = {}, []
    for name, chosen in cases.items():
        part = judge(model, tok, chosen, options.max_new, bf16, options.longest)
        results[name] = scores(part)
        judged += part
    results["all"] = scores(judged)
    print(table(results))
    if options.out:
        options.out.write_text(json.dumps(results, indent=2) + "\n")
    if options.critiques:
        lines = [json.dumps({"id": j.row.id, "label": j.row.label, "index": j.index, "critique": j.critique}) for j in judged]
        options.critiques.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
