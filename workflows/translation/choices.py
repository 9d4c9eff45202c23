"""Gateways that choose without saying by what: a person chooses, by the names of the ways out.

The most common gap in drawings made to be read. Where the step before is a person's task without a form, its form asks;
else a task of its own stands in front of the gateway. Nothing is taken away, and no way is preferred.
"""

from lxml import etree

from workflows.loader.vocabulary import Node, bpmn, children, first, local
from workflows.sentences import sentence
from workflows.translation import dialect
from workflows.translation.fields import Field, choice, form, form_id
from workflows.translation.forms import has_form
from workflows.translation.people import to_owner
from workflows.translation.work import Work, label

_KINDS = ("exclusiveGateway", "inclusiveGateway", "complexGateway")


def translate(work: Work) -> None:
    """All gateways of which no way out has a condition."""
    if work.ours:
        return
    for gateway in work.nodes(*_KINDS):
        scope = gateway.getparent()
        if scope is None or local(gateway) == "complexGateway":
            continue
        flows = [f for f in children(scope, "sequenceFlow") if f.get("sourceRef") == gateway.get("id")]
        if len(flows) > 1 and all(_is_bare(flow) for flow in flows) and all(f.get("targetRef") for f in flows):
            _ask(work, scope, gateway, flows)


def _is_bare(flow: Node) -> bool:
    found = first(flow, "conditionExpression")
    return found is None or not (found.text or "").strip()


def _ask(work: Work, scope: Node, gateway: Node, flows: list[Node]) -> None:
    """A person chooses: whoever has the task right before, or a task put in between. The choice is a variable, and each
    flow gets the condition that it was chosen.
    """
    name = f"way_{form_id(gateway.get('id') or '').replace('-', '_')}"
    several = local(gateway) == "inclusiveGateway"
    options = _options(work, flows)
    for flow, (value, _) in zip(flows, options, strict=True):
        said = f'list contains({name}, "{value}")' if several else f'{name} = "{value}"'
        for old in list(children(flow, "conditionExpression")):
            flow.remove(old)
        etree.SubElement(flow, bpmn("conditionExpression")).text = f"={said}"
    gateway.attrib.pop("default", "")
    question = choice("checklist" if several else "radio", name, _question(gateway),
                      options, validate={"required": True})  # fmt: skip
    before = _before(work, scope, gateway)
    if before is not None:
        _add(work, before, question)
        work.rewritten(
            gateway,
            sentence(
                "No way out of it has a condition: whoever does “%(label)s” chooses by their names.",
                label=label(before)[:80],
            ),
        )
    else:
        _insert(work, scope, gateway, question)
        work.by_hand(gateway, sentence("No way out of it has a condition: a person chooses by their names."))


def _options(work: Work, flows: list[Node]) -> list[tuple[str, str]]:
    """One for each flow: its name, else where it leads; made different where two are the same."""
    names = {node.get("id"): label(node) for node in work.nodes()}
    found: list[tuple[str, str]] = []
    for flow in flows:
        words = " ".join((flow.get("name") or "").split()) or f"→ {names.get(flow.get('targetRef'), 'on')}"
        value = form_id(flow.get("id") or words)
        found.append((value, words[:200]))
    return found


def _before(work: Work, scope: Node, gateway: Node) -> Node | None:
    """The task of a person right before, when nothing else leads here or away from it and its form is ours to make."""
    arriving = [f for f in children(scope, "sequenceFlow") if f.get("targetRef") == gateway.get("id")]
    if len(arriving) != 1:
        return None
    key = arriving[0].get("sourceRef")
    node = next((n for n in work.nodes("userTask", "manualTask", "task") if n.get("id") == key), None)
    leaving = [f for f in children(scope, "sequenceFlow") if f.get("sourceRef") == key]
    if node is None or len(leaving) != 1 or first(node, "multiInstanceLoopCharacteristics") is not None:
        return None
    if dialect.zeebe(node, "ioMapping") is not None or (has_form(node) and form_id(key or "") not in work.forms):
        return None
    return node


def _add(work: Work, node: Node, question: Field) -> None:
    """The question goes to the end of the task's form, which is made where there is none."""
    name = form_id(node.get("id") or "")
    known = work.forms[name]["components"] if name in work.forms else []
    work.forms[name] = form(name, [*known, question])
    dialect.add(node, "formDefinition", formId=name)


def _insert(work: Work, scope: Node, gateway: Node, question: Field) -> None:
    """A task of its own before the gateway, of the item's owner, that asks nothing else."""
    key = work.ids.free(f"{gateway.get('id')}_ask")
    task = etree.SubElement(scope, bpmn("userTask"), id=key, name=_question(gateway))
    task.sourceline = gateway.sourceline
    work.findings.inserted[key] = "ask"
    for flow in children(scope, "sequenceFlow"):
        if flow.get("targetRef") == gateway.get("id"):
            flow.set("targetRef", key)
    link = etree.SubElement(scope, bpmn("sequenceFlow"), id=work.ids.free(f"{key}_flow"))
    link.set("sourceRef", key)
    link.set("targetRef", gateway.get("id") or "")
    link.sourceline = gateway.sourceline
    work.findings.inserted[link.get("id") or ""] = "flow"
    to_owner(task)
    _add(work, task, question)


def _question(gateway: Node) -> str:
    return label(gateway) if (gateway.get("name") or "").strip() else "Which way?"
