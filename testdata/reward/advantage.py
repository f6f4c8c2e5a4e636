"""Writes advantage.tsv: each convention's formula in 60-digit decimals, nothing shared with the code under test.

python3 testdata/reward/advantage.py > testdata/reward/advantage.tsv
"""
from decimal import Decimal as D, getcontext

getcontext().prec = 60


def mean(r):
    return sum(r) / len(r)


def deviation(r, ddof):
    m = mean(r)
    return (sum((x - m) ** 2 for x in r) / (len(r) - ddof)).sqrt()


def normed(r, ddof, eps):
    return [(x - mean(r)) / (deviation(r, ddof) + D(eps)) for x in r]


def leave_one_out(r, tokens):
    values = []
    for i, x in enumerate(r):
        others = r[:i] + r[i + 1:]
        s = deviation(others, 1) if len(others) > 1 else D(0)
        values.append((x - mean(others)) / (s + D("1e-6")) if s else x - mean(others))
    return values


def opo(r, tokens):
    baseline = sum(t * x for t, x in zip(tokens, r)) / sum(tokens)
    return [x - baseline for x in r]


def pass_at_k(r, tokens):
    best, second = sorted(r, reverse=True)[:2]
    at = r.index(best)
    return [(best - second) / (deviation(r, 1) + D("1e-6")) if i == at else D(0) for i in range(len(r))]


ESTIMATORS = {
    "GRPO": lambda r, t: normed(r, 1, "1e-6"),
    "GRPO_TRL": lambda r, t: normed(r, 1, "1e-4"),
    "GRPO_POPULATION": lambda r, t: normed(r, 0, "1e-8"),
    "GRPO_OPENRLHF": lambda r, t: normed(r, 1, "1e-9"),
    "DR_GRPO": lambda r, t: [x - mean(r) for x in r],
    "RLOO": lambda r, t: [(x - mean(r)) * len(r) / (len(r) - 1) for x in r],
    "GRPO_LEAVE_ONE_OUT": leave_one_out,
    "OPO": opo,
    "GRPO_PASS_AT_K": pass_at_k,
}
RAW = {"GRPO": "1e-6", "GRPO_TRL": "1e-4", "GRPO_POPULATION": "1e-8", "GRPO_OPENRLHF": "1e-9",
       "DR_GRPO": 0, "RLOO": 0, "GRPO_LEAVE_ONE_OUT": 0, "OPO": 0}

GROUPS = [
    ("as-many-right-as-wrong", "1 1 1 0 0 -1 -1 -1", "the flawed member's advantage is 0 where alpha = beta"),
    ("early", "1 0 0 -1 -1 -1 -1 -1", "few right: a flawed one is still above the mean"),
    ("late", "1 1 1 1 1 0 0 -1", "most right: a flawed one is below the mean"),
    ("all-correct", "1 1 1 1 1 1 0 0", "constant accuracy, yet the rewards differ"),
    ("pair", "1 -1", "the others of each are one: their deviation is undefined"),
    ("overlong", "0.7 1 0.2 -1.3 -2 0 0.95", "overlong terms are not dyadic"),
    ("masked", "1 - -1 -1 - -1", "unscored members do not vote and get 0"),
    ("far-from-zero", "1000001 1000000 999999 1000001", "a common shift loses no digits"),
]
SILENT = [
    ("equal", "1 1 1 1", "SPREAD_TOO_SMALL", "equal rewards"),
    ("seven-times-0.7", "0.7 0.7 0.7 0.7 0.7 0.7 0.7", "SPREAD_TOO_SMALL", "float32 makes 0.056 of it, float64 a deviation of 1e-16"),
    ("rounding-apart", "0.3 0.30000000000000004 0.3 0.3", "SPREAD_TOO_SMALL", "0.1 + 0.2 against 0.3"),
    ("too-few", "1 -1 1 - - - - -", "TOO_FEW_SCORED", "3 of 8 scored, 4 needed"),
    ("one-of-two", "1 -", "TOO_FEW_SCORED", "1 of 2 scored, 2 needed"),
    ("none-scored", "- - -", "TOO_FEW_SCORED", "nobody votes"),
    ("one-unscored", "-", "TOO_FEW_SCORED", "a group of one without a reward"),
    ("one", "1", "GROUP_OF_ONE", "nobody to compare with"),
]


def digits(x):
    return f"{x:.12f}"


def row(*cells):
    print("\t".join(cells))


def lengths(size):
    return [100 * (i % 4 + 1) for i in range(size)]


row("# id", "estimator", "group_of_one", "rewards", "response_tokens", "expected", "why")
for name, rewards, why in GROUPS:
    members = rewards.split()
    tokens = lengths(len(members))
    scored = [(D(r), t) for r, t in zip(members, tokens) if r != "-"]
    for estimator, formula in ESTIMATORS.items():
        values = iter(formula([r for r, _ in scored], [t for _, t in scored]))
        expected = [digits(next(values)) if r != "-" else "0" for r in members]
        row(name, estimator, "NO_SIGNAL", rewards, " ".join(map(str, tokens)), " ".join(expected), why)
for name, rewards, cause, why in SILENT:
    tokens = lengths(len(rewards.split()))
    for estimator in ESTIMATORS:
        row(name, estimator, "NO_SIGNAL", rewards, " ".join(map(str, tokens)), cause, why)
for estimator, eps in RAW.items():
    row("one-raw", estimator, "RAW", "1", "100", digits(1 / (1 + D(eps))), "verl: mean 0, deviation 1")
row("one-raw", "GRPO_PASS_AT_K", "RAW", "1", "100", "GROUP_OF_ONE", "verl refuses it: there is no second")
