"""What BPMN itself leaves open: performers named by the standard's own elements, and names given to who starts it."""

from workflows.loader.vocabulary import Node, bpmn
from workflows.translation import dialect
from workflows.translation.people import assign
from workflows.translation.work import Work

_ROLES = ("humanPerformer", "potentialOwner", "performer", "resourceRole")
_STARTER = "requester.login"


def translate(work: Work) -> None:
    """Performers and starters."""
    names = {"initiator": _STARTER}
    for start in work.nodes("startEvent"):
        alias = dialect.take(start, "initiator")
        if alias:
            names[alias] = _STARTER
            work.rewritten(start, f"Who starts it is the requester here ({alias} there).")
    work.names = names
    for node in work.nodes("userTask", "manualTask", "task"):
        for role in [child for child in node if child.tag in {bpmn(name) for name in _ROLES}]:
            _role(work, node, role)


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
    work.rewritten(node, "Who does it was read from its performers.")
