"""SpiffWorkflow's messages: one value travels, and lies in one variable where it arrives.

    <message name="order"><spiffworkflow:messagePayload>{"n": n}</..><spiffworkflow:messageVariable>order</..></message>

Here a message carries named values, so the one travels under the name of that variable, from where it is thrown.
"""

from workflows.loader.stores import variable
from workflows.loader.vocabulary import Node, bpmn, children
from workflows.sentences import sentence
from workflows.translation import dialect, python
from workflows.translation.errors import NotTranslatable
from workflows.translation.work import Work

_WORDS = ("messageVariable", "messagePayload")
_THROWS = ("intermediateThrowEvent", "endEvent", "sendTask")
_CATCHES = ("startEvent", "intermediateCatchEvent", "boundaryEvent", "receiveTask")


def translate(work: Work) -> None:
    """Every event and task of the process with such a message; older files say it at the event itself."""
    known = {message.get("id"): message for message in children(work.root, "message")}
    for node in work.nodes(*_THROWS, *_CATCHES):
        for holder in [node, *node.iter(bpmn("messageEventDefinition"))]:
            message = known.get((holder.get("messageRef") or "").rpartition(":")[2])
            if message is None:
                continue
            name, payload = (_said(holder, word) or _said(message, word) for word in _WORDS)
            dialect.drop(*dialect.spiff(holder, *_WORDS))
            if name or payload:
                into = variable(name or message.get("name") or message.get("id") or "")
                _carry(work, node, into, payload)


def _carry(work: Work, node: Node, into: str, payload: str) -> None:
    if dialect.plain(node) in _CATCHES:
        work.rewritten(
            node, sentence("What the message brings is expected in it under the name %(into)s.", into=into[:80])
        )
        return
    try:
        feel = python.expression(payload or "None")
    except NotTranslatable:
        message = sentence(
            "What its message carries is Python that could not be translated: %(payload)s", payload=payload[:80]
        )
        hint = sentence("Write it as an input mapping in FEEL.")
        work.findings.problem("error", "mapping.unread", node, message, hint)
        return
    dialect.entry(node, "ioMapping", "input", source=f"={feel}", target=into)
    work.rewritten(node, sentence("What its message carries travels under the name %(into)s.", into=into[:80]))


def _said(message: Node, name: str) -> str:
    return next(((one.text or "").strip() for one in dialect.spiff(message, name)), "")
