"""The pictures of docs/items.md show what the diagrams say, by themselves, and are all shown there."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.config import ROOT
from checks import pictures


def test_they_are_of_today() -> None:
    assert pictures.complaints() == []


def test_an_old_one_a_missing_one_and_one_of_nothing_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "FOLDER", tmp_path / "items")
    pictures.write()
    assert pictures.complaints() == []
    (tmp_path / "items" / "approval.svg").write_text("<svg/>")
    (tmp_path / "items" / "onboarding.svg").unlink()
    (tmp_path / "items" / "other.svg").write_text("<svg/>")
    told = pictures.complaints()
    assert [line.split()[0].rpartition("/")[2] for line in told] == ["approval.svg", "onboarding.svg", "other.svg"]


@pytest.mark.parametrize("path", sorted((ROOT / "bpmn").glob("*.bpmn")), ids=lambda path: path.stem)
def test_each_stands_alone_and_in_the_page(path: Path) -> None:
    drawn = pictures.picture(path.read_bytes())
    assert ElementTree.fromstring(drawn).tag == "{http://www.w3.org/2000/svg}svg"
    assert "var(--token" not in drawn
    assert "light-dark" not in drawn
    assert f"pictures/items/{path.stem}.svg" in (ROOT / "docs" / "items.md").read_text(encoding="utf-8")
