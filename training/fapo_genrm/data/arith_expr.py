"""Integer expressions: parsing, the order of reduction, and how a reduction is written tersely.

Only the generator uses this. The checker evaluates by other means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

TOKEN = re.compile(r"\s*(\d+|[()+\-*])")


@dataclass(slots=True)
class Node:
    """A number (`op` empty) or an operation; `value` is exact."""

    value: int
    op: str = ""
    left: Node | None = None
    right: Node | None = None


@lru_cache(maxsize=512)
def parse(text: str) -> Node:
    """The tree of an expression of integers, `+ - *`, unary minus and parentheses."""
    return _Parser(TOKEN.findall(text)).sum()


class _Parser:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def sum(self) -> Node:
        """sum = product { ("+" | "-") product }"""
        node = self.product()
        while self.peek() in ("+", "-"):
            op = self.tokens[self.at]
            self.at += 1
            node = apply(op, node, self.product())
        return node

    def product(self) -> Node:
        """product = atom { "*" atom }"""
        node = self.atom()
        while self.peek() == "*":
            self.at += 1
            node = apply("*", node, self.atom())
        return node

    def atom(self) -> Node:
        """atom = "-" atom | "(" sum ")" | digits"""
        token = self.tokens[self.at]
        self.at += 1
        if token == "-":
            inner = self.atom()
            return apply("*", Node(-1), inner) if inner.op else Node(-inner.value)
        if token == "(":
            node = self.sum()
            self.at += 1
            return node
        return Node(int(token))


def apply(op: str, left: Node, right: Node) -> Node:
    """The node of one operation."""
    a, b = left.value, right.value
    return Node(a + b if op == "+" else a - b if op == "-" else a * b, op, left, right)


def reductions(node: Node) -> list[str]:
    """Every operation in the order it is done, as `3*-4=-12`; a bare number is itself."""
    out: list[str] = []
    _reduce(node, out)
    return out or [str(node.value)]


def _reduce(node: Node, out: list[str]) -> None:
    if node.left is None or node.right is None:
        return
    _reduce(node.left, out)
    _reduce(node.right, out)
    out.append(operation(node.op, node.left.value, node.right.value))


def operation(op: str, a: int, b: int) -> str:
    """One operation with its result. Long products carry their partial products."""
    if op == "*" and abs(a) >= 10 and abs(b) >= 10 and len(partials(abs(a), abs(b))) > 1:
        return f"{a}*{b}[{','.join(partials(abs(a), abs(b)))}]={a * b}"
    return f"{a}{op}{b}={a + b if op == '+' else a - b if op == '-' else a * b}"


def partials(a: int, b: int) -> list[str]:
    """`47*305` as `40*305=12200,7*305=2135,12200+2135=14335`: the factor with fewer digits is split."""
    if len(str(a)) > len(str(b)):
        a, b = b, a
    digits = str(a)
    parts = [int(d) * 10 ** (len(digits) - 1 - i) for i, d in enumerate(digits) if d != "0"]
    lines = [f"{p}*{b}={p * b}" for p in parts]
    total = parts[0] * b
    for p in parts[1:]:
        lines.append(f"{total}+{p * b}={total + p * b}")
        total += p * b
    return lines


def work(text: str) -> str:
    """The reductions of an expression in one line."""
    return " ".join(reductions(parse(text)))
