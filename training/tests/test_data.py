"""Rows are what they say they are. FAPO_TRAINING_ROWS sets how many the judge reads (default 6000)."""

from __future__ import annotations

import hashlib
import itertools
import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from fapo_genrm.data import DOMAINS, Row, Split, rows
from fapo_genrm.data.check import JUDGES, complaints
from fapo_genrm.data.row import bucket
from fapo_genrm.data.stats import report, tally
from fapo_genrm.data.stream import HELD_BUCKETS, MAKERS, row_at

ROWS = int(os.environ.get("FAPO_TRAINING_ROWS", "6000"))


def take(count: int, seed: int = 3, split: Split = Split.TRAIN) -> list[Row]:
    return list(itertools.islice(rows(seed, split), count))


def test_same_seed_gives_same_bytes():
    def digest(seed: int) -> str:
        return hashlib.sha256("\n".join(r.to_json() for r in take(300, seed)).encode()).hexdigest()

    assert digest(3) == digest(3)
    assert digest(3) != digest(4)


def test_rows_do_not_depend_on_where_a_stream_starts():
    assert next(rows(3, start=0)) in take(1)
    later = [r.id for r in itertools.islice(rows(3, start=50), 5)]
    assert set(later) <= {r.id for r in take(80)}


@pytest.mark.parametrize("domain", DOMAINS)
def test_judge_agrees_with_every_row(domain):
    seed = 1234
    for n in range(ROWS // len(DOMAINS)):
        row = row_at(seed, n, (domain,))
        assert complaints(row) == [], row.to_json()


@pytest.mark.parametrize("domain", DOMAINS)
def test_makers_do_as_asked(domain):
    for seed in range(300):
        for flawed in (True, False):
            assert MAKERS[domain](random.Random(seed), flawed).is_flawed == flawed


@pytest.mark.parametrize("domain", DOMAINS)
def test_judge_objects_to_a_moved_label(domain):
    moved = 0
    for n in range(60):
        row = row_at(9, n, (domain,))
        other = replace(row, label=row.label + 1 if row.label + 1 < len(row.steps) else row.label - 1)
        assert complaints(other)
        moved += 1
    assert moved == 60


def test_judge_reads_a_step_that_was_corrupted_afterwards():
    row = next(r for r in rows(2, domains=("arithmetic",)) if r.label < 0 and r.style == "letters")
    at = next(i for i, s in enumerate(row.steps) if i > 0 and "A = " in s)
    steps = list(row.steps)
    steps[at] = steps[at].rstrip(".") + " = 123456."
    assert JUDGES["arithmetic"](replace(row, steps=tuple(steps))) == at


def test_splits_share_no_problem():
    train = {(r.domain, r.key) for s in (1, 2) for r in take(2000, s)}
    held = {(r.domain, r.key) for r in take(150, 1, Split.HELD)}
    assert train.isdisjoint(held)
    assert all(bucket(d, k, HELD_BUCKETS) == 0 for d, k in held)


def test_every_domain_has_clean_rows_flaws_and_flawed_positives():
    tallies = tally(take(3000))
    assert set(tallies) == set(DOMAINS)
    for t in tallies.values():
        assert 0.45 < t.flawed / t.rows < 0.7
        assert t.flawed_positives > 0.02 * t.rows
        assert len(t.flaws) >= 6
    assert "flawed positives" in report(tallies)


def test_answers_and_steps_are_stripped_and_not_empty():
    for row in take(1000):
        assert all(s and s == s.strip() and "\n\n" not in s for s in row.steps)
        assert row.final_answer_correct == (row.answer == row.ground_truth)


def test_committed_sample_is_what_the_generator_makes():
    sample = Path(__file__).parent.parent / "sample.jsonl"
    lines = sample.read_text(encoding="utf-8").splitlines()
    assert lines == [r.to_json() for r in take(len(lines), 1)]
