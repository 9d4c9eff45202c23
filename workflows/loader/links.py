"""Link events: a sequence flow from every throwing event to the catching one of the same name, level by level.

BPMN 2.0.2, 10.5.4: several may throw one link, only one may catch it, and a link never leaves its level.
"""

from workflows.loader.edges import Edges
from workflows.loader.vocabulary import Node, first, flow_nodes, local, scopes
from workflows.sentences import sentence


def join(process: Node, edges: Edges) -> None:
    """Connect the links of every level. Reports a link that leads nowhere and one that is caught twice."""
    for scope in scopes(process):
        linked = [(node, _name(node)) for node in flow_nodes(scope) if is_link(node)]
        caught: dict[str, Node] = {}
        for node, name in linked:
            if local(node) == "intermediateCatchEvent" and caught.setdefault(name, node) is not node:
                _tell(
                    edges,
                    node,
                    "link.twice",
                    sentence("Two events catch the link “%(name)s” here; a token cannot choose.", name=name[:80]),
                )
        thrown = {name for node, name in linked if local(node) == "intermediateThrowEvent"}
        for name in sorted(caught.keys() - thrown):
            _tell(
                edges,
                caught[name],
                "link.missing",
                sentence("Nothing on this level throws the link “%(name)s”.", name=name[:80]),
            )
        for node, name in linked:
            if local(node) == "intermediateThrowEvent":
                _connect(scope, node, name, caught.get(name), edges)


def _connect(scope: Node, node: Node, name: str, target: Node | None, edges: Edges) -> None:
    if target is None:
        _tell(
            edges, node, "link.missing", sentence("Nothing on this level catches the link “%(name)s”.", name=name[:80])
        )
        return
    edges.connect(scope, node, target)
    edges.findings.row(node, "rewritten", sentence("The link runs as a sequence flow to the event that catches it."))


def _tell(edges: Edges, node: Node, code: str, message: str) -> None:
    hint = sentence("Give one catching and at least one throwing link event of the same level the same name.")
    edges.findings.problem("error", code, node, message, hint)


def is_link(node: Node) -> bool:
    """The event is one end of a link."""
    return first(node, "linkEventDefinition") is not None


def _name(node: Node) -> str:
    """The link's name; some tools write it only as the label of the event."""
    definition = first(node, "linkEventDefinition")
    said = definition.get("name") if definition is not None else None
    return (said or node.get("name") or "").strip()
