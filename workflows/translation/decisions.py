"""Business rule tasks: the decision they ask for and the variable its answer goes to, in each dialect's words."""

from workflows.loader.vocabulary import Node
from workflows.sentences import sentence
from workflows.translation import dialect
from workflows.translation.jbpm import inputs
from workflows.translation.work import Work

_BINDING = ("decisionRefBinding", "decisionRefVersion", "decisionRefVersionTag", "decisionRefTenantId")


def translate(work: Work) -> None:
    """All business rule tasks, and Flowable's service tasks of the type dmn."""
    for node in work.nodes("serviceTask"):
        if dialect.attribute(node, "type") == "dmn":
            table = next((_value(f) for f in dialect.extensions(node, "field") if _is_key(f)), "")
            if table:
                dialect.retag(node, "businessRuleTask")
                dialect.take(node, "type")
                dialect.drop(*dialect.extensions(node, "field"))
                _ask(work, node, table, None)
    for node in work.nodes("businessRuleTask"):
        dialect.take(node, *_BINDING)
        wanted = dialect.take(node, "decisionRef")
        if wanted:
            _ask(work, node, wanted, dialect.take(node, "resultVariable") or "decisionResult")
        for element in dialect.spiff(node, "calledDecisionId"):
            if (element.text or "").strip():
                _ask(work, node, (element.text or "").strip(), None)
            dialect.drop(element)
        if "dmn" in (node.get("implementation") or "").lower() and dialect.zeebe(node, "calledDecision") is None:
            asked = inputs(node).get("decision") or inputs(node).get("model")
            if asked:
                _ask(work, node, asked, None)


def _ask(work: Work, node: Node, decision: str, variable: str | None) -> None:
    """Zeebe's words for it."""
    name = variable or "decisionResult"
    dialect.add(node, "calledDecision", decisionId=decision, resultVariable=name)
    work.rewritten(
        node,
        sentence(
            "It asks for the decision %(decision)s; the answer is in %(name)s.", decision=decision[:80], name=name[:80]
        ),
    )


def _is_key(field: Node) -> bool:
    return field.get("name") in {"decisionTableReferenceKey", "decisionServiceReferenceKey"}


def _value(field: Node) -> str:
    inner = field.find("*")
    text = field.get("stringValue") or (inner.text if inner is not None else "") or ""
    return text.strip()
