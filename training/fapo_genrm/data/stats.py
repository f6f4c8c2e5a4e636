"""What a set of rows holds: counts, lengths, labels, flaw types, flawed positives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from fapo_genrm.data.row import Row
from fapo_genrm.prompt import user_message

Length = Callable[[str], int]


@dataclass
class Tally:
    """Counts of one domain. Lengths are in the unit of the function that measured them."""

    rows: int = 0
    flawed: int = 0
    right: int = 0
    flawed_positives: int = 0
    places: Counter[str] = field(default_factory=Counter)
    flaws: Counter[str] = field(default_factory=Counter)
    prompts: list[int] = field(default_factory=list)
    critiques: list[int] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)

    def add(self, row: Row, length: Length) -> None:
        """Counts one row."""
        self.rows += 1
        self.flawed += row.label >= 0
        self.right += row.final_answer_correct
        self.flawed_positives += row.flawed_positive
        self.places[place(row)] += 1
        self.flaws[row.flaw] += 1
        self.prompts.append(length(user_message(row.problem, row.ground_truth, row.steps)))
        self.critiques.append(length(row.critique))
        self.steps.append(len(row.steps))


def place(row: Row) -> str:
    """Where the first wrong step lies: `clean`, or the third of the solution it is in."""
    if row.label < 0:
        return "clean"
    third = 3 * row.label // len(row.steps)
    return ("first third", "middle", "last third")[third]


def quantile(values: Sequence[int], share: float) -> int:
    """The smallest value that at least `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def tally(rows: Iterable[Row], length: Length = len) -> dict[str, Tally]:
    """Counts per domain, domains in alphabetical order."""
    out: dict[str, Tally] = {}
    for row in rows:
        out.setdefault(row.domain, Tally()).add(row, length)
    return dict(sorted(out.items()))


def report(tallies: dict[str, Tally], unit: str = "characters") -> str:
    """The counts as text."""
    lines = [f"lengths in {unit}: median / 95 % / longest"]
    for domain, t in tallies.items():
        lines.append(f"\n{domain}: {t.rows} rows, {100 * t.flawed / t.rows:.1f} % flawed, "
                     f"{100 * t.flawed_positives / max(1, t.right):.1f} % of the right answers are flawed positives")
        for name, values in (("steps", t.steps), ("prompt", t.prompts), ("critique", t.critiques)):
            lines.append(f"  {name:9} {quantile(values, 0.5)} / {quantile(values, 0.95)} / {max(values)}")
        lines.append("  place     " + " · ".join(f"{k} {v}" for k, v in sorted(t.places.items())))
        lines.append("  flaws     " + " · ".join(f"{k} {v}" for k, v in t.flaws.most_common()))
    return "\n".join(lines)
