"""The report of a file: one row for every element that was drawn, in the tiers of docs/imports.md.

What a pass changed or left out has its row from that pass; all else was kept. What still lacks something before it can
run (an error that lint or a pass found there) needs a value.
"""

from collections.abc import Iterable

from workflows.element import Process
from workflows.errors import Problem
from workflows.loader.findings import ReportRow, Tier
from workflows.sentences import sentence

AS_DRAWN = sentence("It runs as drawn.")
_WORST: tuple[Tier, ...] = ("kept", "ignored", "rewritten", "human_task", "needs_value")


def kept(processes: Iterable[Process], rows: Iterable[ReportRow]) -> list[ReportRow]:
    """Rows for the elements that no pass spoke of."""
    told = {row.element for row in rows}
    elements = (element for process in processes for element in process.elements.values())
    return [
        ReportRow(key, element.name or element.type, "kept", AS_DRAWN, element.line)
        for element in elements
        if not element.extra.get("inserted") and (key := element.extra.get("original_id") or element.id) not in told
    ]


def whole(rows: Iterable[ReportRow], problems: Iterable[Problem]) -> tuple[ReportRow, ...]:
    """One row an element, in the order of the file: the worst of its tiers, and all that was said of it.

    What has an error needs a value, and its row begins with what that is.
    """
    said = [*_wanting(problems), *rows]
    found: dict[str | None, ReportRow] = {}
    nameless = [row for row in said if row.element is None]
    for row in said:
        if row.element is not None:
            found[row.element] = _both(found[row.element], row) if row.element in found else row
    return tuple(sorted([*found.values(), *nameless], key=lambda row: row.line or 0))


def _wanting(problems: Iterable[Problem]) -> list[ReportRow]:
    return [
        ReportRow(problem.element, problem.element, "needs_value", problem.message, problem.line)
        for problem in problems
        if problem.severity == "error" and problem.element is not None
    ]


def _both(one: ReportRow, other: ReportRow) -> ReportRow:
    tier = max(one.tier, other.tier, key=_WORST.index)
    name = other.name if one.name == one.element else one.name
    said = [what for what in dict.fromkeys((one.what, other.what)) if what != AS_DRAWN] or [AS_DRAWN]
    what = said[0] if said[-1] in said[0] else sentence("%(one)s %(other)s", one=said[0], other=said[-1])
    return ReportRow(one.element, name, tier, what, one.line or other.line, one.template or other.template)
