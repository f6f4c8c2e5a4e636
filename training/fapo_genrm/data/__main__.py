"""`python -m fapo_genrm.data`: writes rows, counts them, judges them."""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import time
from collections.abc import Iterator
from multiprocessing import Pool

from fapo_genrm.data.check import complaints
from fapo_genrm.data.row import Row
from fapo_genrm.data.stats import report, tally
from fapo_genrm.data.stream import DOMAINS, Split, row_at, rows


def arguments(args: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m fapo_genrm.data", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="same seed, same bytes (default 1)")
    parser.add_argument("--rows", type=int, default=10_000, help="how many rows (default 10000)")
    parser.add_argument("--split", choices=[s.value for s in Split], default="train",
                        help="held: problems that no training stream contains, whatever its seed")
    parser.add_argument("--domains", default=",".join(DOMAINS), help="comma-separated (default: all)")
    parser.add_argument("--out", help="JSONL file to write")
    parser.add_argument("--in", dest="source", help="JSONL file to read instead of making rows")
    parser.add_argument("--stats", action="store_true", help="print counts per domain")
    parser.add_argument("--check", action="store_true", help="let the independent judge read every row; exit 1 if it objects")
    parser.add_argument("--workers", type=int, default=1, help="processes for --check of made rows (default 1)")
    return parser.parse_args(args)


def source(options: argparse.Namespace) -> Iterator[Row]:
    """The rows that are asked for."""
    if options.source:
        with open(options.source, encoding="utf-8") as file:
            yield from (Row.from_dict(json.loads(line)) for line in file)
    else:
        stream = rows(options.seed, Split(options.split), options.domains.split(","))
        yield from itertools.islice(stream, options.rows)


def judged(task: tuple[int, int, int, tuple[str, ...]]) -> list[str]:
    """What the judge objects to in the rows [start, end) of a seed, both sides of the split."""
    seed, start, end, domains = task
    found = []
    for n in range(start, end):
        row = row_at(seed, n, domains)
        found += [f"{row.id}: {c}" for c in complaints(row)]
    return found


def check(options: argparse.Namespace) -> int:
    """Judges rows; prints what is objected to and returns how much."""
    if options.source:
        found = [f"{row.id}: {c}" for row in source(options) for c in complaints(row)]
    else:
        domains = tuple(options.domains.split(","))
        chunk = 1000
        tasks = [(options.seed, n, min(n + chunk, options.rows), domains) for n in range(0, options.rows, chunk)]
        with Pool(options.workers) as pool:
            found = [c for part in pool.imap(judged, tasks) for c in part]
    for line in found[:20]:
        print(line)
    print(f"judge: {len(found)} objections")
    return len(found)


def main() -> int:
    """Runs one command."""
    options = arguments()
    if options.check:
        return 1 if check(options) else 0
    start, count = time.perf_counter(), 0
    kept: list[Row] = []
    out = open(options.out, "w", encoding="utf-8", newline="\n") if options.out else None
    try:
        for row in source(options):
            count += 1
            if out:
                out.write(row.to_json() + "\n")
            if options.stats:
                kept.append(row)
    finally:
        if out:
            out.close()
    seconds = time.perf_counter() - start
    if options.stats:
        print(report(tally(kept)))
    print(f"{count} rows in {seconds:.1f} s ({count / seconds:.0f} rows/s)", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
