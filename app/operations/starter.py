"""What a new item begins with: ordered, approved by the manager, done by a group, ended. Pure."""

from typing import Any

STARTER_FORMS: dict[str, dict[str, Any]] = {
    "order": {
        "type": "default", "id": "order", "schemaVersion": 16,
        "components": [
            {"type": "textarea", "key": "what", "label": "What do you need?", "validate": {"required": True}},
        ],
    },
    "decide": {
        "type": "default", "id": "decide", "schemaVersion": 16,
        "components": [
            {"type": "radio", "key": "decision", "label": "Your decision", "validate": {"required": True},
             "values": [{"label": "Approve", "value": "approve"}, {"label": "Reject", "value": "reject"}]},
            {"type": "textarea", "key": "reason", "label": "Reason",
             "conditional": {"hide": '=decision != "reject"'}, "validate": {"required": True}},
        ],
    },
    "work": {
        "type": "default", "id": "work", "schemaVersion": 16,
        "components": [{"type": "textarea", "key": "done", "label": "What was done?"}],
    },
}  # fmt: skip
NODES = {
    "ordered": (160, 142, 36, 36), "approve": (260, 120, 100, 80), "approved": (420, 135, 50, 50),
    "work": (530, 120, 100, 80), "fulfilled": (700, 142, 36, 36), "rejected": (427, 262, 36, 36),
}  # fmt: skip
FLOWS = {
    "ordered_to_approve": ((196, 160), (260, 160)), "approve_to_approved": ((360, 160), (420, 160)),
    "approved_to_work": ((470, 160), (530, 160)), "work_to_fulfilled": ((630, 160), (700, 160)),
    "approved_to_rejected": ((445, 185), (445, 262)),
}  # fmt: skip
LABELS = {"approved": (415, 110, 60, 14)}  # above: the way down would cross it
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" '
    'xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="http://laneway/items">\n'
)
PROCESS = """  <bpmn:process id="KEY" name=TITLE isExecutable="true">
    <bpmn:extensionElements><zeebe:properties><zeebe:property name="title" value=TITLE/><zeebe:property name="icon" value="a-apps"/><zeebe:property name="audience" value="all"/><zeebe:property name="owner" value=OWNER/></zeebe:properties></bpmn:extensionElements>
    <bpmn:startEvent id="ordered" name="Ordered"><bpmn:extensionElements><zeebe:formDefinition formId="order"/></bpmn:extensionElements></bpmn:startEvent>
    <bpmn:userTask id="approve" name="Approve"><bpmn:extensionElements><zeebe:formDefinition formId="decide"/><zeebe:properties><zeebe:property name="kind" value="approval"/><zeebe:property name="approver" value="manager"/><zeebe:property name="stage" value="Your manager decides"/></zeebe:properties></bpmn:extensionElements></bpmn:userTask>
    <bpmn:exclusiveGateway id="approved" name="Approved?" default="approved_to_rejected"/>
    <bpmn:userTask id="work" name="Do the work"><bpmn:extensionElements><zeebe:formDefinition formId="work"/><zeebe:properties><zeebe:property name="kind" value="fulfilment"/><zeebe:property name="stage" value="It is being done"/></zeebe:properties></bpmn:extensionElements></bpmn:userTask>
    <bpmn:endEvent id="fulfilled" name="Done"><bpmn:extensionElements><zeebe:properties><zeebe:property name="outcome" value="fulfilled"/></zeebe:properties></bpmn:extensionElements></bpmn:endEvent>
    <bpmn:endEvent id="rejected" name="Refused"><bpmn:extensionElements><zeebe:properties><zeebe:property name="outcome" value="rejected"/></zeebe:properties></bpmn:extensionElements></bpmn:endEvent>
    <bpmn:sequenceFlow id="ordered_to_approve" sourceRef="ordered" targetRef="approve"/>
    <bpmn:sequenceFlow id="approve_to_approved" sourceRef="approve" targetRef="approved"/>
    <bpmn:sequenceFlow id="approved_to_work" name="yes" sourceRef="approved" targetRef="work"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=decision = "approve"</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="approved_to_rejected" name="no" sourceRef="approved" targetRef="rejected"/>
    <bpmn:sequenceFlow id="work_to_fulfilled" sourceRef="work" targetRef="fulfilled"/>
  </bpmn:process>
"""  # noqa: E501 - a diagram reads by the element


def starter(key: str, quoted_title: str, quoted_owner: str) -> bytes:
    """The diagram; title and owner (a login) are XML attribute values with their quotes."""
    process = PROCESS.replace("KEY", key).replace("OWNER", quoted_owner).replace("TITLE", quoted_title)
    return f"{HEAD}{process}{_layout(key)}</bpmn:definitions>\n".encode()


def _layout(key: str) -> str:
    shapes = [
        f'<bpmndi:BPMNShape id="{name}_di" bpmnElement="{name}">{_bounds(*place)}{_label(name)}</bpmndi:BPMNShape>'
        for name, place in NODES.items()
    ]
    edges = [
        f'<bpmndi:BPMNEdge id="{name}_di" bpmnElement="{name}">'
        + "".join(f'<di:waypoint x="{x}" y="{y}"/>' for x, y in points)
        + "</bpmndi:BPMNEdge>"
        for name, points in FLOWS.items()
    ]
    plane = f'<bpmndi:BPMNPlane id="plane" bpmnElement="{key}">\n' + "\n".join([*shapes, *edges])
    return f'  <bpmndi:BPMNDiagram id="picture">{plane}\n</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>\n'


def _label(name: str) -> str:
    return f"<bpmndi:BPMNLabel>{_bounds(*LABELS[name])}</bpmndi:BPMNLabel>" if name in LABELS else ""


def _bounds(x: int, y: int, w: int, h: int) -> str:
    return f'<dc:Bounds x="{x}" y="{y}" width="{w}" height="{h}"/>'
