"""Closing a prefix of a Dyck word, with a trace of the stack."""

from __future__ import annotations

import random
from dataclasses import dataclass

from fapo_genrm.data.row import Draft
from fapo_genrm.data.wording import CORRECTIONS, chance, maybe_intro, number_steps, pick

CLOSES = {"(": ")", "[": "]", "{": "}", "<": ">"}
OPENS = tuple(CLOSES)

Stack = tuple[str, ...]


@dataclass(frozen=True)
class Problem:
    """Symbols of the prefix and what is on the stack after each of them (`stacks[0]` is before the first)."""

    symbols: tuple[str, ...]
    stacks: tuple[Stack, ...]

    @property
    def closing(self) -> tuple[str, ...]:
        """The answer: what closes the last stack."""
        return tuple(CLOSES[s] for s in reversed(self.stacks[-1]))


def push_or_pop(stack: Stack, symbol: str) -> Stack:
    """The stack after a symbol; a closer takes the top away, whatever it is."""
    return stack + (symbol,) if symbol in CLOSES else stack[:-1]


def make_problem(rng: random.Random) -> Problem:
    """A balanced word cut off before its end; mostly of 2 to 40 symbols, now and then of up to 100."""
    roll = rng.random()
    length = (rng.randint(2, 10) if roll < 0.38 else rng.randint(8, 24) if roll < 0.7
              else rng.randint(20, 56) if roll < 0.9 else rng.randint(50, 100))
    opening = pick(rng, (0.5, 0.55, 0.6, 0.7))
    deepest = pick(rng, (8, 12, 18, 26))
    symbols: list[str] = []
    stacks: list[Stack] = [()]
    stack: Stack = ()
    while len(symbols) < length or not stack:
        if not stack or (chance(rng, opening) and len(stack) < deepest):
            symbol = pick(rng, OPENS)
        else:
            symbol = CLOSES[stack[-1]]
        stack = push_or_pop(stack, symbol)
        symbols.append(symbol)
        stacks.append(stack)
    return Problem(tuple(symbols), tuple(stacks))


def statement(rng: random.Random, p: Problem) -> str:
    """The question in one of several forms."""
    text = " ".join(p.symbols)
    if chance(rng, 0.6):
        return text
    if chance(rng, 0.1):
        text = "".join(p.symbols)
    forms = ("Complete the rest of the sequence, making sure that the parentheses are closed properly. Input: {}",
             "Which brackets are missing at the end of this sequence so that it is balanced? {}",
             "Close all open brackets: {}",
             "Correctly close a Dyck-n word. Input: {}",
             "What has to be appended to balance the brackets in\n{}",
             "Complete the sequence so that all brackets match: {}")
    return pick(rng, forms).format(text)


@dataclass(frozen=True)
class Form:
    """How a solution writes symbols and stacks."""

    line: str
    """Of one symbol: `{n}` number, `{s}` symbol, `{act}` what is done, `{st}` the stack after it."""
    empty: str
    joint: str
    quote: str

    def stack(self, stack: Stack) -> str:
        """A stack as text."""
        return f"{self.quote}{self.joint.join(stack)}{self.quote}" if stack else self.empty


LINES = ("{s} ; stack: {st}", "{s} ; stack: {st}", "{s} ; stack: {st}", "{s} ; stack: {st}", "{s}: {act}. Stack: {st}",
         "Read {s} -> {act}, stack: {st}", "Symbol {n} is {s}: {act}; the stack is now {st}", "{s} | {st}",
         "After '{s}', the stack is {st}", "Next is `{s}`. We {act}. Stack = {st}", "{n}. '{s}' - {act} => {st}")


def make_form(rng: random.Random) -> Form:
    """One way of writing, kept through a solution."""
    line = pick(rng, LINES)
    usual = line == LINES[0]
    quote = "" if usual or chance(rng, 0.7) else pick(rng, ('"', "'", "`"))
    return Form(line, "empty" if usual or chance(rng, 0.6) else pick(rng, ("(empty)", "empty stack", "nothing")),
                " " if usual or chance(rng, 0.85) else pick(rng, ("", ", ")), quote)


def action(rng: random.Random, symbol: str) -> str:
    """What a symbol makes us do, in words."""
    if symbol in CLOSES:
        return pick(rng, ("push {}", "push it", "opening, push")).format(symbol)
    opener = next(o for o, c in CLOSES.items() if c == symbol)
    return pick(rng, ("pop {}", "pop it", "closing, pop")).format(opener)


def terse(stack: Stack) -> str:
    """A stack for the critique."""
    return "".join(stack) if stack else "empty"


TRACE_FLAWS = ("no_pop", "double_pop", "wrong_push", "lost_element", "emptied", "swapped_elements", "skipped_symbol",
               "skipped_symbol", "repeated_symbol", "wrong_symbol", "extra_element", "double_push")
END_FLAWS = ("wrong_final", "wrong_pop_list", "wrong_answer", "jump", "stopped_early", "contradiction", "wrong_needed")
NAMED = {"no_pop": "wrong_stack", "double_pop": "wrong_stack", "wrong_push": "wrong_stack", "lost_element": "wrong_stack",
         "emptied": "wrong_stack", "swapped_elements": "wrong_stack", "extra_element": "wrong_stack",
         "double_push": "wrong_stack", "wrong_final": "wrong_carry", "skipped_symbol": "skipped_step",
         "repeated_symbol": "repeated_step", "stopped_early": "skipped_step", "wrong_needed": "wrong_pop_list"}


def make(rng: random.Random, flawed: bool) -> Draft:
    """One problem with one solution."""
    p = make_problem(rng)
    text = statement(rng, p)
    draft = solve(rng, p, text, "")
    if not flawed:
        return draft
    for _ in range(30):
        flaw = pick(rng, TRACE_FLAWS) if chance(rng, 0.68) else pick(rng, END_FLAWS)
        draft = solve(rng, p, text, flaw)
        if draft.is_flawed:
            return draft
    return draft


def numbered(symbols: tuple[str, ...]) -> str:
    """The input with its places counted from 1, so that a later line finds its symbol by number."""
    return " ".join(f"{i + 1}{s}" for i, s in enumerate(symbols))


def solve(rng: random.Random, p: Problem, text: str, flaw: str) -> Draft:
    """A solution in which `flaw` (empty: nothing) goes wrong."""
    form = make_form(rng)
    reference = " ".join(p.closing)
    draft = Draft("dyck", "trace", text, reference, "".join(p.symbols))
    usual = form.line == LINES[0]
    _preamble(rng, draft, p, form, usual)
    at = rng.randrange(len(p.symbols)) if flaw in TRACE_FLAWS else -1
    stop = len(p.symbols)
    if flaw == "stopped_early":
        stop = rng.randrange(max(1, len(p.symbols) - 4), len(p.symbols)) if len(p.symbols) > 1 else 0
    elif flaw == "jump":
        stop = rng.randrange(len(p.symbols))
    stack = _trace(rng, draft, p, form, flaw, at, stop)
    if draft.is_flawed and chance(rng, 0.35):
        stack = p.stacks[-1]
    _close(rng, draft, p, form, stack, flaw, stop)
    if not usual or chance(rng, 0.05):
        if "{n}" not in form.line:
            number_steps(rng, draft)
    return draft


def _preamble(rng: random.Random, draft: Draft, p: Problem, form: Form, usual: bool) -> None:
    """What stands before the first symbol. The first line of the critique numbers the input."""
    plan = numbered(p.symbols)
    if usual or chance(rng, 0.4):
        draft.add(pick(rng, ("We should process each input one by one and keep track of the stack configuration.",
                             "We should process each input one by one and keep track of the stack configuration.",
                             "We go through the symbols from left to right and keep a stack.",
                             "Let's process the input symbol by symbol, keeping track of the open brackets.")), plan)
        draft.add(f"stack: {form.empty}" if usual else f"Start with an empty stack: {form.empty}", "empty")
        return
    maybe_intro(rng, draft, 0.3)
    lead = pick(rng, ("Initially the stack is {}.", "Stack: {}", "We begin with the stack {}."))
    draft.add(lead.format(form.empty), "empty")
    draft.paras[0].work = plan


def _trace(
    rng: random.Random, draft: Draft, p: Problem, form: Form, flaw: str, at: int, stop: int
) -> Stack:
    """One step per symbol; returns the stack that the solution believes in at its end."""
    believed: Stack = ()
    k = 0
    per = pick(rng, (1,) * 12 + (2, 3)) if not flaw else 1
    while k < stop:
        symbol = p.symbols[k]
        if per > 1:
            k = _several(rng, draft, p, form, k, min(stop, k + per))
            believed = p.stacks[k]
            continue
        said, after, wrong = symbol, push_or_pop(believed, symbol), ""
        truth = p.stacks[k + 1]
        if k == at:
            said, after = _slip(rng, p, believed, k, flaw)
            if said != symbol or after != truth:
                wrong = f"{said}{terse(after)}"
                draft.flaw = NAMED.get(flaw, flaw)
        text = form.line.format(s=said, act=action(rng, said), st=form.stack(after), n=k + 1)
        if not wrong and not draft.is_flawed and chance(rng, 0.004):
            slip = _slip(rng, p, believed, k, "extra_element")[1]
            text = form.line.format(s=said, act=action(rng, said), st=form.stack(slip), n=k + 1)
            again = form.line.format(s=said, act=action(rng, said), st=form.stack(after), n=k + 1)
            text = f"{text}. {pick(rng, CORRECTIONS)} {again}"
        draft.add(text, f"{k + 1}{symbol} {terse(truth)}", wrong)
        believed = after
        k += 2 if wrong and flaw == "skipped_symbol" else 0 if wrong and flaw == "repeated_symbol" else 1
        if wrong and flaw == "repeated_symbol":
            at = -1
    return believed


def _several(rng: random.Random, draft: Draft, p: Problem, form: Form, k: int, end: int) -> int:
    """One step for several symbols, each with its stack; right throughout."""
    lines = [form.line.format(s=p.symbols[j], act=action(rng, p.symbols[j]), st=form.stack(p.stacks[j + 1]), n=j + 1)
             for j in range(k, end)]
    draft.add("\n".join(lines), " ".join(f"{j + 1}{p.symbols[j]} {terse(p.stacks[j + 1])}" for j in range(k, end)))
    return end


def _slip(rng: random.Random, p: Problem, believed: Stack, k: int, flaw: str) -> tuple[str, Stack]:
    """The symbol as it is read and the stack as it is written when `flaw` happens at symbol `k`."""
    symbol = p.symbols[k]
    right = push_or_pop(believed, symbol)
    opens = symbol in CLOSES
    if flaw == "no_pop" and not opens:
        return symbol, believed if chance(rng, 0.6) else believed + (symbol,)
    if flaw == "double_pop" and not opens:
        return symbol, right[:-1]
    if flaw == "wrong_push" and opens:
        return symbol, believed + (pick(rng, [o for o in OPENS if o != symbol]),)
    if flaw == "double_push" and opens:
        return symbol, right + (symbol,)
    if flaw == "lost_element" and right:
        i = rng.randrange(len(right))
        return symbol, right[:i] + right[i + 1 :]
    if flaw == "emptied":
        return symbol, (symbol,) if opens else ()
    if flaw == "swapped_elements" and len(right) > 1:
        i = rng.randrange(len(right) - 1)
        return symbol, right[:i] + (right[i + 1], right[i]) + right[i + 2 :]
    if flaw == "extra_element":
        i = rng.randint(0, len(right))
        return symbol, right[:i] + (pick(rng, OPENS),) + right[i:]
    if flaw == "wrong_symbol":
        other = pick(rng, [s for s in OPENS + tuple(CLOSES.values()) if s != symbol])
        return other, right if chance(rng, 0.5) else push_or_pop(believed, other)
    if flaw == "skipped_symbol" and k + 1 < len(p.symbols) and p.symbols[k + 1] != symbol:
        following = p.symbols[k + 1]
        return following, push_or_pop(believed if chance(rng, 0.7) else right, following)
    if flaw == "repeated_symbol" and k > 0 and p.symbols[k - 1] != symbol:
        return p.symbols[k - 1], push_or_pop(believed, p.symbols[k - 1])
    return symbol, right


def _close(rng: random.Random, draft: Draft, p: Problem, form: Form, stack: Stack, flaw: str, stop: int) -> None:
    """From the last stack to the answer."""
    truth = p.stacks[-1]
    early = stop < len(p.symbols)
    if flaw == "jump":
        _jump(rng, draft, p, stop)
        return
    final = stack
    if flaw == "wrong_final":
        final = _other_stack(rng, stack)
    wrong = ""
    if early:
        wrong = f"stops after {stop}"
        draft.flaw = NAMED["stopped_early"]
    elif final != truth:
        wrong = terse(final)
    _name_flaw(draft, flaw, wrong)
    shown = f'"{" ".join(final)}{pick(rng, ("", "", " "))}"'
    form_end = pick(rng, ("Now, we have reached the end. The final stack is {}.",
                          "Now, we have reached the end. The final stack is {}.", "We are done; what is left on the stack is {}.",
                          "The remaining stack is {}.", "End of input. Stack: {}"))
    draft.add(form_end.format(shown if final else "empty"), f"end {terse(truth)}", wrong)
    popped = tuple(reversed(final))
    listed = chance(rng, 0.8)
    if listed:
        popped = _pop_list(rng, draft, truth, popped, flaw)
    _answer(rng, draft, p, tuple(CLOSES.get(s, s) for s in popped), flaw)
    if listed and chance(rng, 0.12):
        draft.merge_last()


def _name_flaw(draft: Draft, flaw: str, wrong: str) -> None:
    if wrong and not draft.is_flawed:
        draft.flaw = NAMED.get(flaw, flaw)


def _other_stack(rng: random.Random, stack: Stack) -> Stack:
    """A stack that is not `stack`."""
    while True:
        i = rng.randrange(len(stack) + 1)
        roll = rng.random()
        other = stack[:i] + stack[i + 1 :] if roll < 0.6 else stack[:i] + (pick(rng, OPENS),) + stack[i + (roll < 0.8) :]
        if other != stack:
            return other


def _quoted(rng: random.Random, symbols: tuple[str, ...]) -> str:
    if len(symbols) == 2 and chance(rng, 0.5):
        return f'"{symbols[0]}" and "{symbols[1]}"'
    return ", ".join(f'"{s}"' for s in symbols) if symbols else "nothing"


def _pop_list(rng: random.Random, draft: Draft, truth: Stack, popped: Stack, flaw: str) -> Stack:
    """Names what has to be popped, in order."""
    if flaw == "wrong_pop_list":
        popped = _other_stack(rng, popped) if chance(rng, 0.7) or len(set(popped)) < 2 else tuple(reversed(popped))
    right = tuple(reversed(truth))
    wrong = "" if popped == right else (" ".join(popped) or "nothing")
    _name_flaw(draft, flaw, wrong)
    form = pick(rng, ("We will need to pop out {} one by one in that order.",
                      "We will need to pop out {} one by one in that order.",
                      "From the top of the stack we have to close {}.", "So the open brackets, last first, are {}."))
    draft.add(form.format(_quoted(rng, popped)), f"pop {' '.join(right)}", wrong)
    return popped


def _answer(rng: random.Random, draft: Draft, p: Problem, closing: tuple[str, ...], flaw: str) -> None:
    """The closers and the answer, in one step or two."""
    needed, said = closing, closing
    if flaw == "wrong_needed":
        needed = said = _wrong_closing(rng, closing)
    elif flaw == "wrong_answer":
        said = _wrong_closing(rng, closing)
    elif flaw == "contradiction":
        said = tuple(reversed(closing)) if closing != tuple(reversed(closing)) else _wrong_closing(rng, closing)
    if draft.is_flawed and chance(rng, 0.25):
        needed = said = p.closing
    wrong = "" if needed == p.closing and said == p.closing else (" ".join(said if said != p.closing else needed) or "nothing")
    draft.answer = " ".join(said)
    _name_flaw(draft, flaw, wrong)
    last = _answer_line(rng, draft.answer) if not chance(rng, 0.4) else f"So the answer is {draft.answer}"
    need = pick(rng, ("So, we need {}.", "So, we need {}.", "The matching closing brackets are {}.", "We append {}."))
    if chance(rng, 0.8):
        last = f"{need.format(_quoted(rng, needed))} {last}"
    elif needed != said:
        wrong = "" if said == p.closing else " ".join(said) or "nothing"
    draft.add(last, f"need {' '.join(p.closing)}", wrong)


def _answer_line(rng: random.Random, answer: str) -> str:
    """As `answer_line`, without braces around an answer that may hold braces itself."""
    form = pick(rng, ("So the answer is {}", "The answer is {}.", "So the answer is {}.", "Therefore, the answer is {}.",
                      "#### {}", "The answer is: {}", "Answer: {}"))
    return form.format(answer)


def _wrong_closing(rng: random.Random, closing: tuple[str, ...]) -> tuple[str, ...]:
    """Closers that are not the given ones: one missing, one too many, one of another kind."""
    while True:
        i = rng.randrange(len(closing) + 1)
        roll = rng.random()
        extra = (pick(rng, tuple(CLOSES.values())),)
        other = closing[:i] + closing[i + 1 :] if roll < 0.4 else closing[:i] + extra + closing[i + (roll < 0.8) :]
        if other != closing:
            return other


def _jump(rng: random.Random, draft: Draft, p: Problem, stop: int) -> None:
    """States the answer in the middle of the trace."""
    right = chance(rng, 0.75)
    said = p.closing if right else _wrong_closing(rng, p.closing)
    draft.answer = " ".join(said)
    draft.flaw = "jump"
    lead = pick(rng, ("", "The rest matches. ", "Continuing in this way we reach the end. ", "The remaining brackets cancel. "))
    draft.add(lead + _answer_line(rng, draft.answer), f"next {stop + 1}{p.symbols[stop]}", f"stops after {stop}")


