"""Steps that a machine did there: bound to a connector of ours where that does the same, else a task for a person.

Topics and job types stay a program's (programs.py), and so do classes, beans, methods and work items (code.py). What
names no program that could be called by a word, a person does: gives the value it would have given, and the report
says so; nothing is skipped.
"""

import re

from workflows.jobs import CONNECTORS
from workflows.loader.vocabulary import DROOLS, Node, first, local
from workflows.sentences import sentence
from workflows.translation import bindings, code, dialect, programs, scripts
from workflows.translation.errors import NotTranslatable
from workflows.translation.people import named, to_owner
from workflows.translation.work import Work

_DELEGATES = ("class", "delegateExpression", "expression", "type", "topic")
_DROPPED = (*_DELEGATES, "resultVariable", "resultVariableName", "errorCodeVariable", "decisionRef", "operationRef")
_TASKS = ("serviceTask", "sendTask", "businessRuleTask", "task")
_EVENTS = ("intermediateThrowEvent", "endEvent")
_ELEMENTS = ("field", "connector", "properties", "mapException", "eventType", "taskDefinition")
_NAME = re.compile(r"[A-Za-z_]\w*")
UNBOUND = sentence("It does not say which program does it")


def translate(work: Work) -> None:
    """All tasks of machines, and events that a class or worker throws."""
    for node in work.nodes(*_TASKS):
        if _is_machine(work, node) and not any(
            found(work, node) for found in (bindings.bind, programs.bind, _expression, code.bind)
        ):
            _by_hand(work, node)
    for node in work.nodes("scriptTask"):
        if not work.ours and not _has_script(node):
            _by_hand(work, node)
    for node in work.nodes(*_EVENTS):
        for definition in [e for e in node if dialect.plain(e) == "messageEventDefinition"]:
            if any(dialect.attribute(definition, name) for name in _DELEGATES):
                _thrown(work, node, definition)


def _is_machine(work: Work, node: Node) -> bool:
    """A service task, and any other task that says by which code it is done."""
    kind = local(node)
    known = dialect.zeebe(node, "taskDefinition")
    if known is not None:
        said = (known.get("type") or "").strip()
        return bool(said) and not work.ours and said not in CONNECTORS
    if kind == "serviceTask":
        return not work.ours
    if kind == "task":
        return node.get(f"{{{DROOLS}}}taskName") is not None
    if kind == "sendTask":
        return not work.ours
    return any(dialect.attribute(node, name) for name in _DELEGATES)


def _has_script(node: Node) -> bool:
    said = first(node, "script")
    elsewhere = dialect.attribute(node, "resource") is not None or dialect.zeebe(node, "script") is not None
    return elsewhere or (said is not None and bool((said.text or "").strip()))


def _expression(work: Work, node: Node) -> bool:
    """A service task that only works out a value, or gives variables theirs, is a script."""
    said = dialect.attribute(node, "expression") or ""
    result = dialect.attribute(node, "resultVariable") or dialect.attribute(node, "resultVariableName")
    try:
        given = scripts.pure(work, said, result)
    except NotTranslatable:
        return False
    dialect.take(node, *_DROPPED)
    dialect.retag(node, "scriptTask")
    scripts.write(node, given)
    what = (
        sentence("It works out %(names)s", names=", ".join(given)[:80])
        if given
        else sentence("It works out a value that goes nowhere")
    )
    work.rewritten(node, sentence("%(what)s; it is a FEEL expression now.", what=what))
    return True


def _by_hand(work: Work, node: Node) -> None:
    if local(node) == "sendTask" and node.get("messageRef") and not _code(node):
        return
    by, result = _code(node), dialect.take(node, "resultVariable", "resultVariableName")
    dialect.take(node, *_DROPPED)
    dialect.drop(*dialect.extensions(node, *_ELEMENTS), *dialect.spiff(node, "serviceTaskOperator"))
    definition = dialect.zeebe(node, "taskDefinition")
    if definition is not None:
        dialect.drop(definition)
    for name in ("messageRef", "operationRef", "implementation"):
        node.attrib.pop(name, "")
    dialect.retag(node, "userTask")
    if not named(node):
        to_owner(node)
    if result and _NAME.fullmatch(result):
        work.asks.setdefault(node.get("id") or "", {})[result] = "textfield"
    work.by_hand(node, _sentence(by, result))


def _sentence(said: str, result: str | None) -> str:
    by = sentence("It was done by %(said)s", said=said[:120]) if said else UNBOUND
    bind = sentence("Bind it to a connector in the editor to have it done by itself.")
    if result:
        done = sentence("%(by)s; here a person does it, and gives %(result)s.", by=by, result=result[:80])
    else:
        done = sentence("%(by)s; here a person does it.", by=by)
    return sentence("%(one)s %(other)s", one=done, other=bind)


def _code(node: Node) -> str:
    """What did it there, as a person can recognise it."""
    if dialect.attribute(node, "type") == "external":
        return f"the external topic {dialect.attribute(node, 'topic') or '(none)'}"
    for name in ("class", "delegateExpression", "expression", "type"):
        said = dialect.attribute(node, name)
        if said:
            return said
    definition = dialect.zeebe(node, "taskDefinition")
    if definition is not None:
        return f"the job type {definition.get('type') or '(none)'}"
    operators = dialect.spiff(node, "serviceTaskOperator")
    return f"the operator {operators[0].get('id')}" if operators else bindings.work_item(node)


def _thrown(work: Work, node: Node, definition: Node) -> None:
    """A message that a class sends: the step before the event is a person's, the event itself stays."""
    if programs.bind_thrown(work, node, definition):
        return
    if not definition.get("messageRef") and code.bind_thrown(work, node, definition):
        return
    by = _code(definition)
    dialect.take(definition, *_DROPPED)
    dialect.drop(*dialect.extensions(definition, *_ELEMENTS))
    if definition.get("messageRef"):
        work.rewritten(
            node, sentence("The message was sent by %(by)s; here it goes to whatever waits for its name.", by=by[:120])
        )
        return
    if local(node) == "intermediateThrowEvent" and first(node, "messageEventDefinition") is not None:
        dialect.drop(definition)
        dialect.retag(node, "userTask")
        to_owner(node)
        work.by_hand(node, _sentence(by, None))
        return
    dialect.drop(definition)
    work.rewritten(node, sentence("The message that %(by)s sent at its end is not sent.", by=by[:120]))
