"""Says what is in the file and will not be read, before `strip` takes it out: nothing is left out in silence.

What is only shown gets a row. What would change how the process runs is a problem.
"""

from workflows.loader import extensions, stores
from workflows.loader.findings import Findings, ReportRow
from workflows.loader.ids import NAMED
from workflows.loader.stores import READS, WRITES
from workflows.loader.vocabulary import CHOREOGRAPHY, MODEL, NODES, Node, bpmn, children, line, local
from workflows.sentences import sentence

_DATA = sentence("Inputs and outputs are names of variables; only the associations that lead to them say something.")
_ARROW = sentence(
    "The arrow is shown; it changes nothing: it says no value, or the variable has one name at both ends."
)
_PEOPLE = sentence("Performers are not read; name people or groups in the assignment.")
_SHOWN = {
    "dataObjectReference": sentence("A data object is a variable of its process or sub-process."),
    "textAnnotation": sentence("The note is shown, not run."),
    "group": sentence("The group is shown, not run."),
    "ioSpecification": _DATA,
    "dataInputAssociation": _ARROW,
    "dataOutputAssociation": _ARROW,
    "performer": _PEOPLE,
    "humanPerformer": _PEOPLE,
    "potentialOwner": _PEOPLE,
    "resourceRole": _PEOPLE,
}
_STORES = ("dataStore", "dataStoreReference")
_SILENT_AT_ROOT = frozenset({"itemDefinition", "category", "extension", "relationship", *_STORES})
_READ = NODES | {
    *("sequenceFlow", "laneSet", "incoming", "outgoing", "documentation", "extensionElements", "script"),
    *("conditionExpression", "multiInstanceLoopCharacteristics", "standardLoopCharacteristics", "eventDefinitionRef"),
    *("dataObject", "association", "activationCondition", "completionCondition", *_STORES),
}
_FEEL = frozenset({"feel", "text/feel", "application/feel"})


def tell(root: Node, findings: Findings) -> None:
    """Rows and problems for the whole file."""
    for element in root:
        at_root = local(element)
        if at_root and at_root not in {"process", *NAMED} and at_root not in _SILENT_AT_ROOT:
            findings.row(element, "ignored", sentence("The %(tag)s is not read.", tag=at_root))
    _stores(root, findings)
    for process in children(root, "process"):
        _foreign(process, findings)
        for holder in process.iter(*(bpmn(name) for name in ("process", *NODES))):
            _children(holder, findings)
        for flow in process.iter(bpmn("sequenceFlow")):
            _foreign(flow, findings)
            _language(flow, findings)


def _stores(root: Node, findings: Findings) -> None:
    """Each symbol of a data store: kept where an association reads or writes it, else only shown."""
    used = {one.get(WRITES) or "" for one in root.iter("{*}output")}
    for one in root.iter("{*}input", "{*}output"):
        used |= {word.partition("=")[2] for word in one.get(READS, "").split()}
    for process in children(root, "process"):
        known = stores.stores(process)
        for symbol in process.iter(bpmn("dataStoreReference")):
            store = known[symbol.get("id") or ""]
            if store.key in used:
                findings.row(symbol, "kept", sentence("What it holds is kept by the house and outlives the request."))
                continue
            message = sentence(
                "The data store is shown and has no effect: no arrow says what is read from it or written to it."
            )
            findings.row(symbol, "ignored", message)
            hint = sentence("Give the arrow into it an assignment or a transformation, or draw one from it to a step.")
            findings.problem("info", "data_store.shown", symbol, message, hint)


def _children(holder: Node, findings: Findings) -> None:
    for child in holder.iterchildren(f"{{{MODEL}}}*"):
        name = local(child)
        if name in _READ or name.endswith("EventDefinition"):
            continue
        if name in CHOREOGRAPHY:
            message = sentence("A %(name)s is no part of a process that runs: nobody would do it.", name=name)
            findings.problem(
                "error", "unsupported.element", child, message, sentence("Draw it as a task of the process.")
            )
        said = _SHOWN.get(name, sentence("The %(name)s is not read.", name=name))
        owner = "" if child.get("id") or holder.get("id") is None else f" of {findings.id_of(holder)}"
        label = (child.get("name") or name) + owner
        findings.rows.append(ReportRow(findings.id_of(child), label, "ignored", said, line(child)))


def _foreign(node: Node, findings: Findings) -> None:
    for name in extensions.foreign(node):
        message = sentence("It uses %(name)s, which is not read here, so its meaning would be lost.", name=name)
        hint = sentence("Draw what it does as a task of the process.")
        findings.problem("error", "unsupported.extension", node, message, hint)


def _language(flow: Node, findings: Findings) -> None:
    for condition in children(flow, "conditionExpression"):
        language = (condition.get("language") or "feel").strip().lower()
        if language not in _FEEL:
            message = sentence(
                "The condition is written in %(language)s; conditions are written in FEEL here.", language=language[:80]
            )
            findings.problem("error", "script.language", flow, message, sentence("Rewrite it in FEEL: amount > 1000."))
