"""Other people's files over the API: a draft with a report, given back as they came."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from flask import Flask

from tests.fixtures.callers import Caller

Program = Callable[[str], Caller]
CAMUNDA = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
<!-- kept --><process id="leave" name="Leave" isExecutable="true" camunda:historyTimeToLive="P30D">
<startEvent id="s"><extensionElements><camunda:formData><camunda:formField id="days" label="Days" type="long"/>
</camunda:formData></extensionElements></startEvent>
<userTask id="decide" name="Decide" camunda:candidateGroups="desktop-support"/>
<exclusiveGateway id="g" default="no"/><serviceTask id="book" name="Book" camunda:class="org.acme.Book"/>
<endEvent id="e"/><endEvent id="e2"/>
<sequenceFlow id="a" sourceRef="s" targetRef="decide"/><sequenceFlow id="b" sourceRef="decide" targetRef="g"/>
<sequenceFlow id="yes" sourceRef="g" targetRef="book">
<conditionExpression>${approved and days &lt; 30}</conditionExpression>
</sequenceFlow><sequenceFlow id="no" sourceRef="g" targetRef="e2"/><sequenceFlow id="c" sourceRef="book" targetRef="e"/>
</process></definitions>"""


def send(caller: Caller, *files: tuple[str, bytes], publish: str = "true") -> Any:
    given = [(io.BytesIO(data), name) for name, data in files]
    return caller.post("/api/v1/definitions", {"files[]": given, "publish": publish})


def test_a_file_of_another_tool_is_published_as_it_came(sqlite_house: Flask, program: Program) -> None:
    olivia = program("olivia")
    made = send(olivia, ("leave.bpmn", CAMUNDA))
    assert (made.status_code, made.json["state"]) == (201, "published"), made.text
    tiers = {row["element"]: row["tier"] for row in made.json["report"]}
    assert tiers.items() >= {"book": "rewritten", "s": "rewritten", "yes": "rewritten"}.items()
    assert all(row["line"] for row in made.json["report"] if row["element"])
    version = olivia.get("/api/v1/definitions/leave/versions/1").json
    assert version["diagram"].encode() == CAMUNDA
    assert {"s", "decide"} <= version["forms"].keys()
    assert version["forms"]["decide"]["components"][0]["key"] == "approved"


def test_several_files_at_once(sqlite_house: Flask, program: Program) -> None:
    other = CAMUNDA.replace(b'id="leave"', b'id="leave_again"')
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/one.bpmn", CAMUNDA)
        archive.writestr("b/two.bpmn", other)
    made = send(program("olivia"), ("both.zip", packed.getvalue()), publish="false")
    assert made.status_code == 201, made.text
    assert {made.json["key"], *(one["key"] for one in made.json["others"])} == {"leave", "leave_again"}
