"""The prompt is the platform's, and verdicts are read as the platform reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from fapo_genrm.prompt import TEMPLATE, read_verdict, split_steps, user_message

PLATFORM = Path(__file__).parents[2] / "genrm-service/src/main/resources/fapo/genrm/critique/fapo-paragraph-v1.txt"


@pytest.mark.skipif(not PLATFORM.exists(), reason="not inside the platform's tree")
def test_template_is_the_platforms():
    assert PLATFORM.read_text(encoding="utf-8").rstrip() == TEMPLATE


def test_braces_in_arguments_are_text():
    text = user_message("{solution}", "{problem}", ["{ground_truth}", "b"])
    assert "[Math Problem]\n\n{solution}\n\n[Ground Truth]\n\n{problem}\n" in text
    assert "<paragraph_0>\n{ground_truth}\n</paragraph_0>\n\n<paragraph_1>\nb\n</paragraph_1>\n\nYour task" in text


@pytest.mark.parametrize(
    ("critique", "index"),
    [("\\boxed{-1}", -1), ("x \\boxed{1} \\boxed{ 2 }", 2), ("\\boxed{\\text{0}}", 0), ("\\boxed{3}", None),
     ("\\boxed{-2}", None), ("\\boxed{1", None), ("none", None), ("\\boxed{}", None), ("\\boxed{a}", None),
     ("\\boxed{+1}", 1)],
)
def test_reads_verdict(critique, index):
    assert read_verdict(critique, 3) == index


@pytest.mark.parametrize(
    ("text", "steps"),
    [("a\n\nb\nc\n \n\nd ", ["a", "b\nc", "d"]), ("a\nb", ["a", "b"]), (" a ", ["a"]), ("", []), ("a\r\n\r\nb", ["a", "b"])],
)
def test_splits_steps(text, steps):
    assert split_steps(text) == steps
