"""Small BPMN diagrams written as Python that reads like the drawing, for the tests of the engine room."""

import itertools
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from workflows.definition import Definition, Source, load

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'targetNamespace="http://laneway.test">'
)


def attributes(**given: object) -> str:
    """XML attributes; None is left out."""
    return "".join(f" {name}={quoteattr(str(value))}" for name, value in given.items() if value is not None)


def node(tag: str, key: str, *inside: str, **given: object) -> str:
    """Any element with an id."""
    return f"<{tag}{attributes(id=key, **given)}>{''.join(inside)}</{tag}>"


def extensions(*inside: str) -> str:
    """Extension elements, if there are any."""
    body = "".join(inside)
    return f"<extensionElements>{body}</extensionElements>" if body else ""


def properties(**given: object) -> str:
    """zeebe:properties."""
    entries = "".join(f"<zeebe:property{attributes(name=k, value=v)}/>" for k, v in given.items())
    return f"<zeebe:properties>{entries}</zeebe:properties>" if entries else ""


def mappings(inputs: dict[str, str] | None = None, outputs: dict[str, str] | None = None) -> str:
    """zeebe:ioMapping; {target: FEEL}."""
    rows = [f"<zeebe:input{attributes(source='=' + v, target=k)}/>" for k, v in (inputs or {}).items()]
    rows += [f"<zeebe:output{attributes(source='=' + v, target=k)}/>" for k, v in (outputs or {}).items()]
    return f"<zeebe:ioMapping>{''.join(rows)}</zeebe:ioMapping>" if rows else ""


def start(key: str = "start", *inside: str) -> str:
    return node("startEvent", key, *inside)


def end(key: str = "end", *inside: str, **props: object) -> str:
    """An end event; keyword arguments are its zeebe:properties (outcome)."""
    return node("endEvent", key, extensions(properties(**props)), *inside)


def user(key: str, *inside: str, ext: str = "", **props: object) -> str:
    """A user task; keyword arguments are its zeebe:properties."""
    return node("userTask", key, extensions("<zeebe:userTask/>", ext, properties(**props)), *inside, name=key.title())


def service(key: str, *inside: str, kind: str = "http", ext: str = "", tag: str = "serviceTask") -> str:
    return node(tag, key, extensions(f'<zeebe:taskDefinition type="{kind}"/>', ext), *inside)


def script(key: str, feel: str, into: str | None = None, *inside: str, ext: str = "") -> str:
    """A script task with a FEEL expression."""
    told = f"<zeebe:script{attributes(expression='=' + feel, resultVariable=into)}/>"
    return node("scriptTask", key, extensions(told, ext), *inside)


def xor(key: str, default: str | None = None) -> str:
    return node("exclusiveGateway", key, default=default)


def par(key: str) -> str:
    return node("parallelGateway", key)


def inc(key: str, default: str | None = None) -> str:
    return node("inclusiveGateway", key, default=default)


def event_gateway(key: str) -> str:
    return node("eventBasedGateway", key)


def sub(key: str, *inside: str, ext: str = "") -> str:
    """An embedded sub-process."""
    return node("subProcess", key, extensions(ext), *inside)


def call(key: str, process: str, *inside: str, ext: str = "", parent: bool = False, children: bool = False) -> str:
    """A call activity."""
    told = attributes(
        processId=process,
        propagateAllParentVariables=str(parent).lower(),
        propagateAllChildVariables=str(children).lower(),
    )
    return node("callActivity", key, extensions(f"<zeebe:calledElement{told}/>", ext), *inside)


def boundary(key: str, host: str, definition: str, *, interrupting: bool = True, ext: str = "") -> str:
    return node(
        "boundaryEvent",
        key,
        extensions(ext),
        definition,
        attachedToRef=host,
        cancelActivity=str(interrupting).lower(),
    )


def catch(key: str, definition: str, ext: str = "") -> str:
    return node("intermediateCatchEvent", key, extensions(ext), definition)


def throw(key: str, definition: str = "", ext: str = "") -> str:
    return node("intermediateThrowEvent", key, extensions(ext), definition)


def timer(text: str, kind: str = "Duration") -> str:
    """A timer definition: kind Date, Duration or Cycle."""
    return f'<timerEventDefinition><time{kind} xsi:type="tFormalExpression">{text}</time{kind}></timerEventDefinition>'


def message(ref: str) -> str:
    return f'<messageEventDefinition messageRef="{ref}"/>'


def signal(ref: str) -> str:
    return f'<signalEventDefinition signalRef="{ref}"/>'


def error(ref: str | None = None) -> str:
    return f"<errorEventDefinition{attributes(errorRef=ref)}/>"


def escalation(ref: str | None = None) -> str:
    return f"<escalationEventDefinition{attributes(escalationRef=ref)}/>"


def conditional(feel: str) -> str:
    return f"<conditionalEventDefinition><condition>={escape(feel)}</condition></conditionalEventDefinition>"


def link(name: str) -> str:
    return f"<linkEventDefinition{attributes(name=name)}/>"


def handler(key: str, definition: str, *inside: str, interrupting: bool = True, ext: str = "") -> str:
    """An event sub-process whose start event is `KEY_start`; `ext` are the start event's extensions."""
    begin = node(
        "startEvent",
        f"{key}_start",
        extensions(ext),
        definition,
        isInterrupting=str(interrupting).lower(),
    )
    return node("subProcess", key, begin, *inside, triggeredByEvent="true")


def ad_hoc(key: str, *inside: str, until: str | None = None, active: str | None = None, **given: object) -> str:
    """An ad-hoc sub-process; `until` its completion condition, `active` what it begins with (FEEL)."""
    ext = extensions(f"<zeebe:adHoc{attributes(activeElementsCollection='=' + active)}/>") if active else ""
    stop = f'<completionCondition xsi:type="tFormalExpression">={escape(until)}</completionCondition>' if until else ""
    return node("adHocSubProcess", key, ext, *inside, stop, **given)


CANCEL = "<cancelEventDefinition/>"
TERMINATE = "<terminateEventDefinition/>"


def repeat(condition: str | None = None, *, before: bool = False, most: str | None = None) -> str:
    """Standard loop characteristics."""
    told = f'<loopCondition xsi:type="tFormalExpression">={escape(condition)}</loopCondition>' if condition else ""
    given = attributes(testBefore=str(before).lower(), loopMaximum=most)
    return f"<standardLoopCharacteristics{given}>{told}</standardLoopCharacteristics>"


def receive(key: str, ref: str, *inside: str) -> str:
    """A receive task for a message."""
    return node("receiveTask", key, *inside, messageRef=ref)


def loop(
    items: str | None = None,
    item: str | None = None,
    *,
    sequential: bool = False,
    into: str | None = None,
    each: str | None = None,
    until: str | None = None,
    times: str | None = None,
) -> str:
    """Multi-instance characteristics."""
    told = attributes(
        inputCollection=f"={items}" if items else None,
        inputElement=item,
        outputCollection=into,
        outputElement=f"={each}" if each else None,
    )
    ext = extensions(f"<zeebe:loopCharacteristics{told}/>") if told else ""
    stop = f'<completionCondition xsi:type="tFormalExpression">={escape(until)}</completionCondition>' if until else ""
    count = f'<loopCardinality xsi:type="tFormalExpression">={times}</loopCardinality>' if times else ""
    return (
        f'<multiInstanceLoopCharacteristics isSequential="{str(sequential).lower()}">{ext}{count}{stop}'
        "</multiInstanceLoopCharacteristics>"
    )


def flow(source: str, target: str, condition: str | None = None, key: str | None = None) -> str:
    """A sequence flow; its id is `source_target` unless given."""
    told = f'<conditionExpression xsi:type="tFormalExpression">={condition}</conditionExpression>' if condition else ""
    return node("sequenceFlow", key or f"{source}_{target}", told, sourceRef=source, targetRef=target)


def path(*keys: str) -> str:
    """Flows along a path: path("a", "b", "c") is a -> b -> c."""
    return "".join(flow(a, b) for a, b in itertools.pairwise(keys))


def messages(**given: str | None) -> str:
    """bpmn:message elements: id=correlation key (FEEL); the name is the id."""
    return "".join(
        node(
            "message",
            key,
            extensions(f"<zeebe:subscription{attributes(correlationKey='=' + feel)}/>") if feel else "",
            name=key,
        )
        for key, feel in given.items()
    )


def declared(tag: str, *keys: str, code: str | None = None) -> str:
    """bpmn:signal, bpmn:error, bpmn:escalation elements named by their ids; their code is the id too."""
    attribute = {"error": "errorCode", "escalation": "escalationCode"}.get(tag)
    return "".join(node(tag, key, name=key, **({attribute: key} if attribute else {})) for key in keys)


def diagram(*inside: str, process: str = "p", around: str = "", more: Iterable[str] = ()) -> bytes:
    """A file with one executable process; `around` are messages, errors...; `more` are further processes."""
    body = node("process", process, *inside, isExecutable="true")
    return f"{HEAD}{around}{body}{''.join(more)}</definitions>".encode()


def definition(*inside: str, called: dict[str, bytes] | None = None, around: str = "", **given: object) -> Definition:
    """The loaded definition of `diagram(...)`."""
    decisions = given.pop("decisions", ())
    return load(Source(diagram(*inside, around=around), process_id="p", called=called or {}, decisions=decisions))  # type: ignore[arg-type]
