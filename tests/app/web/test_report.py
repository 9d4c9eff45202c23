"""The report of an import as a page: every row and its shape a click apart, by tier, for those who draw alone."""

import io
import re
from collections.abc import Callable

from flask import Flask

from app.config import ROOT
from tests.fixtures.callers import Browser

BrowserOf = Callable[[str], Browser]

HERE = "/studio/drawn_elsewhere/1/report"
FOREIGN = (
    (ROOT / "bpmn" / "new_software.bpmn")
    .read_text("utf-8")
    .replace('id="new_software"', 'id="drawn_elsewhere"')
    .replace('bpmnElement="new_software"', 'bpmnElement="drawn_elsewhere"')
    .replace("<zeebe:property", "<zeebe:unread")
    .replace("</zeebe:property>", "</zeebe:unread>")
    .replace("xmlns:zeebe=", 'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:zeebe=')
)


def brought(olivia: Browser) -> str:
    given = {"csrf_token": olivia.csrf, "files": (io.BytesIO(FOREIGN.encode()), "drawn.bpmn")}
    answer = olivia.post("/studio/import", given, content_type="multipart/form-data")
    assert (answer.status_code, answer.location) == (303, HERE), answer.text
    return str(olivia.get(HERE).text)


def test_each_row_leads_to_its_shape_and_back(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    page = brought(browser_of("olivia"))
    rows = set(re.findall(r'<tr id="(row-\d+)"', page))
    shapes = set(re.findall(r'<a href="#(row-\d+)" id="on-row-\d+" aria-label=', page))
    assert len(rows) > 20
    assert len(shapes) > 10
    assert shapes <= rows
    assert {f"on-{row}" for row in shapes} <= set(re.findall(r'id="(on-row-\d+)"', page))


def test_only_one_tier_is_shown_where_it_is_chosen(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia = browser_of("olivia")
    everything = brought(olivia)
    tiers = re.findall(r"\?tier=(\w+)", everything)
    counts = [olivia.get(f"{HERE}?tier={tier}").text.count('<tr id="row-') for tier in tiers]
    assert sum(counts) == everything.count('<tr id="row-')
    assert "needs_value" in tiers


def test_nobody_else_sees_it(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    brought(browser_of("olivia"))
    assert browser_of("anna").get(HERE).status_code in (403, 404)
