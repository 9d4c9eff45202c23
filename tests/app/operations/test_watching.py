"""Who watches sees the request and what is said to all, hears of it, and can do nothing with it."""

import pytest
from sqlalchemy import select

from app.db import reading, session, transaction
from app.errors import Forbidden, InvalidForm, NotFound
from app.models.task import Task
from app.operations import questions, requests, tasks, watching
from app.operations.permissions import see_request, sees_internal
from app.queries import conversation, history
from app.queries import request as request_queries
from app.queries import requests as shown
from app.queries import watching as queries
from tests.fixtures.cast import Cast, Player

WISH = {"subject": "A monitor", "category": "it", "description": "It flickers."}


def wish(cast: Cast) -> str:
    return cast.marta.orders("general_request", WISH)


def sees(who: Player, number: str) -> bool:
    with reading():
        return queries.sees(who.actor, int(number[4:]))


def listed(who: Player) -> list[str]:
    with reading():
        return [line.number for line in shown.page(who.actor).items]


def say(who: Player, number: str, text: str, *, internal: bool = False) -> None:
    with transaction():
        requests.comment(who.actor, number, text, internal=internal)


def invite(who: Player, number: str, login: str) -> None:
    with transaction():
        watching.invite(who.actor, number, login)


def test_who_is_invited_sees_and_hears_but_never_acts(cast: Cast) -> None:
    number = wish(cast)
    karol = cast.karol
    assert not sees(karol, number)
    with pytest.raises(NotFound), transaction():
        watching.watch(karol.actor, number)
    with pytest.raises(NotFound), transaction():
        watching.invite(karol.actor, number, "karol")
    invite(cast.marta, number, "karol")
    invite(cast.marta, number, "karol")
    assert sees(karol, number)
    assert listed(karol) == [number]
    assert len(cast.mails("karol", "invited")) == 1
    say(cast.eva, number, "Which model?")
    say(cast.eva, number, "He breaks everything.", internal=True)
    assert len(cast.mails("karol", "comment")) == 1
    with reading():
        assert [one.text for one in conversation.comments(karol.actor, number)] == ["Which model?"]
        assert not any(entry.data.get("internal") for entry in history.page(karol.actor, number).items)
        assert not request_queries.one(karol.actor, number).sees_internal
        assert len(conversation.comments(cast.eva.actor, number)) == 2
    say(karol, number, "I have the same.")
    with pytest.raises(Forbidden):
        say(karol, number, "Between us.", internal=True)
    with reading():
        task = session().scalars(select(Task.id).where(Task.request_id == int(number[4:]))).one()
    for deed in (tasks.claim, tasks.release):
        with pytest.raises(NotFound), transaction():
            deed(karol.actor, task)
    for forbidden in (
        lambda: requests.withdraw(karol.actor, number, "No."),
        lambda: requests.rate(karol.actor, number, stars=1),
        lambda: requests.confirm(karol.actor, number, ok=True),
        lambda: watching.invite(karol.actor, number, "ilse"),
        lambda: watching.stop(karol.actor, number, "marta"),
    ):
        with pytest.raises(Forbidden), transaction():
            forbidden()
    assert cast.journal_holds()


def test_watching_ends_with_the_sight_it_gave(cast: Cast) -> None:
    number = wish(cast)
    invite(cast.eva, number, "karol")
    with transaction():
        watching.stop(cast.karol.actor, number)
    assert not sees(cast.karol, number)
    assert listed(cast.karol) == []
    invite(cast.eva, number, "karol")
    with transaction():
        watching.stop(cast.marta.actor, number, "karol")
    assert not sees(cast.karol, number)
    with pytest.raises(InvalidForm):
        invite(cast.eva, number, "nobody-of-this-name")


def test_who_works_on_it_and_watches_still_reads_what_is_internal(cast: Cast) -> None:
    number = wish(cast)
    with transaction():
        watching.watch(cast.eva.actor, number)
    with reading():
        assert sees_internal(cast.eva.actor, see_request(cast.eva.actor, number))
        assert not sees_internal(cast.marta.actor, see_request(cast.marta.actor, number))


def test_a_superior_reads_what_is_internal_only_where_they_work_on_it(cast: Cast) -> None:
    number = wish(cast)
    say(cast.eva, number, "He breaks everything.", internal=True)
    superior = cast.jonas
    with reading():
        assert conversation.comments(superior.actor, number) == []
    with pytest.raises(Forbidden):
        say(superior, number, "Between us.", internal=True)
    invite(superior, number, "karol")
    task = cast.eva.task(number).id
    with transaction():
        questions.ask(cast.eva.actor, task, "jonas", "Which one does she need?")
    with reading():
        assert len(conversation.comments(superior.actor, number)) == 2


def test_who_is_named_is_told_if_they_may_read_it(cast: Cast) -> None:
    number = wish(cast)
    say(cast.eva, number, "@dan and @Karol, have a look; not x@marta.example, nor @eva.")
    assert len(cast.mails("dan", "mention")) == 1
    assert cast.mails("karol", "mention") == []
    assert (len(cast.mails("marta", "comment")), cast.mails("marta", "mention")) == (1, [])
    say(cast.eva, number, "@marta, please.", internal=True)
    assert cast.mails("marta", "mention") == []
    say(cast.eva, number, "@marta, please.")
    assert (len(cast.mails("marta", "comment")), len(cast.mails("marta", "mention"))) == (1, 1), "told once"
    with reading():
        told = queries.unheard(cast.eva.actor, number, "@karol @marta @dan", internal=True)
        assert [(one.login, may) for one, may in told] == [("karol", False), ("marta", True)]
        assert {one.login for one in queries.readers(cast.eva.actor, number, "")} >= {"marta", "dan"}
        assert "karol" not in {one.login for one in queries.readers(cast.eva.actor, number, "")}
