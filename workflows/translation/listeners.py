"""Listeners: code of the old system that ran beside a step. It is reported by name and does not run here."""

from workflows.loader.vocabulary import Node
from workflows.sentences import sentence
from workflows.translation import dialect
from workflows.translation.work import Work

_KINDS = ("executionListener", "taskListener", "eventListener", "executionListeners", "taskListeners")
_ATTRIBUTES = ("class", "delegateExpression", "expression", "throwEvent")

BESIDE = sentence("Code ran beside it there")


def translate(work: Work) -> None:
    """The process, its nodes and its flows."""
    for node in [work.process, *work.nodes(), *work.flows()]:
        found = dialect.extensions(node, *_KINDS)
        zeebe = [e for e in dialect.every(node) if dialect.plain(e) in _KINDS and e not in found]
        names = [_called(e) for e in (*found, *zeebe)]
        dialect.drop(*found, *zeebe)
        if names:
            _tell(work, node, names)


def _tell(work: Work, node: Node, names: list[str]) -> None:
    message = sentence("%(beside)s, which does not run here: %(names)s.", beside=BESIDE, names="; ".join(names)[:300])
    hint = sentence("Where the request needs what it did, draw it as a task.")
    work.findings.row(node, "ignored", message)
    work.findings.problem("warning", "listener.ignored", node, message, hint)


def _called(listener: Node) -> str:
    event = listener.get("event") or listener.get("eventType") or listener.get("events") or "always"
    said = next((value for name in _ATTRIBUTES if (value := listener.get(name))), None)
    inner = next((e for e in listener if isinstance(e.tag, str)), None)
    return f"{event}: {said or listener.get('type') or (dialect.plain(inner) if inner is not None else 'no code')}"
