"""Whether the tokens of a level may stand beside each other in the new diagram, and each in the level it was in.

Where the level is drawn as it was, an instance goes on as it would have. Where it is drawn otherwise, the token game
has to lead there from the level's start (levels.py).
"""

from typing import Any

from workflows.elements.complex_gateway import ComplexGateway
from workflows.elements.event_sub_process import EventSubProcess
from workflows.migration import beside, fitting, levels
from workflows.migration.verdict import Names, Refused
from workflows.tokens import ROOT, Token, Tree


def check_level(token: Token, container: Token, node: Any) -> None:
    """The node `node` lies directly inside the container of the new tree. Raises Refused."""
    around = container.task_spec
    if around.inner is not None:
        fits = node is around.inner
    elif container.id == ROOT or around.element.type == "callActivity":
        fits = node.element.parent is None and (
            container.id != ROOT or node.element.process == container.workflow.definition.key
        )
    else:
        fits = node.element.parent == around.element.id and node.element.process == around.element.process
    if not fits:
        raise Refused("level", token.task_spec)


def check(old: Tree, new: Tree, container: Token, names: Names) -> None:
    """The tokens inside `container` of the new tree could have come to stand so. Raises Refused."""
    before, level = old.tasks.get(container.id), beside.level_of(new, container)
    if before is None or level is None:
        return
    was = beside.level_of(old, before)
    inside = [child for child in container.children if not beside.waits(child)]
    groups = _groups(inside)
    for group in groups:
        if fitting.gateway_of(group) is None:
            raise Refused("choices", group[0].task_spec)
    flow = [child for child in inside if not isinstance(child.task_spec, EventSubProcess)]
    main = old.definition.key
    drawn = levels.drawn(old.definition, *_place(was), lambda process, key: names.id(process, key, main) if key else "")
    if not flow or drawn == levels.drawn(new.definition, *_place(level), lambda _process, key: key):
        return
    if any(isinstance(node, ComplexGateway) and len(node.entries) > 1 for node in _nodes(new, level)):
        raise Refused("unsure", before.task_spec if before.id != ROOT else None, others=_named(flow))
    wanted = tuple(sorted(_places(flow, groups)))
    found = levels.reachable(
        new.definition, level, _starts(new, level), wanted, level.element.type == "adHocSubProcess"
    )
    if not found:
        raise Refused("unsure" if found is None else "unreachable", flow[0].task_spec, others=_named(flow))


def _place(level: Any) -> tuple[str, str | None]:
    return level.element.process, level.element.id or None


def _nodes(tree: Tree, level: Any) -> list[Any]:
    process, parent = _place(level)
    layout, elements = tree.definition.layout, tree.definition.processes[process].elements
    found = (key for key, element in elements.items() if element.parent == parent)
    return [tree.definition.nodes[layout.place(process, key)] for key in found]


def _starts(tree: Tree, level: Any) -> list[tuple[Any, ...]]:
    """Each way in which the level may begin."""
    if level.element.type == "adHocSubProcess" or isinstance(level, EventSubProcess):
        return [(start,) for start in level.starts]
    further = [(node,) for node in _nodes(tree, level) if node.element.type == "startEvent"]
    return [tuple(level.starts), *(one for one in further if one != tuple(level.starts))]


def _groups(inside: list[Token]) -> list[list[Token]]:
    found: dict[str, list[Token]] = {}
    for token in inside:
        if "group" in token.internal_data:
            found.setdefault(token.internal_data["group"], []).append(token)
    return list(found.values())


def _places(flow: list[Token], groups: list[list[Token]]) -> list[levels.Place]:
    grouped = {token.id for group in groups for token in group}
    found = [(fitting.gateway_of(group).index, levels.HERE) for group in groups]
    for token in flow:
        facts = token.internal_data
        if token.id in grouped or facts.get("set", token.id) != token.id:
            continue
        by = facts["flow"] if token.task_spec.waits_for == "join" and "flow" in facts else levels.HERE
        found.append((token.task_spec.index, by))
    return found


def _named(flow: list[Token]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(token.task_spec.element.name or token.task_spec.element.id for token in flow))
