"""Who does a task: assignees, candidates, and the item's owner where the diagram names nobody.

A task of a foreign diagram that is given to nobody is a task of the item's owner, who can hand it on; a diagram that
was drawn here must say it (lint, task.nobody).
"""

import json

from workflows.loader.vocabulary import Node
from workflows.sentences import sentence
from workflows.translation import dialect, juel
from workflows.translation.errors import NotTranslatable
from workflows.translation.work import Work

BY_PEOPLE = ("userTask", "manualTask", "task")
_PLACES = {"assignee": "assignee", "candidateUsers": "candidateUsers", "candidateGroups": "candidateGroups"}
_REQUESTER = frozenset({"requester", "requester.login"})
_WAYS = ("group", "approver", "kind")


def translate(work: Work) -> None:
    """All tasks that people do."""
    for node in work.nodes(*BY_PEOPLE):
        for place in _PLACES:
            said = dialect.take(node, place)
            if said:
                _place(work, node, place, said)
        if not work.ours and not named(node):
            to_owner(node)
            work.rewritten(node, sentence("It names nobody, so the item's owner gets it."))


def assign(node: Node, place: str, said: str) -> None:
    """Adds to zeebe:assignmentDefinition; several are listed."""
    found = dialect.zeebe(node, "assignmentDefinition")
    before = found.get(place) if found is not None else None
    dialect.add(node, "assignmentDefinition", **{place: f"{before}, {said}" if before else said})


def to_owner(node: Node) -> None:
    """The item's owner gets it."""
    dialect.set_property(node, "kind", "fulfilment")
    dialect.set_property(node, "approver", "owner")


def named(node: Node) -> bool:
    """Whether the task says who does it."""
    found = dialect.zeebe(node, "assignmentDefinition")
    return (found is not None and any(found.attrib.values())) or dialect.has_property(node, *_WAYS)


def _place(work: Work, node: Node, place: str, said: str) -> None:
    """Who does it, into one attribute (`place`) of the assignment; what stands there already wins."""
    known = dialect.zeebe(node, "assignmentDefinition")
    if known is not None and known.get(place):
        return
    try:
        value = _value(work, said, place)
    except NotTranslatable as error:
        hint = sentence("Name a person, a group or an approver in the properties panel.")
        text = sentence(
            "Who does it (%(said)s) is not known here: %(error)s; the item's owner gets it.",
            said=said[:80],
            error=error,
        )
        work.findings.problem("warning", "people.unread", node, text, hint)
        work.rewritten(node, text)
        return
    if place == "assignee" and value.removeprefix("=").strip() in _REQUESTER:
        dialect.set_property(node, "kind", "requester")
        work.rewritten(node, sentence("It is the requester's own task."))
        return
    assign(node, place, value)
    if value != said:
        work.rewritten(node, sentence("Who does it (%(said)s) is now %(value)s.", said=said[:80], value=value[:120]))


def _value(work: Work, said: str, place: str) -> str:
    """As it stands, or FEEL for what has an expression in it; several between commas become a list."""
    if not juel.is_juel(said):
        return said
    if place == "assignee" or "," not in said:
        return f"={juel.feel(said, work.names)}"
    parts = [part.strip() for part in said.split(",") if part.strip()]
    texts = [juel.feel(p, work.names) if juel.is_juel(p) else json.dumps(p, ensure_ascii=False) for p in parts]
    return f"=[{', '.join(texts)}]"
