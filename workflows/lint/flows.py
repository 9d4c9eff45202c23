"""Conditions and defaults: whether every choice can be made, and no condition is written where nobody asks it."""

from collections.abc import Iterator

from workflows.element import Element, Flow
from workflows.errors import Problem
from workflows.lint.chart import Chart, called, found
from workflows.sentences import sentence

_CHOICES = ("exclusiveGateway", "inclusiveGateway")


def check(chart: Chart) -> Iterator[Problem]:
    """All gateways of the process."""
    for gateway in chart.of(*_CHOICES):
        yield from _choice(gateway, chart.leaving.get(gateway.id, []))
    for gateway in chart.of("complexGateway"):
        splits = len(chart.arriving.get(gateway.id, ())) < 2 and len(chart.leaving.get(gateway.id, ())) > 1
        if not splits and not gateway.extra.get("activation"):
            message = sentence("%(step)s does not say when it goes on.", step=called(gateway))
            hint = sentence("Write an activation condition such as activationCount >= 2.")
            yield found("error", "complex.no_condition", gateway, message, hint)
    for gateway in chart.of("parallelGateway", "eventBasedGateway"):
        for flow in chart.leaving.get(gateway.id, ()):
            if flow.condition is not None:
                message = sentence(
                    "A condition stands on a flow out of %(step)s, which takes every way.", step=called(gateway)
                )
                hint = sentence("Delete the condition, or use an inclusive gateway.")
                yield found("error", "flow.condition_ignored", flow, message, hint)


def _choice(gateway: Element, flows: list[Flow]) -> Iterator[Problem]:
    for flow in flows:
        if flow.default and flow.condition is not None:
            message = sentence(
                "The default flow out of %(step)s has a condition, which nobody asks.", step=called(gateway)
            )
            yield found(
                "warning",
                "flow.default_condition",
                flow,
                message,
                sentence("Delete the condition of the default flow."),
            )
        if len(flows) > 1 and not flow.default and flow.condition is None:
            label = f"“{flow.name[:80]}”" if flow.name else flow.id
            message = sentence(
                "The flow %(label)s out of %(step)s has no condition.", label=label, step=called(gateway)
            )
            yield found(
                "error", "flow.condition_missing", flow, message, sentence("Write when this way is taken, in FEEL.")
            )
    if flows and all(flow.condition is not None and not flow.default for flow in flows):
        message = sentence(
            "%(step)s has no default flow: where no condition holds, the request gets stuck.", step=called(gateway)
        )
        yield found("warning", "flow.no_default", gateway, message, sentence("Make one of its flows the default flow."))
