"""`laneway doctor [--json]`: what is well, what somebody should know, what does not work, and what to do about it."""

import argparse
import json
import sys
from dataclasses import asdict

from app.commands.opening import opened
from app.config import Config
from app.db import reading
from app.doctor import accounts, content, database, interpreter, parts, settings, work
from app.doctor.finding import Finding
from app.operations import house

SIGNS = {"well": "✓", "mind": "!", "ill": "✗"}


def main(argv: list[str]) -> int:
    """Print the findings; 1 when something does not work."""
    parser = argparse.ArgumentParser(prog="laneway doctor", description="Looks for what is wrong. Changes nothing.")
    parser.add_argument("--json", action="store_true", help="the findings as a JSON array")
    given = parser.parse_args(argv)
    with opened():
        found = examine(house.config())
    if given.json:
        sys.stdout.write(json.dumps([asdict(one) for one in found], ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(_line(one) for one in found) + "\n")
    return 1 if any(one.level == "ill" for one in found) else 0


def examine(config: Config) -> list[Finding]:
    """Everything there is to find; without a usable database only what can be seen without it."""
    found = [*settings.look(config), *interpreter.look()]
    of_database = list(database.look())
    found += of_database
    if database.is_usable(of_database):
        with reading():
            found += [*parts.look(config), *work.look(), *content.look(), *accounts.look(config)]
    return found


def _line(one: Finding) -> str:
    advice = f"\n    {one.advice}" if one.advice else ""
    return f"{SIGNS[one.level]} {one.said}{advice}"
