"""How work finds its person: strategies that are known, skills and points that can be read, an earlier step."""

from collections.abc import Iterator

from workflows import routing
from workflows.element import Element
from workflows.errors import Problem
from workflows.lint.chart import Chart, called, found
from workflows.lint.people import BY_PEOPLE


def check(chart: Chart) -> Iterator[Problem]:
    """The properties assign, skills, points and earlier of the steps that people do."""
    for element in chart.of(*BY_PEOPLE):
        yield from _strategy(element)
        yield from _numbers(element)
        yield from _earlier(chart, element)


def _strategy(element: Element) -> Iterator[Problem]:
    said = (element.properties.get(routing.STRATEGY) or "").strip()
    if said and said not in routing.STRATEGIES:
        message = f"{called(element)} is given out by “{said[:80]}”, which is not known."
        yield found("error", "assign.unknown", element, message, f"One of {', '.join(routing.STRATEGIES)}.")
    elif said not in ("", "pull") and not (element.properties.get("group") or element.groups):
        message = f"{called(element)} says how its group gives it out, and has no group."
        yield found("warning", "assign.no_group", element, message, "Choose the group, or drop the property assign.")


def _numbers(element: Element) -> Iterator[Problem]:
    wanted = element.properties.get(routing.SKILLS) or ""
    if None in routing.skills(wanted):
        message = f"{called(element)} asks for skills in a way that cannot be read: {wanted[:80]}."
        yield found("error", "assign.skills", element, message, "Write SAP >= 2, Welding; levels are 1 to 4.")
    elif element.properties.get(routing.STRATEGY) == "skills" and not routing.skills(wanted):
        message = f"{called(element)} is given out by skills and names none."
        yield found("error", "assign.skills", element, message, "Set the property skills, for example SAP >= 2.")
    points = (element.properties.get(routing.POINTS) or "").strip()
    if points and routing.points_of(points) is None:
        message = f"{called(element)} is worth “{points[:20]}” points of work."
        yield found("error", "assign.points", element, message, "Write a whole number from 1 to 100.")


def _earlier(chart: Chart, element: Element) -> Iterator[Problem]:
    if element.properties.get(routing.STRATEGY) != "earlier":
        return
    said = (element.properties.get(routing.EARLIER) or "").strip()
    step = chart.process.elements.get(said)
    if step is None or step.type not in BY_PEOPLE or said == element.id:
        message = f"{called(element)} goes to whoever did an earlier step, and “{said[:80]}” is none."
        yield found("error", "assign.earlier", element, message, "Set the property earlier to the id of that step.")
