"""What is drawn in one DMN file: its elements by id, the files it imports, and every name in it. No meaning yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflows.decisions.step import Key, Path
from workflows.decisions.xml import child, children, name_of, variable_of
from workflows.loader.vocabulary import Node

INPUT, DECISION, KNOWLEDGE, SERVICE = "inputData", "decision", "businessKnowledgeModel", "decisionService"
KINDS = (INPUT, DECISION, KNOWLEDGE, SERVICE)
REQUIRED = ("requiredDecision", "requiredInput", "requiredKnowledge")


@dataclass(frozen=True, eq=False)
class Drawn:
    """One element. `variable` is the name under which those that require it see it."""

    key: Key
    kind: str
    name: str
    variable: str
    node: Node

    @property
    def id(self) -> str:
        """The id in its own file."""
        return self.key[1]


@dataclass(eq=False)
class Drawing:
    """One file. `imports`: name of the import -> the drawing it brings; `clashes` are second uses of an id."""

    root: Node
    namespace: str
    elements: dict[str, Drawn] = field(default_factory=dict)
    clashes: list[Drawn] = field(default_factory=list)
    imports: "dict[str, Drawing]" = field(default_factory=dict)

    def found(self, reference: str) -> tuple[Path, Drawn] | None:
        """The element of a reference (`#id` or `namespace#id`) and the imports it comes through."""
        space, _, key = reference.rpartition("#")
        if not space or space == self.namespace:
            if key in self.elements:
                return (), self.elements[key]
            space = ""
        for name, drawing in self.imports.items():
            if key in drawing.elements and space in ("", drawing.namespace):
                return ((name,) if name else ()), drawing.elements[key]
        return None

    def names(self) -> set[str]:
        """Every name that the file gives to anything."""
        space = str(self.root.tag).rpartition("}")[0]
        nodes = (node for node in self.root.iter() if str(node.tag).startswith(space))
        said = (node.get(key) for node in nodes for key in ("name", "iteratorVariable"))
        return {" ".join(name.split()) for name in said if name}


def draw(root: Node) -> Drawing:
    """The elements of one file; what it imports is linked by `link`."""
    made = Drawing(root, (root.get("namespace") or "").strip())
    for kind in KINDS:
        for node in children(root, kind):
            key = node.get("id") or name_of(node)
            drawn = Drawn((made.namespace, key), kind, name_of(node), variable_of(node) or key, node)
            if key in made.elements:
                made.clashes.append(drawn)
            else:
                made.elements[key] = drawn
    return made


def link(drawing: Drawing, others: Mapping[str, Drawing]) -> list[Node]:
    """Give the drawing what it imports, by namespace. Answers the imports of DMN that nobody brought."""
    missing: list[Node] = []
    for node in children(drawing.root, "import"):
        found = others.get((node.get("namespace") or "").strip())
        if found is not None and found is not drawing:
            drawing.imports[name_of(node)] = found
        elif "DMN" in (node.get("importType") or ""):
            missing.append(node)
    return missing


def required(drawn: Drawn) -> list[tuple[str, str]]:
    """What the element requires: the kind of the reference and the reference."""
    found = []
    for requirement in ("informationRequirement", "knowledgeRequirement"):
        for node in children(drawn.node, requirement):
            for kind in REQUIRED:
                target = child(node, kind)
                if target is not None:
                    found.append((kind, (target.get("href") or "").strip()))
    return found
