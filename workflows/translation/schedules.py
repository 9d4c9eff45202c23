"""Due dates, follow-up dates and priorities of tasks: JUEL into FEEL, priorities into 0 to 100."""

from workflows.loader.vocabulary import Node
from workflows.translation import dialect, juel
from workflows.translation.errors import NotTranslatable
from workflows.translation.work import Work

_DATES = {"dueDate": "due date", "followUpDate": "follow-up date"}
_MOST = 100


def translate(work: Work) -> None:
    """All tasks of people."""
    for node in work.nodes("userTask", "manualTask", "task"):
        for name, words in _DATES.items():
            _date(work, node, name, words)
        _priority(work, node)


def _date(work: Work, node: Node, name: str, words: str) -> None:
    said = dialect.attribute(node, name)
    if not juel.is_juel(said) or said is None:
        return
    try:
        found = juel.feel(said, work.names)
    except NotTranslatable as error:
        message = f"The {words} {said[:80]} could not be translated: {error}."
        work.findings.problem("error", "due.unreadable", node, message, 'Write it in FEEL: =now() + duration("P3D").')
        dialect.take(node, name)
        return
    dialect.change(node, name, f"={found}")
    work.rewritten(node, f"The {words} {said[:80]} is now {found[:120]}.")


def _priority(work: Work, node: Node) -> None:
    said = dialect.attribute(node, "priority")
    if said is None:
        return
    if juel.is_juel(said):
        try:
            dialect.change(node, "priority", f"={juel.feel(said, work.names)}")
        except NotTranslatable:
            dialect.take(node, "priority")
            work.findings.row(node, "ignored", f"The priority {said[:40]} is not read; it has the usual one.")
    elif said.lstrip("-").isdigit() and not 0 <= int(said) <= _MOST:
        dialect.change(node, "priority", str(min(max(int(said), 0), _MOST)))
        work.rewritten(node, f"The priority {said[:10]} lies outside 0 to {_MOST} and was cut to it.")
