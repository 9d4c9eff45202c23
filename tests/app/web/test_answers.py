"""Posted names become answers."""

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from app.catalogue.forms import Form, read
from app.language import using
from app.web.answers import file_fields, from_post, rows_changed, with_rows
from tests.app.catalogue.forms.desk import schema

FORM = read(schema(
    {"type": "textfield", "key": "a.b", "label": "A"},
    {"type": "textarea", "key": "why", "label": "Why"},
    {"type": "number", "key": "n", "label": "N"},
    {"type": "checkbox", "key": "ok", "label": "Ok"},
    {"type": "checklist", "key": "some", "label": "Some", "values": [{"label": "X", "value": "x"}]},
    {"type": "radio", "key": "one", "label": "One", "values": [{"label": "X", "value": "x"}]},
    {"type": "datetime", "subtype": "datetime", "key": "at", "label": "At"},
    {"type": "filepicker", "key": "quote", "label": "Quote", "multiple": True},
    {"type": "dynamiclist", "path": "people", "label": "People", "components": [
        {"type": "textfield", "key": "name", "label": "Name"},
        {"type": "checkbox", "key": "drives", "label": "Drives"},
        {"type": "filepicker", "key": "photo", "label": "Photo"}]},
))  # fmt: skip


def post(*pairs: tuple[str, str], form: Form = FORM, **more: Any) -> dict[str, Any]:
    return from_post(form, MultiDict(pairs), **more)


def test_names_nest() -> None:
    answers = post(("a.b", "x"), ("people[0].name", "Eva"), ("people[2].name", "Jo"), ("people[10].name", "Al"))
    assert answers == {"a": {"b": "x"}, "people": [{"name": "Eva"}, {"name": "Jo"}, {"name": "Al"}]}


def test_only_declared_names_are_looked_for() -> None:
    assert post(("csrf_token", "x"), ("approved", "true"), ("a", "x"), ("people", "x"), ("people[x].name", "y")) == {}


def test_what_was_shown_and_left_open_is_an_answer() -> None:
    shown = [("_shown", name) for name in ("ok", "some", "one", "quote", "people", "people[0]")]
    assert post(*shown) == {"ok": False, "some": [], "one": "", "quote": [], "people": [{}]}
    assert post(("_shown", "people")) == {"people": []}


def test_ticks_and_lists() -> None:
    answers = post(
        ("ok", "true"), ("some", "x"), ("some", "y"), ("people[0].drives", "true"), ("_shown", "people[1].drives")
    )
    assert answers == {"ok": True, "some": ["x", "y"], "people": [{"drives": True}, {"drives": False}]}


def test_line_ends_are_those_of_the_page() -> None:
    assert post(("why", "a\r\nb\r\n\r\nc")) == {"why": "a\nb\n\nc"}


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("en", "1,234.50", "1234.50"),
        ("de", "1.234,50", "1234.50"),
        ("de", "12.5", "12.5"),
        ("pl", "1\xa0234,50", "1234.50"),
        ("hu", "12,5", "12.5"),
        ("en", "1,5", "1,5"),
        ("en", "abc", "abc"),
        ("en", "1e999999999", "1e999999999"),
        ("de", "", ""),
        ("de", "1000", "1000"),
        ("de", "-3", "-3"),
    ],
)
def test_numbers_are_read_in_the_readers_writing(language: str, typed: str, meant: str) -> None:
    with using(language):
        assert post(("n", typed)) == {"n": meant}


def test_moments_are_those_of_the_readers_zone() -> None:
    assert post(("at", "2026-12-01T14:30"), zone="America/New_York") == {"at": "2026-12-01T14:30:00-05:00"}
    assert post(("at", "2026-12-01T14:30")) == {"at": "2026-12-01T14:30"}
    assert post(("at", "soon"), zone="America/New_York") == {"at": "soon"}
    assert post(("at", ""), zone="America/New_York") == {"at": ""}


def test_files_kept_removed_and_added() -> None:
    pairs = [("quote", "1"), ("quote", "2"), ("quote!remove", "1"), ("people[0].name", "Eva")]
    answers = post(*pairs, uploaded={"quote": [7], "people[0].photo": [8]})
    assert answers == {"quote": ["2", 7], "people": [{"name": "Eva", "photo": [8]}]}


def test_file_inputs_are_those_the_page_showed_and_the_form_declares() -> None:
    shown = MultiDict(
        [("_shown", name) for name in ("quote", "people[0].photo", "people[0].name", "ok", "evil", "people")]
    )
    assert file_fields(FORM, shown) == {"quote!new": "quote", "people[0].photo!new": "people[0].photo"}


def test_entries_are_added_and_removed() -> None:
    two = [("people[0].name", "Eva"), ("people[1].name", "Jo")]
    for button, names in (
        (("_add", "people"), ["Eva", "Jo", None]),
        (("_remove", "people[0]"), ["Jo"]),
        (("_remove", "people[7]"), ["Eva", "Jo"]),
        (("_remove", "nothing"), ["Eva", "Jo"]),
        (("_add", "a.b"), ["Eva", "Jo"]),
    ):
        posted: MultiDict[str, str] = MultiDict([*two, button])
        assert rows_changed(posted)
        assert [row.get("name") for row in with_rows(from_post(FORM, posted), posted)["people"]] == names
    assert not rows_changed(MultiDict(two))


def test_a_flood_of_entries_is_cut_where_it_will_be_refused() -> None:
    many = [(f"people[{number}].name", "x") for number in range(999)]
    assert len(post(*many)["people"]) == 101
