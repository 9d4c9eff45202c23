"""17: twelve requests that failed of the same are one card, all tried again; a token moves with two signatures."""

import json
import re
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.app.jobs.conftest import CALL, HEAD
from tests.fixtures.running_house import Visit
from tour.house import House

pytestmark = [pytest.mark.browser, pytest.mark.capability(17), pytest.mark.xdist_group("running house")]
TYPE, MANY = "badge-printer", 12
STEP = CALL.replace('type="http"', f'type="{TYPE}"').replace(
    "</bpmn:extensionElements>",
    '<zeebe:properties><zeebe:property name="stage" value="Badge is printed"/></zeebe:properties>'
    "</bpmn:extensionElements>",
    1,
)
PLACES = {"start": (80, 82, 36, 36), "step": (160, 60, 100, 80), "caught": (180, 122, 36, 36)}
PLACES |= {"done": (300, 82, 36, 36), "no": (180, 200, 36, 36)}
SHAPES = "".join(
    f'<di:BPMNShape bpmnElement="{key}"><dc:Bounds x="{x}" y="{y}" width="{w}" height="{h}"/></di:BPMNShape>'
    for key, (x, y, w, h) in PLACES.items()
)
DRAWN = f"""<di:BPMNDiagram xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI"
 xmlns:dc="http://www.omg.org/spec/DD/20100524/DC">
 <di:BPMNPlane bpmnElement="badge">{SHAPES}</di:BPMNPlane></di:BPMNDiagram>
</bpmn:definitions>"""


class Program:
    """The program that prints badges, over the API."""

    def __init__(self, house: House, login: str) -> None:
        self.url = f"{house.url}/api/v1"
        self.token = house.token(login)

    def say(self, path: str, **body: Any) -> dict[str, Any]:
        head = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        call = urllib.request.Request(self.url + path, data=json.dumps(body).encode(), headers=head)
        with urllib.request.urlopen(call, timeout=30) as answer:
            found: dict[str, Any] = json.load(answer)
        return found

    def jobs(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.say("/jobs/claim", types=[TYPE], limit=MANY, seconds=300)["jobs"]
        return found

    def fails(self, error: str) -> None:
        for number, job in enumerate(self.jobs()):
            said = error.format(number=number + 17)
            self.say(f"/jobs/{job['id']}/fail", token=job["token"], error=said, permanent=True)

    def prints(self) -> int:
        found = self.jobs()
        for job in found:
            self.say(f"/jobs/{job['id']}/complete", token=job["token"], result={"badge": "B-1"})
        return len(found)


def test_twelve_at_once_and_one_by_two_hands(running_house: House, visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "bpmn").mkdir()
    diagram = HEAD.format(key="badge", step=STEP).replace("</bpmn:definitions>", DRAWN)
    (tmp_path / "bpmn" / "badge.bpmn").write_text(diagram, encoding="utf-8")
    running_house.run("import", str(tmp_path))
    marta, printer = Program(running_house, "marta"), Program(running_house, "admin")
    numbers = [marta.say("/requests", item="badge", data={})["number"] for _ in range(MANY)]
    printer.fails("printer {number} is switched off")
    waiting = visit("marta")
    expect(waiting.open(f"/requests/{numbers[0]}").locator(".lead")).to_contain_text("Műszaki hiba")

    paul = visit("paul")
    page = paul.open("/incidents")
    card = page.locator("article", has_text=f"{MANY} ×")
    expect(card).to_contain_text("is switched off")
    card.locator("a").click()
    expect(page.locator("a[href*='/suspensions?target=service:badge-printer']")).to_have_count(1)
    page.locator("#reason").fill("The printer is on again.")
    page.locator("form[action$='/retry'] button").click()
    expect(page.locator("#progress")).to_contain_text(re.compile(rf"{MANY}\D+{MANY}"), timeout=30_000)
    assert printer.prints() == MANY
    assert {marta_sees(marta, number) for number in numbers} == {("ended", "fulfilled")}

    number = marta.say("/requests", item="badge", data={})["number"]
    printer.fails("the badge has no photograph")
    page = paul.open("/incidents")
    page.locator("tr", has_text=number).locator("a").click()
    page.locator("details:has(form[action$='/move']) summary").click()
    page.locator("#to").select_option(label="no")
    page.locator("#reason-move").fill("She has left the company.")
    page.locator("form[action$='/move'] button").click()
    page.wait_for_url("**/incidents/moves/*")
    expect(page.locator("form[action$='/sign']")).to_have_count(0)
    expect(page.locator("section[aria-labelledby^=shown-] svg")).to_have_count(2)
    admin = visit("admin")
    admin.page.goto(page.url)
    admin.page.locator("form[action$='/sign'] button").click()
    expect(admin.page.locator("form[action$='/sign']")).to_have_count(0)
    assert marta_sees(marta, number) == ("ended", "rejected")


def marta_sees(marta: Program, number: str) -> tuple[str, str | None]:
    head = {"Authorization": f"Bearer {marta.token}"}
    with urllib.request.urlopen(urllib.request.Request(f"{marta.url}/requests/{number}", headers=head)) as answer:
        found = json.load(answer)
    return found["state"], found["outcome"]
