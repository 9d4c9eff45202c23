"""Messages, signals, errors and escalations that events point to: resolved, or reported with the missing name."""

from workflows.loader.findings import Findings
from workflows.loader.ids import NAMED
from workflows.loader.vocabulary import Node, children, local
from workflows.sentences import sentence


def resolve(root: Node, findings: Findings) -> None:
    """Reports every reference to a definition that the file does not hold, and takes it away."""
    for kind, attribute in NAMED.items():
        known = {definition.get("id") for definition in children(root, kind)}
        for element in root.iter():
            wanted = element.get(attribute) if local(element) else None
            if wanted is None or wanted in known or _unprefixed(element, attribute, wanted, known):
                continue
            owner = owner_of(element)
            findings.problem(
                "error",
                "reference.missing",
                owner,
                sentence(
                    "The %(kind)s %(wanted)s that this element points to is not defined in the file.",
                    kind=kind,
                    wanted=wanted,
                ),
                sentence("Choose the %(kind)s again in the properties panel.", kind=kind),
            )
            del element.attrib[attribute]


def owner_of(element: Node) -> Node:
    """The event or task that an event definition belongs to."""
    parent = element.getparent()
    return parent if local(element).endswith("EventDefinition") and parent is not None else element


def _unprefixed(element: Node, attribute: str, wanted: str, known: set[str | None]) -> bool:
    """BPMN references are QNames: `tns:Message_1` means Message_1 of this file."""
    bare = wanted.rpartition(":")[2]
    if bare == wanted or bare not in known:
        return False
    element.set(attribute, bare)
    return True
