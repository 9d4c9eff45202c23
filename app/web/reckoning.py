"""Why a task went to somebody, as sentences in the reader's language; the facts are the task's (queries/routing.py)."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from app.language import gettext as _
from app.operations.permissions import Actor
from app.queries.routing import Why
from app.web import reader


def sentences(why: Why | None, actor: Actor) -> list[str]:
    """What was reckoned: the skills asked for, who was full or away, and how the choice fell."""
    if why is None:
        return []
    facts = why.facts
    return [*_skills(facts, why.names, actor), *_kept_out(facts, why.names, actor), _choice(facts, why.names, actor)]


def _skills(facts: Mapping[str, Any], names: Mapping[int, str], actor: Actor) -> Iterator[str]:
    if facts["skills"]:
        wanted = ", ".join(f"{name} ≥ {level}" for name, level in facts["skills"])
        able = [_called(one["id"], names, actor) for one in facts["people"] if one["able"]]
        able.sort(key=lambda name: name != _("you"))
        yield _("Skill %(skills)s: %(names)s.", skills=wanted, names=", ".join(able) or _("nobody"))


def _kept_out(facts: Mapping[str, Any], names: Mapping[int, str], actor: Actor) -> Iterator[str]:
    for one in facts["people"]:
        if not one["able"] or one["id"] == facts["chosen"]:
            continue
        name = names.get(one["id"], "?")
        if one["refused"]:
            yield _("%(name)s gave it back.", name=name)
        elif one["until"]:
            until = reader.day(datetime.fromisoformat(one["until"]) - timedelta(seconds=1))
            yield _("%(name)s is away until %(day)s.", name=name, day=until)
        elif one["most"] is not None and one["load"] + facts["points"] > one["most"]:
            if one["id"] == actor.id:
                yield _("You were full (%(load)s/%(most)s).", load=one["load"], most=one["most"])
            else:
                yield _("%(name)s is full (%(load)s/%(most)s).", name=name, load=one["load"], most=one["most"])


def _choice(facts: Mapping[str, Any], names: Mapping[int, str], actor: Actor) -> str:
    chosen = facts["chosen"]
    if chosen is None:
        return _("Nobody is free: it waits in the group for whoever takes it.")
    mine, name = chosen == actor.id, names.get(chosen, "?")
    if facts["strategy"] == "lead":
        return _("You hand it out.") if mine else _("%(name)s hands it out.", name=name)
    if chosen == facts["before"]:
        return _("You did the earlier step.") if mine else _("%(name)s did the earlier step.", name=name)
    if facts["strategy"] == "round_robin":
        return _("It was your turn.") if mine else _("It was the turn of %(name)s.", name=name)
    load = next((_points(one) for one in facts["people"] if one["id"] == chosen), "")
    if mine:
        return _("Of those who were free you had the least to do (%(load)s).", load=load)
    return _("Of those who were free %(name)s had the least to do (%(load)s).", name=name, load=load)


def _called(person: int, names: Mapping[int, str], actor: Actor) -> str:
    return _("you") if person == actor.id else names.get(person, "?")


def _points(one: Mapping[str, Any]) -> str:
    return f"{one['load']}/{one['most']}" if one["most"] is not None else str(one["load"])


def reasons() -> dict[str, str]:
    """Why somebody gives work back, in the order in which it is offered."""
    return {
        "area": _("Not my area"),
        "time": _("No time"),
        "skill": _("I do not know how"),
        "information": _("Something is missing"),
        "involved": _("I am involved myself"),
        "other": _("Another reason"),
    }
