"""Repairs: a step that failed keeps what was given; its values are corrected, it is done by hand, or given up."""

import pytest
from sqlalchemy import select

from app.connectors.base import ConnectorError
from app.db import reading, session, transaction
from app.errors import AlreadyDone, BadRequest, Forbidden
from app.models.incident import Incident
from app.models.task import Task
from app.operations import importing, resolving
from tests.fixtures.cast import Cast, Recorder

DIAGRAM = b"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  targetNamespace="t">
  <bpmn:process id="fragile" name="Fragile" isExecutable="true">
    <bpmn:extensionElements><zeebe:properties>
      <zeebe:property name="title" value="Fragile"/><zeebe:property name="category" value="Tests"/>
    </zeebe:properties></bpmn:extensionElements>
    <bpmn:startEvent id="begin"/>
    <bpmn:userTask id="look" name="Look"><bpmn:extensionElements>
      <zeebe:formDefinition formId="look"/>
      <zeebe:properties><zeebe:property name="group" value="service-desk"/></zeebe:properties>
    </bpmn:extensionElements></bpmn:userTask>
    <bpmn:exclusiveGateway id="fine" name="Fine?" default="to_done"/>
    <bpmn:serviceTask id="tell" name="Tell"><bpmn:extensionElements><zeebe:taskDefinition type="http"/>
      <zeebe:ioMapping><zeebe:input source="=fine" target="fine"/></zeebe:ioMapping>
    </bpmn:extensionElements></bpmn:serviceTask>
    <bpmn:endEvent id="done"><bpmn:extensionElements><zeebe:properties>
      <zeebe:property name="outcome" value="fulfilled"/></zeebe:properties></bpmn:extensionElements></bpmn:endEvent>
    <bpmn:endEvent id="told"><bpmn:extensionElements><zeebe:properties>
      <zeebe:property name="outcome" value="answered"/></zeebe:properties></bpmn:extensionElements></bpmn:endEvent>
    <bpmn:sequenceFlow id="to_look" sourceRef="begin" targetRef="look"/>
    <bpmn:sequenceFlow id="to_fine" sourceRef="look" targetRef="fine"/>
    <bpmn:sequenceFlow id="to_done" sourceRef="fine" targetRef="done"/>
    <bpmn:sequenceFlow id="to_tell" sourceRef="fine" targetRef="tell">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=fine</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="to_told" sourceRef="tell" targetRef="told"/>
  </bpmn:process>
</bpmn:definitions>"""
FORM = b"""{"type": "default", "id": "look", "schemaVersion": 19,
  "components": [{"type": "textfield", "id": "f", "key": "fine", "label": "Fine"}]}"""


@pytest.fixture
def fragile(cast: Cast) -> str:
    """A request whose next step fails when `fine` is no yes or no."""
    with transaction():
        row = importing.import_files({"fragile.bpmn": DIAGRAM, "look.form": FORM})
        assert row.state == "published", row.problems
    return cast.marta.orders("fragile", {})


def the_incident() -> Incident:
    with reading():
        return session().scalars(select(Incident).where(Incident.state == "open")).one()


def resolves(cast: Cast, login: str, action: str, **data: object) -> None:
    found = the_incident()
    with transaction():
        resolving.resolve(getattr(cast, login).actor, found.id, action, data, "Seen to.")


def test_what_was_accepted_is_kept_though_the_step_fails(cast: Cast, fragile: str) -> None:
    cast.dana.does(fragile, "Look", fine="perhaps")
    assert cast.request(fragile).state == "stuck"
    with reading():
        task = session().scalars(select(Task).where(Task.request_id == int(fragile[4:]))).one()
        assert (task.state, task.answers) == ("completed", '{"fine":"perhaps"}')
    assert the_incident().element == "fine"
    assert cast.mails("paul", "incident")
    assert cast.journal_holds()


def test_retry_without_a_change_fails_again_and_counts(cast: Cast, fragile: str) -> None:
    cast.dana.does(fragile, "Look", fine="perhaps")
    cast.paul.retries(the_incident().id)
    assert (the_incident().attempts, cast.request(fragile).state) == (2, "stuck")


def test_a_corrected_value_carries_it_on(cast: Cast, fragile: str) -> None:
    cast.dana.does(fragile, "Look", fine="perhaps")
    resolves(cast, "paul", "change", fine=False)
    request = cast.request(fragile)
    assert (request.state, request.outcome) == ("ended", "fulfilled")


def test_a_call_given_up_is_done_by_hand(cast: Cast, fragile: str) -> None:
    cast.connectors["http"] = Recorder("http", answers=[ConnectorError("No.", permanent=True)])
    cast.dana.does(fragile, "Look", fine="perhaps")
    resolves(cast, "paul", "change", fine=True)
    cast.works()
    assert cast.request(fragile).state == "stuck"
    resolves(cast, "paul", "skip", said="By telephone.")
    assert cast.request(fragile).outcome == "answered"
    assert cast.variables(fragile)["said"] == "By telephone."


def test_given_up(cast: Cast, fragile: str) -> None:
    cast.dana.does(fragile, "Look", fine="perhaps")
    found = the_incident()
    resolves(cast, "paul", "cancel")
    request = cast.request(fragile)
    assert (request.state, request.outcome, request.reason) == ("ended", "withdrawn", "Seen to.")
    with pytest.raises(AlreadyDone), transaction():
        resolving.retry(cast.paul.actor, found.id)


def test_only_who_answers_for_the_process_repairs(cast: Cast, fragile: str) -> None:
    cast.dana.does(fragile, "Look", fine="perhaps")
    with pytest.raises(Forbidden):
        resolves(cast, "marta", "retry")
    with pytest.raises(BadRequest):
        resolves(cast, "paul", "dance")
    with pytest.raises(BadRequest):
        resolves(cast, "paul", "skip")
