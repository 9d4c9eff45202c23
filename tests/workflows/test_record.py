"""The scope record: text until somebody asks, and the same whoever asked for what."""

from decimal import Decimal

import pytest

from workflows import scopes, values
from workflows.record import Record

SCOPES = {
    "": {
        "data": {"made": "2026-03-02T09:00:00.498000+00:00", "said": 'a,\n"7":{"data":{}},\n', "rate": Decimal("1.50")}
    },
    "2": {"parent": "", "data": {}, "items": [1, 2]},
    "3": {"parent": "2", "data": {"n": 1, "loopCounter": 1}},
    "11": {"parent": "2", "data": {"n": None, "loopCounter": 2}, "sealed": True},
}
TEXT = Record(SCOPES).text()


def test_it_is_one_object_of_json_with_a_line_for_each_scope():
    assert values.loads(TEXT) == SCOPES
    assert len(TEXT.splitlines()) == len(SCOPES)


@pytest.mark.parametrize("asked", [(), ("3",), ("", "11"), tuple(SCOPES)])
def test_it_is_the_same_whoever_has_asked_for_what(asked):
    record = Record.read(TEXT)
    for key in asked:
        assert record[key] == SCOPES[key]
    assert record.text() == record.copy().text() == TEXT
    assert list(record) == list(SCOPES)
    assert record == SCOPES


@pytest.mark.parametrize("text", [values.dumps(SCOPES), values.spread(SCOPES), values.dumps({"": SCOPES[""]}), "{}"])
def test_what_stands_on_one_line_or_on_many_more_is_read_as_well(text):
    assert Record.read(text) == values.loads(text)
    assert Record.read(Record.read(text).text()) == values.loads(text)


def test_what_nobody_asks_for_is_not_read():
    record = Record.read('{"":{"data":{"a":1}},\n"1":what nobody can read}')
    assert scopes.root(record) == {"a": 1}
    assert record.text().endswith('"1":what nobody can read}')


def test_a_copy_takes_what_was_written_and_gives_nothing_back():
    record = Record.read(TEXT)
    scopes.merge(record, "3", {"n": 5})
    copied = record.copy()
    scopes.merge(copied, "3", {"n": 6})
    scopes.own(copied, "11")["late"] = True
    scopes.open_scope(copied, "12", "", {"m": 7})
    del copied["2"]
    assert record == SCOPES | {"3": {"parent": "2", "data": {"n": 5, "loopCounter": 1}}}
    assert list(Record.read(copied.text())) == ["", "3", "11", "12"]
    assert Record.read(copied.text())["3"]["data"]["n"] == 6


def test_it_tells_which_names_have_changed():
    record = Record.read(TEXT).copy()
    assert record.changed() == set()
    scopes.merge(record, "3", {"n": 5, "made": 1})
    assert record.changed() == {"n", "made"}
    record.note()
    scopes.open_scope(record, "12", "", {"m": 7})
    del scopes.own(record, "11")["loopCounter"]
    assert record.changed() == {"m", "loopCounter"}
    del record["12"]
    assert record.copy().changed() == set()
