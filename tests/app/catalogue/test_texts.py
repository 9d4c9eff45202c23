"""Items in other languages."""

import pytest

from app.catalogue.forms import problems, read
from app.catalogue.texts import TextsRefused, extract, missing, say, translate
from app.catalogue.texts import read as read_texts
from tests.app.catalogue.forms.desk import schema

FORM = schema(
    {"type": "text", "text": "# Order"},
    {"type": "textfield", "key": "a", "label": "Hello {{ name }}", "description": "Help",
     "validate": {"pattern": "x", "patternErrorMessage": "Only x."}, "properties": {"example": "x"}},
    {"type": "select", "key": "b", "label": '="computed"', "values": [{"label": "Red", "value": "red"}]},
    {"type": "group", "label": "Where", "components": [{"type": "textfield", "key": "c", "label": "Help"}]},
    {"type": "button", "label": "Submit"},
)  # fmt: skip

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "# Order"
msgstr "# Bestellung"

msgid "Hello {{ name }}"
msgstr "Hallo {{ name }}"

#, fuzzy
msgid "Help"
msgstr "Vielleicht"

msgid "Red"
msgstr "Rot"

msgid "Where"
msgstr ""
"""


def test_every_text_once_in_reading_order() -> None:
    assert extract([FORM, FORM], ["New desk", "Approve", ""]) == [
        "New desk", "Approve", "# Order", "Hello {{ name }}", "Help", "Only x.", "Red", "Where",
    ]  # fmt: skip


def test_finished_entries_are_read_by_language() -> None:
    texts = read_texts({"forms/desk/de.po": PO.encode()})
    assert texts == {"de": {"# Order": "# Bestellung", "Hello {{ name }}": "Hallo {{ name }}", "Red": "Rot"}}


def test_a_schema_in_another_language_is_the_same_form() -> None:
    german = translate(FORM, read_texts({"de.po": PO.encode()})["de"])
    assert german["components"][1]["label"] == "Hallo {{ name }}"
    assert german["components"][2]["values"] == [{"label": "Rot", "value": "red"}]
    assert german["components"][3]["label"] == "Where"
    assert FORM["components"][2]["values"][0]["label"] == "Red"
    assert [f.name for f in read(german).inputs()] == [f.name for f in read(FORM).inputs()]
    assert problems(german) == []


@pytest.mark.parametrize("evil", ["=secret", " =1", "Hallo {{ secret }}", "Hallo"])
def test_a_translation_never_computes_something_else(evil: str) -> None:
    assert say("Hello {{ name }}", {"Hello {{ name }}": evil}) == "Hello {{ name }}"
    assert [p.code for p in missing({"de": {"Hello {{ name }}": evil}}, [], ["Hello {{ name }}"])] == ["text-differs"]


def test_what_a_language_lacks_is_listed() -> None:
    found = missing(read_texts({"de.po": PO.encode()}), [FORM], ["Approve"])
    assert [p.message for p in found] == [
        f'German has no text for "{text}".' for text in ("Approve", "Help", "Only x.", "Where")
    ]  # fmt: skip
    assert {p.severity for p in found} == {"warning"}


@pytest.mark.parametrize(
    ("name", "content"),
    [("readme.po", b""), ("de.po", b'msgid "a'), ("de.po", b'msgid "\xff"\nmsgstr "x"'), ("de.po", b"#" * 1_000_001)],
)
def test_files_that_are_no_texts_say_so(name: str, content: bytes) -> None:
    with pytest.raises(TextsRefused, match=name):
        read_texts({name: content})


def test_what_is_no_schema_stays_as_it_is() -> None:
    assert translate(None, {}) is None
    assert translate({"components": [3, {"values": ["x"]}]}, {"x": "y"}) == {"components": [3, {"values": ["x"]}]}
    assert extract([None, {"components": "x"}, {"components": [3]}]) == []
