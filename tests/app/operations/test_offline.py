"""What `laneway lint` says of items as files."""

import shutil
from pathlib import Path

import pytest

from app.config import ROOT, Config
from app.operations import offline

OTHERS = [language for language in Config().languages if language != "en"]


@pytest.fixture
def items(tmp_path: Path) -> Path:
    """Our own items, to be spoilt."""
    for name in ("bpmn", "forms"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def test_our_items_are_in_order_in_every_language() -> None:
    found = offline.problems(ROOT, OTHERS)
    assert {"new_software", "office_move", "onboarding", "password_reset", "general_request"} <= set(found)
    assert [problem for problems in found.values() for problem in problems] == []


def test_a_missing_sentence_is_an_error(items: Path) -> None:
    path = items / "forms" / "office_move" / "pl.po"
    path.write_text(path.read_text("utf-8").replace('msgid "Wanted day"', 'msgid "Some day"'), "utf-8")
    problems = offline.problems(items)["office_move"]
    assert [(p.severity, p.code) for p in problems] == [("error", "text-missing")]
    assert "Wanted day" in problems[0].message


def test_a_missing_language_is_an_error_where_it_is_wanted(items: Path) -> None:
    (items / "forms" / "office_move" / "hu.po").unlink()
    assert offline.problems(items)["office_move"] == []
    assert {p.code for p in offline.problems(items, OTHERS)["office_move"]} == {"text-missing"}


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd"])
def test_a_zone_that_is_none_is_an_error(items: Path, zone: str) -> None:
    path = items / "bpmn" / "general_request.bpmn"
    path.write_text(
        path.read_text("utf-8").replace('name="timezone" value="Europe/Berlin"', f'name="timezone" value="{zone}"')
    )
    assert [(p.severity, p.code) for p in offline.problems(items)["general_request"]] == [("error", "process.timezone")]
