"""Alphabetical sorting of words, letter by letter or by plain lists."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from fapo_genrm.data.row import Draft
from fapo_genrm.data.wording import CORRECTIONS, ORDINALS, answer_line, chance, maybe_intro, number_steps, pick
from fapo_genrm.data.words import BY_FIRST, VOCABULARY

Groups = list[list[str]]
"""Words in order; a group of several is not sorted yet."""


def make(rng: random.Random, flawed: bool) -> Draft:
    """One problem with one solution."""
    words = make_words(rng)
    for _ in range(30):
        style = pick(rng, (_by_letters, _by_letters, _by_letters, _selection, _insertion, _buckets))
        draft = style(rng, words, flawed)
        if draft.is_flawed == flawed:
            return draft
    return draft


def make_words(rng: random.Random) -> list[str]:
    """Three to twenty different words, some with the same first letters, none alike in its first six."""
    roll = rng.random()
    count = rng.randint(3, 7) if roll < 0.35 else rng.randint(6, 12) if roll < 0.7 else rng.randint(11, 20)
    words: list[str] = []
    while len(words) < count:
        if words and chance(rng, 0.3):
            pool = BY_FIRST[pick(rng, words)[0]]
        else:
            pool = VOCABULARY
        word = pick(rng, pool)
        if not any(w.startswith(word) or word.startswith(w) or w[:6] == word[:6] for w in words):
            words.append(word)
    return words


def _start(rng: random.Random, style: str, words: list[str]) -> Draft:
    text = " ".join(words)
    if chance(rng, 0.45):
        forms = ("Sort the following words alphabetically: List: {}", "Put these words in alphabetical order: {}",
                 "Sort alphabetically: {}", "Order the words {} alphabetically.", "Alphabetize this list: {}")
        joint = pick(rng, (" ", " ", ", "))
        text = pick(rng, forms).format(joint.join(words))
    return Draft("sorting", style, text, " ".join(sorted(words)), " ".join(sorted(words)))


def number(letter: str) -> int:
    """a = 1 … z = 26."""
    return ord(letter) - 96


@dataclass
class Reader:
    """Reads letters, wrongly where it has been made to."""

    wrong: dict[tuple[str, int], str] = field(default_factory=dict)
    shuffle: random.Random | None = None
    """Puts the words of a group in any order; without it their order is kept."""

    def letter(self, word: str, depth: int) -> str:
        """The letter of a word at a 0-based depth; the last one where the word is too short."""
        return self.wrong.get((word, depth), word[min(depth, len(word) - 1)])

    def refine(self, words: list[str], depth: int) -> Groups:
        """Groups of equal letters in alphabetical order."""
        by: dict[str, list[str]] = {}
        for word in words:
            by.setdefault(self.letter(word, depth), []).append(word)
        groups = [by[c] for c in sorted(by)]
        if self.shuffle:
            for group in groups:
                self.shuffle.shuffle(group)
        return groups

    def codes(self, words: list[str], depth: int) -> str:
        """Letters with their numbers, for the critique."""
        return ", ".join(f"{w} {self.letter(w, depth)}{number(self.letter(w, depth))}" for w in words)


def quoted(groups: Groups) -> str:
    """`"a" < ["b" ? "c"]`."""
    return " < ".join(_quoted_group(g) for g in groups)


def _quoted_group(group: list[str]) -> str:
    inner = " ? ".join(f'"{w}"' for w in group)
    return inner if len(group) == 1 else f"[{inner}]"


def terse(groups: Groups) -> str:
    """`a < [b c]`."""
    return " < ".join(g[0] if len(g) == 1 else f"[{' '.join(g)}]" for g in groups)


def spoil(rng: random.Random, groups: Groups) -> tuple[Groups, str, str]:
    """Groups with one word lost, twice, or out of place; the flaw and how the critique says it."""
    flat = [w for g in groups for w in g]
    roll = rng.random()
    if roll < 0.4 and len(flat) > 1:
        lost = pick(rng, flat)
        return [kept for g in groups if (kept := [w for w in g if w != lost])], "lost_word", f"{lost} missing"
    if roll < 0.5:
        extra = pick(rng, flat)
        i = rng.randint(0, len(groups))
        out = groups[:i] + [[extra]] + groups[i:]
        return out, "repeated_word", f"{extra} twice"
    if len(groups) < 2:
        return groups, "", ""
    i = rng.randrange(len(groups) - 1)
    j = i + 1 if roll < 0.85 or len(groups) < 3 else pick(rng, [k for k in range(len(groups)) if k != i])
    out = list(groups)
    out[i], out[j] = out[j], out[i]
    return out, "wrong_order", f"{groups[i][0]} and {groups[j][0]} out of order"


def spoil_answer(rng: random.Random, words: list[str]) -> tuple[list[str], str, str]:
    """As `spoil`, for a list of single words."""
    groups, flaw, what = spoil(rng, [[w] for w in words])
    return [w for g in groups for w in g], flaw, what


# --- letter by letter -------------------------------------------------------------------------------------------------


@dataclass
class Letters:
    """State of a letter-by-letter solution while it is written."""

    rng: random.Random
    draft: Draft
    reader: Reader
    groups: Groups
    hence: bool
    skip: bool
    """Whether a group will be passed over."""
    slip: int
    """How many more places where something can go wrong are passed before it does; negative: never."""

    def slips(self) -> bool:
        """Whether it goes wrong here."""
        self.slip -= 1
        return self.slip == -1 and not self.draft.is_flawed

    def read(self, text: str, words: list[str], depth: int, due: str = "") -> None:
        """A step that names the letters of some words, `text` in front.

        `due` is the line of work of the group that should have come instead; empty where this one is due.
        """
        true_codes = due or self.reader.codes(words, depth)
        wrong, shown = ("another group", words) if due else ("", words)
        if due:
            self.draft.flaw = "skipped_step"
        elif self.slips():
            word = pick(self.rng, words)
            if chance(self.rng, 0.3) and len(words) > 2:
                shown, wrong, self.draft.flaw = [w for w in words if w != word], f"{word} missing", "lost_word"
            else:
                letter = self.reader.letter(word, depth)
                said = chr(97 + (number(letter) - 1 + pick(self.rng, (-2, -1, 1, 2, 7))) % 26)
                self.reader.wrong[(word, depth)] = said
                wrong, self.draft.flaw = f"{word} {said}{number(said)}", "wrong_letter"
        codes = [(w, self.reader.letter(w, depth)) for w in shown]
        if wrong and self.draft.flaw == "wrong_letter" and chance(self.rng, 0.3):
            word = wrong.split()[0]
            real = word[min(depth, len(word) - 1)]
            codes = [(w, c if w != word else real) for w, c in codes]
            listed = " ".join(f'"{w}": "{c}" ({number(self.reader.letter(w, depth))}).' for w, c in codes)
            wrong = f"{word} {real}{number(self.reader.letter(word, depth))}"
        else:
            listed = " ".join(f'"{w}": "{c}" ({number(c)}).' for w, c in codes)
        self.draft.add(f"{text}{listed}", true_codes, wrong)


def _by_letters(rng: random.Random, words: list[str], flawed: bool) -> Draft:
    """Groups by first letter, then every group by its next letter until all are single."""
    draft = _start(rng, "letters", words)
    groups = [list(words)]
    passes = 2 + 2 * sum(1 for g in Reader().refine(words, 0) if len(g) > 1)
    end = flawed and chance(rng, 0.25)
    slip = rng.randrange(passes) if flawed and not end else -1
    hence = chance(rng, 0.75)
    reader = Reader(shuffle=rng if chance(rng, 0.3) else None)
    skip = flawed and not end and passes > 4 and chance(rng, 0.55)
    st = Letters(rng, draft, reader, groups, hence, skip, -1 if skip else slip)
    maybe_intro(rng, draft, 0.05)
    st.read(pick(rng, ("I should start by looking at the first letter of the words in the list. The first letter: ",
                       "I should start by looking at the first letter of the words in the list. The first letter: ",
                       "First letters: ", "Look at the first letter of every word. ")), words, 0)
    lead = pick(rng, ("We now have: ", "We now have: ", "So the order so far is: ", "This gives: "))
    _have(st, lead, list(words), 0, -1)
    jump = end and chance(rng, 0.3) and any(len(g) > 1 for g in st.groups)
    if not jump:
        _resolve(st)
    elif not _stop_inside(rng, st):
        return draft
    _finish(rng, st, jump, end)
    if chance(rng, 0.15):
        number_steps(rng, draft)
    return draft


def _stop_inside(rng: random.Random, st: Letters) -> bool:
    """Leaves a group unsorted whose order in the list is not right by chance."""
    return any(g != sorted(g) for g in st.groups if len(g) > 1)


def _have(st: Letters, lead: str, words: list[str], depth: int, place: int) -> None:
    """States the order of some words after their letters at `depth` are known.

    `place` is the index of the group they came from, or -1 for all words.
    """
    refined = st.reader.refine(words, depth)
    shown, wrong = refined, ""
    whole = st.groups[:place] + refined + st.groups[place + 1 :] if place >= 0 else refined
    whole_shown = whole
    slips = st.slips()
    if slips and (place < 0 or not st.hence or chance(st.rng, 0.5)):
        shown, flaw, wrong = spoil(st.rng, refined)
        whole_shown = st.groups[:place] + shown + st.groups[place + 1 :] if place >= 0 else shown
    elif slips:
        whole_shown, flaw, wrong = spoil(st.rng, whole)
    if wrong:
        st.draft.flaw = flaw
    codes = [(number(st.reader.letter(g[0], depth)), g) for g in shown]
    text = lead + " < ".join(f"({n}) {_quoted_group(g)}" for n, g in codes)
    line = terse(refined)
    if place >= 0:
        text += " for the subpart"
        if st.hence:
            text += f". Hence, we have {quoted(whole_shown)}"
            line += f" | {terse(whole)}"
    if not wrong and not st.draft.is_flawed and place < 0 and len(refined) > 1 and chance(st.rng, 0.03):
        slip = [refined[1], refined[0], *refined[2:]]
        text = f"{lead}{quoted(slip)}. {pick(st.rng, CORRECTIONS)} {text}"
    st.draft.add(text + ".", line, wrong)
    st.groups = whole_shown


def _resolve(st: Letters) -> None:
    """Sorts every group by its next letters, groups from the left."""
    depth_of: dict[str, int] = {}
    lead = pick(st.rng, ("Now let's sort this subpart {} by looking at their {} letters. The {} letter: ",
                         "Now let's sort this subpart {} by looking at their {} letters. The {} letter: ",
                         "Next, sort {} by the {} letters. The {} letter: "))
    passed: list[str] = []
    for _ in range(40):
        places = [i for i, g in enumerate(st.groups) if len(g) > 1 and g[0] not in passed]
        if not places:
            return
        place, due = places[0], ""
        if st.skip and len(places) > 1 and not st.draft.is_flawed and chance(st.rng, 0.5):
            left_out = st.groups[place]
            passed += left_out
            due = st.reader.codes(left_out, depth_of.get(left_out[0], 0) + 1)
            place = places[1]
        group = st.groups[place]
        depth = depth_of.get(group[0], 0) + 1
        if depth >= len(ORDINALS) or len(set(group)) < len(group):
            st.groups[place : place + 1] = [[w] for w in sorted(group)]
            continue
        for word in group:
            depth_of[word] = depth
        st.read(lead.format(_quoted_group(group), ORDINALS[depth], ORDINALS[depth]), group, depth, due)
        _have(st, "We now have: ", list(group), depth, place)


def _finish(rng: random.Random, st: Letters, jump: bool, end: bool) -> None:
    """The answer; here the list may be copied wrongly, or come before all groups are sorted."""
    draft = st.draft
    truth = draft.reference.split()
    final = [w for g in st.groups for w in g]
    wrong = ""
    if jump:
        group = next(g for g in st.groups if len(g) > 1)
        final = truth if chance(rng, 0.7) else final
        wrong, draft.flaw = f"{_bracket(group)} not sorted", "jump"
    elif end and not draft.is_flawed:
        final, draft.flaw, wrong = spoil_answer(rng, final)
    elif draft.is_flawed and chance(rng, 0.3):
        final = truth
    answer = " ".join(final)
    draft.answer = answer
    if final != truth and not wrong:
        wrong = "not this order"
    lead = pick(rng, ("I have now sorted all the words. ", "I have now sorted all the words. ", "All words are sorted. ", ""))
    closing = f"The answer is {answer}" if chance(rng, 0.7) else answer_line(rng, answer)
    draft.add(lead + closing, " ".join(truth), wrong)


def _bracket(group: list[str]) -> str:
    return f"[{' '.join(group)}]"


# --- plain lists ------------------------------------------------------------------------------------------------------


def _close(rng: random.Random, draft: Draft, believed: list[str], flaw_here: bool, lead: str = "") -> None:
    """The answer of a plain solution that believes in the order `believed`."""
    truth = draft.reference.split()
    final, wrong = believed, ""
    if flaw_here and not draft.is_flawed:
        final, draft.flaw, wrong = spoil_answer(rng, believed)
    elif draft.is_flawed and chance(rng, 0.35):
        final = truth
    elif final != truth:
        wrong = "not this order"
    draft.answer = " ".join(final)
    draft.add(lead + answer_line(rng, draft.answer), draft.reference, wrong)


def _selection(rng: random.Random, words: list[str], flawed: bool) -> Draft:
    """Takes the first remaining word again and again; steps now and then cover a few words."""
    draft = _start(rng, "selection", words)
    maybe_intro(rng, draft, 0.3)
    form = pick(rng, ("The next word in alphabetical order is {w}.", "Next comes {w}.", "{w} comes next.",
                      'The smallest remaining word is "{w}". Sorted so far: {l}.', "Next: {w}. List so far: {l}"))
    joint = pick(rng, (", ", " "))
    order = sorted(words)
    at = rng.randrange(len(words)) if flawed else -1
    out: list[str] = []
    left = list(order)
    while left:
        k = len(out)
        word, true_word = left[0], left[0]
        wrong = ""
        if k == at and len(left) > 1:
            word = left[1] if chance(rng, 0.7) else pick(rng, left[1:])
            wrong = word
            draft.flaw = "lost_word" if chance(rng, 0.4) else "wrong_order"
            if draft.flaw == "lost_word":
                left.remove(true_word)
        left.remove(word)
        out.append(word)
        draft.add(form.format(w=word, l=joint.join(out)), f"{k + 1} {true_word}", wrong)
    _close(rng, draft, out, flawed and not draft.is_flawed)
    number_steps(rng, draft)
    return draft


def _insertion(rng: random.Random, words: list[str], flawed: bool) -> Draft:
    """Puts the words one by one into a sorted list."""
    words = words[:10]
    draft = _start(rng, "insertion", words)
    maybe_intro(rng, draft, 0.2)
    form = pick(rng, ("Insert {w}: {l}", 'Put "{w}" in its place: {l}.', "Add {w} -> {l}", "{w}: {l}"))
    joint = pick(rng, (", ", " ", " < "))
    at = rng.randrange(1, len(words)) if flawed and chance(rng, 0.8) else -1
    believed: list[str] = []
    for k, word in enumerate(words):
        truth = sorted(words[: k + 1])
        shown, wrong = sorted([*believed, word]) if believed == truth[:-1] or not draft.is_flawed else [*believed, word], ""
        if k == at:
            shown, draft.flaw, wrong = spoil_answer(rng, truth)
        draft.add(form.format(w=word, l=joint.join(shown)), f"{word}: {' '.join(truth)}", wrong)
        believed = shown
    _close(rng, draft, believed, flawed and at < 0)
    number_steps(rng, draft)
    return draft


def _buckets(rng: random.Random, words: list[str], flawed: bool) -> Draft:
    """Sorts the words of each first letter on their own, then joins the lists."""
    draft = _start(rng, "buckets", words)
    maybe_intro(rng, draft, 0.2)
    groups = Reader().refine(words, 0)
    form = pick(rng, ("Words starting with {c}: {l}.", "{c}: {l}", "- {c}: {l}", "Under the letter {c} we have {l}."))
    upper = chance(rng, 0.4)
    at = rng.randrange(len(groups)) if flawed and chance(rng, 0.75) else -1
    believed: list[str] = []
    for k, group in enumerate(groups):
        truth = sorted(group)
        shown, wrong = truth, ""
        if k == at and len(truth) > 1:
            shown, draft.flaw, wrong = spoil_answer(rng, truth)
        letter = group[0][0].upper() if upper else group[0][0]
        draft.add(form.format(c=letter, l=", ".join(shown)), f"{letter} {' '.join(truth)}", wrong)
        believed += shown
    lead = pick(rng, ("", "Putting them together: ", "Joining the groups in order, we are done. "))
    _close(rng, draft, believed, flawed and not draft.is_flawed, lead)
    number_steps(rng, draft)
    return draft
