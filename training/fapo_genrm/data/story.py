"""Word problems: short stories of quantities that follow from one another by one operation each."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from fapo_genrm.data.arith_expr import operation
from fapo_genrm.data.row import Draft
from fapo_genrm.data.wording import (
    CORRECTIONS,
    answer_line,
    chance,
    join_names,
    maybe_intro,
    near_positive,
    number_steps,
    pick,
)

PEOPLE = ("Anna", "Ben", "Carlos", "Dina", "Emil", "Farah", "George", "Hana", "Ivan", "Julia", "Ken", "Lena", "Marco",
          "Nina", "Omar", "Petra", "Raj", "Sofia", "Tom", "Vera", "Will", "Yara", "Tina", "Mr. Lee", "Mrs. Stone")
THINGS = ("apples", "pencils", "marbles", "stickers", "books", "cookies", "stamps", "cards", "shells", "coins", "beads",
          "oranges", "candles", "postcards", "buttons", "roses", "balloons", "magnets", "muffins", "bottles")
BOXES = ("boxes", "bags", "baskets", "crates", "packs", "jars", "trays", "cartons")
PLACES = ("a bakery", "a farm", "a school", "a shop", "a library", "a factory", "a market stall", "a garden")


@dataclass(frozen=True)
class Move:
    """One quantity that follows from one or two earlier numbers.

    `left op right = value`; `why` says in words what is found, with `{v}` nowhere in it.
    `fact` is the sentence of the problem that makes it so.
    """

    fact: str
    why: str
    left: int
    op: str
    right: int
    unit: str
    third: int = 0
    """A third term of a sum; 0: there is none."""
    other: str = ""
    """A wrong operation that a careless reader would do here."""

    @property
    def value(self) -> int:
        """Exact; divisions are without remainder by construction."""
        return calculate(self.left, self.op, self.right) + self.third


def calculate(a: int, op: str, b: int) -> int:
    """One operation on integers; `/` only where it leaves no remainder, `%` is a percentage of `a`."""
    if op == "+":
        return a + b
    if op == "-":
        return a - b
    if op == "*":
        return a * b
    if op == "/":
        return a // b
    return a * b // 100


@dataclass
class Story:
    """A problem: sentences that state, moves that follow, and a question."""

    who: str
    opening: str
    moves: list[Move] = field(default_factory=list)
    question: str = ""
    money: bool = False
    now: int = 0
    """The value of the running quantity."""

    @property
    def answer(self) -> int:
        """The value of the last move."""
        return self.moves[-1].value

    def text(self) -> str:
        """The problem."""
        facts = " ".join(m.fact for m in self.moves if m.fact)
        return f"{self.opening} {facts} {self.question}".replace("  ", " ")


def make(rng: random.Random, flawed: bool) -> Draft:
    """One problem with one solution."""
    while True:
        story = pick(rng, (_chain, _chain, _purchase, _work, _compare, _rows, _trip))(rng)
        if 0 < story.answer < 20_000 and all(0 < m.value < 50_000 for m in story.moves):
            break
    text = story.text()
    for _ in range(30):
        draft = solve(rng, story, text, flawed)
        if draft.is_flawed == flawed:
            return draft
    return draft


# --- stories ----------------------------------------------------------------------------------------------------------


def _chain(rng: random.Random) -> Story:
    """Things that come and go."""
    who, thing = pick(rng, PEOPLE), pick(rng, THINGS)
    start = rng.randint(8, 120)
    boxes = chance(rng, 0.4)
    if boxes:
        box, n, each = pick(rng, BOXES), rng.randint(3, 15), rng.randint(4, 30)
        opening = pick(rng, (f"{who} has {n} {box} with {each} {thing} in each.",
                             f"{who} buys {n} {box} of {thing}. There are {each} {thing} in each of the {box}."))
        story = Story(who, opening)
        story.moves.append(Move("", f"{n} {box} with {each} {thing} each hold", n, "*", each, thing, other="+"))
    else:
        story = Story(who, pick(rng, (f"{who} has {start} {thing}.", f"{who} starts the week with {start} {thing}.",
                                      f"At first {who} had {start} {thing}.", f"There are {start} {thing} on {who}'s table.")))
    story.now = story.moves[-1].value if boxes else start
    for _ in range(rng.randint(2, 4) - boxes):
        _event(rng, story, thing)
    story.question = pick(rng, (f"How many {thing} does {who} have in the end?", f"How many {thing} are there now?",
                                f"How many {thing} does {who} have left?"))
    return story


def _event(rng: random.Random, story: Story, thing: str) -> None:
    """Something happens to the running quantity."""
    now, who = story.now, story.who
    friend = pick(rng, [p for p in PEOPLE if p != who])
    kinds = ["get", "get"]
    if now > 6:
        kinds += ["give", "give"]
    if now < 300:
        kinds.append("times")
    if now % 2 == 0 and now > 8:
        kinds.append("half")
    if now > 20 and now % 10 == 0:
        kinds.append("percent")
    split = [d for d in range(3, 10) if now % d == 0 and now > 3 * d]
    if split:
        kinds.append("share")
    kind = pick(rng, kinds)
    if kind == "get":
        n = rng.randint(3, 90)
        fact = pick(rng, (f"{friend} gives {who} {n} more {thing}.", f"Then {who} finds {n} more {thing}.",
                          f"The next day {who} buys another {n} {thing}.", f"After that {who} gets {n} {thing} from {friend}."))
        move = Move(fact, f"after getting {n} more, {who} has", now, "+", n, thing, other="-")
    elif kind == "give":
        n = rng.randint(2, now - 2)
        fact = pick(rng, (f"{who} gives {n} of them to {friend}.", f"Then {who} loses {n} {thing}.",
                          f"{who} sells {n} {thing}.", f"Later {who} gives away {n} {thing}."))
        move = Move(fact, f"after {n} are gone, {who} has", now, "-", n, thing, other="+")
    elif kind == "times":
        n = pick(rng, (2, 3, 4, 5))
        word = {2: "doubles", 3: "triples", 4: "quadruples"}.get(n, f"multiplies by {n}")
        move = Move(f"Then the number of {thing} {word}.", f"{n} times as many is", now, "*", n, thing, other="+")
    elif kind == "half":
        fact = pick(rng, (f"{who} gives half of the {thing} to {friend}.", f"Half of the {thing} are lost."))
        move = Move(fact, "half of that is", now, "/", 2, thing, other="*")
    elif kind == "percent":
        p = pick(rng, (10, 20, 30, 40, 50))
        move = Move(f"{who} keeps only {p}% of the {thing}.", f"{p}% of that is", now, "%", p, thing, other="")
    else:
        n = pick(rng, split)
        fact = f"{who} shares the {thing} equally among {n} bowls and keeps one bowl."
        move = Move(fact, f"one of {n} equal shares is", now, "/", n, thing, other="-")
    story.moves.append(move)
    story.now = move.value


def _purchase(rng: random.Random) -> Story:
    """Prices, a total, sometimes a discount, sometimes change."""
    who = pick(rng, PEOPLE)
    a, b = rng.sample(THINGS, 2)
    n, m = rng.randint(2, 12), rng.randint(2, 12)
    p, q = rng.randint(2, 25), rng.randint(2, 25)
    story = Story(who, f"{who} buys {n} {a} at ${p} each and {m} {b} at ${q} each.", money=True)
    story.moves.append(Move("", f"the {a} cost", n, "*", p, "dollars", other="+"))
    story.moves.append(Move("", f"the {b} cost", m, "*", q, "dollars", other="+"))
    total = n * p + m * q
    story.moves.append(Move("", "together they cost", n * p, "+", m * q, "dollars", other="-"))
    if chance(rng, 0.4):
        off = pick(rng, (5, 10, 20, 25, 50))
        if total * off % 100 == 0:
            fact = pick(rng, (f"The shop gives a {off}% discount.", f"{who} has a coupon for {off}% off the total."))
            story.moves.append(Move(fact, f"a discount of {off}% is", total, "%", off, "dollars"))
            story.moves.append(Move("", "the price after the discount is", total, "-", total * off // 100, "dollars", other="+"))
            total -= total * off // 100
    if chance(rng, 0.5):
        paid = total + rng.randint(1, 60)
        paid += -paid % 10
        if paid == total:
            paid += 10
        story.moves.append(Move(f"{who} pays with ${paid}.", "the change is", paid, "-", total, "dollars", other="+"))
        story.question = f"How much change does {who} get, in dollars?"
    else:
        story.question = pick(rng, (f"How much does {who} pay in total, in dollars?", f"How many dollars does {who} spend?"))
    return story


def _work(rng: random.Random) -> Story:
    """Wages per hour, hours per day, days, and what is spent."""
    who = pick(rng, PEOPLE)
    wage, hours, days = rng.randint(8, 40), rng.randint(2, 10), rng.randint(3, 24)
    story = Story(who, pick(rng, (f"{who} earns ${wage} an hour and works {hours} hours a day.",
                                  f"{who} works {hours} hours a day for ${wage} per hour.")), money=True)
    story.moves.append(Move("", "the pay per day is", wage, "*", hours, "dollars", other="+"))
    daily = wage * hours
    story.moves.append(Move(f"Last month {who} worked on {days} days.", f"the pay for {days} days is", daily, "*", days,
                            "dollars", other="+"))
    now = daily * days
    if chance(rng, 0.5):
        bonus = rng.randint(10, 300)
        fact = f"There was also a bonus of ${bonus}."
        story.moves.append(Move(fact, "with the bonus this is", now, "+", bonus, "dollars", other="-"))
        now += bonus
    if chance(rng, 0.6):
        spent = rng.randint(5, max(6, now - 5))
        fact = f"{who} spent ${spent} on rent and food."
        story.moves.append(Move(fact, "what is left is", now, "-", spent, "dollars", other="+"))
        story.question = f"How many dollars does {who} have left?"
    else:
        story.question = f"How many dollars did {who} earn?"
    return story


def _compare(rng: random.Random) -> Story:
    """Somebody has more, fewer or several times as many as somebody else; a total is asked."""
    people = rng.sample(PEOPLE, 3)
    thing = pick(rng, THINGS)
    base = rng.randint(6, 60)
    story = Story(people[0], f"{people[0]} has {base} {thing}.")
    values = [base]
    for i in (1, 2):
        k = pick(rng, (2, 3, 4, 5))
        n = rng.randint(2, 30)
        last = values[-1]
        who, ref = people[i], people[i - 1]
        kind = rng.random()
        if kind < 0.4:
            word = {2: "twice", 3: "three times", 4: "four times", 5: "five times"}[k]
            move = Move(f"{who} has {word} as many {thing} as {ref}.", f"{who} has", last, "*", k, thing, other="+")
        elif kind < 0.7 or last <= n + 1:
            move = Move(f"{who} has {n} more {thing} than {ref}.", f"{who} has", last, "+", n, thing, other="-")
        else:
            move = Move(f"{who} has {n} fewer {thing} than {ref}.", f"{who} has", last, "-", n, thing, other="+")
        story.moves.append(move)
        values.append(move.value)
    if chance(rng, 0.6):
        story.moves.append(Move("", "all three together have", values[0], "+", values[1], thing, values[2]))
    else:
        story.moves.append(Move("", f"{people[0]} and {people[1]} have", values[0], "+", values[1], thing, other="*"))
        story.moves.append(Move("", "all three together have", values[0] + values[1], "+", values[2], thing, other="-"))
    story.question = f"How many {thing} do {join_names(people)} have together?"
    return story


def _rows(rng: random.Random) -> Story:
    """Production in rows, boxes or days, some of it unusable, the rest packed or sold."""
    place, thing, box = pick(rng, PLACES), pick(rng, THINGS), pick(rng, BOXES)
    per, n = rng.randint(5, 60), rng.randint(3, 30)
    story = Story("they", f"In {place}, {n} workers each make {per} {thing} a day.")
    story.moves.append(Move("", f"the {thing} made in a day are", n, "*", per, thing, other="+"))
    now = n * per
    bad = rng.randint(1, max(2, now // 3))
    fact = f"Of these, {bad} {thing} are damaged and thrown away."
    story.moves.append(Move(fact, "the good ones are", now, "-", bad, thing, other="+"))
    now -= bad
    size = [d for d in range(2, 13) if now % d == 0]
    if size and chance(rng, 0.8):
        d = pick(rng, size)
        story.moves.append(Move(f"The rest is packed in {box} of {d}.", f"the number of {box} is", now, "/", d, box, other="*"))
        now //= d
        if chance(rng, 0.5):
            price = rng.randint(2, 20)
            fact = f"All {box} are sold for ${price} each."
            story.moves.append(Move(fact, "the income is", now, "*", price, "dollars", other="+"))
            story.question = "How many dollars do they get in a day?"
            story.money = True
        else:
            story.question = f"How many {box} do they fill?"
    else:
        days = rng.randint(2, 9)
        story.moves.append(Move("", f"in {days} days that is", now, "*", days, thing, other="+"))
        story.question = f"How many good {thing} do they make in {days} days?"
    return story


def _trip(rng: random.Random) -> Story:
    """Speeds and times, legs added, what is left of the way."""
    who = pick(rng, PEOPLE)
    v, t, w, u = rng.randint(20, 90), rng.randint(2, 8), rng.randint(20, 90), rng.randint(2, 8)
    story = Story(who, f"{who} drives at {v} km per hour for {t} hours.")
    story.moves.append(Move("", "the first part is", v, "*", t, "km", other="+"))
    fact = f"Then {who} drives at {w} km per hour for {u} hours."
    story.moves.append(Move(fact, "the second part is", w, "*", u, "km", other="+"))
    story.moves.append(Move("", "both parts together are", v * t, "+", w * u, "km", other="-"))
    done = v * t + w * u
    if chance(rng, 0.6):
        whole = done + rng.randint(10, 400)
        story.moves.append(Move(f"The whole way is {whole} km long.", "what is left is", whole, "-", done, "km", other="+"))
        story.question = f"How many km does {who} still have to drive?"
    else:
        story.question = f"How many km does {who} drive in total?"
    return story


# --- solutions --------------------------------------------------------------------------------------------------------


FLAWS = ("wrong_sum", "wrong_sum", "wrong_sum", "wrong_operation", "wrong_operation", "misread", "wrong_carry",
         "skipped_step", "jump", "contradiction", "lost_term")


@dataclass(frozen=True)
class Form:
    """How a solution writes a calculation."""

    sign: str
    money: str
    tail: str
    marks: bool
    commas: bool
    """Whether thousands are set off."""
    fact: bool
    """Whether a step repeats the sentence it follows from."""

    def amount(self, value: int, unit: str) -> str:
        """A quantity with its unit."""
        shown = self.number(value)
        return f"{self.money}{shown}" if unit == "dollars" and self.money else f"{shown} {unit}"

    def number(self, value: int) -> str:
        """`1360` or `1,360`."""
        return f"{value:,}" if self.commas else str(value)


def make_form(rng: random.Random) -> Form:
    """One way of writing, kept through a solution."""
    return Form(pick(rng, ("*", "*", "*", "x", "×", "\\times")), pick(rng, ("$", "$", "")),
                pick(rng, ("So {why} {expr} = {q}.", "{Why} {expr} = {q}.", "{Why} {expr} = {q}.", "{expr} = {q}, so {why} {q}.",
                           "{Why} {q}, because {expr} = {v}.", "{expr} = {v}", "{Why}: {expr} = {q}.",
                           "We find that {why} {expr} = {q}.")),
                chance(rng, 0.1), chance(rng, 0.3), chance(rng, 0.3))


def expression(form: Form, left: int, op: str, right: int, third: int = 0) -> str:
    """The calculation as text."""
    if third:
        return f"{form.number(left)} + {form.number(right)} + {form.number(third)}"
    if op == "%":
        return f"{left} {form.sign} {right}/100" if form.sign != "*" else f"{left} * {right / 100:g}"
    return f"{form.number(left)} {form.sign if op == '*' else op} {form.number(right)}"


def terse(move: Move) -> str:
    """The calculation for the critique."""
    if move.third:
        half = move.left + move.right
        return f"{operation('+', move.left, move.right)} {operation('+', half, move.third)}"
    if move.op == "%":
        return f"{move.left}*{move.right}/100={move.value}"
    if move.op == "/":
        return f"{move.left}/{move.right}={move.value}"
    return operation(move.op, move.left, move.right)


def sentence(form: Form, move: Move, left: int, op: str, right: int, value: int, third: int = 0) -> str:
    """The step that states one move, with the numbers given."""
    expr = expression(form, left, op, right, third)
    if form.fact and move.fact and "{Why}" in form.tail:
        return f"{move.fact.rstrip('.')}, so {move.why} {expr} = {form.amount(value, move.unit)}."
    marked = f"{expr} = <<{expr.replace(' ', '')}={value}>>{value}" if form.marks else ""
    q = form.amount(value, move.unit)
    if marked:
        return f"{move.why[0].upper()}{move.why[1:]} {marked} {move.unit}."
    return form.tail.format(why=move.why, Why=move.why[0].upper() + move.why[1:], expr=expr, q=q, v=value)


def solve(rng: random.Random, story: Story, text: str, flawed: bool) -> Draft:
    """One step per move, sometimes two in one; then the answer."""
    draft = Draft("story", "moves", text, str(story.answer), text)
    flaw = pick(rng, FLAWS) if flawed else ""
    at = rng.randrange(len(story.moves)) if flaw not in ("", "contradiction") else -1
    form = make_form(rng)
    maybe_intro(rng, draft, 0.15)
    if chance(rng, 0.2):
        draft.add(pick(rng, (f"We know: {story.opening}", f"{story.opening}", f"Given: {story.opening}")), "given")
    seen: dict[int, int] = {}
    last = 0
    merge = pick(rng, (False, False, False, True))
    text_before, work_before = "", ""
    for k, move in enumerate(story.moves):
        if k == at and flaw == "jump" and k < len(story.moves) - 1:
            _jump(rng, draft, story, k)
            number_steps(rng, draft)
            return draft
        if k == at and flaw == "skipped_step" and _can_skip(story, k):
            seen[move.value] = move.left
            draft.flaw = flaw
            last = move.left
            continue
        if move.fact and not form.fact and not text_before and chance(rng, 0.06):
            draft.add(move.fact, "given")
        piece, line, wrong, last = _move(rng, draft, form, story, k, flaw if k == at else "", seen)
        if wrong and flaw == "skipped_step" and k == at + 1:
            line = terse(story.moves[at])
        if text_before:
            piece, line = f"{text_before} {piece}", f"{work_before} {line}"
            text_before = work_before = ""
        elif merge and not wrong and not draft.is_flawed and k + 1 < len(story.moves) and chance(rng, 0.4) \
                and not (flaw in ("skipped_step", "jump", "lost_term") and k + 1 == at):
            text_before, work_before = piece, line
            continue
        draft.add(piece, line, wrong)
    _close(rng, draft, form, story, last, flaw)
    number_steps(rng, draft)
    return draft


def _can_skip(story: Story, k: int) -> bool:
    """Whether leaving the k-th move out shows in the next one, and the next one is not mistaken for it."""
    if k + 1 >= len(story.moves):
        return False
    move, after = story.moves[k], story.moves[k + 1]
    left = move.left if after.left == move.value else after.left
    right = move.left if after.right == move.value else after.right
    third = move.left if after.third == move.value else after.third
    if third:
        return (left, right, third) != (after.left, after.right, after.third)
    return (left, right) != (after.left, after.right) and (left, after.op, right) != (move.left, move.op, move.right)


def _move(
    rng: random.Random, draft: Draft, form: Form, story: Story, k: int, flaw: str, seen: dict[int, int]
) -> tuple[str, str, str, int]:
    """Text, line of work, what is wrong, and the value stated for the k-th move.

    `seen` maps right values of earlier moves to the values that the solution believes in.
    """
    move = story.moves[k]
    left, right, op = seen.get(move.left, move.left), seen.get(move.right, move.right), move.op
    third = seen.get(move.third, move.third) if move.third else 0
    if flaw == "wrong_carry" and k > 0:
        earlier = [m.value for m in story.moves[:k]]
        if left in earlier:
            left = near_positive(rng, left)
        elif right in earlier:
            right = near_positive(rng, right)
    elif flaw == "misread":
        earlier = [m.value for m in story.moves[:k]]
        if right not in earlier:
            right = near_positive(rng, right)
        elif left not in earlier:
            left = near_positive(rng, left)
    elif flaw == "wrong_operation" and move.other and not third:
        op = move.other
    elif flaw == "lost_term" and third:
        third = 0 if "hy}" in form.tail or form.marks else third
    elif flaw == "lost_term" and op in "+-":
        right = 0
    value = _value(left, op, right) + third
    if flaw == "wrong_sum":
        value = near_positive(rng, value)
    if flaw == "lost_term" and op in "+-" and right == 0:
        text = f"{move.why[0].upper()}{move.why[1:]} {form.amount(value, move.unit)}."
    else:
        text = sentence(form, move, left, op, right, value, third)
    wrong = ""
    if (left, op, right, third, value) != (move.left, move.op, move.right, move.third, move.value):
        shown = expression(form, left, op, right, third).replace(" ", "")
        wrong = f"{shown}={value}" if flaw != "wrong_sum" else str(value)
        if not draft.is_flawed:
            draft.flaw = flaw if flaw else draft.flaw
    elif not draft.is_flawed and chance(rng, 0.02):
        slip = near_positive(rng, value)
        text = f"{sentence(form, move, left, op, right, slip, third)} {pick(rng, CORRECTIONS)} {text}"
    if value != move.value:
        if draft.is_flawed or not wrong or not chance(rng, 0.15):
            seen[move.value] = value
    return text, terse(move), wrong, value


def _value(a: int, op: str, b: int) -> int:
    """As `calculate`, but never fails and never goes below 1: what a believer in wrong numbers writes."""
    value = calculate(a, op, max(1, b) if op == "/" else b)
    return value if value > 0 else abs(value) + 1


def _jump(rng: random.Random, draft: Draft, story: Story, k: int) -> None:
    """States the answer before it is worked out."""
    said = story.answer if chance(rng, 0.75) else near_positive(rng, story.answer)
    draft.answer, draft.flaw = str(said), "jump"
    lead = pick(rng, ("", "From this we can see the result. ", "The rest is easy. ", "Putting everything together we are done. "))
    draft.add(lead + answer_line(rng, draft.answer), f"next {terse(story.moves[k])}", "not derived")


def _close(rng: random.Random, draft: Draft, form: Form, story: Story, last: int, flaw: str) -> None:
    """The answer, sometimes twice as MetaMath writes it."""
    said = last
    if chance(rng, 0.2):
        move = story.moves[-1]
        draft.add(f"{pick(rng, ('Therefore', 'So', 'This means that'))}, {move.why} {form.amount(last, move.unit)}.",
                  f"answer {story.answer}", str(last) if last != story.answer else "")
    if flaw == "contradiction" and not draft.is_flawed:
        said = near_positive(rng, last)
        draft.flaw = flaw
    elif draft.is_flawed and chance(rng, 0.3):
        said = story.answer
    draft.answer = str(said)
    wrong = str(said) if said != story.answer else ""
    if chance(rng, 0.25):
        draft.add(f"#### {said}", f"answer {story.answer}", wrong)
        draft.add(f"The answer is: {said}", f"answer {story.answer}", wrong)
        return
    line = answer_line(rng, draft.answer)
    draft.add(line, f"answer {story.answer}", wrong)
