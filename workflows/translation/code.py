"""Steps that code inside another engine does: they stay a program's, as jobs (workflows/jobs.py).

Classes, beans and their methods of Camunda 7, Activiti and Flowable, jBPM's work items and Java services, operators
and connectors that the house lacks, operations of BPMN's own interfaces. A program of the house does the step under
the code's own word, with all variables that the code saw and the fields it was given; what it answers goes back, and
its errors by their codes. Never code that the drawing does not name: that is a person's.
"""

import re
from typing import NamedTuple

from workflows import jobs
from workflows.loader.vocabulary import DROOLS, Node, children, local
from workflows.sentences import sentence
from workflows.translation import dialect, handed
from workflows.translation.work import Work

_BEAN = re.compile(r"(?:[$#]\{)?\s*([A-Za-z_][\w-]*)\s*\}?")
_METHOD = re.compile(r"[$#]\{\s*([A-Za-z_][\w.]*)\s*(\(.*\))\s*\}", re.DOTALL)
_CLASS = re.compile(r"[A-Za-z_][\w.$]*")
_WORD = re.compile(r"[A-Za-z_][\w./:-]*")
_OF_THE_ENGINE = frozenset(
    {"execution", "task", "delegateExecution", "delegateTask", "kcontext", "runtimeService", "taskService",
     "repositoryService", "historyService", "formService", "identityService", "managementService"}
)  # fmt: skip
_ENGINES = frozenset({"camel", "mule"})  # types of Activiti and Flowable that hand the step to another program
_HERE = frozenset({"Milestone"})  # work items of jBPM that its engine does itself, without any program
_TAKEN = ("class", "delegateExpression", "expression", "type", "resultVariable", "resultVariableName")
_REFERENCES = ("messageRef", "operationRef", "implementation")
_NO_NAME = re.compile(r"(?i)##\w+|java|webservice|unspecified|other|dmn.*|http://www\.jboss\.org/drools/rule")
BY_CODE = "The code that did it there was"  # how `_told` begins in English: bench/imports counts by it


class Code(NamedTuple):
    """`word`: the type of the job. `said`: what the drawing names, in full. `kind`: in which way it names it."""

    word: str
    said: str
    kind: str


def bind(work: Work, node: Node) -> bool:
    """Leaves the task to a program where the drawing names the code that does it."""
    found = _code(work, node)
    if found is None:
        return False
    handed.over(work, node, node)
    _write(work, node, node, found)
    return True


def bind_thrown(work: Work, node: Node, definition: Node) -> bool:
    """The same for an event whose message the code sends."""
    found = _code(work, definition)
    if found is None:
        return False
    handed.over(work, node, definition)
    _write(work, node, definition, found)
    return True


def _write(work: Work, node: Node, holder: Node, found: Code) -> None:
    dialect.take(holder, *_TAKEN)
    for name in _REFERENCES:
        holder.attrib.pop(name, "")
    if local(node) == "task":
        dialect.retag(node, "serviceTask")
    dialect.add(node, "taskDefinition", type=found.word)
    if found.word != found.said:
        dialect.entry(node, "taskHeaders", "header", key=found.kind, value=found.said)
    dialect.see_all(node)
    work.rewritten(node, _told(found))


def _told(found: Code) -> str:
    return sentence(
        "The code that did it there was %(code)s. Here it is a job: a program of yours must take jobs of the type "
        "%(type)s (POST /api/v1/jobs/claim). Without one, make it a person's task in the editor.",
        code=found.said[:120],
        type=found.word,
    )


def _code(work: Work, node: Node) -> Code | None:
    for found in (_of_family(node), _connector(node), _operator(node), _of_jbpm(node), _of_bpmn(work, node)):
        if found is not None and (word := _usable(found)):
            return found._replace(word=word)
    return None


def _usable(found: Code) -> str:
    """The word, or the whole name where the word alone would be taken for a connector; "" where neither does."""
    return next((word for word in (found.word, found.said) if jobs.is_job(word, jobs.CONNECTORS)), "")


def _of_family(node: Node) -> Code | None:
    said = dialect.attribute(node, "class")
    if said and _CLASS.fullmatch(said):
        return Code(re.split(r"[.$]", said)[-1], said, "class")
    said = dialect.attribute(node, "delegateExpression")
    if said and (bean := _BEAN.fullmatch(said)):
        return Code(bean[1], said, "delegateExpression")
    said = dialect.attribute(node, "expression")
    if said and (method := _called(said)):
        return Code(method, said, "expression")
    said = dialect.attribute(node, "type")
    return Code(said, said, "type") if said in _ENGINES else None


def _called(said: str) -> str | None:
    """The bean and its method, of an expression that is one call and nothing else; not of the engine's own objects."""
    found = _METHOD.fullmatch(said)
    if found is None or found[1].partition(".")[0] in _OF_THE_ENGINE:
        return None
    depth = 0
    for place, sign in enumerate(found[2]):
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and place != len(found[2]) - 1:
            return None
    return found[1]


def _connector(node: Node) -> Code | None:
    for connector in dialect.extensions(node, "connector"):
        named = next((e for e in connector if dialect.plain(e) == "connectorId"), None)
        said = (named.text or "").strip() if named is not None else ""
        if _WORD.fullmatch(said):
            return Code(said, said, "connector")
    return None


def _operator(node: Node) -> Code | None:
    said = next(((e.get("id") or "").strip() for e in dialect.spiff(node, "serviceTaskOperator")), "")
    return Code(said, said, "operator") if _WORD.fullmatch(said) else None


def _of_jbpm(node: Node) -> Code | None:
    item = (node.get(f"{{{DROOLS}}}taskName") or "").strip()
    if item and item not in _HERE and _WORD.fullmatch(item):
        return Code(item, item, "work item")
    service, operation = ((node.get(f"{{{DROOLS}}}service{part}") or "").strip() for part in ("interface", "operation"))
    if service and operation:
        return Code(f"{service.rpartition('.')[2]}.{operation}", f"{service}.{operation}", "service")
    return None


def _of_bpmn(work: Work, node: Node) -> Code | None:
    """BPMN 2.0.2, 10.3.3: the operation of an interface, or a word that says who does it."""
    if local(node) != "serviceTask":
        return None
    wanted = (node.get("operationRef") or "").rpartition(":")[2]
    for interface in children(work.root, "interface"):
        for operation in children(interface, "operation"):
            names = [(e.get("name") or "").strip() for e in (interface, operation)]
            if wanted and operation.get("id") == wanted and all(map(_WORD.fullmatch, names)):
                return Code(f"{names[0].rpartition('.')[2]}.{names[1]}", ".".join(names), "operation")
    said = (node.get("implementation") or "").strip()
    if method := _called(said):
        return Code(method, said, "implementation")
    return Code(said, said, "implementation") if _WORD.fullmatch(said) and not _NO_NAME.fullmatch(said) else None
