"""What one row is, and how a row follows from paragraphs that know whether they are wrong."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

NO_FLAW = "none"


@dataclass(frozen=True)
class Row:
    """One solution with the index of its first wrong step.

    The fields `id`, `generator`, `problem`, `ground_truth`, `steps`, `answer`,
    `final_answer_correct` and `label` are those of ProcessBench.
    """

    id: str
    domain: str
    style: str
    flaw: str
    problem: str
    ground_truth: str
    steps: tuple[str, ...]
    answer: str
    final_answer_correct: bool
    label: int
    """0-based index of the first wrong step; -1 where none is wrong."""
    critique: str
    key: str
    """What makes two problems the same problem, whatever words they are put in."""

    @property
    def flawed_positive(self) -> bool:
        """Whether a right answer was reached by wrong steps."""
        return self.final_answer_correct and self.label >= 0

    def to_json(self) -> str:
        """One line of JSON; equal rows give equal bytes."""
        fields = {
            "id": self.id,
            "generator": "fapo-synthetic",
            "domain": self.domain,
            "style": self.style,
            "flaw": self.flaw,
            "problem": self.problem,
            "ground_truth": self.ground_truth,
            "steps": list(self.steps),
            "answer": self.answer,
            "final_answer_correct": self.final_answer_correct,
            "label": self.label,
            "critique": self.critique,
        }
        return json.dumps(fields, ensure_ascii=False)

    @staticmethod
    def from_dict(fields: dict[str, Any]) -> Row:
        """A row as `to_json` wrote it; its key is not kept in files."""
        return Row(
            id=fields["id"],
            domain=fields.get("domain", ""),
            style=fields.get("style", ""),
            flaw=fields.get("flaw", ""),
            problem=fields["problem"],
            ground_truth=fields["ground_truth"],
            steps=tuple(fields["steps"]),
            answer=fields.get("answer", ""),
            final_answer_correct=fields["final_answer_correct"],
            label=fields["label"],
            critique=fields.get("critique", ""),
            key="",
        )


@dataclass
class Para:
    """One step of a solution and the line of the critique that judges it."""

    text: str
    work: str
    """What the step ought to say, recomputed: short enough for a small model to write."""
    wrong: str = ""
    """What it says instead, in the words of the critique; empty where it is right."""


@dataclass
class Draft:
    """A solution while it is made."""

    domain: str
    style: str
    problem: str
    reference: str
    key: str
    flaw: str = NO_FLAW
    answer: str = ""
    paras: list[Para] = field(default_factory=list)

    def add(self, text: str, work: str, wrong: str = "") -> None:
        """Appends one step."""
        self.paras.append(Para(text, work, wrong))

    def merge_last(self) -> None:
        """Makes one step of the last two."""
        b, a = self.paras.pop(), self.paras.pop()
        self.add(f"{a.text.rstrip('.')}. {b.text}", a.work if a.wrong else f"{a.work}; {b.work}", a.wrong or b.wrong)

    @property
    def is_flawed(self) -> bool:
        """Whether a step so far is wrong."""
        return any(p.wrong for p in self.paras)


def first_wrong(paras: list[Para]) -> int:
    """0-based index of the first wrong paragraph, -1 for none."""
    return next((i for i, p in enumerate(paras) if p.wrong), -1)


def critique_of(paras: list[Para]) -> str:
    """One line per paragraph up to the first wrong one, then the verdict.

    Each line states the truth before it judges, so that a model that writes it left to right has
    the state of line i in its context when it starts line i + 1.
    """
    label = first_wrong(paras)
    shown = paras if label < 0 else paras[: label + 1]
    lines = [f"{i}: {p.work} {'no, ' + p.wrong if p.wrong else 'ok'}" for i, p in enumerate(shown)]
    lines.append(f"\\boxed{{{label}}}")
    return "\n".join(lines)


def finish(draft: Draft, row_id: str) -> Row:
    """The row of a finished draft."""
    label = first_wrong(draft.paras)
    return Row(
        id=row_id,
        domain=draft.domain,
        style=draft.style,
        flaw=draft.flaw if label >= 0 else NO_FLAW,
        problem=draft.problem,
        ground_truth=draft.reference,
        steps=tuple(p.text.strip() for p in draft.paras),
        answer=draft.answer,
        final_answer_correct=draft.answer == draft.reference,
        label=label,
        critique=critique_of(draft.paras),
        key=draft.key,
    )


def bucket(domain: str, key: str, buckets: int) -> int:
    """Which of `buckets` a problem falls in: the same on every machine and in every process."""
    digest = hashlib.blake2b(f"{domain}\n{key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % buckets
