"""The page on new items holds one that works as it stands there, and its texts are put beside its forms."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from app.operations import offline
from checks.item_texts import write_missing
from launcher.places import ROOT

FILE = re.compile(r"^`([\w/.]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder with the files of the page, word for word."""
    page = (ROOT / "docs" / "items.md").read_text("utf-8")
    files = dict(FILE.findall(page))
    assert sorted(Path(name).suffix for name in files) == [".bpmn", ".form", ".form"]
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_the_item_of_the_page_is_in_order(house: Path) -> None:
    assert offline.problems(house) == {"parking_permit": []}


def test_what_is_not_translated_is_written_once_and_what_is_stays(house: Path) -> None:
    assert [file.name for file in write_missing(house)] == ["de.po", "hu.po", "pl.po"]
    german = house / "forms" / "parking_permit" / "de.po"
    entry = 'msgid "Number plate"\nmsgstr ""'
    assert entry in german.read_text("utf-8")
    german.write_text(german.read_text("utf-8").replace(entry, entry[:-1] + 'Kennzeichen"'), "utf-8")
    diagram = house / "bpmn" / "parking_permit.bpmn"
    diagram.write_text(diagram.read_text("utf-8").replace('name="Issued"', 'name="Has &quot;one&quot;"'), "utf-8")
    assert len(write_missing(house)) == 3
    assert write_missing(house) == []
    with german.open("rb") as file:
        entries = {entry.id: entry.string for entry in read_po(file) if entry.id}
    assert entries["Number plate"] == "Kennzeichen"
    assert entries['Has "one"'] == ""
    left = [p.message for p in offline.problems(house, ["de"])["parking_permit"] if "Number plate" in p.message]
    assert left == ['Hungarian has no text for "Number plate".', 'Polish has no text for "Number plate".']
