"""What is stored of a task's answers."""

from typing import Any

from app.catalogue import forms
from app.operations.answers import kept


def form(*components: dict[str, Any]) -> forms.Form:
    return forms.read({"type": "default", "id": "f", "schemaVersion": 19, "components": list(components)})


PIN = {"type": "textfield", "key": "pin", "id": "pin", "properties": {"secret": "true"}}
NAME = {"type": "textfield", "key": "name", "id": "name"}


def test_a_secret_answer_is_stored_as_stars() -> None:
    answers = {"pin": "123456", "name": "Ilse"}
    assert kept(form(PIN, NAME), answers) == {"pin": "***", "name": "Ilse"}
    assert answers["pin"] == "123456"  # the process gets it whole


def test_no_answer_needs_no_stars() -> None:
    assert kept(form(PIN, NAME), {"pin": None, "name": ""}) == {"pin": None, "name": ""}
    assert kept(None, {"x": 1}) == {"x": 1}


def test_secrets_in_groups_and_lists_too() -> None:
    group = {"type": "group", "path": "me", "id": "g", "components": [PIN]}
    rows = {"type": "dynamiclist", "path": "all", "id": "l", "components": [{**PIN, "id": "pin2"}, NAME]}
    given = {"me": {"pin": "1"}, "all": [{"pin": "2", "name": "a"}, {"name": "b"}]}
    assert kept(form(group, rows), given) == {"me": {"pin": "***"}, "all": [{"pin": "***", "name": "a"}, {"name": "b"}]}
