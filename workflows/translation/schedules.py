"""Due dates, follow-up dates and priorities of tasks: JUEL into FEEL, priorities into 0 to 100."""

from workflows.loader.vocabulary import Node
from workflows.sentences import sentence
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
        message = sentence(
            "The %(words)s %(said)s could not be translated: %(error)s.", words=words, said=said[:80], error=error
        )
        work.findings.problem(
            "error", "due.unreadable", node, message, sentence('Write it in FEEL: =now() + duration("P3D").')
        )
        dialect.take(node, name)
        return
    dialect.change(node, name, f"={found}")
    work.rewritten(
        node, sentence("The %(words)s %(said)s is now %(found)s.", words=words, said=said[:80], found=found[:120])
    )


def _priority(work: Work, node: Node) -> None:
    said = dialect.attribute(node, "priority")
    if said is None:
        return
    if juel.is_juel(said):
        try:
            dialect.change(node, "priority", f"={juel.feel(said, work.names)}")
        except NotTranslatable:
            dialect.take(node, "priority")
            work.findings.row(
                node, "ignored", sentence("The priority %(said)s is not read; it has the usual one.", said=said[:40])
            )
    elif said.lstrip("-").isdigit() and not 0 <= int(said) <= _MOST:
        dialect.change(node, "priority", str(min(max(int(said), 0), _MOST)))
        work.rewritten(
            node,
            sentence("The priority %(said)s lies outside 0 to %(most)s and was cut to it.", said=said[:10], most=_MOST),
        )
