"""The hostile forms and posts of the corpus, each answered as expected where it is a matter of forms.

Their field list is plain ({id, type, maxLength}); it is put into form-js words first. What a parser of JSON or a limit
on bodies must answer (depth, size, duplicate keys) belongs to the web edge and is tested there.
"""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.catalogue.forms import Form, blocks, read
from app.catalogue.forms.reading import examine
from tests.app.catalogue.forms.desk import Desk, schema
from tests.fixtures.bounded import bounded

EDGE = {"deep_json.json", "big_json.json", "dup_keys.json", "not_json.json"}
#: Means that form-js does not have: options from an address, a form's own action. They are read as nothing, so that
#: nothing is ever fetched or sent; what is left of these forms is harmless or incomplete.
UNKNOWN_MEANS = {"def_action.json"}
TYPES = {"text": "textfield", "date": "datetime", "file": "filepicker"}


def words(field: dict[str, Any]) -> dict[str, Any]:
    """One plain field in form-js words."""
    if "$ref" in field:
        return field
    kind = TYPES.get(field.get("type", ""), field.get("type"))
    made = {"type": kind, "id": field.get("id"), "key": field.get("id"), "label": field.get("label", "Label")}
    if kind == "group":
        return {"type": "group", "id": field["id"], "components": [words(inner) for inner in field["fields"]]}
    rules = {k: field[k] for k in ("required", "maxLength", "min", "max", "pattern") if k in field}
    made |= {"validate": rules, "readonly": field.get("readonly", False), "description": field.get("help")}
    made |= {"values": [{"label": o, "value": o} for o in field["options"]]} if "options" in field else {}
    made |= {"conditional": {"hide": "=" + field["visibleIf"]}} if "visibleIf" in field else {}
    made |= {"defaultValue": field["default"]} if "default" in field else {}
    made |= {"multiple": True, "accept": ".pdf,.png"} if kind == "filepicker" else {}
    return made


def form_of(fields: list[dict[str, Any]]) -> Form:
    return read(schema(*[words(field) for field in fields]))


@pytest.fixture(scope="module")
def evil(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evil")
    command = [sys.executable, "make_rest.py", str(folder)]
    subprocess.run(command, cwd=corpus / "evil", check=True, timeout=120, stdout=subprocess.DEVNULL)
    return folder / "evil_forms"


def cases(evil: Path, kind: str) -> list[dict[str, str]]:
    with (evil / "expectations.csv").open() as file:
        return [row for row in csv.DictReader(file) if row["kind"] == kind and row["file"] not in EDGE]


def load(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
    return content


def test_posts(evil: Path, desk: Desk) -> None:
    form = form_of(load(evil / "_base_form.json")["fields"])
    declared = {field.name for field in form.inputs()} - {"approved_by"}
    answered = 0
    for case in cases(evil, "post"):
        body = load(evil / case["file"])["body"]
        with bounded(1, case):
            errors = desk.errors(form, body)
            if errors:
                assert case["must"] in ("422", "ignored_or_422"), (case, errors)
                assert all(errors.values()), case
            else:
                clean = desk.clean(form, body)
                assert case["must"] in ("ignored_or_422", "accept_inert"), case
                assert set(clean.answers) <= declared, case
                if case["file"].startswith("text_"):
                    assert clean.answers["why"] == body["why"], case
        answered += 1
    assert answered > 60


def test_definitions(evil: Path, desk: Desk) -> None:
    for case in cases(evil, "definition"):
        with bounded(1, case):
            form, found = examine(schema(*[words(field) for field in load(evil / case["file"])["form"]["fields"]]))
            if form is None:
                assert case["must"] in ("reject", "reject_or_bounded"), case
                assert all(problem.message for problem in found), case
            else:
                assert case["must"] in ("accept_inert", "reject_or_bounded") or case["file"] in UNKNOWN_MEANS, case
                desk.errors(form, {"a": "a" * 9_000 + "!"})
                assert all(block.kind != "html" for block in blocks(form, {}, desk.sight(secrets="x")))


def test_inputs_of_every_class_are_text(evil: Path, desk: Desk) -> None:
    """Templates, SQL, paths, formulas, signs of other scripts: stored as typed."""
    form = form_of([{"id": "a", "type": "text"}])
    for line in (evil.parent / "evil_inputs.txt").read_text().splitlines()[1:]:
        text = json.loads(line.split("\t")[1])
        errors = desk.errors(form, {"a": text})
        assert bool(errors) == ("\x00" in text), text
        if not errors:
            assert len(desk.clean(form, {"a": text}).answers["a"]) <= len(text)
