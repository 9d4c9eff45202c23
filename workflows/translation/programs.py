"""Steps that a program outside takes in their home too: they stay a program's, as jobs (workflows/jobs.py).

External tasks of Camunda 7 (type="external", topic), job types of Zeebe, external workers of Flowable, also where a
send task or a thrown message has them. Classes, beans and expressions, which ran inside the other engine: code.py.
Never a word that is a connector's here, for then the house would do it in another way.
"""

from workflows import jobs
from workflows.loader.vocabulary import Node, local
from workflows.sentences import sentence
from workflows.translation import dialect, juel
from workflows.translation.work import Work

_EXTERNAL = frozenset({"external", "external-worker"})
_TAKEN = ("type", "topic", "class", "delegateExpression", "expression")
_REFERENCES = ("messageRef", "operationRef", "implementation")


def bind(work: Work, node: Node) -> bool:
    """Leaves the task to a program; answers whether one takes it in its home."""
    said = _said(node)
    if not _is_job(said):
        return False
    _write(work, node, said)
    return True


def bind_thrown(work: Work, node: Node, definition: Node) -> bool:
    """The same for an event whose message a program sends."""
    said = _topic(definition)
    if not _is_job(said):
        return False
    dialect.take(definition, *_TAKEN)
    definition.attrib.pop("messageRef", "")
    _write(work, node, said)
    return True


def _said(node: Node) -> str:
    definition = dialect.zeebe(node, "taskDefinition")
    return _topic(node) if definition is None else (definition.get("type") or "").strip()


def _topic(node: Node) -> str:
    return (dialect.attribute(node, "topic") or "") if dialect.attribute(node, "type") in _EXTERNAL else ""


def _is_job(said: str) -> bool:
    return jobs.is_job(said, jobs.CONNECTORS) and not juel.is_juel(said)


def _write(work: Work, node: Node, said: str) -> None:
    dialect.take(node, *_TAKEN)
    for name in _REFERENCES:
        node.attrib.pop(name, "")
    if local(node) == "task":
        dialect.retag(node, "serviceTask")
    dialect.add(node, "taskDefinition", type=said)
    dialect.see_all(node)
    work.rewritten(
        node, sentence("A program must take jobs of the type %(said)s (POST /api/v1/jobs/claim).", said=said)
    )
