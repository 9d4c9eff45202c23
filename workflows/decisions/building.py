"""From drawings to decisions that can be made: files linked, types and logic compiled, requirements put in order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from workflows.decisions import requirements
from workflows.decisions.boxes import RULES, Reader
from workflows.decisions.drawing import INPUT, KNOWLEDGE, SERVICE, Drawing, Drawn, draw, link
from workflows.decisions.item_types import Types
from workflows.decisions.knowledge import Knowledge, Service
from workflows.decisions.logic import Logic
from workflows.decisions.step import Input, Key, Step
from workflows.decisions.texts import Texts
from workflows.decisions.xml import child, type_ref
from workflows.errors import Problem
from workflows.loader.vocabulary import Node, line
from workflows.sentences import sentence


@dataclass
class Built:
    """What was made of the files: steps with what they need, inputs and functions, by key; and what is wrong."""

    main: Drawing
    steps: dict[Key, Step] = field(default_factory=dict)
    needs: dict[Key, tuple[Key, ...]] = field(default_factory=dict)
    inputs: dict[Key, Input] = field(default_factory=dict)
    functions: dict[Key, Knowledge | Service] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, node: Node, code: str, message: str, hint: str) -> None:
        """Note a problem at a node."""
        self.problems.append(Problem("error", code, message, node.get("id"), line(node), hint))


def build(root: Node, others: Iterable[Node]) -> Built:
    """Everything the main file needs, compiled. `others` are the roots of the files it may import."""
    drawings = {drawing.namespace: drawing for drawing in map(draw, others)}
    made = Built(draw(root))
    order = _linked(made, {**drawings, made.main.namespace: made.main})
    readers: dict[str, Reader] = {}
    for drawing in order:
        readers[drawing.namespace] = _reader(made, drawing, readers)
    _check_clashes(made)
    for drawing in order:
        _declare(made, drawing, readers[drawing.namespace].types)
    for drawing in order:
        Logic(made, drawing, readers[drawing.namespace]).build()
    _check_circles(made)
    if not made.problems:
        _order_services(made)
    return made


def _linked(made: Built, drawings: Mapping[str, Drawing]) -> list[Drawing]:
    """The main drawing after all that it imports, directly or not."""
    reached: dict[str, Drawing] = {}
    waiting = [made.main]
    while waiting:
        drawing = waiting.pop()
        if drawing.namespace in reached:
            continue
        reached[drawing.namespace] = drawing
        for node in link(drawing, drawings):
            message = sentence("The file imports %(what)s, which is not there.", what=node.get("namespace"))
            made.problem(node, "decision.import", message, sentence("Upload the imported file too."))
        waiting.extend(drawing.imports.values())
    needs = {space: [found.namespace for found in drawing.imports.values()] for space, drawing in reached.items()}
    if (circle := requirements.circle(needs)) is not None:
        message = sentence("These files import each other: %(files)s.", files=", ".join(circle))
        hint = sentence("Put what both need into a third file.")
        made.problem(made.main.root, "decision.circle", message, hint)
        return [made.main]
    return [reached[space] for space in requirements.ordered([made.main.namespace], needs)]


def _reader(made: Built, drawing: Drawing, readers: Mapping[str, Reader]) -> Reader:
    types = Types(drawing.root)
    names = drawing.names()
    for name, imported in drawing.imports.items():
        if imported.namespace in readers:
            names |= readers[imported.namespace].texts.names
            types.use(name, readers[imported.namespace].types)
    texts = Texts(names, types.defined, drawing.root.get("expressionLanguage"), made.problem)
    types.read(texts)
    return Reader(texts, types, made.problem, RULES)


def _declare(made: Built, drawing: Drawing, types: Types) -> None:
    """Inputs and functions first, so that logic may name what is drawn below it."""
    paths = {id(found): name for name, found in made.main.imports.items()}
    before = (paths[id(drawing)],) if paths.get(id(drawing)) else ()
    for drawn in drawing.elements.values():
        if drawn.kind == INPUT:
            kind = types.named(type_ref(child(drawn.node, "variable")))
            made.inputs[drawn.key] = Input(drawn.key, drawn.name or drawn.variable, (*before, drawn.name), kind)
        elif drawn.kind == KNOWLEDGE:
            made.functions[drawn.key] = Knowledge(drawn.variable)
        elif drawn.kind == SERVICE:
            made.functions[drawn.key] = Service(drawn.key, drawn.variable)


def _check_clashes(made: Built) -> None:
    for drawn in made.main.clashes:
        message = sentence("Two elements of the file have the id %(id)s.", id=drawn.id)
        made.problem(drawn.node, "id.duplicate", message, sentence("Rename one of them."))


def _check_circles(made: Built) -> None:
    circle = requirements.circle(made.needs)
    if circle is not None:
        names = ", ".join(key[1] for key in circle)
        node = _drawn(made, circle[0]).node
        message = sentence("These decisions require each other: %(names)s.", names=names)
        made.problem(node, "decision.circle", message, sentence("Delete one of the requirements."))
        for key in circle:
            made.needs[key] = ()


def _drawn(made: Built, key: Key) -> Drawn:
    found = made.main.elements.get(key[1])
    return found if found is not None else next(iter(made.main.elements.values()))


def _order_services(made: Built) -> None:
    for function in made.functions.values():
        if isinstance(function, Service):
            given = {key for _, key, _ in function.inputs}
            outputs = [key for _, key in function.outputs]
            keys = requirements.ordered(outputs, made.needs, given)
            function.steps = tuple(made.steps[key] for key in keys if key in made.steps)
