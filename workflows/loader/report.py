"""The report of a file: one row for every element that was drawn, in the tiers of API.md.

What a pass changed or left out has its row from that pass; all else was kept. What still lacks something before it can
run (an error that lint or a pass found there) needs a value.
"""

from collections.abc import Iterable

from workflows.element import Process
from workflows.errors import Problem
from workflows.loader.findings import ReportRow


def kept(processes: Iterable[Process], rows: Iterable[ReportRow]) -> list[ReportRow]:
    """Rows for the elements that no pass spoke of."""
    told = {row.element for row in rows}
    elements = (element for process in processes for element in process.elements.values())
    return [
        ReportRow(key, element.name or element.type, "kept", "It runs as drawn.")
        for element in elements
        if not element.extra.get("inserted") and (key := element.extra.get("original_id") or element.id) not in told
    ]


def whole(rows: Iterable[ReportRow], problems: Iterable[Problem]) -> tuple[ReportRow, ...]:
    """The rows, with those that have an error now in the tier `needs_value`, saying what it is."""
    wrong: dict[str | None, list[str]] = {}
    for problem in problems:
        if problem.severity == "error" and problem.element is not None:
            wrong.setdefault(problem.element, []).append(problem.message)
    shown: list[ReportRow] = []
    for row in rows:
        messages = wrong.pop(row.element, None)
        shown.append(row if messages is None else ReportRow(row.element, row.name, "needs_value", " ".join(messages)))
    return (*shown, *(ReportRow(key, key or "", "needs_value", " ".join(said)) for key, said in wrong.items()))
