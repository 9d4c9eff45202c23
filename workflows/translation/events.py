"""Messages, signals, errors and escalations: names where the drawing has none, names by expression, default keys.

A message that nobody named is named after the event that waits for it or sends it. A message that the diagram does not
say how to correlate finds its request by the request's number.
"""

from lxml import etree

from workflows.loader.ids import NAMED
from workflows.loader.vocabulary import Node, bpmn, children, first, local
from workflows.sentences import sentence
from workflows.translation import correlation, dialect, juel
from workflows.translation.errors import NotTranslatable
from workflows.translation.work import Work, label

_KEY = "=request.number"
_BY_EXPRESSION = {"signalExpression": "signal", "messageExpression": "message"}
_CAUGHT = {"errorCodeVariable": "errorCode", "errorMessageVariable": "errorMessage",
           "escalationCodeVariable": "escalationCode"}  # fmt: skip
_EVENTS = ("startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent")
_SENT_BY = ("class", "delegateExpression", "expression", "type")


def translate(work: Work) -> None:
    """All events and message tasks of the process."""
    _definitions(work)
    correlation.translate(work)
    for node in work.nodes(*_EVENTS):
        for kind, attribute in NAMED.items():
            for definition in children(node, f"{kind}EventDefinition"):
                _event(work, node, definition, kind, attribute)
    for node in work.nodes("receiveTask", "sendTask"):
        if node.get("messageRef") is None and not _is_service(node) and not work.ours:
            _give(work, node, node, "message", "messageRef")
    if not work.ours:
        _keys(work)


def _definitions(work: Work) -> None:
    """Names and codes by expression, and codes that are missing."""
    for definition in children(work.root, *NAMED):
        for attribute in ("name", "errorCode", "escalationCode"):
            said = definition.get(attribute)
            if juel.is_juel(said):
                try:
                    definition.set(attribute, f"={juel.feel(said or '', work.names)}")
                except NotTranslatable:
                    continue


def _event(work: Work, node: Node, definition: Node, kind: str, attribute: str) -> None:
    """One definition of one event: what it refers to (`attribute`; `kind`: message, signal, error or escalation), its
    code, and the variables that what it catches goes into.
    """
    for name, of in _BY_EXPRESSION.items():
        said = dialect.take(definition, name)
        if said and of == kind:
            _by_expression(work, definition, kind, attribute, said)
    wanted = definition.get(attribute)
    known = {d.get("id") for d in children(work.root, kind)}
    catches_all = kind in {"error", "escalation"} and local(node) in {"boundaryEvent", "startEvent"}
    if wanted is None and not catches_all and not work.ours and not _is_service(definition):
        _give(work, node, definition, kind, attribute)
    elif (
        wanted is not None and kind == "error" and _codes_in_references(work) and wanted.rpartition(":")[2] not in known
    ):
        made = _make(work, "error", wanted)
        made.set("errorCode", wanted)
        definition.set(attribute, made.get("id") or "")
        work.rewritten(
            node,
            sentence(
                "The error code %(wanted)s stands in the reference, as Activiti allows; it is an error now.",
                wanted=wanted,
            ),
        )
    _code(work, definition, kind, attribute)
    for said, name in _CAUGHT.items():
        variable = dialect.take(definition, said)
        if variable:
            dialect.entry(node, "ioMapping", "output", source=f"={name}", target=variable)
            work.rewritten(
                node, sentence("What it catches goes into %(variable)s by a mapping now.", variable=variable[:80])
            )


def _codes_in_references(work: Work) -> bool:
    """Activiti and Flowable let an event name the code itself."""
    return any("activiti" in ns or "flowable" in ns for ns in (work.root.nsmap or {}).values())


def _code(work: Work, definition: Node, kind: str, attribute: str) -> None:
    if kind not in {"error", "escalation"} or work.ours:
        return
    for found in children(work.root, kind):
        if found.get("id") == definition.get(attribute) and not (found.get(f"{kind}Code") or found.get("name")):
            found.set(f"{kind}Code", found.get("id") or "")


def _by_expression(work: Work, definition: Node, kind: str, attribute: str, said: str) -> None:
    try:
        name = f"={juel.feel(said, work.names)}" if juel.is_juel(said) else said
    except NotTranslatable:
        return
    definition.set(attribute, _make(work, kind, name).get("id") or "")


def _give(work: Work, node: Node, holder: Node, kind: str, attribute: str) -> None:
    """A definition named after the event, the same for the same name."""
    name = label(node) if node.get("name") else node.get("id") or kind
    known = next((d for d in children(work.root, kind) if d.get("name") == name), None)
    found = known if known is not None else _make(work, kind, name)
    holder.set(attribute, found.get("id") or "")
    said = {"kind": kind, "name": name[:80]}
    work.rewritten(
        node, sentence("It names no %(kind)s; the %(kind)s is called “%(name)s” now, after the element.", **said)
    )


def _make(work: Work, kind: str, name: str) -> Node:
    made = etree.SubElement(work.root, bpmn(kind), id=work.ids.free(f"{kind}_made"), name=name)
    if kind in {"error", "escalation"}:
        made.set(f"{kind}Code", name)
    return made


def _is_service(holder: Node) -> bool:
    """Something sends it: a class, an external worker, a job type."""
    if any(dialect.attribute(holder, name) for name in _SENT_BY):
        return True
    parent = holder.getparent()
    owner = holder if not local(holder).endswith("EventDefinition") or parent is None else parent
    return dialect.zeebe(owner, "taskDefinition") is not None


def _keys(work: Work) -> None:
    """Each message that something of the process waits for, other than to start, has a key."""
    waits = [*work.nodes("receiveTask")]
    waits += [
        d for n in work.nodes("intermediateCatchEvent", "boundaryEvent") for d in children(n, "messageEventDefinition")
    ]
    wanted = {(wait.get("messageRef") or "").rpartition(":")[2] for wait in waits}
    for message in children(work.root, "message"):
        if message.get("id") in wanted and not _key(message):
            dialect.add(message, "subscription", correlationKey=_KEY)


def _key(message: Node) -> str | None:
    found = dialect.zeebe(message, "subscription") if first(message, "extensionElements") is not None else None
    return found.get("correlationKey") if found is not None else None
