"""`laneway prepare`: the tables as this release has them, the demo if any, bpmn/ and forms/. Safe to repeat."""

import sys

from babel import Locale
from sqlalchemy import inspect, select
from sqlalchemy.exc import OperationalError

from app.away import reason
from app.commands.opening import opened
from app.config import ROOT
from app.db import now, reading, session, transaction
from app.errors import BadSetting
from app.models.person import Person
from app.operations import clock, house, importing, older_secrets, publishing, readiness, releases
from app.queries import passed_over, schema


def main() -> int:
    """Bring this house up to date: progress on stderr, on stdout what a person is to be told at the end."""
    with opened():
        bring_up_to_date()
    if house.config().is_demo:
        _introduce()
    return 0


def bring_up_to_date() -> dict[str, str]:
    """Tables, demo, items of the house whose context is open; the requests that the demo's story names, by name."""
    _must_be_whole()
    _tables()
    people = _move_in() if house.config().is_demo else 0
    _import()
    _open_entrances()
    hide_secrets()
    numbers = _live() if people else {}
    with transaction():
        readiness.mark("prepared")
        releases.note()
    return numbers


def _must_be_whole() -> None:
    """Nobody moves into a house that a killed restore has left empty: whoever comes first would be its administrator.

    Raises BadSetting.
    """
    left = sorted((house.config().var / "backups").glob("replaced-*.tar.gz"))
    if not left:
        return
    with reading():
        made = inspect(session().connection()).has_table(Person.__tablename__)
        lived_in = made and session().scalar(select(Person.id).limit(1)) is not None
    if not lived_in:
        raise BadSetting(
            f"A restore did not come to its end, and nobody is left here. What was here before it: laneway restore "
            f"{left[-1]} --replace. Move that file away to begin anew."
        )


def must_follow() -> str | None:
    """Which release was passed over, in a sentence; None where none was. Raises BadSetting while parts of the older one
    report in: beside this one they may fail, and a beginning is the last moment at which nothing has changed.
    """
    with reading():
        told = passed_over.told()
        alive = told and readiness.at_work()
    if alive:
        raise BadSetting(f"{told} {alive} works in this house. {passed_over.ADVICE}")
    return told and f"{told} {passed_over.ADVICE}"


def _tables() -> None:
    try:
        with reading():
            done, later = schema.up_to_date(), schema.ahead()
        if later:
            say("The tables are those of a later release, and stay so; this release works with them.")
            return
        if told := must_follow():
            say(told)
        if not done:
            from app.commands.tables import bring  # noqa: PLC0415 - a start that finds its tables does without

            bring()
    except OperationalError as error:
        raise BadSetting(f"The database cannot be used (LANEWAY_DATABASE_URL): {reason(error)}") from error
    say("Tables are up to date.")


def _move_in() -> int:
    """The demo's people move into an empty house, half a year ago; how many."""
    from app.demo import organisation  # noqa: PLC0415 - only a demo house loads the demo

    with transaction():
        if not readiness.marked("prepared"):
            clock.move(None)  # a first start that was broken off may have left it in the past
        if organisation.is_empty():
            from app.demo import past  # noqa: PLC0415 - only its first start loads its past

            clock.stand(now() - past.BEGAN)
        people = organisation.seed()
    if people:
        say(f"A demo organisation of {people} people moved in.")
    return people


def _live() -> dict[str, str]:
    """What they have ordered since, up to this morning; the numbers that the story names."""
    from app.demo import articles, canned, story, views  # noqa: PLC0415 - only a demo house loads the demo

    articles.seed()
    canned.seed()
    views.seed()
    told = story.tell()
    say(f"They have ordered {told.requests} things in half a year; some of it is going on now.")
    return told.numbers


def _introduce() -> None:
    """Print whom one can be in the demo."""
    from app.demo.people import PASSWORD, PEOPLE, SHOWN  # noqa: PLC0415 - only a demo house loads the demo

    known = {row.login: row for row in PEOPLE}
    lines = [f"Sign in as one of these; the password is {PASSWORD}"]
    for one in map(known.__getitem__, SHOWN):
        lines.append(f"  {one.login:<8} {one.name} ({one.department}, {Locale(one.language).english_name})")
    sys.stdout.write("\n".join(lines) + "\n")


def _import() -> None:
    with transaction():
        versions = importing.import_folder(ROOT)
        named = [(one.state, f"{one.definition.key} {one.number}") for one in versions]
    for state in sorted({state for state, _name in named}):
        say(f"Items {state}: {', '.join(name for one, name in named if one == state)}.")
    if not named:
        say("Items: nothing new.")


def _open_entrances() -> None:
    """Once: what an older release published begins by its schedules, messages and signals, too."""
    with transaction():
        if not readiness.marked("entrances"):
            publishing.open_entrances()
            readiness.mark("entrances")


def hide_secrets() -> None:
    """Once: what an older release kept of orders hides what forms call secret."""
    with reading():
        found = [] if readiness.marked("secrets") else older_secrets.versions()
    for version in found:
        last: int | None = 0
        while last is not None:
            with transaction():
                last = older_secrets.hide(version, last)
    if found:
        with transaction():
            readiness.mark("secrets")


def say(text: str) -> None:
    """One line of progress."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
