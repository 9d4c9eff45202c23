"""Articles: proposed, reviewed, found in the words of who asks, and the end of a request where one was the answer."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import reading, session, transaction
from app.errors import BadRequest, Conflict, Forbidden, InvalidForm, NotFound
from app.models.reading import Reading
from app.operations import articles, importing, ordering
from app.operations.articles import Draft
from app.operations.ordering import Looked
from app.queries import articles as queries
from tests.app.operations.beginning_items import done, item
from tests.fixtures.cast import Cast
from tests.workflows.diagrams import end, extensions, flow, node, path, properties

VPN = Draft("vpn-token", "en", "Reset your VPN token", "Open the **token app**.", "vpn token reset remote")
PRINTER = Draft("printer", "en", "The printer does not print", "Switch it off and on.", "printer paper jam")
DOOR = Draft("door", "en", "Reset a door code", "Ask the porter.", "door code badge", audience="staff")
QUESTION = item(
    "question",
    node("startEvent", "asked", extensions('<zeebe:formDefinition formId="ask"/>')),
    node("exclusiveGateway", "known", default="known_to_work"),
    node("userTask", "work", extensions(properties(kind="fulfilment", group="service-desk")), name="Answer"),
    end("answered", outcome="answered"),
    done(),
    flow("asked", "known"),
    flow("known", "answered", "knowledge.solved_by != null"),
    flow("known", "work", key="known_to_work"),
    path("work", "end"),
    knowledge="subject",
    owner="olivia",
)
FORM = b"""{"type": "default", "id": "ask", "components": [
  {"type": "textfield", "key": "subject", "label": "Your question", "id": "a", "validate": {"required": true}},
  {"type": "textfield", "key": "room", "label": "Your room", "id": "b", "validate": {"required": true}}]}"""


@pytest.fixture
def knowing(cast: Cast) -> Cast:
    """A house with three articles and an item that answers by them."""
    with transaction():
        for draft in (VPN, PRINTER, DOOR):
            articles.propose(cast.dan.actor, draft)
            articles.publish(cast.olivia.actor, draft.key, draft.language)
        made = importing.import_files({"question.bpmn": QUESTION, "ask.form": FORM})
        assert made.state == "published", made.problems
    return cast


def keys(cast: Cast, login: str, words: str) -> list[str]:
    with reading():
        return [one.key for one in queries.found(getattr(cast, login).actor, words, "en")]


def test_it_narrows_as_somebody_types(knowing: Cast) -> None:
    assert keys(knowing, "dan", "reset") == ["door", "vpn-token"]
    assert keys(knowing, "dan", "reset vpn tok") == ["vpn-token"]
    assert keys(knowing, "marta", "reset") == ["vpn-token"], "what is for staff is not shown to others"
    assert keys(knowing, "marta", "elephant") == []
    assert keys(knowing, "marta", "") == []


def test_nobody_reads_a_proposal(knowing: Cast) -> None:
    with transaction():
        articles.propose(knowing.dan.actor, Draft("vpn-token", "en", "Better", "Better words about elephants."))
    assert keys(knowing, "marta", "elephants") == []
    with reading():
        assert queries.one(knowing.marta.actor, "vpn-token", "en").title == VPN.title
        assert queries.editing(knowing.olivia.actor, "vpn-token", "en").title == "Better"
    with pytest.raises(Forbidden), transaction():
        articles.publish(knowing.dan.actor, "vpn-token", "en")
    with transaction():
        articles.publish(knowing.olivia.actor, "vpn-token", "en")
    assert keys(knowing, "marta", "elephants") == ["vpn-token"]
    with pytest.raises(Conflict), transaction():
        articles.publish(knowing.olivia.actor, "vpn-token", "en")


def test_what_is_retired_is_found_no_more_and_its_words_wait(knowing: Cast) -> None:
    with transaction():
        articles.retire(knowing.olivia.actor, "vpn-token", "en")
    assert keys(knowing, "marta", "vpn token") == []
    with reading(), pytest.raises(NotFound):
        queries.one(knowing.marta.actor, "vpn-token", "en")
    with reading():
        assert queries.editing(knowing.dan.actor, "vpn-token", "en").text == VPN.text


def test_the_nearest_language(knowing: Cast) -> None:
    with transaction():
        articles.propose(knowing.dan.actor, Draft("vpn-token", "de", "VPN-Token zurücksetzen", "Die App öffnen."))
        articles.publish(knowing.olivia.actor, "vpn-token", "de")
    with reading():
        actor = knowing.marta.actor
        assert queries.one(actor, "vpn-token", "de").title == "VPN-Token zurücksetzen"
        assert queries.one(actor, "vpn-token", "pl").title == VPN.title
        assert [one.key for one in queries.found(actor, "token zurucksetzen", "de")] == ["vpn-token"]


def test_mistakes_are_told_by_field(house: Flask, cast: Cast) -> None:
    with pytest.raises(InvalidForm) as told, transaction():
        articles.propose(cast.dan.actor, Draft("No key", "xx", "", "x" * 20_001))
    assert sorted(told.value.fields) == ["key", "language", "text", "title"]
    with pytest.raises(Forbidden), transaction():
        articles.propose(cast.marta.actor, VPN)


def test_an_article_that_was_the_answer_ends_the_request(knowing: Cast) -> None:
    with transaction():
        asked = {"subject": "reset vpn token"}
        made = ordering.submit(knowing.marta.actor, "question", asked, None, Looked(("vpn-token",), "vpn-token"))
        number = made.number
    request = knowing.request(number)
    assert (request.state, request.outcome) == ("ended", "answered")
    assert readings(request.id) == [("vpn-token", True)]
    with reading():
        (line,) = [one for one in queries.listed(knowing.olivia.actor, "en") if one.key == "vpn-token"]
    assert (line.solved, line.read) == (1, 1)


def test_who_still_needs_help_gets_a_person_who_sees_what_was_read(knowing: Cast) -> None:
    with pytest.raises(InvalidForm), transaction():
        ordering.submit(knowing.marta.actor, "question", {"subject": "vpn"}, None, Looked(("vpn-token",)))
    with transaction():
        asked = {"subject": "vpn", "room": "2.04"}
        number = ordering.submit(knowing.marta.actor, "question", asked, None, Looked(("vpn-token", "gone"))).number
    assert knowing.open_tasks(number) == ["Answer"]
    assert knowing.variables(number)["knowledge"] == {"solved_by": None, "read": ["vpn-token", "gone"]}
    with reading():
        assert [(one.key, was) for one, was in queries.before(knowing.dana.actor, number, "en")] == [
            ("vpn-token", False)
        ]


def test_an_item_without_answers_is_not_solved_by_one(knowing: Cast) -> None:
    with pytest.raises(BadRequest), transaction():
        ordering.submit(knowing.marta.actor, "general_request", {}, None, Looked((), "vpn-token"))


def readings(request_id: int) -> list[tuple[str, bool]]:
    with reading():
        rows = session().scalars(select(Reading).where(Reading.request_id == request_id))
        return [(row.article.key, row.solved) for row in rows]
