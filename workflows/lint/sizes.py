"""Bounds of a drawing: number of nodes, depth, lengths of ids and labels; ids that programs can carry."""

import re
from collections.abc import Iterator

from workflows.element import Element
from workflows.errors import Problem
from workflows.lint.chart import Chart, called, found

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
        message = f"The process has {len(drawn):,} elements; at most {MAX_NODES:,} are run."
        yield found("error", "size.nodes", chart.process, message, "Move parts into processes of their own.")
    elif len(drawn) > WARN_NODES:
        message = f"The process has {len(drawn)} elements; beyond {WARN_NODES} nobody reads it any more."
        yield found("warning", "size.nodes", chart.process, message, "Move parts into processes of their own.")
    process = chart.process
    if not _PROCESS_ID.fullmatch(process.id) or len(process.id) > MAX_ID:
        message = f"The process id {process.id[:80]} is not made of plain letters, digits, _, - and dots."
        hint = "Begin with a letter, use a to z, A to Z, 0 to 9, _, - and . only; at most 255 of them."
        yield found("error", "id.invalid", process, message, hint)
    for element in chart.elements:
        yield from _words(element)
    yield from _deep(chart)
    for lane, name in process.lanes.items():
        if not name.strip():
            message = f"The lane {lane} has no name."
            yield found("warning", "lane.unnamed", process, message, "Give the lane the name of those who work in it.")


def _words(element: Element) -> Iterator[Problem]:
    key = element.extra.get("original_id") or element.id
    if len(key) > MAX_ID or not _NODE_ID.fullmatch(key):
        message = f"The id {key[:80]} is too long or holds signs that an id may not have."
        hint = "Begin with a letter; use letters, digits, _, - and . only; at most 255 of them."
        yield found("error", "id.invalid", element, message, hint)
    if len(element.name) > MAX_LABEL:
        message = f"The label of {called(element)} is longer than {MAX_LABEL} characters."
        yield found("error", "label.long", element, message, "Say it shorter; the documentation has room for more.")


def _deep(chart: Chart) -> Iterator[Problem]:
    elements = chart.process.elements
    depth: dict[str, int] = {}
    for element in chart.elements:  # document order: a sub-process stands before what is in it
        depth[element.id] = depth[element.parent] + 1 if element.parent else 0
        if depth[element.id] == MAX_DEPTH + 1:
            message = f"Sub-processes are nested deeper than {MAX_DEPTH}."
            hint = "Move inner ones into processes of their own and call them."
            yield found("error", "size.depth", elements[element.parent or element.id], message, hint)
            return
