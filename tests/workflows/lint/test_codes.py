"""docs/lint.md names every code, and no code that does not exist."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CODE = re.compile(r"""["`]([a-z_]+\.(?!py\b)[a-z_]+)["`]""")
MADE = {  # put together in the source from the kind of thing that is missing
    *("message.missing", "signal.missing", "error.missing", "escalation.missing"),
    *("process.missing", "process.dynamic", "process.unknown"),
    *("decision.missing", "decision.dynamic", "decision.unknown"),
}

VARIABLES = {"request.number", "requester.login"}  # paths into variables, not codes


def test_every_code_is_described_and_every_description_is_true():
    sources = [
        path
        for part in ("lint", "loader", "decisions", "translation")
        for path in (ROOT / "workflows" / part).rglob("*.py")
    ]
    said = {code for path in sources for code in CODE.findall(path.read_text("utf-8"))} - VARIABLES | MADE
    described = set(CODE.findall((ROOT / "docs" / "lint.md").read_text("utf-8")))
    assert len(said) > 80
    assert said - described == set()
    assert described - said == set()
