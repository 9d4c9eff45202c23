"""Quality checks: there is a group that looks, a step before which it looks, and a way back for what does not pass."""

from collections.abc import Iterator
from dataclasses import replace

from workflows.element import Element
from workflows.errors import Problem
from workflows.lint.chart import Chart, found
from workflows.sentences import sentence


def check(chart: Chart) -> Iterator[Problem]:
    """`check_group` and `check_share` of a process."""
    process = chart.process
    group, share = (process.properties.get(name, "").strip() for name in ("check_group", "check_share"))
    if share and not (share.isdecimal() and 1 <= int(share) <= 100):
        message = sentence("“%(share)s” says not at how many of a hundred requests somebody looks.", share=share[:40])
        yield found(
            "error",
            "check.share",
            process,
            message,
            sentence("Write a whole number from 1 to 100, or nothing for all."),
        )
    if share and not group:
        message = sentence("It says at how many requests somebody looks, but not who.")
        yield found(
            "error", "check.nobody", process, message, sentence("Set check_group of the process to the key of a group.")
        )
    if not group:
        return
    if chart.known.groups is not None and group not in chart.known.groups:
        message = sentence("The quality check goes to the group %(group)s, which does not exist.", group=group)
        yield replace(
            found("error", "group.unknown", process, message, sentence("Create the group, or choose another.")),
            group=group,
        )
    steps = [element for element in chart.of("userTask") if _asks(element)]
    if not steps:
        message = sentence("A group checks finished work, but no step asks the requester whether all is well.")
        hint = sentence("Draw a requester's step with the form confirm before the end, or remove check_group.")
        yield found("error", "check.nothing", process, message, hint)
    if steps and not any("confirmed" in (flow.condition or "") for flow in process.flows.values()):
        message = sentence("Work that does not pass the quality check has no way back.")
        hint = sentence("Behind the requester's step draw a gateway with a flow back where confirmed = false.")
        yield found("error", "check.no_way_back", steps[0], message, hint)


def _asks(element: Element) -> bool:
    """As the host knows it: the requester's step whose id or form says confirm."""
    named = "confirm" in element.id.lower() or "confirm" in (element.form or "").lower()
    return named and element.properties.get("kind") == "requester"
