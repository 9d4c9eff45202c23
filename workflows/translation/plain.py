"""Attributes of the camunda family that say how its engine stores, retries and lists things: they go with a word.

They change nothing that a request could notice: transactions, job priorities, history, pictures and versions are ours.
"""

from workflows.loader.vocabulary import CAMUNDA, Node
from workflows.sentences import sentence
from workflows.translation import dialect
from workflows.translation.work import Work

_OF_THE_ENGINE = frozenset(
    {"asyncBefore", "asyncAfter", "async", "exclusive", "historyTimeToLive", "versionTag", "modelerTemplate",
     "modelerTemplateVersion", "jobPriority", "taskPriority", "isStartableInTasklist", "modelerTemplateIcon",
     "candidateStarterGroups", "candidateStarterUsers", "autoStoreVariables", "diagramRelationId", "sameDeployment",
     "useLocalScopeForResultVariable", "includeParentVariables", "isForCompensation",
     "asyncLeave", "asyncLeaveExclusive", "businessCalendarName", "storeResultVariableAsTransient",
     "idVariableName", "inheritVariables",
     "completeAsync", "fallbackToDefaultTenant", "validateFormFields", "failedJobRetryTimeCycle", "category",
     "taskIdVariableName", "inheritBusinessKey", "parallelInSameTransaction", "formFieldValidation", "businessKey",
     "templateId", "templateVersion", "color", "bgcolor", "extensionId", "calledElementType",
     "processInstanceName", "processInstanceIdVariableName", "useLocalScopeForOutParameters", "variableName",
     "doNotIncludeVariables", "mapDecisionResult", "variableEvents", "noWaitStatesAsyncLeave"}
)  # fmt: skip
_ELEMENTS = frozenset({"failedJobRetryTimeCycle", "errorEventDefinition", "work", "eventType", "localization"})
#: What would change what a request does and has no equal here: it goes as well, with what to draw instead.
_DIFFERS = ("skipExpression", "triggerable")
_MEANT = frozenset({"errorEventDefinition", "eventType"})


def translate(work: Work) -> None:
    """The process, its nodes, flows and what stands in them."""
    for node in [work.process, *work.nodes()]:
        _differs(work, node)
        names = {name for part in _parts(node) for name in _take(part)}
        for element in [e for e in dialect.extensions(node) if _is_of_its_tools(dialect.plain(e))]:
            names.add(dialect.plain(element))
            dialect.drop(element)
        if names - {"exclusive", "diagramRelationId", "formFieldValidation"} and node is not work.process:
            work.findings.row(node, "kept", _not_needed(names))


def _differs(work: Work, node: Node) -> None:
    for name in _DIFFERS:
        said = dialect.take(node, name) or "false"
        if said != "false":
            work.findings.row(node, "ignored", _skipped(said) if name == "skipExpression" else _triggered())


def _not_needed(names: set[str]) -> str:
    return sentence(
        "What it says to its old engine about storing, retrying and showing (%(names)s) is not needed here.",
        names=", ".join(sorted(names)),
    )


def _skipped(said: str) -> str:
    return sentence(
        "Its old engine may leave it out by “%(said)s”; here it is always done. Draw a gateway before it.",
        said=said[:60],
    )


def _triggered() -> str:
    return sentence(
        "Its old engine waits for a call from outside when the work is done; here it goes on at once. "
        "Draw a receive task behind it."
    )


def _is_of_its_tools(name: str) -> bool:
    """Flowable's designer writes its own notes with hyphens in their names."""
    return name in _ELEMENTS - _MEANT or "-" in name


def _parts(node: Node) -> list[Node]:
    own = [
        c for c in node if isinstance(c.tag, str) and dialect.plain(c).endswith(("EventDefinition", "Characteristics"))
    ]
    return [node, *own]


def _take(part: Node) -> list[str]:
    found = []
    for key in list(part.attrib):
        namespace, _, name = str(key).removeprefix("{").rpartition("}")
        if namespace in CAMUNDA and name in _OF_THE_ENGINE:
            del part.attrib[key]
            found.append(name)
    return found
