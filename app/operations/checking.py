"""Is this bundle fit to run? Everything the linter knows, with what this house has: groups, forms, connectors.

Only reads. A problem of severity error keeps a version from being published.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from app.catalogue import forms as item_forms
from app.db import session
from app.models.connector import TYPES
from app.models.group import Group
from app.operations import calendars, entrances, rulechecks
from app.operations.bundle import Bundle
from app.operations.sources import source_of
from workflows import decisions as dmn
from workflows.definition import load
from workflows.errors import DefinitionRefused, Problem
from workflows.lint import Known, lint
from workflows.loader.findings import ReportRow
from workflows.loader.report import whole
from workflows.sentences import sentence


def check(bundle: Bundle, pins: Mapping[str, int]) -> list[Problem]:
    """Problems of the diagram, its forms and how they fit together, errors first."""
    problems = [*bundle.problems, *of_forms(bundle)]
    known = Known(
        groups=frozenset(session().scalars(select(Group.key).where(Group.active))),
        forms=dict.fromkeys(bundle.processes, bundle.forms),
        connectors=frozenset(TYPES),
        processes=frozenset(pins) | frozenset(bundle.inner),
        decisions=frozenset(_decisions(bundle)),
        calendars=calendars.keys(),
    )
    problems += lint(bundle.processes, known)
    zone = list(entrances.check_zone(bundle.process))
    problems += zone or entrances.check(bundle.process)
    problems += rulechecks.check(bundle, known.decisions or ())
    if not any(p.severity == "error" for p in problems):
        problems += _load(bundle, pins)
    order = {"error": 0, "warning": 1, "info": 2}
    return sorted(set(problems), key=lambda p: (order[p.severity], p.line or 0, p.code))


def told(bundle: Bundle, problems: list[Problem]) -> list[dict[str, Any]]:
    """The report of a version: what reading it said of each element, and what is still wanting there."""
    rows = whole((ReportRow(**row) for row in bundle.report), problems)
    return [vars(row) for row in rows]


def _decisions(bundle: Bundle) -> Iterator[str]:
    for text in bundle.decisions.values():
        yield from dmn.load(text.encode())


def _load(bundle: Bundle, pins: Mapping[str, int]) -> list[Problem]:
    try:
        load(source_of(bundle, pins))
    except DefinitionRefused as refused:
        return refused.problems
    return []


def of_forms(bundle: Bundle) -> list[Problem]:
    """What is wrong with its forms, each problem with the form's id. Asks no table."""
    return [
        replace(
            p, message=sentence("Form %(form)s: %(said)s", form=form_id, said=p.message), element=form_id, line=None
        )
        for form_id, schema in bundle.forms.items()
        for p in item_forms.problems(schema)
    ]
