"""Names that a gateway asks for and nothing before it can have given.

Deliberately simple: every name that a form, mapping, script, decision, loop or call of the process assigns anywhere,
and the names every request has, count as given. One call that hands on everything makes every name possible.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workflows.element import Element
from workflows.errors import Problem
from workflows.lint.chart import Chart, found
from workflows.lint.formulas import compiled
from workflows.sentences import sentence

GIVEN = frozenset({"requester", "requested_for", "request", "item", "loopCounter"})
_BY_PEOPLE = frozenset({"userTask", "manualTask", "task", "startEvent"})


def check(chart: Chart) -> Iterator[Problem]:
    """Conditions of flows that read a name nobody gives."""
    names = given(chart)
    if names is None:
        return
    for flow in chart.process.flows.values():
        formula = compiled(flow.condition) if flow.condition else None
        for name in sorted(formula.names - names) if formula else ():
            message = sentence(
                "The condition of the flow %(flow)s asks for %(name)s, which nothing here sets.",
                flow=flow.name[:80] or flow.id,
                name=name,
            )
            hint = sentence("Check the spelling; a form field, mapping, script or result must have this name.")
            yield found("warning", "name.unknown", flow, message, hint)


def given(chart: Chart) -> frozenset[str] | None:
    """The names; None where they cannot be told: an unknown form, a caller, a call that hands everything on."""
    if chart.is_called or not any(e.type == "startEvent" and e.form for e in chart.elements):
        return None
    names = set(GIVEN)
    for element in chart.elements:
        found_here = _assigned(chart, element)
        if found_here is None:
            return None
        names |= found_here
    return frozenset(names)


def _assigned(chart: Chart, element: Element) -> set[str] | None:
    """The first parts of the names an element sets; None when it may set any."""
    targets = [m.target for m in (*element.inputs, *element.outputs) if not m.writes]
    targets += [element.result_variable or ""]
    if element.loop is not None:
        targets += [element.loop.input_element or "", element.loop.output_collection or ""]
    names = {target.partition(".")[0] for target in targets if target}
    if any(not mapping.writes for mapping in element.outputs):
        return names
    if element.propagate_all or element.task_type or (element.event is not None and element.event.kind == "message"):
        return None
    if element.type in _BY_PEOPLE and element.form:
        schema = (chart.known.forms or {}).get(chart.process.id, {}).get(element.form)
        if not isinstance(schema, Mapping):
            return None
        names |= form_names(schema.get("components", ()))
    return names


def form_names(components: Iterable[Any]) -> set[str]:
    """The variables that a form-js form writes: first part of each key, groups looked into, lists as a whole."""
    names: set[str] = set()
    for component in components:
        if not isinstance(component, Mapping):
            continue
        for name in ("key", "path"):
            text = component.get(name)
            if isinstance(text, str) and text:
                names.add(text.partition(".")[0])
        inner = component.get("components")
        if isinstance(inner, list) and not component.get("path"):
            names |= form_names(inner)
    return names
