"""Attributes and extension elements of the camunda family (Camunda 7, Activiti, Flowable, Operaton), and zeebe's.

Reading and taking: what has been translated is taken out of the tree, so that what is left is what nobody read.
"""

from collections.abc import Iterable, Iterator

from lxml import etree

from workflows.loader.stores import READS, WRITES
from workflows.loader.vocabulary import CAMUNDA, SPIFF, ZEEBE, Node, bpmn, first

FAMILY = frozenset(CAMUNDA)


def attribute(node: Node, name: str) -> str | None:
    """An attribute in any namespace of the family; None where it is absent or empty."""
    return next((value for ns in CAMUNDA if (value := (node.get(f"{{{ns}}}{name}") or "").strip())), None)


def take(node: Node, *names: str) -> str | None:
    """Removes these attributes and answers the first that said anything."""
    found: str | None = None
    for name in names:
        for namespace in CAMUNDA:
            value = str(node.attrib.pop(f"{{{namespace}}}{name}", "")).strip()
            found = found or value or None
    return found


def change(node: Node, name: str, value: str) -> None:
    """Gives an attribute of the family another text."""
    for namespace in CAMUNDA:
        if node.get(f"{{{namespace}}}{name}"):
            node.set(f"{{{namespace}}}{name}", value)


def extensions(node: Node, *names: str) -> list[Node]:
    """Extension elements of the family with these names; all without one."""
    return [e for e in every(node) if name_space(e) in FAMILY and (not names or plain(e) in names)]


def spiff(node: Node, *names: str) -> list[Node]:
    """Extension elements of SpiffWorkflow with these names."""
    return [e for e in every(node) if name_space(e) == SPIFF and plain(e) in names]


def zeebe(node: Node, name: str) -> Node | None:
    """Zeebe's extension element of that name, or None."""
    return next((e for e in every(node) if name_space(e) == ZEEBE and plain(e) == name), None)


def every(node: Node) -> Iterator[Node]:
    """All extension elements of a node."""
    holder = first(node, "extensionElements")
    return iter([e for e in holder if isinstance(e.tag, str)] if holder is not None else [])


def inside(node: Node, *names: str) -> list[Node]:
    """Descendants with these local names, whatever their namespace."""
    return [e for e in node.iter() if e is not node and isinstance(e.tag, str) and plain(e) in names]


def drop(*elements: Node) -> None:
    """Takes elements out of the tree."""
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def plain(element: Node) -> str:
    """The name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def name_space(element: Node) -> str:
    """The namespace of an element."""
    return str(element.tag).rpartition("}")[0].removeprefix("{")


def add(node: Node, name: str, /, **attributes: str) -> Node:
    """A zeebe extension element, made or found, with these attributes."""
    found = zeebe(node, name)
    if found is None:
        holder = first(node, "extensionElements")
        if holder is None:
            holder = etree.Element(bpmn("extensionElements"))
            node.insert(0, holder)
        found = etree.SubElement(holder, f"{{{ZEEBE}}}{name}")
    for key, value in attributes.items():
        found.set(key, value)
    return found


def entry(node: Node, group: str, kind: str, /, **attributes: str) -> None:
    """An entry of a zeebe group: a property, a header, an input or an output."""
    etree.SubElement(add(node, group), f"{{{ZEEBE}}}{kind}", attributes)


def stores(node: Node, read: Iterable[tuple[str, str]], written: str) -> None:
    """Marks the last mapping of the node: which data stores it reads under which names, and which one it writes."""
    mapping = zeebe(node, "ioMapping")
    if mapping is not None and (read or written):
        mapping[-1].set(READS, " ".join(f"{name}={key}" for name, key in read))
        mapping[-1].set(WRITES, written)


def has_property(node: Node, *names: str) -> bool:
    """Whether a property of one of these names is set, in any dialect."""
    groups = (e for e in every(node) if plain(e) == "properties")
    return any(p.get("name") in names and (p.get("value") or "").strip() for group in groups for p in group)


def set_property(node: Node, name: str, value: str) -> None:
    """A zeebe:property, unless the diagram has one of that name."""
    if not has_property(node, name):
        entry(node, "properties", "property", name=name, value=value)


def see_all(node: Node) -> None:
    """A job with inputs of its own is given all variables beside them, as code inside an engine saw them."""
    mapping = zeebe(node, "ioMapping")
    if mapping is not None and any(plain(one) == "input" for one in mapping):
        set_property(node, "data", "all")


def retag(node: Node, kind: str) -> None:
    """Makes the node one of another BPMN type; its id, name, place and flows stay."""
    node.tag = bpmn(kind)
