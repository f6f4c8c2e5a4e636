"""Math-Verify over labelled rows: each line in is a JSON array of rows, each line out {"seconds", "results"}.

The kinder wiring, single thread: boxes first; a bare answer without a mathematical environment is put between dollars;
options where the row is a multiple choice or names the strings allowed; a row's own settings become Math-Verify's.
"""

import json
import logging
import re
import sys
import time
import warnings

logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")

from math_verify import ExprExtractionConfig, LatexExtractionConfig, StringExtractionConfig, parse, verify
from math_verify.errors import TimeoutException

TIMEOUT_SECONDS = 5
ENVIRONMENT = re.compile(r"\$.*\$|\\\(.*\\\)|\\\[.*\\\]|\\boxed\s*\{", re.S)
LATEX = LatexExtractionConfig(boxed_match_priority=0)
EXPRESSION = ExprExtractionConfig()
LETTERS = StringExtractionConfig(strings=tuple("ABCDEFGHIJ"))
BY_TYPES = {("expr",): [EXPRESSION], ("latex",): [LATEX]}
SETTINGS = {
    "precision": "float_rounding",
    "strict": "strict",
    "allow_set_relation_comp": "allow_set_relation_comp",
}


def extraction(row):
    if row["kind"] == "mcq":
        return [LETTERS]
    if row["kind"] == "string" and row.get("options"):
        return [StringExtractionConfig(strings=tuple(row["options"]))]
    return BY_TYPES.get(tuple(row.get("match_types") or ()), [LATEX, EXPRESSION])


def wrapped(text, form, row):
    bare = form == "answer" and row["kind"] not in ("mcq", "string") and not row.get("match_types")
    return f"${text}$" if bare and not ENVIRONMENT.search(text) else text


def equivalent(row):
    config = extraction(row)
    gold = wrapped(row["gold"], row.get("gold_form", "answer"), row)
    prediction = wrapped(row["prediction"], row.get("form", "response"), row)
    settings = {name: row[key] for key, name in SETTINGS.items() if row.get(key) is not None}
    try:
        return bool(
            verify(
                parse(gold, config, parsing_timeout=TIMEOUT_SECONDS),
                parse(prediction, config, parsing_timeout=TIMEOUT_SECONDS),
                timeout_seconds=TIMEOUT_SECONDS,
                **settings,
            )
        )
    except (Exception, TimeoutException):
        return False


parse("$1$")
verify(parse("$x^2$"), parse("$x*x$"))
for line in sys.stdin:
    rows = json.loads(line)
    started = time.perf_counter()
    results = [equivalent(row) for row in rows]
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "results": results}), flush=True)
