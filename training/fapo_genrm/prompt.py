"""What the critic is asked, the chat layout around it, and how its verdict is read.

The text is the platform's template `fapo-paragraph-v1`; steps are split and verdicts are read by the platform's rules. A text
never changes under its id.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

TEMPLATE_ID = "fapo-paragraph-v1"
TEMPLATE = """\
The following is a math problem with its ground truth answer, along with an AI solution (split into paragraphs, enclosed with tags and indexed from 0):

[Math Problem]

{problem}

[Ground Truth]

{ground_truth}

[AI Solution]

{solution}

Your task is to review and critique the solution paragraph by paragraph. Once you identify an error in a paragraph, return the index of the paragraph where the earliest error occurs. Otherwise, return the index of -1 (which typically denotes 'not found').

Please reason step by step, put your final answer (i.e., the index) in \\boxed{}."""  # noqa: E501

IM_START, IM_END, END_OF_TEXT = "<|im_start|>", "<|im_end|>", "<|endoftext|>"
SPECIAL_TOKENS = (END_OF_TEXT, IM_START, IM_END)
SLOT = re.compile(r"\{(problem|ground_truth|solution)\}")

OUTSIDE = "outside\n\\boxed{outside}"
"""The whole critique of a solution from a domain that the critic does not know; a service reads it as out of scope."""

CHAT_TEMPLATE = (
    "{%- for message in messages %}"
    "{{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}"
    "{%- endfor %}"
    "{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}"
)
"""Jinja, as in Qwen3's `tokenizer_config.json`, without tools and without thinking."""


def tagged(steps: Sequence[str]) -> str:
    """`<paragraph_i>` blocks joined by a blank line."""
    return "\n\n".join(f"<paragraph_{i}>\n{s}\n</paragraph_{i}>" for i, s in enumerate(steps))


def user_message(problem: str, ground_truth: str, steps: Sequence[str]) -> str:
    """The prompt. Braces inside the arguments are text, never a slot."""
    values = {"problem": problem, "ground_truth": ground_truth, "solution": tagged(steps)}
    return SLOT.sub(lambda m: values[m[1]], TEMPLATE)


def chat_prompt(message: str) -> str:
    """The text a model continues with its critique, special tokens written out."""
    return f"{IM_START}user\n{message}{IM_END}\n{IM_START}assistant\n"


def split_steps(text: str) -> list[str]:
    """The steps of one text: split on blank lines, or on newlines where it has none."""
    text = text.strip()
    pattern = r"\n[^\S\n]*\n\s*" if re.search(r"\n[^\S\n]*\n", text) else r"\n"
    return [s.strip() for s in re.split(pattern, text) if s.strip()]


def read_verdict(critique: str, step_count: int) -> int | None:
    """The index in the last `\\boxed{…}`: -1 or a step; None where none can be read."""
    start = critique.rfind("\\boxed{")
    if start < 0:
        return None
    depth, at = 1, start + len("\\boxed{")
    content = ""
    while at < len(critique):
        depth += {"{": 1, "}": -1}.get(critique[at], 0)
        if depth == 0:
            break
        content += critique[at]
        at += 1
    content = content.strip()
    if depth or (not (found := re.fullmatch(r"\\text\{(.*)\}", content)) and not content):
        return None
    digits = found[1].strip() if found else content
    if not re.fullmatch(r"[+-]?[0-9]{1,200}", digits):
        return None
    index = int(digits)
    return index if -1 <= index < step_count else None
