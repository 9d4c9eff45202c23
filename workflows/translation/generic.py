"""What BPMN itself leaves open: performers named by the standard's own elements, and names given to who starts it."""

from copy import deepcopy

from workflows.loader.vocabulary import Node, bpmn, children
from workflows.sentences import sentence
from workflows.translation import dialect
from workflows.translation.people import assign
from workflows.translation.work import Work

_ROLES = ("humanPerformer", "potentialOwner", "performer", "resourceRole")
_STARTER = "requester.login"


def translate(work: Work) -> None:
    """Performers, starters, and event definitions that stand at the root of the file."""
    _shared_definitions(work)
    names = {"initiator": _STARTER}
    for start in work.nodes("startEvent"):
        alias = dialect.take(start, "initiator")
        if alias:
            names[alias] = _STARTER
            work.rewritten(start, sentence("Who starts it is the requester here (%(alias)s there).", alias=alias))
    work.names = names
    for node in work.nodes("userTask", "manualTask", "task"):
        for role in [child for child in node if child.tag in {bpmn(name) for name in _ROLES}]:
            _role(work, node, role)


def _shared_definitions(work: Work) -> None:
    """BPMN 2.0.2, 10.5: an event may point to a definition that several events share; each gets its own copy."""
    shared = {d.get("id"): d for d in work.root if isinstance(d.tag, str) and d.tag.endswith("EventDefinition")}
    for node in work.nodes():
        for reference in list(children(node, "eventDefinitionRef")):
            found = shared.get((reference.text or "").strip().rpartition(":")[2])
            if found is not None:
                copied = deepcopy(found)
                copied.attrib.pop("id", "")
                copied.tail = None
                node.replace(reference, copied)
                work.rewritten(node, sentence("Its event definition is shared with others; it has its own copy now."))


def _role(work: Work, node: Node, role: Node) -> None:
    """BPMN 2.0.2, 10.2.4: a resource assignment expression; Activiti's spelling is `user(a), group(b)`."""
    said = " ".join("".join(map(str, e.itertext())) for e in role.iter(bpmn("formalExpression"))).strip()
    if not said:
        return
    one = dialect.plain(role) in {"humanPerformer", "performer"}
    for part in (p.strip() for p in said.split(",")):
        kind, bracket, inner = part.partition("(")
        if bracket and kind in {"user", "group"}:
            assign(node, "candidateUsers" if kind == "user" else "candidateGroups", inner.rstrip(")").strip())
        else:
            assign(node, "assignee" if one else "candidateGroups", part)
    dialect.drop(role)
    work.rewritten(node, sentence("Who does it was read from its performers."))
