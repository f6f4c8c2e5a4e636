"""Tracking of objects that people swap in pairs."""

from __future__ import annotations

import random
from dataclasses import dataclass

from fapo_genrm.data.row import Draft
from fapo_genrm.data.wording import CORRECTIONS, answer_line, chance, join_names, maybe_intro, number_steps, pick

CAST = ("Alice", "Bob", "Claire", "Dave", "Eve", "Fred", "Gertrude")
NAMES = ("Amy", "Ben", "Carla", "Dan", "Ella", "Finn", "Grace", "Hugo", "Iris", "Jack", "Kate", "Liam", "Mia",
         "Noah", "Olga", "Paul", "Quinn", "Rosa", "Sam", "Tina", "Uma", "Victor", "Wendy", "Yuri", "Zoe")


@dataclass(frozen=True)
class Scene:
    """What is swapped, and the words for it. `short` are the items as solutions abbreviate them."""

    name: str
    items: tuple[str, ...]
    opening: str
    has: str
    between: str
    swaps: tuple[str, ...]
    ending: str
    holds: str
    article: str = ""
    noun: str = ""

    def full(self, item: str) -> str:
        """An item as the problem writes it, without article."""
        return f"{item} {self.noun}" if self.noun else item


COLOURS = ("red", "blue", "green", "yellow", "black", "white", "pink", "orange", "purple", "brown")
SCENES = (
    Scene("balls", COLOURS, "{who} are playing a game. At the start of the game, they are each holding a ball: ",
          "has a", "As the game progresses, pairs of players trade balls. ",
          ("{} and {} swap balls", "{} and {} trade balls", "{} and {} swap their balls"), "At the end of the game, ",
          "has the", "the ", "ball"),
    Scene("presents", COLOURS,
          "{who} are holding a white elephant gift exchange. At the start of the event, they are each holding a "
          "present of a different color: ", "has a",
          "As the event progresses, pairs of people swap gifts. ",
          ("{} and {} swap their gifts", "{} and {} swap gifts", "{} and {} exchange gifts"),
          "At the end of the event, ", "has the", "the ", "present"),
    Scene("books",
          ("The Odyssey", "The Fellowship of the Ring", "The Pearl", "The Great Gatsby", "Catch-22", "Ulysses", "Lolita",
           "Frankenstein", "Moby Dick", "Hound of the Baskervilles", "Emma", "Dracula"),
          "{who} are friends and avid readers who occasionally trade books. At the start of the semester, they each "
          "buy one new book: ", "gets",
          "As the semester proceeds, they start trading around the new books. ",
          ("{} and {} swap books", "{} and {} swap", "{} and {} trade books"), "At the end of the semester, ", "has"),
    Scene("dance",
          ("Patrick", "Jamie", "Melissa", "Karl", "Lola", "Rodrigo", "Sam", "Helga", "Izzi", "Ophelia", "Moritz", "Nadia"),
          "{who} are dancers at a square dance. At the start of a song, they each have a partner: ",
          "is dancing with", "Throughout the song, the dancers often trade partners. ",
          ("{} and {} switch partners", "{} and {} swap partners", "{} and {} trade partners"),
          "At the end of the dance, ", "is dancing with"),
    Scene("match",
          ("goalkeeper", "striker", "fullback", "right winger", "left winger", "center midfielder", "left midfielder",
           "right midfielder", "cheerleader", "benchwarmer", "sweeper"),
          "{who} are on the same team in a soccer match. At the start of the match, they are each assigned to a "
          "position: ", "is playing", "As the game progresses, pairs of players occasionally swap positions. ",
          ("{} and {} trade positions", "{} and {} switch positions", "{} and {} swap positions"),
          "At the end of the match, ", "is playing"),
    Scene("rooms",
          ("the kitchen", "the cellar", "the attic", "the garage", "the library", "the garden", "the hall", "the study"),
          "{who} are looking for a lost key in a house. At first they each search one room: ", "is in",
          "While they search, pairs of them change places. ",
          ("{} and {} change places", "{} and {} swap rooms", "{} and {} trade rooms"), "At the end, ", "is in"),
)

State = dict[str, str]

NICKNAMES = {"The Fellowship of the Ring": "Fellowship", "The Great Gatsby": "Gatsby", "Hound of the Baskervilles": "Hound",
             "Catch-22": "Catch", "The Odyssey": "Odyssey", "The Pearl": "Pearl"}
"""What solutions call items when they are in a hurry."""


@dataclass(frozen=True)
class Problem:
    """Who holds what, who swaps with whom, and who is asked about."""

    scene: Scene
    names: tuple[str, ...]
    items: tuple[str, ...]
    """`items[i]` is what `names[i]` starts with; the options are in this order."""
    swaps: tuple[tuple[str, str], ...]
    asked: str

    def states(self) -> list[State]:
        """The state before the first swap, then after each."""
        state = dict(zip(self.names, self.items, strict=True))
        out = [state]
        for a, b in self.swaps:
            state = {**state, a: state[b], b: state[a]}
            out.append(state)
        return out

    def option(self, item: str) -> str:
        """The letter of the option that names an item, as `(A)`."""
        return f"({chr(65 + self.items.index(item))})"


def make_problem(rng: random.Random) -> Problem:
    """Three to seven people, as many swaps or one more or less."""
    count = pick(rng, (3, 3, 3, 5, 5, 4, 7))
    scene = pick(rng, SCENES)
    names = CAST[:count] if chance(rng, 0.65) else tuple(n for n in rng.sample(NAMES, count))
    items = tuple(rng.sample(scene.items, count))
    while any(i in names for i in items):
        items = tuple(rng.sample(scene.items, count))
    swaps = []
    for _ in range(count + pick(rng, (0, 0, 0, -1, 1))):
        a, b = rng.sample(names, 2)
        swaps.append((a, b))
    return Problem(scene, names, items, tuple(swaps), pick(rng, names))


def statement(rng: random.Random, p: Problem) -> tuple[str, bool]:
    """The question, and whether it offers options."""
    s = p.scene
    have = join_names([f"{n} {s.has} {s.full(i)}" for n, i in zip(p.names, p.items, strict=True)])
    verb = pick(rng, s.swaps)
    moves = []
    for k, (a, b) in enumerate(p.swaps):
        lead = "First" if k == 0 else "Finally" if k == len(p.swaps) - 1 else pick(rng, ("Then", "Then", "Next", "After that"))
        moves.append(f"{lead}, {verb.format(a, b)}.")
    question = f"{s.ending}{p.asked} {s.holds}"
    text = f"{s.opening.format(who=join_names(p.names))}{have}.\n{s.between}{' '.join(moves)} {question}"
    if chance(rng, 0.15):
        asks = f"Who or what does {p.asked} end up with?" if s.name == "dance" else f"What does {p.asked} end up with?"
        return text[: -len(question)] + asks, False
    options = "\n".join(f"({chr(65 + k)}) {s.full(i)}." for k, i in enumerate(p.items))
    return f"{text}\nOptions:\n{options}", True


@dataclass(frozen=True)
class Form:
    """How a solution writes a state."""

    pair: str
    joint: str
    initials: bool
    partial: bool
    items_full: bool
    lead: str
    only_state: bool
    shuffled: bool
    nicknames: bool
    capital: bool


FORMS = ("{}: {}", "{}: {}", "{}: {}", "{} has {}", "{} - {}", "{} = {}", "{} -> {}")


def make_form(rng: random.Random, p: Problem) -> Form:
    """One way of writing states, kept through a solution."""
    pair = pick(rng, FORMS)
    if pair == "{} has {}":
        pair = f"{{}} {p.scene.has if p.scene.name not in ('books',) else 'has'} {{}}"
    initials = pair == "{}: {}" and chance(rng, 0.2) and len({n[0] for n in p.names}) == len(p.names)
    return Form(pair, pick(rng, (", ", ", ", ", ", "; ", "\n", ". ")), initials, chance(rng, 0.2), chance(rng, 0.3),
                pick(rng, ("{swap}: ", "{swap}: ", "{swap}, ", "After {swap}: ", "{swap}. Now ", "{swap}.\n")),
                chance(rng, 0.12), chance(rng, 0.1), chance(rng, 0.35), chance(rng, 0.08))


def _short(rng: random.Random, form: Form, scene: Scene, item: str) -> str:
    if form.items_full:
        return ("the " if scene.noun and form.pair != "{}: {}" else "") + scene.full(item)
    if form.nicknames and item in NICKNAMES:
        return NICKNAMES[item]
    if form.capital and scene.name == "balls":
        return item.capitalize()
    return item.removeprefix("The ") if chance(rng, 0.5) else item


def show(rng: random.Random, form: Form, p: Problem, state: State, names: tuple[str, ...]) -> str:
    """A state, or the part of it that concerns `names`, in the form of the solution."""
    order = list(names)
    if form.shuffled:
        rng.shuffle(order)
    shown = [form.pair.format(n[0] if form.initials else n, _short(rng, form, p.scene, state[n])) for n in order]
    return form.joint.join(shown)


def terse(p: Problem, truth: State, state: State | None = None, names: tuple[str, ...] = ()) -> str:
    """The true state for the critique, people in the order of the problem, up to the first of `names` of whom `state` says
    something else: what is compared stands side by side.
    """
    wrong = differing(p, truth, state, names) if state else None
    shown = p.names if wrong is None else p.names[: p.names.index(wrong) + 1]
    return ", ".join(f"{n} {truth[n]}" for n in shown)


def differing(p: Problem, truth: State, state: State, names: tuple[str, ...]) -> str | None:
    """The first person of `names` who is said to hold something else."""
    return next((n for n in p.names if n in names and state[n] != truth[n]), None)


def differs(p: Problem, truth: State, state: State, names: tuple[str, ...]) -> str:
    """What that person is said to hold; empty where there is none."""
    wrong = differing(p, truth, state, names)
    return state[wrong] if wrong else ""


FLAWS = ("wrong_swap", "wrong_swap", "one_sided", "one_sided", "third_person", "no_change", "wrong_pair", "skipped_step",
         "misread", "wrong_lookup", "wrong_option", "jump", "recovered")


def make(rng: random.Random, flawed: bool) -> Draft:
    """One problem with one solution."""
    p = make_problem(rng)
    text, options = statement(rng, p)
    key = f"{p.scene.name}|{p.names}|{p.items}|{p.swaps}"
    for _ in range(30):
        draft = solve(rng, p, text, options, pick(rng, FLAWS) if flawed else "", key)
        if draft.is_flawed == flawed:
            return draft
    return draft


def solve(rng: random.Random, p: Problem, text: str, options: bool, flaw: str, key: str) -> Draft:
    """A solution in which `flaw` (empty: nothing) goes wrong at a random step."""
    truth = p.states()
    final = truth[-1][p.asked]
    reference = p.option(final) if options else p.scene.full(final)
    form = make_form(rng, p)
    draft = Draft("tracking", "partial" if form.partial else "states", text, reference, key)
    maybe_intro(rng, draft, 0.08)
    state = _opening(rng, draft, p, form, truth[0], flaw)
    verb = pick(rng, p.scene.swaps)
    at = rng.randrange(len(p.swaps)) if flaw not in ("", "misread", "wrong_lookup", "wrong_option") else -1
    k = 0
    while k < len(p.swaps):
        if k == at and flaw == "jump":
            break
        if k == at and flaw == "skipped_step" and set(p.swaps[k]) != set((p.swaps + ((),))[k + 1]):
            k, at = k + 1, -1
            draft.flaw = flaw
            if k == len(p.swaps):
                break
            state = _swap_step(rng, draft, p, form, verb, k, state, truth, "", skipped=True)
        else:
            state = _swap_step(rng, draft, p, form, verb, k, state, truth, flaw if k == at else "")
        k += 1
    if flaw == "recovered" and draft.is_flawed and state != truth[-1]:
        state = truth[-1]
    _close(rng, draft, p, state, truth, options, flaw, len(p.swaps) - k)
    if chance(rng, 0.1) and len(draft.paras) > 1:
        draft.merge_last()
    number_steps(rng, draft)
    return draft


def _opening(rng: random.Random, draft: Draft, p: Problem, form: Form, start: State, flaw: str) -> State:
    """The starting state; left out now and then."""
    if flaw != "misread" and not form.only_state and chance(rng, 0.06):
        return start
    state = start
    if flaw == "misread":
        state = _slip(rng, p, start, start, pick(rng, p.names), pick(rng, p.names), "wrong_swap")
        draft.flaw = flaw
    lead = pick(rng, ("At the start: ", "At the start: ", "Initially: ", "Start: ", "At first, ", "", "Initial state: "))
    draft.add(lead + show(rng, form, p, state, p.names) + pick(rng, (".", ".", "")), terse(p, start, state, p.names),
              differs(p, start, state, p.names))
    return state


def _swap_step(
    rng: random.Random, draft: Draft, p: Problem, form: Form, verb: str, k: int, state: State, truth: list[State],
    flaw: str, skipped: bool = False,
) -> State:
    """Writes the k-th swap and returns the state that the solution believes in afterwards."""
    a, b = p.swaps[k]
    said_a, said_b = a, b
    if flaw == "wrong_pair":
        said_b = pick(rng, [n for n in p.names if n not in (a, b)])
    right = {**state, said_a: state[said_b], said_b: state[said_a]}
    after = _slip(rng, p, state, right, a, b, flaw) if flaw and flaw != "wrong_pair" else right
    names = p.names
    if form.partial:
        names = tuple(n for n in p.names if n in (said_a, said_b) or (after[n] != right[n]))
    wrong = differs(p, truth[k + 1], after, names)
    if skipped:
        wrong = f"swap of {p.swaps[k - 1][0]} and {p.swaps[k - 1][1]} skipped"
    elif flaw == "wrong_pair":
        wrong = f"swaps {said_a} and {said_b}"
    if flaw and wrong and not draft.is_flawed:
        draft.flaw = {"recovered": "wrong_swap"}.get(flaw, flaw)
    due = k - 1 if skipped else k
    swap = verb.format(*((said_a[0], said_b[0]) if form.initials else (said_a, said_b)))
    lead = "" if form.only_state and not form.partial else form.lead.format(swap=swap)
    body = show(rng, form, p, after, names)
    if not wrong and not draft.is_flawed and chance(rng, 0.02):
        slip = _slip(rng, p, state, right, a, b, "wrong_swap")
        body = f"{show(rng, form, p, slip, names)}. {pick(rng, CORRECTIONS)} {body}"
    draft.add(lead + body + pick(rng, (".", ".", "")) if form.joint != "\n" else lead + body, "{}<>{} ".format(*p.swaps[due])
              + (terse(p, truth[due + 1]) if skipped or flaw == "wrong_pair" else terse(p, truth[due + 1], after, names)), wrong)
    return after


def _slip(rng: random.Random, p: Problem, before: State, right: State, a: str, b: str, flaw: str) -> State:
    """A wrong state after the swap of `a` and `b`, possibly equal to the right one."""
    others = [n for n in p.names if n not in (a, b)]
    if flaw == "one_sided":
        keeper = pick(rng, (a, b))
        return {**right, keeper: before[keeper]}
    if flaw == "no_change":
        return before
    if flaw == "third_person" and others:
        third, hit = pick(rng, others), pick(rng, (a, b))
        return {**right, third: right[hit], hit: right[third]}
    x, y = rng.sample(p.names, 2)
    return {**right, x: right[y], y: right[x]}


def _close(
    rng: random.Random, draft: Draft, p: Problem, state: State, truth: list[State], options: bool, flaw: str, left: int
) -> None:
    """The closing sentence with the answer."""
    final = truth[-1][p.asked]
    held = state[p.asked]
    wrong = ""
    if flaw == "jump":
        held = final if chance(rng, 0.75) else pick(rng, p.items)
        wrong = f"{left} swaps missing"
    elif draft.flaw == "skipped_step" and not draft.is_flawed:
        wrong = "last swap skipped"
    elif flaw == "wrong_lookup":
        held = pick(rng, [i for i in p.items if i != held])
    said = p.option(held) if options else p.scene.full(held)
    if flaw == "wrong_option" and options:
        said = p.option(pick(rng, [i for i in p.items if i != held]))
    draft.answer = said
    truth_line = f"{p.asked} {final}" + (f" {p.option(final)}" if options else "")
    if not wrong and (held != final or said != draft.reference):
        wrong = f"{held} {said}" if options else held
    if flaw in ("jump", "wrong_lookup", "wrong_option") and wrong and not draft.is_flawed:
        draft.flaw = flaw
    item = p.scene.article + p.scene.full(held)
    claim = f"{p.scene.ending}{p.asked} {p.scene.holds.removesuffix(' the')} {item}."
    bare = chance(rng, 0.1) and (said != draft.reference or not wrong or left)
    draft.add(answer_line(rng, said) if bare else f"{claim} {answer_line(rng, said)}", truth_line, wrong)
