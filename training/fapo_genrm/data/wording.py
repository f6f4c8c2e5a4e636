"""Ways of laying a solution out that all domains share."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

from fapo_genrm.data.row import Draft

T = TypeVar("T")

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
INTROS = (
    "Let's think step by step.",
    "Let's solve this step by step.",
    "We need to work through the problem carefully.",
    "Let's break this down.",
    "I'll go through it one step at a time.",
    "Sure, here is the solution.",
    "To solve this, we proceed in steps.",
)
CORRECTIONS = ("Wait, that is not right.", "No, let me redo that.", "Hmm, that's wrong; let me recompute.",
               "Wait, I made a mistake.", "Actually, let me recheck:")


def pick(rng: random.Random, options: Sequence[T]) -> T:
    """One of the options; faster than `Random.choice`."""
    return options[int(rng.random() * len(options))]


def chance(rng: random.Random, share: float) -> bool:
    """True in `share` of the cases."""
    return rng.random() < share


def near(rng: random.Random, value: int) -> int:
    """A number somebody who slips could write for `value`: off by a little, a digit or a sign."""
    roll = rng.random()
    if roll < 0.4:
        return value + pick(rng, (-1, 1, -2, 2, 1, -1))
    if roll < 0.6 and abs(value) >= 10:
        return value + pick(rng, (-10, 10))
    if roll < 0.7 and abs(value) >= 100:
        return value + pick(rng, (-100, 100, -90, 90))
    if roll < 0.85 and value != 0:
        return -value
    return value + pick(rng, (-5, -4, -3, 3, 4, 5, 6, 9, -9))


def near_positive(rng: random.Random, value: int) -> int:
    """As `near`, for quantities that are never negative: at least 1, and never `value`."""
    for _ in range(8):
        slip = near(rng, value)
        if slip > 0 and slip != value:
            return slip
    return value + 1


def number_steps(rng: random.Random, draft: Draft) -> None:
    """Puts the same numbering, or none, before every step."""
    roll = rng.random()
    for i, para in enumerate(draft.paras):
        if roll < 0.5:
            return
        if roll < 0.75:
            para.text = f"Step {i + 1}: {para.text}"
        elif roll < 0.85:
            para.text = f"{i + 1}. {para.text}"
        elif roll < 0.92:
            para.text = f"**Step {i + 1}:** {para.text}"
        elif roll < 0.96:
            para.text = f"({i + 1}) {para.text}"
        else:
            para.text = f"Step {i + 1}\n{para.text}"


def maybe_intro(rng: random.Random, draft: Draft, share: float = 0.15) -> None:
    """Now and then begins with a sentence that claims nothing."""
    if chance(rng, share):
        draft.add(pick(rng, INTROS), "intro")


def join_names(names: Sequence[str]) -> str:
    """`A, B, and C`."""
    if len(names) == 1:
        return names[0]
    if len(names) == 2:
        return f"{names[0]} and {names[1]}"
    return ", ".join(names[:-1]) + f", and {names[-1]}"


def answer_line(rng: random.Random, answer: str) -> str:
    """A sentence that states the answer, always containing it literally."""
    forms = ("So the answer is {}", "The answer is {}.", "So the answer is {}.", "Therefore, the answer is {}.",
             "#### {}", "The answer is: {}", "The final answer is \\boxed{{{}}}.", "Answer: {}",
             "Thus, the final answer is {}.", "Hence the answer is $\\boxed{{{}}}$.")
    return pick(rng, forms).format(answer)
