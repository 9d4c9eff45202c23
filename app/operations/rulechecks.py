"""The rule sets of a bundle against what this house has, and against the steps that name them. Only reads."""

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import func, select

from app.catalogue import rules
from app.catalogue.rules import RulesRefused
from app.catalogue.rules.checks import House, problems
from app.db import session
from app.models.group import Group
from app.models.membership import Membership
from app.models.person import ROLES, Person
from app.operations.bundle import Bundle
from workflows.errors import Problem
from workflows.sentences import of, sentence


def check(made: Bundle, decisions: Collection[str], house: House | None = None) -> list[Problem]:
    """Problems of rule sets; steps whose rule set is missing. `house`: what may be named, else what the tables say."""
    found = list(_steps(made))
    if made.rules:
        there = house or House(_groups(), ROLES, _logins(made), decisions)
        for name, raw in made.rules.items():
            try:
                found += problems(name, rules.read(raw), there)
            except RulesRefused as refused:
                found.append(
                    Problem("error", "rules", sentence("Rules %(name)s: %(said)s", name=name, said=of(refused)))
                )
    return found


def _steps(made: Bundle) -> Iterator[Problem]:
    for process in made.processes.values():
        for element in process.elements.values():
            name = element.properties.get("rules", "")
            if name and name not in made.rules:
                said = sentence(
                    "“%(step)s” is decided by the rules %(rules)s, which are not there.",
                    step=element.name or element.id,
                    rules=name[:80],
                )
                yield Problem(
                    "error", "rules.missing", said, element.id, element.line, sentence("Add them under Rules.")
                )


def _groups() -> Mapping[str, int]:
    query = select(Group.key, func.count(Membership.person_id)).outerjoin(Membership, Membership.group_id == Group.id)
    return dict(session().execute(query.where(Group.active).group_by(Group.key)).all())


def _logins(made: Bundle) -> set[str]:
    """Of the people whom the rules name, those who work here."""
    every = [one for raw in made.rules.values() for one in raw["rules"] if one["who"] == "person"]
    named = {part.strip() for one in every for part in one.get("whom", "").split(",")}
    return set(session().scalars(select(Person.login).where(Person.login.in_(named), Person.active)))
