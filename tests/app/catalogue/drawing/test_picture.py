"""The picture says what the diagram says: every state has its class, every name its words, and nothing is a style."""

import re

import pytest
from lxml import etree

from app.catalogue.drawing import draw, told

DIAGRAM = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI"
 xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:d="http://www.omg.org/spec/DD/20100524/DI" targetNamespace="t">
 <collaboration id="c"><participant id="pool" processRef="p" name="House"/></collaboration>
 <process id="p" name="New &amp; old">
  <laneSet id="ls"><lane id="lane" name="Desk"/></laneSet>
  <startEvent id="start" name="Asked"/>
  <userTask id="decide" name="Decide &lt;now&gt;"><multiInstanceLoopCharacteristics/></userTask>
  <boundaryEvent id="late" attachedToRef="decide" cancelActivity="false"><timerEventDefinition/></boundaryEvent>
  <exclusiveGateway id="gate"/>
  <callActivity id="call" name="Approval"/>
  <endEvent id="end"><terminateEventDefinition/></endEvent>
  <sequenceFlow id="f1" sourceRef="start" targetRef="decide"/>
  <sequenceFlow id="f2" sourceRef="decide" targetRef="gate" name="yes"/>
 </process>
 <di:BPMNDiagram><di:BPMNPlane bpmnElement="c">
  <di:BPMNShape bpmnElement="pool" isHorizontal="true"><dc:Bounds x="0" y="0" width="700" height="200"/></di:BPMNShape>
  <di:BPMNShape bpmnElement="lane" isHorizontal="true"><dc:Bounds x="30" y="0" width="670" height="200"/></di:BPMNShape>
  <di:BPMNShape bpmnElement="start"><dc:Bounds x="80" y="82" width="36" height="36"/></di:BPMNShape>
  <di:BPMNShape bpmnElement="decide"><dc:Bounds x="160" y="60" width="100" height="80"/></di:BPMNShape>
  <di:BPMNShape bpmnElement="late"><dc:Bounds x="180" y="122" width="36" height="36"/></di:BPMNShape>
  <di:BPMNShape bpmnElement="gate"><dc:Bounds x="300" y="75" width="50" height="50"/></di:BPMNShape>
  <di:BPMNShape bpmnElement="call"><dc:Bounds x="400" y="60" width="100" height="80"/></di:BPMNShape>
  <di:BPMNShape bpmnElement="end"><dc:Bounds x="540" y="82" width="36" height="36"/></di:BPMNShape>
  <di:BPMNEdge bpmnElement="f1"><d:waypoint x="116" y="100"/><d:waypoint x="160" y="100"/></di:BPMNEdge>
  <di:BPMNEdge bpmnElement="f2"><d:waypoint x="260" y="100"/><d:waypoint x="300" y="100"/></di:BPMNEdge>
 </di:BPMNPlane></di:BPMNDiagram>
</definitions>"""


@pytest.fixture(scope="module")
def picture() -> etree._Element:
    return etree.fromstring(draw(DIAGRAM, gone={"start", "f1"}, now={"decide"}, names={"call": "Freigabe"}).encode())


def classes(picture: etree._Element) -> list[str]:
    return [node.get("class", "") for node in picture.iter()]


def test_the_way_taken_and_the_present_have_their_classes(picture: etree._Element) -> None:
    found = classes(picture)
    assert found.count("f gone") == 1
    assert "f" in found
    assert any("now" in name.split() and "n" in name.split() for name in found)
    assert found.count("tok") == 1


def test_only_numbers_and_classes_never_a_style(picture: etree._Element) -> None:
    assert not [node for node in picture.iter() if node.get("style") or node.tag == "style" or node.get("onclick")]


def test_names_are_escaped_and_spoken_in_the_readers_language(picture: etree._Element) -> None:
    said = "".join(picture.itertext())
    assert "Decide <now>" in said
    assert "Freigabe" in said
    assert "Approval" not in said


def test_the_picture_is_named_in_the_readers_language() -> None:
    named = DIAGRAM.replace(b'name="House"', b'name="New &amp; old"')
    drawn = draw(named, gone=(), now=(), names={"pool": "Neu & alt"})
    assert "Neu &amp; alt</title>" in drawn


def test_a_lone_pool_leaves_the_stage_to_its_lanes(picture: etree._Element) -> None:
    assert classes(picture).count("pool") == 1


def test_kinds_are_told_apart(picture: etree._Element) -> None:
    found = classes(picture)
    assert "n call" in found
    assert "n end" in found
    assert "n adhoc" in found


def test_the_same_in_words() -> None:
    assert told(DIAGRAM, gone={"call"}, now={"decide"}) == "Done: Approval. Now: Decide <now>."
    assert told(DIAGRAM, gone=(), now=()) == "Nothing has happened yet."
    unnamed = DIAGRAM.replace(b' name="Approval"', b"")
    assert told(unnamed, gone={"start"}, now={"call"}) == "The steps have no names."
    assert told(unnamed, gone={"start"}, now=()) == "Nothing has happened yet."


def test_a_crafted_place_draws_nothing_odd() -> None:
    odd = re.sub(rb'x="540"', b'x="nan"', DIAGRAM)
    assert "nan" not in draw(odd, gone=(), now=())
