"""What the journal of a request says to its readers."""

from datetime import UTC, datetime

import pytest

from app.language import using
from app.operations.wording import Wording
from app.queries.history import Entry
from app.web import history

GERMAN = Wording({"Buy the licence": "Lizenz kaufen"})
AT = datetime(2026, 11, 22, tzinfo=UTC)


def said(kind: str, text: str = "", **data: object) -> str:
    with using("de"):
        return history.sentence(Entry(1, AT, "bela", kind, text, data, ""), GERMAN)


def test_a_step_is_named_as_its_item_names_it_in_the_readers_language() -> None:
    assert said("task.completed", "Done: Buy the licence.") == "„Lizenz kaufen“ abgeschlossen"
    assert "Lizenz kaufen" in said("task.opened", "Waits for Procurement: Buy the licence.", who="Procurement")
    assert "eva" in said("task.assigned", "Handed to Ewa Nowak: Buy the licence.", to="eva")


def test_an_end_says_why() -> None:
    assert said("request.ended", "Rejected.", outcome="rejected", reason="Zu teuer.").endswith(": Zu teuer.")
    assert ":" not in said("request.ended", "Fulfilled.", outcome="fulfilled", reason=None)


@pytest.mark.parametrize("kind", sorted(history.SENTENCES))
def test_every_kind_is_a_sentence(kind: str) -> None:
    sentence = said(kind, "Took: Buy the licence.")
    assert sentence
    assert sentence != "Took: Buy the licence."


def test_what_is_not_known_keeps_its_words() -> None:
    assert said("something.new", "As it was written.") == "As it was written."
