"""The errand's second version, and the manager who takes errands from one version to the other and back while all else
happens: whatever was promised to a request holds on either.
"""

from typing import Any

from bench.chaos.people import ITEM, Person

EVERY = 6  # turns between two of these
LATER = (
    b'<bpmn:exclusiveGateway id="together"/>'
    b'<bpmn:boundaryEvent id="long" name="Long" attachedToRef="look" cancelActivity="false"><bpmn:timerEventDefinition>'
    b'<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT9H</bpmn:timeDuration></bpmn:timerEventDefinition>'
    b'</bpmn:boundaryEvent><bpmn:endEvent id="noted" name="Noted"><bpmn:extensionElements><zeebe:properties>'
    b'<zeebe:property name="outcome" value="answered"/></zeebe:properties></bpmn:extensionElements></bpmn:endEvent>'
    b'<bpmn:sequenceFlow id="long_noted" sourceRef="long" targetRef="noted"/>'
    b'<bpmn:sequenceFlow id="together_look" sourceRef="together" targetRef="look"/>'
)
CHANGES = (
    (b'sourceRef="join" targetRef="look"', b'sourceRef="join" targetRef="together"'),
    (b'name="Look it over"', b'name="Look it over well"'),
    (b'<bpmn:parallelGateway id="join"/>', b'<bpmn:parallelGateway id="join"/>' + LATER),
)


def second(files: dict[str, bytes]) -> dict[str, bytes]:
    """The item with another way behind the join, another name, and one more event beside the last step."""
    diagram = files["errand.bpmn"]
    for before, after in CHANGES:
        if diagram.count(before) != 1:
            raise RuntimeError(f"The errand has changed: {before!r} is not in it.")
        diagram = diagram.replace(before, after)
    return {**files, "errand.bpmn": diagram}


class Manager(Person):
    """Takes all that run to the other version now and then, or a few of them, or only looks what would become."""

    count = 0

    def turn(self) -> None:
        self.count += 1
        if self.count % EVERY or self.scene.finishing.is_set():
            return
        old = self.chance.choice((1, 2))
        only_looks = self.chance.random() < 0.2
        body: dict[str, Any] = {"to": 3 - old, "reason": "It is drawn better there.", "dry_run": only_looks}
        self.client.do("migrate", f"/definitions/{ITEM}/versions/{old}/migrate", body, old=old)
