"""`laneway bench chaos`: harm a whole house by a seed, and see whether every promise holds.

The last line is one JSON object; the exit code is 1 when a promise was broken.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from bench.chaos import page
from bench.chaos.bugs import BUGS
from bench.chaos.run import Wanted, run
from bench.chaos.verdict import NAMES


def main(argv: list[str]) -> int:
    """0 when everything held and nothing was answered with 500, 1 when not, 2 for an order that makes no sense."""
    given = _options().parse_args(argv)
    if given.document:
        return page.document(given.document)
    reports = []
    for seed in range(given.seed, given.seed + given.runs):
        keep = given.keep / f"{given.database}-{seed}" if given.keep else None
        try:
            report = run(Wanted(seed, given.seconds, given.database, given.plant, given.only, keep))
        except ValueError as error:
            print(error, file=sys.stderr)
            return 2
        reports.append(report)
        for words in report["found"]:
            print(f"seed {seed}: {words}", file=sys.stderr)
        print(json.dumps(report), flush=True)
    if len(reports) > 1:
        print(json.dumps(together(reports)))
    return 1 if any(report["violations"] or report["crashes"] for report in reports) else 0


def together(reports: list[dict[str, Any]]) -> dict[str, Any]:
    """Several runs as one."""
    sums = {name: sum(report[name] for report in reports) for name in ("requests", "faults", "violations", "crashes")}
    by_invariant = {name: sum(report["by_invariant"][name] for report in reports) for name in NAMES}
    return {"runs": len(reports), **sums, "by_invariant": by_invariant}


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="laneway bench chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=1, help="this many seeds from --seed on")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long it is harmed (60)")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--plant", choices=BUGS, default="", help="with a bug that must be found")
    parser.add_argument("--only", default="", help="faults whose name begins so, as kill:worker")
    parser.add_argument("--keep", type=Path, help="where logs, record and dump are to stay")
    parser.add_argument("--document", type=Path, help="write what the kept reports in this folder say into the docs")
    parser.add_argument("--json", action="store_true", help="accepted like everywhere; the last line is JSON anyway")
    return parser
