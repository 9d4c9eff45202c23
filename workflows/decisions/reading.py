"""From the bytes of .dmn files to compiled decisions.

Reads DMN 1.1 to 1.5 by local names within any of their namespaces. What it cannot read is refused with element and
line, never skipped: other expression languages, functions in Java.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workflows.decisions import requirements
from workflows.decisions.building import Built, build
from workflows.decisions.decision import Decision
from workflows.decisions.drawing import DECISION, KINDS, SERVICE, Drawn
from workflows.decisions.knowledge import Service
from workflows.decisions.step import Key
from workflows.decisions.xml import children
from workflows.errors import DefinitionRefused, Problem
from workflows.feel.values import Function
from workflows.loader.vocabulary import Node, line
from workflows.loader.xml import refused, tree

_NAMESPACE = re.compile(r"\{https?://www\.omg\.org/spec/DMN[^}]*\}definitions")
MAX_DRAWN = 500
MAX_PROBLEMS = 200


@dataclass(frozen=True)
class Model:
    """A file's decisions and services by id, its functions by name, and what is wrong in it.

    Logic with a problem comes out null.
    """

    decisions: Mapping[str, Decision]
    functions: Mapping[str, Function]
    problems: tuple[Problem, ...]


def load(dmn: bytes, others: Iterable[bytes] = ()) -> dict[str, Decision]:
    """The decisions and services of a file by id; `others` are files that it may import, looked into when it does.

    Raises DefinitionRefused with every problem found.
    """
    model = read(dmn, others)
    if model.problems:
        raise DefinitionRefused(list(model.problems[:MAX_PROBLEMS]))
    return dict(model.decisions)


def read(dmn: bytes, others: Iterable[bytes] = ()) -> Model:
    """The file as far as it can be read. Raises DefinitionRefused where it is no DMN at all."""
    root = _root(dmn)
    imports = any(True for _ in children(root, "import"))
    made = build(root, _readable(others) if imports else ())
    if not made.problems and not made.main.elements and not any(True for _ in children(root, "itemDefinition")):
        raise refused("decision.none", "The file holds no decision.", "Draw at least one decision.", line(root))
    drawn = made.main.elements.values()
    functions = {one.name: made.functions[one.key] for one in drawn if one.key in made.functions}
    return Model(_decisions(made), functions, tuple(made.problems))


def _root(dmn: bytes) -> Node:
    root = tree(dmn)
    if not _NAMESPACE.fullmatch(str(root.tag)):
        hint = "Its first element must be definitions, in a DMN namespace; export the table as DMN 1.1 or later."
        raise refused("decision.not_dmn", "The file is XML, but no DMN decision.", hint, line(root))
    count = sum(1 for kind in KINDS for _ in children(root, kind))
    if count > MAX_DRAWN:
        message = f"The file holds {count:,} decisions and inputs; at most {MAX_DRAWN} are read."
        raise refused("decision.many", message, "Split it into several files.", line(root))
    return root


def _readable(files: Iterable[bytes]) -> list[Node]:
    """The others that are DMN; one that is not cannot be what is imported, and says so when it is read itself."""
    found = []
    for data in files:
        try:
            found.append(_root(data))
        except DefinitionRefused:
            continue
    return found


def _decisions(made: Built) -> dict[str, Decision]:
    found = {}
    for drawn in made.main.elements.values():
        if drawn.kind == DECISION:
            found[drawn.id] = _decision(made, drawn, [drawn.key], ())
        elif drawn.kind == SERVICE and isinstance(service := made.functions[drawn.key], Service):
            given = tuple(key for _, key, _ in service.inputs)
            found[drawn.id] = _decision(made, drawn, [key for _, key in service.outputs], given, service)
    return found


def _decision(
    made: Built, drawn: Drawn, keys: list[Key], given: tuple[Key, ...], service: Service | None = None
) -> Decision:
    steps = [made.steps[key] for key in requirements.ordered(keys, made.needs, given) if key in made.steps]
    wanted = dict.fromkeys([*given, *(key for step in steps for _, key in step.reads)])
    inputs = tuple(made.inputs[key] for key in wanted if key in made.inputs)
    needs = tuple(key[1] for key in made.needs.get(drawn.key, ()))
    name, at = drawn.name, line(drawn.node)
    return Decision(drawn.id, name, drawn.variable, drawn.key, needs, tuple(steps), inputs, at, service)
