"""How work finds its person: strategies that are known, skills and points that can be read, an earlier step."""

from collections.abc import Iterator

from workflows import routing
from workflows.element import Element
from workflows.errors import Problem
from workflows.lint.chart import Chart, called, found
from workflows.lint.people import BY_PEOPLE
from workflows.sentences import sentence


def check(chart: Chart) -> Iterator[Problem]:
    """The properties assign, skills, points and earlier of the steps that people do."""
    for element in chart.of(*BY_PEOPLE):
        yield from _strategy(element)
        yield from _numbers(element)
        yield from _earlier(chart, element)


def _strategy(element: Element) -> Iterator[Problem]:
    said = (element.properties.get(routing.STRATEGY) or "").strip()
    if said and said not in routing.STRATEGIES:
        message = sentence(
            "%(step)s is given out by “%(said)s”, which is not known.", step=called(element), said=said[:80]
        )
        yield found(
            "error",
            "assign.unknown",
            element,
            message,
            sentence("One of %(names)s.", names=", ".join(routing.STRATEGIES)),
        )
    elif said not in ("", "pull") and not (element.properties.get("group") or element.groups):
        message = sentence("%(step)s says how its group gives it out, and has no group.", step=called(element))
        yield found(
            "warning", "assign.no_group", element, message, sentence("Choose the group, or drop the property assign.")
        )


def _numbers(element: Element) -> Iterator[Problem]:
    wanted = element.properties.get(routing.SKILLS) or ""
    if None in routing.skills(wanted):
        message = sentence(
            "%(step)s asks for skills in a way that cannot be read: %(wanted)s.",
            step=called(element),
            wanted=wanted[:80],
        )
        yield found("error", "assign.skills", element, message, sentence("Write SAP >= 2, Welding; levels are 1 to 4."))
    elif element.properties.get(routing.STRATEGY) == "skills" and not routing.skills(wanted):
        message = sentence("%(step)s is given out by skills and names none.", step=called(element))
        yield found(
            "error", "assign.skills", element, message, sentence("Set the property skills, for example SAP >= 2.")
        )
    points = (element.properties.get(routing.POINTS) or "").strip()
    if points and routing.points_of(points) is None:
        message = sentence("%(step)s is worth “%(points)s” points of work.", step=called(element), points=points[:20])
        yield found("error", "assign.points", element, message, sentence("Write a whole number from 1 to 100."))


def _earlier(chart: Chart, element: Element) -> Iterator[Problem]:
    if element.properties.get(routing.STRATEGY) != "earlier":
        return
    said = (element.properties.get(routing.EARLIER) or "").strip()
    step = chart.process.elements.get(said)
    if step is None or step.type not in BY_PEOPLE or said == element.id:
        message = sentence(
            "%(step)s goes to whoever did an earlier step, and “%(said)s” is none.",
            step=called(element),
            said=said[:80],
        )
        yield found(
            "error", "assign.earlier", element, message, sentence("Set the property earlier to the id of that step.")
        )
