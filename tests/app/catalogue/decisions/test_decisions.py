"""Decision tables as rows and columns: what is touched changes, everything else stays byte for byte."""

from datetime import UTC, datetime

import pytest

from app.catalogue import decisions
from app.catalogue.decisions import Row
from app.config import ROOT
from workflows import decisions as dmn

FILES = sorted((ROOT / "bpmn").glob("*.dmn"))
RULES = (ROOT / "bpmn" / "new_software.dmn").read_bytes()
AT = datetime(2026, 3, 1, tzinfo=UTC)
PREFIXED = (
    RULES.replace(b"xmlns=", b"xmlns:dmn=")
    .replace(b"</", b"\0")
    .replace(b"<", b"<dmn:")
    .replace(b"\0", b"</dmn:")
    .replace(b"<dmn:?xml", b"<?xml")
)


def rows(data: bytes, decision: str) -> list[Row]:
    (sheet,) = [one for one in decisions.read(data) if one.id == decision]
    return [Row(at, rule.cells, rule.note) for at, rule in enumerate(sheet.rules)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_nobody_touched_stays_byte_for_byte(path: object) -> None:
    data = path.read_bytes()  # type: ignore[attr-defined]
    for sheet in decisions.read(data):
        if sheet.formula is not None:
            assert decisions.with_formula(data, sheet.id, sheet.formula) == data
            continue
        assert decisions.with_rows(data, sheet.id, rows(data, sheet.id)) == data
        assert decisions.with_policy(data, sheet.id, sheet.policy) == data


@pytest.mark.parametrize("data", [RULES, PREFIXED], ids=["plain", "prefixed"])
def test_a_cell_changes_alone(data: bytes) -> None:
    before = rows(data, "software_check")
    cells = ('"Nmap" & <b>', *before[0].cells[1:])
    after = decisions.with_rows(data, "software_check", [Row(0, cells, before[0].note), *before[1:]])
    assert after == data.replace(b'<text>"Wireshark"</text>', b'<text>"Nmap" &amp; &lt;b&gt;</text>').replace(
        b'<dmn:text>"Wireshark"</dmn:text>', b'<dmn:text>"Nmap" &amp; &lt;b&gt;</dmn:text>'
    )
    assert decisions.read(after)[0].rules[0].cells[0] == '"Nmap" & <b>'


@pytest.mark.parametrize("data", [RULES, PREFIXED], ids=["plain", "prefixed"])
def test_rules_come_go_and_move(data: bytes) -> None:
    first, second, third = rows(data, "software_check")
    new = Row(None, ('"Nmap"', "-", "-", "true", "true", "null"), "Scans ports")
    after = decisions.with_rows(data, "software_check", [new, third, first])
    assert [one.note for one in decisions.read(after)[0].rules] == ["Scans ports", third.note, first.note]
    assert second.note.encode() not in after
    asked = {"software": "Nmap", "requested_for": {"department": "HR"}, "vendor": ""}
    assert dmn.load(after)["software_check"].evaluate(asked, at=AT)["entitled"] is True
    assert decisions.with_rows(after, "software_check", []).count(b"rule id=") == data.count(b"rule id=") - 3


@pytest.mark.parametrize("data", [RULES, PREFIXED], ids=["plain", "prefixed"])
def test_columns_come_and_go(data: bytes) -> None:
    wider = decisions.with_column(data, "software_check", "input", "amount", "Amount")
    wider = decisions.with_column(wider, "software_check", "output", "note")
    sheet = decisions.read(wider)[0]
    assert [one.says for one in sheet.columns] == [
        "software", "requested_for.department", 'get or else(vendor, "")', "amount",
        "entitled", "complete", "reason", "note",
    ]  # fmt: skip
    assert [len(rule.cells) for rule in sheet.rules] == [8, 8, 8]
    assert dmn.load(wider)
    narrower = decisions.without_column(decisions.without_column(wider, "software_check", 7), "software_check", 3)
    assert narrower == data


def test_a_remark_and_a_policy() -> None:
    before = rows(RULES, "software_check")
    bare = decisions.with_rows(RULES, "software_check", [Row(one.source, one.cells, "") for one in before])
    assert [one.note for one in decisions.read(bare)[0].rules] == ["", "", ""]
    again = decisions.with_rows(bare, "software_check", before)
    assert again == RULES
    other = decisions.with_policy(RULES, "software_check", "UNIQUE")
    assert decisions.read(other)[0].policy == "UNIQUE"
    assert decisions.with_policy(other, "software_check", "FIRST").replace(b" hitPolicy", b"") == RULES.replace(
        b" hitPolicy", b""
    )


def test_a_new_table_can_be_made() -> None:
    text = decisions.new_file("who_pays", 'Who "pays"?', "amount > 5", "payer")
    assert dmn.load(text.encode())["who_pays"].evaluate({"amount": 7}, at=AT) is None
    with pytest.raises(KeyError):
        decisions.with_rows(text.encode(), "nobody", [])
