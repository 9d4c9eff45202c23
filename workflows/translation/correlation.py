"""Activiti's and Flowable's correlation keys, which stand at each event: a key of the message, as Zeebe has it.

Only where all events of a message say the same; where they differ the words stay, and lint names them.
"""

from workflows.loader.vocabulary import Node, bpmn, children
from workflows.sentences import sentence
from workflows.translation import dialect, juel
from workflows.translation.errors import NotTranslatable
from workflows.translation.work import Work


def translate(work: Work) -> None:
    """All messages whose events have a key and that have none themselves."""
    for message in children(work.root, "message"):
        events = _events(work, message.get("id") or "")
        said = {dialect.attribute(event, "correlationKey") for event in events} - {None}
        if len(said) == 1 and dialect.zeebe(message, "subscription") is None:
            _give(work, message, events, said.pop() or "")


def _events(work: Work, message: str) -> list[Node]:
    found = work.root.iter(bpmn("messageEventDefinition"))
    return [event for event in found if (event.get("messageRef") or "").rpartition(":")[2] == message]


def _give(work: Work, message: Node, events: list[Node], said: str) -> None:
    try:
        feel = juel.feel(said, work.names) if juel.is_juel(said) else None
    except NotTranslatable:
        return
    if feel is None:
        return
    dialect.add(message, "subscription", correlationKey=f"={feel}")
    for event in events:
        holder = event.getparent()
        if dialect.take(event, "correlationKey") and holder is not None and work.process in holder.iterancestors():
            work.rewritten(
                holder, sentence("Its message is found by %(feel)s, as every event of that message.", feel=feel[:80])
            )
