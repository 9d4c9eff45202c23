"""5: approvals by rules: the page says who comes next, nobody is asked twice, a preview says so before publishing."""

import io
import json
import re
import zipfile

import pytest
from playwright.sync_api import Page, expect

from tests.app.operations import ruled
from tests.fixtures.running_house import Visit, Visitor
from tests.workflows.diagrams import diagram, extensions, node, path, properties, start

pytestmark = [pytest.mark.browser, pytest.mark.capability(5), pytest.mark.xdist_group("running house")]
KEY = "equipment"
LADDER = [
    {"id": "R1", "title": "Line manager", "who": "manager", "limits": {"EUR": "1000"}},
    {"id": "R2", "title": "Head of department", "who": "department_head", "limits": {"EUR": "5000"}},
    {"id": "R3", "title": "IT budget", "who": "group", "whom": "it-budget", "limits": {"EUR": "20000"}},
]


def packed() -> bytes:
    asked = extensions(
        '<zeebe:userTask/><zeebe:formDefinition formId="decide"/>', properties(kind="approval", rules="money")
    )
    begun = start("start", extensions('<zeebe:formDefinition formId="order"/>'))
    task = node("userTask", "approve", asked, name="Approve")
    title = extensions(properties(title="Equipment", category="IT", audience="all"))
    files = {
        f"{KEY}.bpmn": diagram(title, begun, task, ruled.DONE, path("start", "approve", "end"), process=KEY),
        "order.form": json.dumps(ruled.ORDER).encode(),
        "decide.form": json.dumps(ruled.DECIDE).encode(),
        "money.rules": json.dumps({"rules": LADDER}).encode(),
    }
    with io.BytesIO() as out:
        with zipfile.ZipFile(out, "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        return out.getvalue()


def sent(person: Visitor, where: str, **given: object) -> dict[str, object]:
    """A call of a program with the person's own session."""
    mark = person.open("/profile").locator("[name=csrf_token]").first.get_attribute("value") or ""
    answer = person.page.request.post(f"{person.url}/api/v1/{where}", headers={"X-CSRF-Token": mark}, **given)  # type: ignore[arg-type]
    assert answer.ok, answer.text()
    found: dict[str, object] = answer.json()
    return found


def ordered(person: Visitor, amount: int) -> str:
    found = sent(person, "requests", data={"item": KEY, "data": {"amount": amount, "kind": "crane"}})
    return str(found["number"])


def approve(person: Visitor, number: str) -> None:
    tasks = person.page.request.get(f"{person.url}/api/v1/tasks?scope=all&item={KEY}").json()["items"]
    task = next(one["id"] for one in tasks if one["request"] == number)
    sent(person, f"tasks/{task}/complete", data={"data": {"decision": "approve"}})


def stages(page: Page) -> list[str]:
    return page.locator(".stages .stage--next b").all_inner_texts()


def test_who_comes_next_and_nobody_twice(visit: Visit) -> None:
    olivia, ilse = visit("olivia"), visit("ilse")
    body = {"name": "equipment.zip", "mimeType": "application/zip", "buffer": packed()}
    sent(olivia, "definitions", multipart={"files[]": body, "publish": "true"})
    number = ordered(ilse, 6200)
    page = ilse.open(f"/requests/{number}")
    ahead = stages(page)
    assert re.search(r"Head of department.*5[.,]?000", ahead[0])
    assert re.search(r"IT budget.*20[.,]?000", ahead[1])
    approve(visit("tom"), number)
    page.reload()
    assert "IT budget" in stages(page)[0]
    approve(visit("anna"), number)
    grace = visit("grace")
    approve(grace, number)
    expect(ilse.open(f"/requests/{number}").locator("main")).to_contain_text(
        re.compile("Fertig|Abgeschlossen|Erledigt")
    )
    eva = visit("eva")
    mine = ordered(eva, 6200)
    approve(grace, mine)
    told = grace.page.request.get(f"{grace.url}/api/v1/requests/{mine}/journal").json()["items"]
    assert sum(entry["kind"] == "approval.counted" for entry in told) == 2


def test_a_preview_before_publishing_and_a_rule_that_approves_by_itself(visit: Visit) -> None:
    olivia = visit("olivia")
    body = {"name": "equipment.zip", "mimeType": "application/zip", "buffer": packed()}
    made = sent(olivia, "definitions", multipart={"files[]": body, "publish": "true"})
    page = olivia.open(f"/studio/{KEY}/{made['version']}/rules/money")
    page.locator("[id='2.automatic']").fill("450 EUR")
    page.locator("[name=requester]").fill("anna")
    page.locator("[name=sum]").fill("6200")
    page.locator("button[value=preview]").click()
    expect(page.locator("#foreseen")).to_contain_text("Clara Hoffmann")
    expect(page.locator("#foreseen")).not_to_contain_text("Anna Berg")
    page.locator("[id='0.automatic']").fill("450 EUR")
    page.locator(".stickybar button[value=save]").click()
    page.wait_for_url(re.compile(rf"/studio/{KEY}/\d+/rules/money$"))
    version = int(page.url.split("/")[-3])
    assert version > int(str(made["version"]))
    sent(olivia, f"definitions/{KEY}/versions/{version}/publish", data={})
    ilse = visit("ilse")
    number = ordered(ilse, 450)
    told = ilse.page.request.get(f"{ilse.url}/api/v1/requests/{number}/journal").json()["items"]
    assert f"Approved by rule R1, version {version}: Line manager." in [entry["text"] for entry in told]
