"""The smallest steps through the tree of a DMN file, in whichever version's namespace it stands."""

from collections.abc import Iterator

from workflows.loader.vocabulary import Node


def local(node: Node) -> str:
    """The element's name without its namespace."""
    return str(node.tag).rpartition("}")[2]


def children(node: Node, name: str) -> Iterator[Node]:
    """Children of this local name in the node's own namespace."""
    space = str(node.tag).rpartition("}")[0]
    return (found for found in node if found.tag == f"{space}}}{name}")


def child(node: Node, name: str) -> Node | None:
    """The first of them."""
    return next(children(node, name), None)


def text_of(node: Node) -> str:
    """The content of the node's `text` element, without surrounding space."""
    said = child(node, "text")
    return (said.text or "").strip() if said is not None else ""


def name_of(node: Node) -> str:
    """The node's name."""
    return " ".join((node.get("name") or "").split())


def variable_of(node: Node) -> str:
    """The name of the node's variable, or its own."""
    variable = child(node, "variable")
    return (name_of(variable) if variable is not None else "") or name_of(node)


def type_ref(node: Node | None) -> str:
    """The type that the node names: an attribute, or an element in DMN 1.1 and in item definitions; "" for none."""
    if node is None:
        return ""
    said = child(node, "typeRef")
    return (node.get("typeRef") or (said.text if said is not None else "") or "").strip()
