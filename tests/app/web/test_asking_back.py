"""What an import asks back: groups that are missing are made in one click; another process of the file is taken."""

import io
from collections.abc import Callable

from flask import Flask

from app.db import reading
from app.operations.groups import group_of
from tests.fixtures.callers import Browser, Caller

BrowserOf = Callable[[str], Browser]
PLACE = "/studio/claim/1"
FOREIGN = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
  targetNamespace="http://example.com/claims">
  <collaboration id="c"><participant id="a" name="Insurer" processRef="claim"/>
    <participant id="b" name="Garage" processRef="repair"/></collaboration>
  <process id="claim" name="Claim" isExecutable="true"><startEvent id="s"/>
    <sequenceFlow id="f" sourceRef="s" targetRef="t"/>
    <userTask id="t" name="Assess" camunda:candidateGroups="loss-adjusters,Big Bosses"/>
    <sequenceFlow id="g" sourceRef="t" targetRef="u"/><userTask id="u" name="Pay" camunda:candidateGroups="cashiers"/>
    <sequenceFlow id="h" sourceRef="u" targetRef="e"/><endEvent id="e"/></process>
  <process id="repair"><startEvent id="rs"/><sequenceFlow id="rf" sourceRef="rs" targetRef="rt"/>
    <userTask id="rt" name="Repair" camunda:assignee="${initiator}"/></process>
</definitions>"""


def brought(owner: Browser) -> None:
    given = {"csrf_token": owner.csrf, "files": (io.BytesIO(FOREIGN), "claim.bpmn")}
    answer = owner.post("/studio/import", given, content_type="multipart/form-data")
    assert answer.location == PLACE + "/report", answer.text


def test_missing_groups_are_made_in_one_click(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia, admin = browser_of("olivia"), browser_of("admin")
    brought(olivia)
    page = olivia.get(PLACE + "/report").text
    assert "An administrator can make them here" in page
    assert "No group here can be called Big Bosses" in page
    assert olivia.submit(PLACE + "/groups").status_code == 403
    assert "Make these groups" in admin.get(PLACE + "/report").text
    assert admin.submit(PLACE + "/groups").location == PLACE + "/report"
    page = admin.get(PLACE + "/report").text
    assert "Make these groups" not in page
    assert "goes to the group cashiers, which does not exist" not in page
    assert "goes to the group Big Bosses, which does not exist" in page
    with reading():
        assert group_of("loss-adjusters").name == "Loss adjusters"
    assert admin.submit(PLACE + "/groups").status_code == 409


def test_which_process_is_meant_is_asked_on_the_page(sqlite_house: Flask, browser_of: BrowserOf) -> None:
    olivia = browser_of("olivia")
    brought(olivia)
    page = olivia.get(PLACE + "/report").text
    assert "Which process is meant?" in page
    assert 'name="process" value="repair"' in page
    assert "Take “Garage”" in page
    assert olivia.submit(PLACE + "/process", process="repair").location == "/studio/repair/1/report"
    assert 'name="process" value="claim"' in olivia.get("/studio/repair/1/report").text
    assert olivia.submit(PLACE + "/process", process="nobody").status_code == 422
    assert olivia.submit(PLACE + "/process").status_code == 400
    assert browser_of("marta").submit(PLACE + "/process", process="repair").status_code == 403


def test_which_process_is_meant_is_asked_over_the_api(sqlite_house: Flask, program: Callable[[str], Caller]) -> None:
    olivia = program("olivia")
    given = {"files[]": (io.BytesIO(FOREIGN), "claim.bpmn")}
    made = olivia.post("/api/v1/definitions", given, content_type="multipart/form-data").json
    assert (made["key"], made["processes"]) == ("claim", [{"id": "repair", "name": "Garage"}])
    again = {"files[]": (io.BytesIO(FOREIGN), "claim.bpmn"), "process": "repair"}
    made = olivia.post("/api/v1/definitions", again, content_type="multipart/form-data").json
    assert (made["key"], made["processes"]) == ("repair", [{"id": "claim", "name": "Claim"}])
