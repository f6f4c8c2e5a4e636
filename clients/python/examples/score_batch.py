#!/usr/bin/env python3
"""Scores a file of rollout groups on a running platform and prints what each rollout is worth.

    ./fapo serve                                         # in one terminal
    python clients/python/examples/score_batch.py        # in another: scores examples/rollouts.jsonl

A line of the file is one group:
    {"group_id": "g1", "problem": "…", "ground_truth": "5", "rollouts": [{"id": "g1/0", "text": "…\\nA: 5"}, …]}
"""

from __future__ import annotations

import argparse
import json
import pathlib
import sys
import uuid
from typing import Iterator

from fapo_client import FapoClient, FapoError, Group, GroupKey, Policy, Rollout
from fapo_client.results import RolloutResult

SHIPPED = pathlib.Path(__file__).resolve().parents[3] / "examples" / "rollouts.jsonl"


def read_groups(path: pathlib.Path, run_id: str) -> Iterator[Group]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                yield Group(
                    problem=row["problem"],
                    references=[row["ground_truth"]],
                    rollouts=[Rollout(r["text"], id=r["id"]) for r in row["rollouts"]],
                    key=GroupKey(run_id=run_id, group_id=row["group_id"]),
                )
            except (json.JSONDecodeError, KeyError, TypeError) as wrong:
                raise SystemExit(f"{path}:{number}: {wrong!r} (expected: a rollout group)") from wrong


def describe(rollout: RolloutResult) -> str:
    reward = "unscored" if rollout.reward is None else f"{rollout.reward:+.2f}"
    advantage = "" if rollout.advantage is None else f"{rollout.advantage:+.3f}"
    found = rollout.verdict.evidence
    why = f"step {found.step}: {found.statement}" if found else rollout.verdict.reason or ""
    answer = {True: "right", False: "wrong", None: "undecided"}[rollout.answer_correct]
    return f"  {rollout.id:<24} {answer:<9} {rollout.verdict.outcome or '-':<12} {reward:>8} {advantage:>7}  {why}".rstrip()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=pathlib.Path, default=SHIPPED)
    parser.add_argument("--target", default="localhost:9090", help="gRPC target (default: %(default)s)")
    parser.add_argument("--run-id", default=f"example-{uuid.uuid4()}", help="default: a fresh one")
    parser.add_argument("--preset", default="fapo", choices=["fapo", "fapo_robust", "fapo_recipe", "rlvr"])
    arguments = parser.parse_args()

    # The bundled critics are fit for demonstrations only, which has to be allowed; leave it out in training.
    policy = Policy(preset=arguments.preset, allow_demo_critic=True)
    rollouts, refused = [], 0
    with FapoClient(arguments.target) as client:
        try:
            for reply in client.score_groups(read_groups(arguments.file, arguments.run_id), policy):
                if reply.score is None:
                    refused += 1
                    print(f"{reply.group.key.group_id}: {reply.error}")
                    continue
                print(f"{reply.score.key.group_id}: {reply.score.status}")
                for rollout in reply.score.rollouts:
                    print(describe(rollout))
                rollouts += reply.score.rollouts
        except FapoError as failed:
            print(f"score_batch: {failed}", file=sys.stderr)
            return 1
    scored = [r for r in rollouts if r.scored]
    flawed = [r for r in scored if r.answer_correct and r.verdict.flawed]
    print(
        f"{len(rollouts)} rollouts: {len(scored)} scored, {sum(bool(r.answer_correct) for r in scored)} right,"
        f" {len(flawed)} of them flawed, {len(rollouts) - len(scored)} unscored; {refused} groups refused"
    )
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
