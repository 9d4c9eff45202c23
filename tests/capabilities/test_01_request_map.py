"""1: where a request stands, in plain words, for whom it is for: whom it waits for, since when, what comes; live."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.capabilities.asking import did, sent
from tests.capabilities.test_10_plan_board import MOVE
from tests.fixtures.running_house import Visit
from tour.house import House

pytestmark = [pytest.mark.browser, pytest.mark.capability(1), pytest.mark.xdist_group("running house")]
KEY = "desk_move"
OFFICE = '<zeebe:property name="kind" value="fulfilment"/><zeebe:property name="group" value="office-services"/>'
HIDDEN = '<zeebe:property name="stage" value="Security plans"/>'


def bring_the_move(house: House, folder: Path) -> None:
    """The office move, where the requester confirms the room beside, and what security plans is nobody's business."""
    (folder / "bpmn").mkdir()
    text = Path("bpmn/office_move.bpmn").read_text(encoding="utf-8").replace('"office_move"', f'"{KEY}"')
    office = f'{OFFICE}<zeebe:property name="stage" value="Office services plan"/>'
    assert HIDDEN in text
    assert office in text
    room = '<zeebe:property name="kind" value="requester"/><zeebe:property name="stage" value="You confirm the room"/>'
    text = text.replace(HIDDEN, '<zeebe:property name="internal" value="true"/>').replace(office, room)
    (folder / "bpmn" / f"{KEY}.bpmn").write_text(text, encoding="utf-8")
    shutil.copytree("forms/office_move", folder / "forms" / KEY, ignore=shutil.ignore_patterns("*.po"))
    house.run("import", str(folder))


def test_the_requester_reads_where_it_stands(visit: Visit, running_house: House, tmp_path: Path) -> None:
    bring_the_move(running_house, tmp_path)
    grace, clara, dan, stefan = visit("grace"), visit("clara"), visit("dan"), visit("stefan")
    number = str(sent(grace, "/requests", data={"item": KEY, "data": MOVE})["number"])
    page = grace.open(f"/requests/{number}")
    stands, drawn = page.locator("#standing"), page.locator("#diagram svg")
    expect(stands).to_contain_text("Your manager decides")
    did(clara, number, KEY, decision="approve")
    expect(stands.locator(".stage", has_text="Your manager decides")).to_contain_text("Clara Hoffmann")  # by itself
    lanes = stands.locator(".laneband")
    expect(lanes).to_have_count(2)
    support = lanes.filter(has_text="Desktop support")
    expect(support).to_contain_text("Waits for somebody to take it")
    expect(support).to_contain_text("since today")
    expect(lanes.filter(has_text="Waits for you: You confirm the room")).to_have_count(1)
    expect(stands.locator(".stage--next")).to_contain_text(
        ["Desktop support moves your equipment"], use_inner_text=True
    )
    expect(drawn).to_contain_text("Plan the equipment")
    expect(drawn.locator(".tok")).to_have_count(2)
    expect(drawn).not_to_contain_text("Plan the door codes")
    expect(page.locator("#diagram")).not_to_contain_text("Remind")
    expect(page.locator("main")).not_to_contain_text("Plan the door codes")
    expect(stefan.open(f"/requests/{number}").locator("#diagram svg")).to_contain_text("Plan the door codes")

    did(dan, number, KEY, equipment_date="2030-11-12")
    expect(stands.locator(".stage", has_text="Desktop support plans")).to_contain_text("Dan Fischer")  # by itself
    expect(support).to_contain_text("Desktop support moves your equipment")
    expect(page.locator("#diagram")).to_contain_text("Now: Move the equipment, Plan the furniture.")
