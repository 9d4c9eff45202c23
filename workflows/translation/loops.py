"""Multi-instance in the spellings of the engines: collections, element variables, counts and completion conditions."""

import re

from workflows.loader.vocabulary import Node, bpmn, children, first
from workflows.sentences import sentence
from workflows.translation import dialect, juel
from workflows.translation.conditions import condition
from workflows.translation.errors import NotTranslatable
from workflows.translation.work import Work

_NAME = re.compile(r"[A-Za-z_][\w.]*")


def translate(work: Work) -> None:
    """All multi-instance markers and standard loops."""
    for node in work.nodes():
        for marker in children(node, "multiInstanceLoopCharacteristics"):
            _collection(work, node, marker)
            _data_input(work, node, marker)
            _text(work, node, first(marker, "loopCardinality"))
            _condition(work, node, first(marker, "completionCondition"))
        for marker in children(node, "standardLoopCharacteristics"):
            _condition(work, node, first(marker, "loopCondition"))


def _collection(work: Work, node: Node, marker: Node) -> None:
    """`collection` and `elementVariable`, as Camunda 7, Activiti and Flowable write them."""
    said = dialect.take(marker, "collection")
    item = dialect.take(marker, "elementVariable")
    dialect.take(marker, "elementIndexVariable")
    if said is None:
        return
    try:
        source = juel.feel(said, work.names) if juel.is_juel(said) else said
    except NotTranslatable as error:
        message = sentence(
            "The list %(said)s that it goes through could not be translated: %(error)s.", said=said[:80], error=error
        )
        work.findings.problem(
            "error", "loop.no_collection", node, message, sentence("Give a FEEL expression for the list.")
        )
        return
    dialect.add(marker, "loopCharacteristics", inputCollection=f"={source}")
    if item:
        dialect.add(marker, "loopCharacteristics", inputElement=item)
    work.rewritten(node, sentence("It goes through the list %(source)s.", source=source[:80]))


def _data_input(work: Work, node: Node, marker: Node) -> None:
    """BPMN's own way, and jBPM's: the reference names a data input that an association fills from a variable."""
    reference = first(marker, "loopDataInputRef")
    wanted = (reference.text or "").strip() if reference is not None else ""
    if reference is None or not wanted:
        return
    if juel.is_juel(wanted):
        _text(work, node, reference)
        return
    for association in node.iter(bpmn("dataInputAssociation")):
        target, source = first(association, "targetRef"), first(association, "sourceRef")
        if target is not None and (target.text or "").strip() == wanted and source is not None:
            reference.text = _variable(work, (source.text or "").strip())
            work.rewritten(node, sentence("It goes through the list %(text)s.", text=reference.text[:80]))
            return
    if not _NAME.fullmatch(wanted):
        reference.text = _variable(work, wanted)


def _variable(work: Work, key: str) -> str:
    """The name of the property or data object with this id; the id where it has none."""
    for element in work.process.iter(*(bpmn(n) for n in ("property", "dataObjectReference", "dataObject"))):
        if element.get("id") == key and _NAME.fullmatch(element.get("name") or ""):
            return element.get("name") or key
    return key


def _text(work: Work, node: Node, element: Node | None) -> None:
    said = (element.text or "").strip() if element is not None else ""
    if element is None or not juel.is_juel(said):
        return
    try:
        element.text = f"={juel.feel(said, work.names)}"
    except NotTranslatable:
        return
    work.rewritten(node, sentence("%(said)s is now %(text)s.", said=said[:80], text=element.text[:120]))


def _condition(work: Work, node: Node, element: Node | None) -> None:
    said = (element.text or "").strip() if element is not None else ""
    if element is None or not said or said.startswith("="):
        return
    try:
        found = condition(work, said, (element.get("language") or "").lower())
    except NotTranslatable:
        return
    if found != said:
        element.text = f"={found}"
        work.rewritten(node, sentence("The condition %(said)s is now %(found)s.", said=said[:120], found=found[:200]))
