"""Linear equations in one unknown, solved by moving terms."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from fapo_genrm.data.row import Draft
from fapo_genrm.data.wording import CORRECTIONS, answer_line, chance, maybe_intro, near, number_steps, pick


@dataclass(frozen=True)
class Side:
    """`coef · x + const`, both exact; `factor` ≠ 1 writes it as `factor(coef x + const)`."""

    coef: Fraction
    const: Fraction
    factor: int = 1

    @property
    def flat(self) -> Side:
        """Without the factor in front."""
        return Side(self.coef * self.factor, self.const * self.factor)


@dataclass(frozen=True)
class Equation:
    """Left side = right side."""

    left: Side
    right: Side

    @property
    def solution(self) -> Fraction | None:
        """The value of the unknown; None where it is not determined."""
        a, b = self.left.flat, self.right.flat
        slope = a.coef - b.coef
        return None if slope == 0 else (b.const - a.const) / slope

    def swapped(self) -> Equation:
        """With the sides exchanged."""
        return Equation(self.right, self.left)


def number(value: Fraction) -> str:
    """`3`, `-2`, `5/3`."""
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


def term(coef: Fraction, unknown: str) -> str:
    """`3x`, `-x`, `(2/3)x`."""
    if abs(coef) == 1:
        return ("-" if coef < 0 else "") + unknown
    return (number(coef) if coef.denominator == 1 else f"({number(coef)})") + unknown


def side_text(side: Side, unknown: str, const_first: bool = False) -> str:
    """One side as it is written."""
    if side.coef == 0:
        return number(side.const * side.factor)
    parts = term(side.coef, unknown)
    if side.const:
        if const_first and side.coef > 0:
            parts = f"{number(side.const)} + {parts}"
        else:
            parts += f" {'-' if side.const < 0 else '+'} {number(abs(side.const))}"
    return parts if side.factor == 1 else f"{side.factor if side.factor != -1 else '-'}({parts})"


@dataclass
class Writer:
    """One solution while it is written."""

    rng: random.Random
    draft: Draft
    unknown: str
    slip: int
    """How many more equations are written rightly before one goes wrong; negative: all."""
    dollars: bool

    def show(self, e: Equation, const_first: bool = False) -> str:
        """An equation as text."""
        text = f"{side_text(e.left, self.unknown, const_first)} = {side_text(e.right, self.unknown)}"
        return f"${text}$" if self.dollars else text

    def slips(self) -> bool:
        """Whether the next equation goes wrong."""
        self.slip -= 1
        return self.slip == -1 and not self.draft.is_flawed

    def step(self, why: str, right: Equation, options: list[tuple[str, Equation]], middle: str = "") -> Equation:
        """Writes an equation that follows from the one before, or one of `options` where it slips."""
        shown, wrong = right, ""
        good = [(f, e) for f, e in options if e.solution != right.solution]
        if self.slips() and good:
            flaw, shown = pick(self.rng, good)
            self.draft.flaw, wrong = flaw, terse(shown, self.unknown)
        text = f"{why}{self.show(shown)}"
        if not wrong and good and chance(self.rng, 0.03):
            text = f"{why}{self.show(pick(self.rng, good)[1])}. {pick(self.rng, CORRECTIONS)} {self.show(shown)}"
        self.draft.add(text + pick(self.rng, (".", "")), f"{middle}{terse(right, self.unknown)}", wrong)
        return shown


def terse(e: Equation, unknown: str) -> str:
    """An equation without blanks."""
    return f"{side_text(e.left, unknown)}={side_text(e.right, unknown)}".replace(" ", "")


def make_problem(rng: random.Random) -> Equation:
    """Coefficients up to 12; the solution is mostly an integer."""
    while True:
        kind = rng.random()
        bound = pick(rng, (5, 9, 12))
        a, c = _nonzero(rng, bound), (rng.randint(-bound, bound) if kind < 0.7 else 0)
        if a == c:
            continue
        x = Fraction(rng.randint(-12, 15)) if chance(rng, 0.9) else Fraction(rng.randint(-9, 9), pick(rng, (2, 3, 4)))
        b = rng.randint(-20, 20)
        left = Side(Fraction(a), Fraction(b))
        if chance(rng, 0.4):
            k = pick(rng, (2, 3, 4, 5, -2, -3))
            left = Side(Fraction(pick(rng, (1, 1, 2, 3))), Fraction(rng.randint(-9, 9)), k)
        if left.flat == Side(Fraction(1), Fraction(0)) and c == 0:
            continue
        if left.flat.coef == c or (left.const == 0 and left.factor != 1):
            continue
        total = left.flat.coef * x + left.flat.const - c * x
        if total.denominator == 1:
            return Equation(left, Side(Fraction(c), total))


def _nonzero(rng: random.Random, bound: int) -> int:
    return pick(rng, [n for n in range(-bound, bound + 1) if n])


def make(rng: random.Random, flawed: bool) -> Draft:
    """One problem with one solution."""
    e = make_problem(rng)
    for _ in range(30):
        draft = solve(rng, e, flawed)
        if draft.is_flawed == flawed:
            return draft
    return draft


FORMS = ("Solve for {u}: {e}", "Solve the equation {e}.", "Find {u} if {e}.", "If {e}, what is the value of {u}?",
         "What is the solution of {e}?", "Determine the value of {u} such that {e}.")


def solve(rng: random.Random, e: Equation, flawed: bool) -> Draft:
    """Expand, collect, divide, answer; a check now and then."""
    unknown = pick(rng, "xxxxyntz")
    solution = e.solution
    assert solution is not None
    plain = f"{side_text(e.left, unknown)} = {side_text(e.right, unknown)}"
    shown = f"${plain}$" if chance(rng, 0.2) else plain
    draft = Draft("linear", "moving", pick(rng, FORMS).format(u=unknown, e=shown), number(solution),
                  f"{side_text(e.left, 'x')} = {side_text(e.right, 'x')}")
    end = flawed and chance(rng, 0.22)
    steps = (e.left.factor != 1) + (e.left.flat.const != 0) + (e.right.coef != 0) + 1
    w = Writer(rng, draft, unknown, rng.randrange(steps) if flawed and not end else -1, chance(rng, 0.2))
    maybe_intro(rng, draft, 0.12)
    if chance(rng, 0.25):
        draft.add(pick(rng, ("We start with {}.", "We are given {}.", "The equation is {}.")).format(w.show(e)),
                  terse(e, unknown))
    current = _expand(w, e)
    if end and chance(rng, 0.4):
        _jump(rng, w, solution)
        number_steps(rng, draft)
        return draft
    for move in ((_move_unknowns, _move_constants) if chance(rng, 0.5) else (_move_constants, _move_unknowns)):
        current = move(w, current)
    value = _divide(w, current)
    _finish(rng, w, e, value, solution, end)
    number_steps(rng, draft)
    return draft


def _expand(w: Writer, e: Equation) -> Equation:
    """Multiplies the factor in front of the left side out."""
    left = e.left
    if left.factor == 1:
        return e
    k = left.factor
    right = Equation(left.flat, e.right)
    half = Equation(Side(left.coef * k, left.const), e.right)
    sign = Equation(Side(left.coef * k, -left.const * k), e.right)
    plus = Equation(Side(left.coef * k, left.const + k), e.right)
    why = pick(w.rng, ("Expand the left side: ", "Distribute: ", "First expand the brackets: ", "Multiplying out, we get "))
    return w.step(why, right, [("distribution", half), ("dropped_sign", sign), ("wrong_product", plus)])


def _move_unknowns(w: Writer, e: Equation) -> Equation:
    """Brings the unknown to the left."""
    c = e.right.coef
    if c == 0:
        return e
    a = e.left.coef
    right = Equation(Side(a - c, e.left.const), Side(Fraction(0), e.right.const))
    sign = Equation(Side(a + c, e.left.const), right.right)
    off = Equation(Side(Fraction(near(w.rng, int(a - c))), e.left.const), right.right)
    verb = "Subtract" if c > 0 else "Add"
    amount = term(abs(c), w.unknown)
    why = pick(w.rng, (f"{verb} {amount} {'from' if c > 0 else 'to'} both sides: ", f"{verb}ing {amount} on both sides gives ",
                       f"Move {term(c, w.unknown)} to the left side: ", "Collect the unknown on the left: "))
    middle = f"{number(a)}-{number(c)}={number(a - c)} "
    return w.step(why, right, [("dropped_sign", sign), ("wrong_sum", off)], middle)


def _move_constants(w: Writer, e: Equation) -> Equation:
    """Brings the constant to the right."""
    b = e.left.const
    if b == 0:
        return e
    d = e.right.const
    right = Equation(Side(e.left.coef, Fraction(0)), Side(e.right.coef, d - b))
    sign = Equation(right.left, Side(e.right.coef, d + b))
    off = Equation(right.left, Side(e.right.coef, Fraction(near(w.rng, int(d - b)))))
    kept = Equation(right.left, e.right)
    verb = "Subtract" if b > 0 else "Add"
    why = pick(w.rng, (f"{verb} {number(abs(b))} {'from' if b > 0 else 'to'} both sides: ",
                       f"{verb}ing {number(abs(b))} on both sides gives ", f"Move {number(b)} to the right side: ",
                       "Now isolate the term with the unknown: "))
    middle = f"{number(d)}-{number(b)}={number(d - b)} "
    return w.step(why, right, [("dropped_sign", sign), ("wrong_sum", off), ("skipped_step", kept)], middle)


def _divide(w: Writer, e: Equation) -> Fraction:
    """Divides by the coefficient; returns what the solution says the unknown is."""
    a, d = e.left.coef, e.right.const
    if a == 0:
        return Fraction(near(w.rng, 3))
    if a == 1:
        return d
    one = Side(Fraction(1), Fraction(0))
    right = Equation(one, Side(Fraction(0), d / a))
    options = [("dropped_sign", Equation(one, Side(Fraction(0), -d / a))),
               ("wrong_division", Equation(one, Side(Fraction(0), Fraction(near(w.rng, int(d / a)))))),
               ("wrong_operation", Equation(one, Side(Fraction(0), d - a)))]
    if d:
        options.append(("wrong_division", Equation(one, Side(Fraction(0), a / d))))
    why = pick(w.rng, (f"Divide both sides by {number(a)}: ", f"Dividing by {number(a)}, ", "Therefore, ", "So "))
    return w.step(why, right, options, f"{number(d)}/{number(a)}={number(d / a)} ").right.const


def _finish(rng: random.Random, w: Writer, e: Equation, value: Fraction, solution: Fraction, end: bool) -> None:
    """A check now and then, and the answer."""
    draft = w.draft
    if chance(rng, 0.15) and value == solution and value.denominator == 1:
        _check(w, e, value)
    said = value
    wrong = ""
    if end and not draft.is_flawed:
        said = Fraction(near(rng, int(value))) if chance(rng, 0.6) else -value
        draft.flaw = "contradiction"
    elif draft.is_flawed and chance(rng, 0.3):
        said = solution
    draft.answer = number(said)
    if said != solution:
        wrong = number(said)
    line = answer_line(rng, draft.answer)
    if chance(rng, 0.4):
        line = pick(rng, (f"{w.unknown} = {draft.answer}. ", f"The solution is {w.unknown} = {draft.answer}. ")) + line
    draft.add(line, f"{w.unknown}={number(solution)}", wrong)


def _check(w: Writer, e: Equation, value: Fraction) -> None:
    """Puts the value into both sides of the problem."""
    left = e.left.flat.coef * value + e.left.flat.const
    x = f"({number(value)})"
    put = [side_text(s, "@").replace("@", f" * {x}") if s.coef and abs(s.coef) != 1
           else side_text(s, "@").replace("@", x) for s in (e.left, e.right)]
    w.draft.add(f"Check: {put[0]} = {number(left)} and {put[1]} = {number(left)}.", f"both {number(left)}")


def _jump(rng: random.Random, w: Writer, solution: Fraction) -> None:
    """States the answer without the steps that lead to it."""
    said = solution if chance(rng, 0.7) else Fraction(near(rng, int(solution)))
    w.draft.answer, w.draft.flaw = number(said), "jump"
    lead = pick(rng, ("", "By trying some values we see the result. ", "It is clear that this works. "))
    w.draft.add(f"{lead}{answer_line(rng, w.draft.answer)}", "solve first", "not derived")
