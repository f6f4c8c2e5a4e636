"""Judges rows from their texts alone, by other means than those they were made with.

For every domain a judge reads the problem and the steps with its own grammar and returns the 0-based index of the first
wrong step, -1 for none. It shares no code with the generators but the texts they write; a row is sound when
the judge and the row agree on the place.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from fractions import Fraction

from fapo_genrm.data.row import Row

NUMBERING = re.compile(r"^(?:\*\*Step \d+:\*\*\s|Step \d+:\s|Step \d+\n|\d+\. |\(\d+\) )")
CORRECTION = re.compile(
    r"Wait, that is not right\.|No, let me redo that\.|Hmm, that's wrong; let me recompute\.|Wait, I made a mistake\."
    r"|Actually, let me recheck:"
)
ANSWER = re.compile(
    r"(?:(?:So|Therefore,|Thus,|Hence)? ?[Tt]he (?:final )?answer is:? ?|####\s?|Answer: ?)"
    r"(?P<a>\$\\boxed\{[^}]*\}\$|\\boxed\{[^}]*\}|[^\n]*?)\.?$"
)


class Unreadable(Exception):
    """The judge's grammar does not cover a text: a fault of the judge, never a verdict."""


def complaints(row: Row) -> list[str]:
    """What is not as it should be with a row; empty for a sound one."""
    found = []
    place = JUDGES[row.domain](row)
    if place != row.label:
        found.append(f"label {row.label}, judged {place}")
    if (row.flaw == "none") != (row.label < 0):
        found.append(f"flaw {row.flaw} with label {row.label}")
    said = answer_of(row.steps[-1])
    if said != row.answer:
        found.append(f"answer {row.answer!r}, stated {said!r}")
    if row.final_answer_correct != (said == row.ground_truth):
        found.append("final_answer_correct")
    return found + critique_complaints(row)


def critique_complaints(row: Row) -> list[str]:
    """What is wrong with the form of the target critique."""
    *lines, verdict = row.critique.split("\n")
    found = [] if verdict == f"\\boxed{{{row.label}}}" else [f"verdict {verdict}"]
    wanted = len(row.steps) if row.label < 0 else row.label + 1
    if len(lines) != wanted:
        found.append(f"{len(lines)} lines for {wanted} steps")
    for i, line in enumerate(lines):
        ends_well = " no, " in line if i == row.label else line.endswith(" ok")
        if not line.startswith(f"{i}: ") or not ends_well:
            found.append(f"line {i}: {line}")
    return found


def body(step: str) -> str:
    """A step without its number and without what it takes back itself."""
    text = NUMBERING.sub("", step, count=1)
    return NUMBERING.sub("", CORRECTION.split(text)[-1].strip(), count=1)


def answer_of(text: str) -> str | None:
    """The answer a step states; None where it states none."""
    found = ANSWER.search(text)
    if not found:
        return None
    answer = found["a"].strip("$")
    return answer[len("\\boxed{") : -1] if answer.startswith("\\boxed{") else answer


def without_answer(text: str) -> str:
    """What stands before the sentence with the answer."""
    found = ANSWER.search(text)
    return text[: found.start()].strip() if found else text


# --- arithmetic -------------------------------------------------------------------------------------------------------


def plain(text: str) -> str:
    """With `*` for every product sign."""
    return text.replace("\\times", "*").replace("×", "*").replace("·", "*")


def value_of(text: str) -> int | None:
    """The value of an expression of integers; None where it is not one."""
    try:
        return _walk(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError):
        return None


def _walk(node: ast.expr) -> int:
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_walk(node.operand)
    if isinstance(node, ast.BinOp):
        a, b = _walk(node.left), _walk(node.right)
        if isinstance(node.op, ast.Add):
            return a + b
        if isinstance(node.op, ast.Sub):
            return a - b
        if isinstance(node.op, ast.Mult):
            return a * b
    raise ValueError("not an integer expression")


EXPRESSION = re.compile(r"[(\-\d][\d\s()+\-*]*[\d)]")
INNER = re.compile(r"\(([^()]*\d\s*[+*\-][^()]*)\)")


def tight(text: str) -> str:
    """Without blanks, and without brackets around a single number or around everything."""
    text, before = text.replace(" ", ""), ""
    while text != before:
        before, text = text, re.sub(r"\((-?\d+)\)", r"\1", text)
    while text.startswith("(") and _closes_at_end(text):
        text = text[1:-1]
    return text


def definitions(claim: str) -> tuple[list[str], str]:
    """What stands in the brackets behind `A = (`, `B = (`, …, and the text without these definitions."""
    parts, rest, at = [], "", 0
    for found in re.finditer(r"[A-D] = \(", claim):
        if found.start() < at:
            continue
        rest += claim[at : found.start()]
        depth, at = 1, found.end()
        while depth and at < len(claim):
            depth += (claim[at] == "(") - (claim[at] == ")")
            at += 1
        parts.append(claim[found.end() : at - 1])
    return parts, rest + claim[at:]


def _at(shape: str, values: tuple[int, ...]) -> int | None:
    """The value of an expression over A, B, C, D."""
    return value_of(re.sub(r"[A-D]", lambda m: f"({values['ABCD'.index(m[0])]})", shape)) if shape else None


def _closes_at_end(text: str) -> bool:
    depth = 0
    for i, c in enumerate(text):
        depth += (c == "(") - (c == ")")
        if depth == 0:
            return i == len(text) - 1
    return False


class ArithmeticJudge:
    """Follows one arithmetic solution."""

    def __init__(self, problem: str) -> None:
        self.whole = max(EXPRESSION.findall(plain(problem)), key=len)
        self.parts = INNER.findall(self.whole)
        self.total = value_of(self.whole)
        self.done = 0
        self.combined = False
        self.shape = ""
        self.rest = tight(self.whole)

    def is_wrong(self, step: str, style: str) -> bool:
        """Whether a step is wrong, given that the ones before are right."""
        text = plain(body(step))
        said = answer_of(text)
        claim = without_answer(text)
        if any(c.isdigit() for c in claim) and "=" in claim:
            if re.search(r"[A-D] = \(", claim) and (" where " in claim or " with " in claim or claim.startswith("Let ")):
                return self._shape_is_wrong(claim)
            if style == "one_by_one" and not claim.startswith("Finally"):
                return self._rewriting_is_wrong(claim)
            if self._chain_is_wrong(claim):
                return True
        if said is None:
            return False
        return not self.combined or said != str(self.total)

    def _shape_is_wrong(self, claim: str) -> bool:
        parts, rest = definitions(claim)
        shapes = re.findall(r"(?<![A-Za-z])[(]*[A-D](?:[ ()]*[+*\-][ ()]*[A-D])+[)]*", rest)
        if not shapes:
            raise Unreadable(claim)
        self.shape = shapes[0]
        wanted = self.whole
        for letter, part in zip("ABCD", parts, strict=False):
            if f"({part})" not in wanted:
                return True
            wanted = wanted.replace(f"({part})", letter, 1)
        if any(c.isdigit() for c in wanted):
            return True
        self.parts = parts
        return any(_at(shapes[0], v) != _at(wanted, v) for v in ((3, 7, 19, 101), (-5, 31, 2, -77), (13, -9, -41, 6)))

    def _chain_is_wrong(self, claim: str) -> bool:
        """One chain of equal expressions: of the next part, or of the whole."""
        pieces = [p.strip() for p in claim.rstrip(". ").split("=")]
        last = re.search(r"[(\-\d][\d\s()+\-*]*$", pieces[0])
        numeric = ([last[0]] if last and not re.search(r"[A-D][ ()]*$", pieces[0]) else []) + pieces[1:]
        values = [value_of(p) for p in numeric]
        if None in values:
            raise Unreadable(claim)
        if self.done < len(self.parts):
            expected = tight(self.parts[self.done])
            self.done += 1
            return tight(numeric[0]) != expected or len(set(values)) > 1
        self.combined = True
        put = self.whole
        for part in self.parts:
            put = put.replace(f"({part})", str(value_of(part)), 1)
        if self.shape:
            values_of = [str(value_of(p)) for p in self.parts]
            put = re.sub(r"[A-D]", lambda m: values_of["ABCD".index(m[0])], self.shape)
            if value_of(numeric[0]) != self.total:
                return True
        return bare(numeric[0]) != bare(put) or len(set(values)) > 1

    def _rewriting_is_wrong(self, claim: str) -> bool:
        """`a op b = r` and the whole expression with one such operation replaced."""
        found = re.search(r"(-?\d+ [+*\-] -?\d+) = (-?\d+)", claim)
        after = EXPRESSION.findall(claim[found.end() :]) if found else []
        if not found or not after:
            raise Unreadable(claim)
        operation, result, new = found[1], found[2], tight(max(after, key=len))
        old, short = self.rest, operation.replace(" ", "")
        spots = [m.start() for m in re.finditer(re.escape(short), old)]
        fits = any(tight(old[:i] + f"({result})" + old[i + len(short) :]) == new for i in spots)
        self.rest = new
        self.done = len(self.parts)
        return str(value_of(operation)) != result or not fits or value_of(new) != self.total


def bare(text: str) -> str:
    """Without blanks and brackets."""
    return re.sub(r"[ ()]", "", text)


def judge_arithmetic(row: Row) -> int:
    """First wrong step of an arithmetic row."""
    judge = ArithmeticJudge(row.problem)
    return next((i for i, s in enumerate(row.steps) if judge.is_wrong(s, row.style)), -1)


# --- tracking ---------------------------------------------------------------------------------------------------------

VERB = r"(?: has(?: an?)?| gets| is dancing with| is playing| is in|:| -| =| ->) (?:the )?"


class TrackingJudge:
    """Follows one tracking solution."""

    def __init__(self, row: Row) -> None:
        opening, _, rest = row.problem.partition("\n")
        self.names = re.split(r", and | and |, ", opening.split(" are ")[0])
        held = opening[opening.index(": ") + 2 :].rstrip(".")
        pairs = re.findall(rf"({'|'.join(self.names)}){VERB}(.*?)(?=, (?:and )?(?:{'|'.join(self.names)}) |$)", held)
        if len(pairs) != len(self.names):
            raise Unreadable(held)
        self.items = {core(i): i for _, i in pairs}
        state = {n: core(i) for n, i in pairs}
        moves = rest.split("Options:")[0]
        either = "|".join(self.names)
        self.swaps = re.findall(rf"({either}) and ({either}) ", moves)
        self.states = [state]
        for a, b in self.swaps:
            state = dict(state)
            state[a], state[b] = state[b], state[a]
            self.states.append(state)
        asked = re.findall(rf"\b({either})\b", moves)
        self.asked = asked[-1]
        self.options = {core(i): f"({k})" for k, i in re.findall(r"\(([A-G])\) (.*)\.", rest)}
        self.at = 0
        self.opened = False
        self.swap: re.Match[str] | None = None
        self.aliases = {i.lower(): i for i in self.items}
        for item in self.items:
            for word in (item.split()[0], item.split()[-1], item.split("-")[0]):
                others = [i for i in self.items if i != item and word.lower() in i.lower()]
                if not others and word.lower() not in self.aliases:
                    self.aliases[word.lower()] = item
        items = sorted(self.aliases, key=len, reverse=True)
        short = {n[0]: n for n in self.names}
        self.called = {**{n: n for n in self.names}, **(short if len(short) == len(self.names) else {})}
        people = "|".join(sorted(self.called, key=len, reverse=True))
        self.claims = re.compile(rf"\b({people}){VERB}(?:The )?((?i:{'|'.join(map(re.escape, items))}))\b")
        self.mention = re.compile(rf"\b({people}) and ({people}) (?:swap|trade|switch|exchange|change)")

    def is_wrong(self, step: str) -> bool:
        """Whether a step is wrong, given that the ones before are right."""
        text = body(step)
        self.swap = self.mention.search(step)
        said = answer_of(text)
        closing = re.search(r"At the end", text)
        if said is not None or closing:
            head = text[: closing.start()] if closing else without_answer(text)
            if self.claims.search(head) and self._state_is_wrong(head):
                return True
            return self._closing_is_wrong(text[len(head) :], said)
        return bool(self.claims.search(text)) and self._state_is_wrong(text)

    def _state_is_wrong(self, text: str) -> bool:
        claims = [(self.called[n], self.aliases[i.lower()]) for n, i in self.claims.findall(text)]
        swap = self.swap
        if not swap and not self.opened:
            self.opened = True
            return any(self.states[0][n] != i for n, i in claims) or len(claims) != len(self.names)
        self.opened = True
        self.at += 1
        if self.at >= len(self.states):
            return True
        named = {self.called[swap[1]], self.called[swap[2]]} if swap else set(self.swaps[self.at - 1])
        return named != set(self.swaps[self.at - 1]) or any(self.states[self.at][n] != i for n, i in claims)

    def _closing_is_wrong(self, text: str, said: str | None) -> bool:
        truth = self.states[-1][self.asked]
        if self.at != len(self.swaps):
            return True
        claim = self.claims.search(without_answer(text))
        if claim and (self.called[claim[1]], self.aliases[claim[2].lower()]) != (self.asked, truth):
            return True
        right = self.options.get(truth) if self.options else None
        return said != right if right else core(said or "") != truth


def core(item: str) -> str:
    """An item without article and without the word for its kind."""
    text = re.sub(r"^(?:[Tt]he|an?) ", "", item)
    return re.sub(r" (?:ball|present)$", "", text)


def judge_tracking(row: Row) -> int:
    """First wrong step of a tracking row."""
    judge = TrackingJudge(row)
    return next((i for i, s in enumerate(row.steps) if judge.is_wrong(s)), -1)


# --- brackets ---------------------------------------------------------------------------------------------------------

PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
CLOSER = {o: c for c, o in PAIRS.items()}
TRACE = (
    re.compile(r"^(?P<s>\S) ; stack: (?P<st>.*)$"),
    re.compile(r"^(?P<s>\S): .*\. Stack: (?P<st>.*)$"),
    re.compile(r"^Read (?P<s>\S) -> .*, stack: (?P<st>.*)$"),
    re.compile(r"^Symbol \d+ is (?P<s>\S): .*; the stack is now (?P<st>.*)$"),
    re.compile(r"^(?P<s>\S) \| (?P<st>.*)$"),
    re.compile(r"^After '(?P<s>\S)', the stack is (?P<st>.*)$"),
    re.compile(r"^Next is `(?P<s>\S)`\. We .*\. Stack = (?P<st>.*)$"),
    re.compile(r"^(?:\d+\. )?'(?P<s>\S)' - .* => (?P<st>.*)$"),
)


def brackets(text: str) -> list[str]:
    """The brackets of a text in order."""
    return [c for c in text if c in PAIRS or c in CLOSER]


POPS = re.compile(r"pop out|have to close|open brackets, last first")


class DyckJudge:
    """Follows one trace of a stack."""

    def __init__(self, problem: str) -> None:
        runs = re.findall(r"[\[\](){}<>][\[\](){}<>\s]*", problem)
        self.symbols = brackets(max(runs, key=len))
        self.stack: list[str] = []
        self.at = 0

    def advance(self) -> str:
        """Reads the next symbol onto the stack and returns it."""
        symbol = self.symbols[self.at]
        self.at += 1
        if symbol in CLOSER:
            self.stack.append(symbol)
        else:
            assert self.stack.pop() == PAIRS[symbol]
        return symbol

    def is_wrong(self, step: str) -> bool:
        """Whether a step is wrong, given that the ones before are right."""
        text = NUMBERING.sub("", step, count=1) if not step[0].isdigit() or " => " not in step else step
        text = CORRECTION.split(text)[-1].strip()
        ended = self.at == len(self.symbols)
        said = answer_of(text)
        if said is not None:
            closing = [CLOSER[s] for s in reversed(self.stack)]
            named = re.findall(r'"(.)"', without_answer(text))
            popped, needed = [s for s in named if s in CLOSER], [s for s in named if s in PAIRS]
            wrong_pop = bool((popped or POPS.search(text)) and popped != self.stack[::-1])
            return not ended or wrong_pop or said.split() != closing or bool(needed and needed != closing)
        if re.search(r"final stack|left on the stack|remaining stack|End of input", text):
            return not ended or brackets(text) != self.stack
        if POPS.search(text):
            return not ended or re.findall(r'"(.)"', text) != self.stack[::-1]
        if not brackets(text.replace("(empty)", "")):
            return False
        return any([self._line_is_wrong(line) for line in text.split("\n")])

    def _line_is_wrong(self, line: str) -> bool:
        found = next((m for t in TRACE if (m := t.match(line))), None)
        if not found:
            raise Unreadable(line)
        if self.at == len(self.symbols):
            return True
        symbol = self.advance()
        return found["s"] != symbol or brackets(found["st"].replace("(empty)", "")) != self.stack


def judge_dyck(row: Row) -> int:
    """First wrong step of a Dyck row."""
    judge = DyckJudge(row.problem)
    return next((i for i, s in enumerate(row.steps) if judge.is_wrong(s)), -1)


# --- sorting ----------------------------------------------------------------------------------------------------------

DEPTHS = {w: i for i, w in enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"])}
CODE = re.compile(r'"(\w+)": "(\w)" \((\d+)\)')
GROUP = re.compile(r'(?:\((\d+)\) )?(\["[^\]]*\]|"\w+")')


class SortingJudge:
    """Follows one solution of a sorting problem."""

    def __init__(self, row: Row) -> None:
        wanted = set(row.ground_truth.split())
        self.words = [w for w in re.findall(r"[a-z]+", row.problem) if w in wanted]
        self.truth = sorted(self.words)
        self.groups: list[list[str]] = [self.words]
        self.pending: tuple[int, int] | None = None
        self.depth = {w: 0 for w in self.words}
        self.count = 0
        self.style = row.style

    def is_wrong(self, step: str) -> bool:
        """Whether a step is wrong, given that the ones before are right."""
        text = body(step)
        said = answer_of(text)
        if said is not None:
            single = all(len(g) == 1 for g in self.groups) or self.style != "letters"
            return said.split() != self.truth or not single
        if self.style == "letters":
            return self._letters(text)
        listed = [w for w in re.findall(r"[a-z]+", text) if w in self.depth]
        if not listed:
            return False
        self.count += 1
        if self.style == "selection":
            return listed[0] != self.truth[self.count - 1] or (len(listed) > 1 and listed[1:] != self.truth[: self.count])
        if self.style == "insertion":
            return listed[0] != self.words[self.count - 1] or listed[1:] != sorted(self.words[: self.count])
        first = sorted({w[0] for w in self.words})[self.count - 1]
        return listed != [w for w in self.truth if w[0] == first]

    def _letters(self, text: str) -> bool:
        codes = CODE.findall(text)
        if codes:
            return self._codes_are_wrong(text, codes)
        if self.pending is None or not GROUP.search(text):
            return False
        place, depth = self.pending
        self.pending = None
        group = self.groups[place]
        letters = sorted({w[depth] for w in group})
        refined = [[w for w in group if w[depth] == c] for c in letters]
        self.groups[place : place + 1] = refined
        part, _, whole = text.partition(" Hence, we have ")
        shown = GROUP.findall(part)
        numbers = [str(ord(c) - 96) for c in letters]
        if [n for n, _ in shown] != numbers or not same(shown, refined):
            return True
        return bool(whole) and not same(GROUP.findall(whole), self.groups)

    def _codes_are_wrong(self, text: str, codes: list[tuple[str, str, str]]) -> bool:
        named = re.search(r"(?:their|the) (\w+) letters", text)
        depth = DEPTHS[named[1]] if named else 0
        place = next((i for i, g in enumerate(self.groups) if len(g) > 1), 0)
        self.pending = (place, depth)
        if sorted(w for w, _, _ in codes) != sorted(self.groups[place]):
            return True
        return any(w[depth] != c or str(ord(c) - 96) != n for w, c, n in codes)


def same(shown: list[tuple[str, str]], groups: list[list[str]]) -> bool:
    """Whether shown groups hold the same words in the same places."""
    return [sorted(re.findall(r"\w+", g)) for _, g in shown] == [sorted(g) for g in groups]


def judge_sorting(row: Row) -> int:
    """First wrong step of a sorting row."""
    judge = SortingJudge(row)
    return next((i for i, s in enumerate(row.steps) if judge.is_wrong(s)), -1)


# --- linear equations -------------------------------------------------------------------------------------------------

TERM = re.compile(r"([+-]?)(?:\((-?\d+/\d+)\)|(\d+(?:/\d+)?))?([a-z]?)")


def side(text: str) -> tuple[Fraction, Fraction]:
    """(coefficient, constant) of `k(ax + b)` or `ax + b`."""
    text = text.replace(" ", "")
    factored = re.fullmatch(r"(-?\d*)\((.*[a-z].*)\)", text)
    if factored:
        k = Fraction({"": "1", "-": "-1"}.get(factored[1], factored[1]))
        a, b = side(factored[2])
        return k * a, k * b
    coef, const, at = Fraction(0), Fraction(0), 0
    while at < len(text):
        found = TERM.match(text, at)
        if not found or found.end() == at:
            raise Unreadable(text)
        at = found.end()
        size = Fraction(found[2] or found[3] or 1) * (-1 if found[1] == "-" else 1)
        if found[4]:
            coef += size
        else:
            const += size
    return coef, const


def root(equation: str) -> Fraction | None:
    """The solution of a linear equation; None where there is not exactly one."""
    left, right = (side(s) for s in equation.split("="))
    slope = left[0] - right[0]
    return (right[1] - left[1]) / slope if slope else None


def equations(text: str, unknown: str) -> list[str]:
    """The equations in a text that hold the unknown."""
    atom = rf"(?:\(-?\d+/\d+\){unknown}|-?\d*\([^()]*\)|-?\d+/\d+|-?\d*{unknown}|-?\d+)"
    one = rf"{atom}(?: [+\-] {atom})*"
    return re.findall(rf"(?<![\w(])({one} = {one})(?![\w(])", text)


def judge_linear(row: Row) -> int:
    """First wrong step of a linear row."""
    clean = row.problem.replace("$", "")
    unknown = next(u for u in "xyntz" if re.search(rf"\b\d*{u}\b", clean) and any(u in e for e in equations(clean, u)))
    truth = root(equations(clean, unknown)[0])
    solved = False
    for i, step in enumerate(row.steps):
        text = body(step).replace("$", "") if answer_of(step) is None else body(step)
        said = answer_of(text)
        claim = without_answer(text).replace("$", "")
        if claim.startswith("Check"):
            if any(_sum(a) != _sum(b) for a, b in re.findall(r"(?:Check: |and )(.*?) = (-?\d+)", claim)):
                return i
            continue
        for e in equations(claim, unknown):
            if root(e) != truth:
                return i
            solved = solved or (bool(re.fullmatch(rf"{unknown} = -?\d+(?:/\d+)?", e)) and said is None)
        if said is not None and (not solved or Fraction(said) != truth):
            return i
    return -1


def _sum(text: str) -> Fraction:
    """Value of integers, products, and a number times a bracket."""
    value = value_of(re.sub(r"(\d|-)\((?=[^()]*[+\-(])", r"\1*(", text).replace("-*(", "-1*("))
    if value is None:
        raise Unreadable(text)
    return Fraction(value)


# --- word problems ----------------------------------------------------------------------------------------------------

N = r"(\d+)"
TIMES = {"twice": 2, "three": 3, "four": 4, "five": 5, "doubles": 2, "triples": 3, "quadruples": 4}
CALC = re.compile(r"(\d+) (\*|\+|-|/|x|×|\\times) (\d+(?:\.\d+)?)(/100)?(?: \+ (\d+))? = \$?(-?\d+)")

Calc = tuple[int, str, int, int]


def expected(problem: str) -> list[Calc]:
    """The calculations a word problem asks for, in order, as (left, operator, right, value)."""
    for reader in (_read_purchase, _read_work, _read_trip, _read_rows, _read_compare, _read_chain):
        found = reader(problem)
        if found:
            return found
    raise Unreadable(problem)


def _do(out: list[Calc], a: int, op: str, b: int) -> int:
    exact = {"+": a + b, "-": a - b, "*": a * b, "/": Fraction(a, b or 1), "%": Fraction(a * b, 100)}[op]
    assert Fraction(exact).denominator == 1
    out.append((a, op, b, int(exact)))
    return int(exact)


def _read_purchase(text: str) -> list[Calc]:
    found = re.search(rf"buys {N} \w+ at \${N} each and {N} \w+ at \${N} each", text)
    if not found:
        return []
    out: list[Calc] = []
    n, p, m, q = map(int, found.groups())
    first, second = _do(out, n, "*", p), _do(out, m, "*", q)
    total = _do(out, first, "+", second)
    off = re.search(rf"{N}% (?:discount|off)", text)
    if off:
        total = _do(out, total, "-", _do(out, total, "%", int(off[1])))
    paid = re.search(rf"pays with \${N}", text)
    if paid:
        _do(out, int(paid[1]), "-", total)
    return out


def _read_work(text: str) -> list[Calc]:
    found = re.search(rf"earns \${N} an hour and works {N} hours", text)
    other = re.search(rf"works {N} hours a day for \${N} per hour", text)
    if not found and not other:
        return []
    wage, hours = (int(found[1]), int(found[2])) if found else (int(other[2]), int(other[1]))  # type: ignore[index]
    out: list[Calc] = []
    days = re.search(rf"on {N} days", text)
    now = _do(out, _do(out, wage, "*", hours), "*", int(days[1]))  # type: ignore[index]
    bonus = re.search(rf"bonus of \${N}", text)
    if bonus:
        now = _do(out, now, "+", int(bonus[1]))
    spent = re.search(rf"spent \${N}", text)
    if spent:
        _do(out, now, "-", int(spent[1]))
    return out


def _read_trip(text: str) -> list[Calc]:
    legs = re.findall(rf"at {N} km per hour for {N} hours", text)
    if len(legs) != 2:
        return []
    out: list[Calc] = []
    first, second = (_do(out, int(v), "*", int(t)) for v, t in legs)
    done = _do(out, first, "+", second)
    whole = re.search(rf"way is {N} km long", text)
    if whole:
        _do(out, int(whole[1]), "-", done)
    return out


def _read_rows(text: str) -> list[Calc]:
    found = re.search(rf"{N} workers each make {N} \w+ a day\. Of these, {N} ", text)
    if not found:
        return []
    out: list[Calc] = []
    now = _do(out, _do(out, int(found[1]), "*", int(found[2])), "-", int(found[3]))
    packed = re.search(rf"packed in \w+ of {N}", text)
    if packed:
        now = _do(out, now, "/", int(packed[1]))
    sold = re.search(rf"sold for \${N} each", text)
    if sold:
        _do(out, now, "*", int(sold[1]))
    days = re.search(rf"make in {N} days", text)
    if days:
        _do(out, now, "*", int(days[1]))
    return out


def _read_compare(text: str) -> list[Calc]:
    parts = re.findall(
        rf"has (?:(?:(twice|three|four|five)(?: times)? as many)|{N} (more|fewer)) \w+(?: as| than) ", text)
    if len(parts) != 2:
        return []
    out: list[Calc] = []
    values = [int(re.search(rf"has {N} \w+\.", text)[1])]  # type: ignore[index]
    for times, n, more in parts:
        op, b = ("*", TIMES[times]) if times else ("+" if more == "more" else "-", int(n))
        values.append(_do(out, values[-1], op, b))
    _do(out, _do(out, values[0], "+", values[1]), "+", values[2])
    return out


EVENTS = re.compile(
    rf"(?P<get>gives (?:Mrs?\. )?[A-Z]\w+ {N} more|finds {N} more|another {N}|gets {N} \w+ from)"
    rf"|(?P<give>gives {N} of them|loses {N}|sells {N}|gives away {N})"
    rf"|(?P<times>doubles|triples|quadruples|multiplies by {N})"
    rf"|(?P<half>[Hh]alf of the)|(?P<percent>keeps only {N}%)|(?P<share>equally among {N} bowls)"
)


def _read_chain(text: str) -> list[Calc]:
    out: list[Calc] = []
    boxes = re.search(
        rf"(?:has {N} \w+ with {N} \w+ in each\.|buys {N} \w+ of \w+\. There are {N} \w+ in each of the \w+\.)", text
    )
    start = re.search(rf"(?:has|with|had|There are) {N} \w+(?:\.| on )", text)
    if boxes:
        n, each = (int(g) for g in boxes.groups() if g)
        now, at = _do(out, n, "*", each), boxes.end()
    elif start:
        now, at = int(start[1]), start.end()
    else:
        return []
    for found in EVENTS.finditer(text, at):
        number = next((int(g) for g in found.groups() if g and g.isdigit()), 0)
        kind = found.lastgroup if found.lastgroup else ""
        kind = next(k for k, v in found.groupdict().items() if v)
        op = {"get": "+", "give": "-", "times": "*", "half": "/", "percent": "%", "share": "/"}[kind]
        b = TIMES.get(found[0], number) if kind == "times" else 2 if kind == "half" else number
        now = _do(out, now, op, b)
    return out


def judge_story(row: Row) -> int:
    """First wrong step of a word problem."""
    wanted = expected(row.problem)
    at = 0
    for i, step in enumerate(row.steps):
        step = re.sub(r"(?<=\d),(?=\d{3})", "", step)
        text = re.sub(r"<<[^>]*>>", "", body(step))
        said = answer_of(text)
        claim = without_answer(text)
        taken_back = [CALC.findall(p)[:-1] for p in CORRECTION.split(re.sub(r"<<[^>]*>>", "", step))[:-1]]
        calcs = [c for kept in taken_back for c in kept] + CALC.findall(claim)
        for a, op, b, hundredth, c, v in calcs:
            if c:
                half = str(int(a) + int(b))
                if at + 1 >= len(wanted) or op != "+" or not _fits(wanted[at], a, op, b, "", half, claim):
                    return i
                at, a, b = at + 1, half, c
            if at == len(wanted) or not _fits(wanted[at], a, op, b, hundredth, v, claim):
                return i
            at += 1
        if "all three together" in claim.lower() and at != len(wanted):
            return i
        if said is not None:
            if at != len(wanted) or int(said) != wanted[-1][3]:
                return i
        elif not calcs and any(c.isdigit() for c in claim) and not _quotes(row.problem, claim):
            if at != len(wanted) or int(re.findall(r"\d+", claim)[-1]) != wanted[-1][3]:
                return i
    return -1


def _quotes(problem: str, claim: str) -> bool:
    return re.sub(r"^(?:We know|Given): ", "", claim) in problem


def _fits(want: Calc, a: str, op: str, b: str, hundredth: str, v: str, claim: str) -> bool:
    left, sign, right, value = want
    said = "*" if op in ("*", "x", "×", "\\times") else op
    if sign == "%":
        share = Fraction(b) / (100 if hundredth else 1)
        return said == "*" and int(a) == left and share == Fraction(right, 100) and int(v) == value
    stated = re.search(r"(?:so|because).*", claim)
    return (int(a), said, b, int(v)) == (left, sign, str(right), value) and (stated is None or bool(stated))


JUDGES: dict[str, Callable[[Row], int]] = {
    "arithmetic": judge_arithmetic,
    "tracking": judge_tracking,
    "dyck": judge_dyck,
    "sorting": judge_sorting,
    "linear": judge_linear,
    "story": judge_story,
}
