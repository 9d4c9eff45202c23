"""Bounds of a drawing: number of nodes, depth, lengths of ids and labels; ids that programs can carry."""

import re
from collections.abc import Iterator

from workflows.element import Element
from workflows.errors import Problem
from workflows.lint.chart import Chart, called, found
from workflows.sentences import sentence

WARN_NODES = 300
MAX_NODES = 2_000
MAX_DEPTH = 20
MAX_ID = 255
MAX_LABEL = 500

_PROCESS_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_NODE_ID = re.compile(r"[^\W\d][\w.\-]*")


def check(chart: Chart) -> Iterator[Problem]:
    """Sizes of the process, and of each element's words."""
    drawn = [element for element in chart.elements if not element.extra.get("inserted")]
    if len(drawn) > MAX_NODES:
        message = sentence(
            "The process has %(count)s elements; at most %(most)s are run.",
            count=f"{len(drawn):,}",
            most=f"{MAX_NODES:,}",
        )
        yield found("error", "size.nodes", chart.process, message, sentence("Move parts into processes of their own."))
    elif len(drawn) > WARN_NODES:
        message = sentence(
            "The process has %(count)s elements; beyond %(most)s nobody reads it any more.",
            count=len(drawn),
            most=WARN_NODES,
        )
        yield found(
            "warning", "size.nodes", chart.process, message, sentence("Move parts into processes of their own.")
        )
    process = chart.process
    if not _PROCESS_ID.fullmatch(process.id) or len(process.id) > MAX_ID:
        message = sentence(
            "The process id %(id)s is not made of plain letters, digits, _, - and dots.", id=process.id[:80]
        )
        hint = sentence("Begin with a letter, use a to z, A to Z, 0 to 9, _, - and . only; at most 255 of them.")
        yield found("error", "id.invalid", process, message, hint)
    for element in chart.elements:
        yield from _words(element)
    yield from _deep(chart)
    for lane, name in process.lanes.items():
        if not name.strip():
            message = sentence("The lane %(lane)s has no name.", lane=lane)
            yield found(
                "warning", "lane.unnamed", process, message, sentence("Give the lane the name of those who work in it.")
            )


def _words(element: Element) -> Iterator[Problem]:
    key = element.extra.get("original_id") or element.id
    if len(key) > MAX_ID or not _NODE_ID.fullmatch(key):
        message = sentence("The id %(key)s is too long or holds signs that an id may not have.", key=key[:80])
        hint = sentence("Begin with a letter; use letters, digits, _, - and . only; at most 255 of them.")
        yield found("error", "id.invalid", element, message, hint)
    if len(element.name) > MAX_LABEL:
        message = sentence(
            "The label of %(step)s is longer than %(most)s characters.", step=called(element), most=MAX_LABEL
        )
        yield found(
            "error", "label.long", element, message, sentence("Say it shorter; the documentation has room for more.")
        )


def _deep(chart: Chart) -> Iterator[Problem]:
    elements = chart.process.elements
    depth: dict[str, int] = {}
    for element in chart.elements:  # document order: a sub-process stands before what is in it
        depth[element.id] = depth[element.parent] + 1 if element.parent else 0
        if depth[element.id] == MAX_DEPTH + 1:
            message = sentence("Sub-processes are nested deeper than %(most)s.", most=MAX_DEPTH)
            hint = sentence("Move inner ones into processes of their own and call them.")
            yield found("error", "size.depth", elements[element.parent or element.id], message, hint)
            return
