"""Multi-step arithmetic: brackets of small integers, evaluated part by part."""

from __future__ import annotations

import random
from dataclasses import dataclass

from fapo_genrm.data.arith_expr import parse, work
from fapo_genrm.data.row import Draft
from fapo_genrm.data.wording import (
    CORRECTIONS,
    ORDINALS,
    answer_line,
    chance,
    maybe_intro,
    near,
    number_steps,
    pick,
)

OPS = "+-*"


@dataclass(frozen=True)
class Flat:
    """Numbers joined by operators without inner brackets: `nums[0] ops[0] nums[1] …`."""

    nums: tuple[int, ...]
    ops: tuple[str, ...]

    def text(self) -> str:
        """As it is written."""
        return str(self.nums[0]) + "".join(f" {o} {n}" for o, n in zip(self.ops, self.nums[1:], strict=True))

    @property
    def value(self) -> int:
        """Exact value."""
        total, product, sign = 0, self.nums[0], 1
        for op, n in zip(self.ops, self.nums[1:], strict=True):
            if op == "*":
                product *= n
            else:
                total, product, sign = total + sign * product, n, 1 if op == "+" else -1
        return total + sign * product

    def reduce_at(self, i: int, result: int) -> Flat:
        """With the operation at operator `i` replaced by a number."""
        return Flat(self.nums[:i] + (result,) + self.nums[i + 2 :], self.ops[:i] + self.ops[i + 1 :])

    def next_op(self) -> int:
        """The operator that is to be done next: products first, from the left."""
        return self.ops.index("*") if "*" in self.ops else 0

    def result_at(self, i: int) -> int:
        """What the operation at operator `i` gives."""
        a, b = self.nums[i], self.nums[i + 1]
        return a + b if self.ops[i] == "+" else a - b if self.ops[i] == "-" else a * b


@dataclass(frozen=True)
class Problem:
    """Bracketed parts and the expression over their letters, such as `(A - B) * C`."""

    parts: tuple[Flat, ...]
    shape: str

    def text(self) -> str:
        """With the parts written out."""
        out = self.shape
        for letter in "ABCD"[: len(self.parts)]:
            out = out.replace(letter, f"<{letter}>")
        for letter, part in zip("ABCD", self.parts, strict=False):
            out = out.replace(f"<{letter}>", f"({part.text()})")
        return out

    def with_values(self, values: tuple[int, ...], bracket_negative: bool) -> str:
        """With the values of the parts in the place of their letters."""
        out = self.shape
        for letter, value in zip("ABCD", values, strict=False):
            first = out.startswith(letter) or f"({letter}" in out
            shown = f"({value})" if value < 0 and bracket_negative and not first else str(value)
            out = out.replace(letter, shown)
        return out


def make(rng: random.Random, flawed: bool) -> Draft:
    """One problem with one solution."""
    problem = make_problem(rng)
    styles = (_letters, _letters, _letters, _parts, _parts, _one_by_one)
    style = pick(rng, (*styles, _halves, _halves) if len(problem.parts) == 4 else styles)
    for _ in range(20):
        draft = style(rng, problem, flawed)
        if draft.is_flawed == flawed:
            return draft
    return style(rng, problem, False)


def make_problem(rng: random.Random) -> Problem:
    """Two to four parts, mostly of three to five numbers in [-9, 9]; the value has at most five digits."""
    while True:
        problem = _any_problem(rng)
        if abs(parse(problem.text()).value) < 100_000:
            return problem


def _any_problem(rng: random.Random) -> Problem:
    big = chance(rng, 0.12)
    count = pick(rng, (2, 2, 2, 3, 4, 4, 4))
    length = pick(rng, (3, 4, 4, 4, 5)) if not big else pick(rng, (2, 3))
    parts = tuple(make_flat(rng, length, 60 if big else 9) for _ in range(count))
    a, b, c = (pick(rng, "+-*" if not big else "+-") for _ in range(3))
    if count == 2:
        shape = f"A {a} B"
    elif count == 3:
        shape = pick(rng, (f"(A {a} B) {b} C", f"A {a} (B {b} C)", "A + B - C", "A - B - C"))
    else:
        shape = f"(A {a} B) {b} (C {c} D)"
    return Problem(parts, shape)


def make_flat(rng: random.Random, length: int, bound: int) -> Flat:
    """`length` numbers in [-bound, bound] joined by random operators."""
    nums = tuple(rng.randint(-bound, bound) for _ in range(length))
    weights = "++--**" if bound < 10 else "++--*"
    return Flat(nums, tuple(pick(rng, weights) for _ in range(length - 1)))


def statement(rng: random.Random, problem: Problem) -> str:
    """The question in one of many forms."""
    text = problem.text()
    forms = ("({}) =", "({}) =", "({}) =", "{} =", "What is {}?", "Calculate {}.", "Evaluate the expression {}.",
             "Compute the value of {}.", "Find the value of: {}", "Simplify: {}", "What does {} equal?")
    return _symbols(rng, pick(rng, forms).format(text), 0.08)


def _symbols(rng: random.Random, text: str, share: float) -> str:
    """Now and then writes products with another sign."""
    return text.replace("*", pick(rng, ("×", "·", "\\times"))) if chance(rng, share) else text


@dataclass
class Chain:
    """`e0 = e1 = … = value` as stated, with what is wrong in it."""

    shown: list[str]
    stated: int
    flaw: str = ""
    bad: int = -1
    """Index into `shown` of the first expression that is not equal to the one before."""

    def critique(self, truth: str) -> tuple[str, str]:
        """The line of work (the true start, then every shown expression evaluated) and what is wrong."""
        sections = [work(truth)]
        last = len(self.shown) if self.bad < 0 else self.bad
        sections += [work(e) for e in self.shown[1:last] if not _is_number(e)]
        if self.bad < 0:
            return " | ".join(sections), ""
        return " | ".join(sections), f"{_terse(self.shown[self.bad])} is {parse(self.shown[self.bad]).value}"


def _is_number(text: str) -> bool:
    return text.strip("()- ").isdigit()


def _terse(text: str) -> str:
    return text.replace(" ", "")


def make_chain(rng: random.Random, start: Flat, flaw: str) -> Chain:
    """Evaluates `start` in shown stages; `flaw` (may be empty) is what goes wrong on the way.

    The stages after a flaw follow from it, or (a flawed positive) jump back to the right value.
    """
    value = start.value
    bracket = chance(rng, 0.6)
    state, shown, bad, found = start, [start.text()], -1, ""
    if flaw == "misread":
        state = _misread(rng, start)
        shown, bad, found = [state.text()], (0 if state.value != value else -1), flaw
    slip_at = rng.randrange(len(start.ops)) if flaw else -1
    done = 0
    while state.ops:
        if bad < 0 and found == "" and flaw and done == slip_at:
            slipped = _slip(rng, state, flaw)
            if slipped is not None and slipped.value != state.value:
                state, found, bad = slipped, flaw, len(shown)
                shown.append(state.text())
                done += 1
                continue
        if chance(rng, 0.2):
            regrouped = _regroup(rng, state)
            if regrouped:
                shown.append(regrouped)
        i = state.next_op()
        if chance(rng, 0.35) and len(state.ops) > 1:
            shown.append(_emphasise(state, i))
        state = state.reduce_at(i, state.result_at(i))
        done += 1
        if chance(rng, 0.75) or not state.ops:
            shown.append(_numbers_in_brackets(rng, state))
    if flaw == "contradiction" and bad < 0:
        wrong = near(rng, value)
        if wrong != value:
            shown, bad, found = shown + [str(wrong)], len(shown), flaw
    if bad >= 0 and parse(shown[-1]).value != value and chance(rng, 0.2):
        shown.append(str(value))
        found = found + "_recovered"
    stated = parse(shown[-1]).value
    if bad < 0 and not _is_number(shown[-1]):
        shown.append(str(stated))
    if bracket and len(shown) > 1:
        shown = [f"({e})" if not _is_number(e) else e for e in shown]
    return Chain(shown, stated, found if bad >= 0 else "", bad)


def _misread(rng: random.Random, flat: Flat) -> Flat:
    i = rng.randrange(len(flat.nums))
    nums = list(flat.nums)
    nums[i] = -nums[i] if nums[i] and chance(rng, 0.6) else nums[i] + pick(rng, (-1, 1, 2))
    return Flat(tuple(nums), flat.ops)


def _slip(rng: random.Random, state: Flat, flaw: str) -> Flat | None:
    """The next stage with one slip in it, or None where this slip is not possible here."""
    i = state.next_op()
    if flaw in ("wrong_sum", "wrong_product"):
        return state.reduce_at(i, near(rng, state.result_at(i)))
    if flaw == "dropped_sign":
        minus = [k for k, n in enumerate(state.nums) if n < 0]
        if not minus:
            return state.reduce_at(i, -state.result_at(i))
        k = pick(rng, minus)
        nums = list(state.nums)
        nums[k] = -nums[k]
        return Flat(tuple(nums), state.ops)
    if flaw == "precedence":
        wrong = [k for k, o in enumerate(state.ops) if o != "*" or k != i]
        if not wrong:
            return None
        k = pick(rng, wrong)
        return state.reduce_at(k, state.result_at(k))
    if flaw == "lost_term" and len(state.ops) >= 2:
        k = rng.randrange(len(state.ops))
        return Flat(state.nums[: k + 1] + state.nums[k + 2 :], state.ops[:k] + state.ops[k + 1 :])
    if flaw == "skipped_step" and len(state.ops) >= 2:
        return Flat((near(rng, state.value),), ())
    return None


def _regroup(rng: random.Random, state: Flat) -> str:
    """An equal text with brackets around the tail or around a product; empty where there is none."""
    if len(state.ops) < 2:
        return ""
    plus = [k for k, o in enumerate(state.ops[:-1]) if o == "+"]
    if plus and chance(rng, 0.5):
        k = pick(rng, plus)
        head = Flat(state.nums[: k + 1], state.ops[:k]).text()
        tail = Flat(state.nums[k + 1 :], state.ops[k + 1 :]).text()
        return f"{head} + ({tail})"
    signs = state.text().replace("- -", "+ ").replace("+ -", "- ").replace("  ", " ")
    return signs if signs != state.text() else ""


def _emphasise(state: Flat, i: int) -> str:
    """With brackets around the operation that comes next, where that does not change its value."""
    pair = f"({state.nums[i]} {state.ops[i]} {state.nums[i + 1]})"
    head = "".join(f"{n} {o} " for n, o in zip(state.nums[:i], state.ops[:i], strict=True))
    tail = "".join(f" {o} {n}" for o, n in zip(state.ops[i + 1 :], state.nums[i + 2 :], strict=True))
    text = head + pair + tail
    return text if parse(text).value == state.value else state.text()


def _numbers_in_brackets(rng: random.Random, state: Flat) -> str:
    """A stage as text; negative or single numbers sometimes in brackets."""
    if not state.ops:
        return str(state.nums[0]) if chance(rng, 0.85) else f"({state.nums[0]})"
    if chance(rng, 0.8):
        return state.text()
    return str(state.nums[0]) + "".join(
        f" {o} ({n})" if n < 0 else f" {o} {n}" for o, n in zip(state.ops, state.nums[1:], strict=True)
    )


PART_FLAWS = ("wrong_sum", "wrong_sum", "dropped_sign", "dropped_sign", "precedence", "precedence", "precedence",
              "lost_term", "misread", "contradiction", "skipped_step")
END_FLAWS = ("wrong_carry", "wrong_carry", "final_sum", "final_sum", "contradiction_answer", "jump")


@dataclass
class Plan:
    """Where the flaw goes: the chain of a part (`part` >= 0) or the end."""

    part: int = -1
    flaw: str = ""


def _plan(rng: random.Random, problem: Problem, flawed: bool) -> Plan:
    if not flawed:
        return Plan()
    if chance(rng, 0.72):
        return Plan(rng.randrange(len(problem.parts)), pick(rng, PART_FLAWS))
    return Plan(-1, pick(rng, END_FLAWS))


def _named(flaw: str) -> str:
    """Flaw names as they appear in rows."""
    base = flaw.removesuffix("_recovered")
    return {"final_sum": "wrong_sum", "contradiction_answer": "contradiction"}.get(base, base)


def _start(rng: random.Random, problem: Problem, style: str) -> Draft:
    truth = parse(problem.text()).value
    return Draft("arithmetic", style, statement(rng, problem), str(truth), problem.text())


def _letters(rng: random.Random, problem: Problem, flawed: bool) -> Draft:
    """Parts get letters, each is worked out in one chain, then the letters are put together."""
    draft = _start(rng, problem, "letters")
    plan = _plan(rng, problem, flawed)
    maybe_intro(rng, draft, 0.03)
    shape = problem.shape
    bad_shape = flawed and chance(rng, 0.06)
    if bad_shape:
        shown_shape, plan = _wrong_shape(rng, shape), Plan()
        draft.flaw = "misread"
    else:
        shown_shape = _equal_shape(rng, shape)
    names = [f"{c} = ({p.text()})" for c, p in zip("ABCD", problem.parts, strict=False)]
    listed = " and ".join(names) if len(names) == 2 or chance(rng, 0.2) else ", ".join(names[:-1]) + f", and {names[-1]}"
    form = pick(rng, ('This equation can be written as "{}", where {}.', 'This equation can be written as "{}", where {}.',
                      'This equation can be written as "{}" where {}.', 'We can write this as {} with {}.',
                      'Let us rewrite the expression as "{}", where {}.', "Let {1}. Then we need {0}.",
                      'The expression has the form {} where {}.'))
    draft.add(form.format(_outer(rng, shown_shape), listed), _terse(shape), f"{_terse(shown_shape)}" if bad_shape else "")
    lead = pick(rng, ("Let's calculate {} = ", "Let's calculate {} = ", "Calculate {} = ", "{} = ", "Now {} = ",
                      "First we find {} = ", "Next, {} = ", "We have {} = "))
    _chains(rng, draft, problem, plan, [lead.format(c) for c in "ABCD"], shown_shape)
    if not draft.paras[0].text.startswith("This equation") or chance(rng, 0.1):
        number_steps(rng, draft)
    return draft


def _equal_shape(rng: random.Random, shape: str) -> str:
    """The shape, or now and then an equal one with other brackets."""
    if chance(rng, 0.5):
        return shape
    options = [shape.replace("(", "").replace(")", ""), shape.replace("(", "", 1).replace(")", "", 1)]
    last = shape.rfind("(")
    if last > 0:
        options.append((shape[:last] + shape[last + 1 :]).removesuffix(")"))
    return pick(rng, [o for o in options if is_equal(o, shape)] or [shape])


def is_equal(one: str, other: str) -> bool:
    """Whether two expressions over A, B, C, D are equal; tried at values that tell expressions of this size apart."""
    tries = ((2, 3, 5, 7), (11, -4, 6, 13), (-9, 8, 17, -5))

    def value(text: str, letters: tuple[int, ...]) -> int:
        for letter, n in zip("ABCD", letters, strict=True):
            text = text.replace(letter, f"({n})")
        return parse(text).value

    try:
        return all(value(one, t) == value(other, t) for t in tries)
    except (IndexError, ValueError):
        return False


def _wrong_shape(rng: random.Random, shape: str) -> str:
    if "(" in shape and chance(rng, 0.3):
        bare = shape.replace("(", "").replace(")", "")
        if not is_equal(bare, shape):
            return bare
    spots = [i for i, c in enumerate(shape) if c in OPS]
    i = pick(rng, spots)
    return shape[:i] + pick(rng, OPS.replace(shape[i], "")) + shape[i + 1 :]


def _parts(rng: random.Random, problem: Problem, flawed: bool) -> Draft:
    """Parts are worked out in words, without letters."""
    draft = _start(rng, problem, "parts")
    plan = _plan(rng, problem, flawed)
    maybe_intro(rng, draft, 0.2)
    lead = pick(rng, ("Evaluate the {} bracket: ", "The {} part is ", "{} parentheses: ", "Simplify the {} bracket: ",
                      "Work out the {} group: ", ""))
    leads = [(lead.format(o) if lead else "") for o in ORDINALS[: len(problem.parts)]]
    if lead.startswith("{"):
        leads = [x[:1].upper() + x[1:] for x in leads]
    _chains(rng, draft, problem, plan, leads, problem.shape)
    number_steps(rng, draft)
    return draft


def _chains(
    rng: random.Random, draft: Draft, problem: Problem, plan: Plan, leads: list[str], shape: str
) -> None:
    """One step per part, then the end. Fills in the flaw of the plan."""
    stated: list[int] = []
    jump_after = rng.randrange(len(problem.parts) - 1) if plan.flaw == "jump" else -1
    sign = pick(rng, ("*", "*", "*", "*", "×", "\\times", "·"))
    for i, part in enumerate(problem.parts):
        chain = make_chain(rng, part, plan.flaw if i == plan.part else "")
        line, wrong = chain.critique(part.text())
        text = leads[i] + " = ".join(chain.shown)
        if not chain.flaw and chance(rng, 0.03):
            slip = near(rng, chain.stated)
            text = f"{leads[i]}{chain.shown[0]} = {slip}. {pick(rng, CORRECTIONS)} {chain.shown[0]} = {chain.stated}"
            line = work(part.text())
        elif wrong and not draft.is_flawed:
            draft.flaw = _named(chain.flaw)
        draft.add(text.replace("*", sign) + ".", line, wrong)
        stated.append(chain.stated)
        if i == jump_after:
            _jump(rng, draft, len(problem.parts) - i - 1)
            return
    _end(rng, draft, problem, plan, tuple(stated), shape)


def _jump(rng: random.Random, draft: Draft, missing: int) -> None:
    """States the answer while parts of the problem were never looked at."""
    guess = draft.reference if chance(rng, 0.7) else str(near(rng, int(draft.reference)))
    form = pick(rng, ("It is easy to see that the rest gives {0}. ", "So the whole expression equals {0}. ",
                      "Therefore the result is {0}. ", "Putting everything together we get {0}. ", ""))
    draft.answer = guess
    draft.flaw = "jump"
    draft.add(form.format(guess) + answer_line(rng, guess), "final", f"{missing} parts missing")


def _end(
    rng: random.Random, draft: Draft, problem: Problem, plan: Plan, stated: tuple[int, ...], shape: str
) -> None:
    """Puts the values of the parts together and states the answer."""
    used = list(stated)
    true_values = tuple(p.value for p in problem.parts)
    flaw = plan.flaw if plan.part < 0 else ""
    if flaw == "wrong_carry":
        i = rng.randrange(len(used))
        used[i] = -used[i] if used[i] and chance(rng, 0.5) else near(rng, used[i])
    bracket = chance(rng, 0.5)
    truth = Problem(problem.parts, shape if is_equal(shape, problem.shape) else problem.shape).with_values(true_values, True)
    first = Problem(problem.parts, shape).with_values(tuple(used), bracket)
    shown, value, bad = [first], parse(first).value, -1
    if _terse_value(first) != _terse_value(truth) or [int(v) for v in used] != list(true_values):
        bad = 0
    middle = _half_reduced(first)
    if middle and chance(rng, 0.7):
        shown.append(middle)
    final = value
    if flaw == "final_sum":
        final = near(rng, value)
        bad = len(shown) if bad < 0 and final != value else bad
    shown.append(str(final))
    answer = final
    if flaw == "contradiction_answer":
        answer = int(draft.reference) if int(draft.reference) != final else near(rng, final)
    clean_so_far = not draft.is_flawed
    wrong, line = _judge_end(truth, shown, bad)
    same = chance(rng, 0.7)
    mismatch = answer != final and clean_so_far and bad < 0
    if clean_so_far and (bad >= 0 or mismatch):
        draft.flaw = _named(flaw) if flaw else "misread"
    form = pick(rng, ("Then, the final equation is {0} = {1}.", "Then, the final equation is {0} = {1}.",
                      "Finally, {0} = {1}.", "Substituting, {0} = {1}.")
                if draft.style == "letters"
                else ("Now combine: {1}.", "Putting it together, {1}.", "{1}.", "Then the total is {1}."))
    text = form.format(shape, " = ".join(shown))
    last = answer_line(rng, str(answer))
    draft.answer = str(answer)
    if same:
        if mismatch:
            wrong = f"answer {answer}"
        draft.add(f"{text} {last}", line, wrong)
        return
    draft.add(text, line, wrong)
    draft.add(last, f"answer {final}", f"says {answer}" if answer != final else "")


def _judge_end(truth: str, shown: list[str], bad: int) -> tuple[str, str]:
    """What is wrong with the chain at the end, and its line of work."""
    sections = [_terse(truth), work(truth)]
    if bad == 0:
        return f"{_terse(shown[0])}", " ".join(sections)
    middle = [work(e) for e in shown[1 : (bad if bad > 0 else len(shown))] if not _is_number(e)]
    line = " ".join(sections) + "".join(f" | {m}" for m in middle)
    return (f"{shown[bad]}" if bad > 0 else ""), line


def _terse_value(text: str) -> str:
    return text.replace(" ", "").replace("(", "").replace(")", "")


def _half_reduced(text: str) -> str:
    """The last operation with both its sides worked out; empty where that is the text itself."""
    node = parse(text)
    if node.left is None or node.right is None or not (node.left.op or node.right.op):
        return ""
    right = node.right.value
    return f"{node.left.value} {node.op} {f'({right})' if right < 0 else right}"


@dataclass(frozen=True)
class Pair:
    """Two bracketed parts joined by an operator."""

    left: Flat
    op: str
    right: Flat

    def text(self) -> str:
        """With brackets around both parts; numbers stand alone, negative ones on the right in brackets."""
        left = f"({self.left.text()})" if self.left.ops else self.left.text()
        bare = not self.right.ops and self.right.nums[0] >= 0
        return f"{left} {self.op} {self.right.text() if bare else f'({self.right.text()})'}"

    @property
    def value(self) -> int:
        """Exact value."""
        return Flat((self.left.value, self.right.value), (self.op,)).value


def make_pair_chain(rng: random.Random, start: Pair, flaw: str) -> Chain:
    """Evaluates a pair in shown stages, both sides at once or one after the other; `flaw` happens in one of them."""
    state, shown, bad = start, [f"({start.text()})"], -1
    stages = [s for s, side in (("left", state.left), ("right", state.right)) for _ in side.ops]
    slip_at = rng.randrange(len(stages)) if flaw in PART_FLAWS else -1
    if chance(rng, 0.6):
        rng.shuffle(stages)
    for k, side in enumerate(stages):
        flat: Flat = getattr(state, side)
        if not flat.ops:
            continue
        after = flat.reduce_at(flat.next_op(), flat.result_at(flat.next_op()))
        slipped = _slip(rng, flat, flaw) if k == slip_at else None
        if slipped is not None and bad < 0:
            after = slipped
        before = state.value
        state = Pair(after, state.op, state.right) if side == "left" else Pair(state.left, state.op, after)
        if state.value != before and bad < 0:
            bad = len(shown)
        if bad == len(shown) or chance(rng, 0.5):
            shown.append(f"({state.text()})")
    while state.left.ops or state.right.ops:
        state = Pair(Flat((state.left.value,), ()), state.op, Flat((state.right.value,), ()))
        shown.append(f"({state.text()})")
    stated = state.value
    if flaw in ("contradiction", "final_sum") and bad < 0:
        stated = near(rng, stated)
        bad = len(shown) if stated != state.value else -1
    shown.append(str(stated))
    return Chain(shown, stated, flaw if bad >= 0 else "", bad)


def _halves(rng: random.Random, problem: Problem, flawed: bool) -> Draft:
    """Letters for halves of four parts, or for one half and the two parts of the other; one chain a letter."""
    draft = _start(rng, problem, "letters")
    p = problem.parts
    a, b, c = [o for o in problem.shape if o in OPS]
    left, right = Pair(p[0], a, p[1]), Pair(p[2], c, p[3])
    roll = rng.random()
    pieces: list[Flat | Pair] = [left, right]
    shape = f"A {b} B"
    if roll < 0.2:
        pieces, shape = [p[0], p[1], right], f"(A {a} B) {b} C"
    elif roll < 0.3:
        pieces, shape = [left, p[2], p[3]], f"A {b} (B {c} C)"
    end = flawed and chance(rng, 0.25)
    at = rng.randrange(len(pieces)) if flawed and not end else -1
    shown = _equal_shape(rng, shape) if len(pieces) > 2 else shape
    texts = [f"{letter} = ({piece.text()})" for letter, piece in zip("ABC", pieces, strict=False)]
    listed = " and ".join(texts) if len(texts) == 2 else ", ".join(texts[:-1]) + f", and {texts[-1]}"
    form = pick(rng, ('This equation can be written as "{}", where {}.', 'This equation can be written as "{}", where {}.',
                      "We can write this as {} with {}."))
    draft.add(form.format(_outer(rng, shown), listed), _terse(shape))
    stated = []
    lead = pick(rng, ("Let's calculate {} = ", "Let's calculate {} = ", "{} = "))
    for i, piece in enumerate(pieces):
        make_it = make_pair_chain if isinstance(piece, Pair) else make_chain
        flaw = pick(rng, PART_FLAWS) if i == at else ""
        chain = make_it(rng, piece, flaw)  # type: ignore[operator]
        line, wrong = chain.critique(piece.text())
        if wrong and not draft.is_flawed:
            draft.flaw = _named(chain.flaw)
        draft.add(lead.format("ABC"[i]) + " = ".join(chain.shown) + ".", line, wrong)
        stated.append(chain.stated)
    values = tuple(Flat((piece.value,), ()) for piece in pieces)
    plan = Plan(-1, pick(rng, END_FLAWS[:-1]) if end else "")
    _end(rng, draft, Problem(values, shape), plan, tuple(stated), shown)
    return draft


def _outer(rng: random.Random, shape: str) -> str:
    """A shape, now and then in brackets."""
    return f"({shape})" if "(" not in shape and chance(rng, 0.45) else shape


def _one_by_one(rng: random.Random, problem: Problem, flawed: bool) -> Draft:
    """One operation a step; the whole expression is written again after each."""
    draft = _start(rng, problem, "one_by_one")
    maybe_intro(rng, draft, 0.2)
    parts = list(problem.parts)
    steps = sum(len(p.ops) for p in parts)
    slip_at = rng.randrange(steps) if flawed else -1
    flaw = pick(rng, ("wrong_sum", "wrong_sum", "dropped_sign", "wrong_carry", "misread"))
    form = pick(rng, ("{op} = {r}, so the expression becomes {e}.", "Compute {op} = {r}. Now we have {e}.",
                      "First {op} = {r}: {e}", "{op} = {r}\n{e}"))
    done = 0
    for k in range(len(parts)):
        while parts[k].ops:
            done = _one_operation(rng, draft, problem, parts, k, done, (slip_at, flaw), form)
    values = tuple(p.nums[0] for p in parts)
    was_flawed = draft.is_flawed
    expression = problem.with_values(values, chance(rng, 0.5))
    value = parse(expression).value
    line = f"{_terse(problem.with_values(values, True))} {work(expression)}"
    final = value
    if flawed and not was_flawed:
        final = near(rng, value)
        draft.flaw = "wrong_sum"
    draft.answer = str(final)
    bad = "" if final == value else str(final)
    draft.add(f"Finally, {expression} = {final}. {answer_line(rng, str(final))}", line, bad)
    number_steps(rng, draft)
    return draft


def _one_operation(
    rng: random.Random, draft: Draft, problem: Problem, parts: list[Flat], k: int, done: int,
    slip: tuple[int, str], form: str,
) -> int:
    """One step of `_one_by_one`: reduces part `k` in place, and counts on."""
    part = parts[k]
    i = part.next_op()
    a, b, result = part.nums[i], part.nums[i + 1], part.result_at(i)
    stated, wrong = result, ""
    true_part = part.reduce_at(i, result)
    next_part = true_part
    slips = done == slip[0] and not draft.is_flawed
    if slips and slip[1] in ("wrong_sum", "dropped_sign"):
        stated = near(rng, result) if slip[1] == "wrong_sum" or result == 0 else -result
        wrong = f"{stated}" if stated != result else ""
        next_part = part.reduce_at(i, stated)
    elif slips:
        next_part = _misread(rng, true_part) if slip[1] == "misread" else part.reduce_at(i, near(rng, result))
        wrong = "rewritten wrongly" if next_part != true_part else ""
    if wrong:
        draft.flaw = slip[1]
    parts[k] = true_part
    truth = _whole(problem, parts)
    parts[k] = next_part
    text = form.format(op=f"{a} {part.ops[i]} {b}", r=stated, e=_whole(problem, parts))
    line = f"{a}{part.ops[i]}{b}={result} {_terse(truth)}"
    draft.add(text, line, wrong)
    return done + 1


def _whole(problem: Problem, parts: list[Flat]) -> str:
    """The whole expression; parts that are worked out stand as numbers."""
    out = problem.shape
    for letter in "ABCD"[: len(parts)]:
        out = out.replace(letter, f"<{letter}>")
    for letter, part in zip("ABCD", parts, strict=False):
        out = out.replace(f"<{letter}>", f"({part.text()})" if part.ops or part.nums[0] < 0 else part.text())
    return out
