"""What an element template said of a step stays in the report: over publishing, saving and the next version."""

import json

import pytest
from flask import Flask

from app.db import transaction
from app.language import using
from app.models.definition_version import DefinitionVersion
from app.operations import drafts, findings, importing, publishing
from app.operations.permissions import LANEWAY
from tests.app.operations.beginning_items import House, asked, done, item
from tests.workflows.diagrams import path, start

TEMPLATE = {
    "id": "org.acme.look",
    "name": "Have a look",
    "appliesTo": ["bpmn:UserTask"],
    "properties": [{"type": "Hidden", "value": "big", "binding": {"type": "zeebe:property", "name": "size"}}],
}
DRAWN = asked("t").replace('id="t"', 'id="t" zeebe:modelerTemplate="org.acme.look"', 1)
FILE = item("seen", start(), DRAWN, done(), path("start", "t", "end"))


@pytest.fixture
def house(empty_house: Flask) -> House:
    return House(empty_house)


def told(row: DefinitionVersion) -> str:
    return next(one["what"] for one in json.loads(row.report) if one["element"] == "t")


def test_publishing_and_the_next_versions_keep_what_the_template_said(house: House) -> None:
    with transaction():
        draft = importing.import_files({"seen.bpmn": FILE, "t.json": json.dumps(TEMPLATE).encode()}, publish=False)
        assert "“Have a look”. The template also gives size = big" in told(draft)
        drafts.look_again(draft)
        live = publishing.publish(LANEWAY, "seen", draft.number)
        assert told(live).count("“Have a look”. The template also gives size = big") == 1
        changed = drafts.Work(FILE.replace(b'name="seen"', b'name="See"'))
        again = drafts.keep(LANEWAY, "seen", live.number, drafts.mark(live), changed)
        assert again.number == live.number + 1
        assert "“Have a look”" in told(again)
        with using("de"):
            assert "Vorlage „Have a look“ gezeichnet. Die Vorlage gibt auch size = big" in str(findings.report(again))


def test_a_step_that_is_drawn_without_it_again_loses_it(house: House) -> None:
    with transaction():
        draft = importing.import_files({"seen.bpmn": FILE, "t.json": json.dumps(TEMPLATE).encode()}, publish=False)
        plain = drafts.Work(FILE.replace(b' zeebe:modelerTemplate="org.acme.look"', b""))
        again = drafts.keep(LANEWAY, "seen", draft.number, drafts.mark(draft), plain)
        assert "“Have a look”" not in told(again)
