"""What the journal of a request says to its readers."""

from datetime import UTC, datetime

import pytest

from app.language import using
from app.operations.wording import Wording
from app.queries.history import Entry
from app.web import history

GERMAN = Wording({"Buy the licence": "Lizenz kaufen", "Procurement": "Einkauf"})
AT = datetime(2026, 11, 22, tzinfo=UTC)


def said(kind: str, text: str = "", **data: object) -> str:
    with using("de"):
        return history.sentence(Entry(1, AT, "bela", kind, text, data, ""), GERMAN)


def test_a_step_is_named_as_its_item_names_it_in_the_readers_language() -> None:
    assert said("task.completed", step="Buy the licence") == "„Lizenz kaufen“ abgeschlossen"
    assert said("task.opened", step="Buy the licence", who="Procurement") == "„Lizenz kaufen“ wartet auf Einkauf"
    assert said("task.assigned", step="Buy the licence", who="Ewa Nowak") == "„Lizenz kaufen“ an Ewa Nowak übergeben"


def test_an_end_says_why() -> None:
    assert said("request.ended", "Rejected.", outcome="rejected", reason="Zu teuer.").endswith(": Zu teuer.")
    assert ":" not in said("request.ended", "Fulfilled.", outcome="fulfilled", reason=None)


@pytest.mark.parametrize("name", ["Buy: the licence", "The “best” one. Really", "it: 'x'"])
def test_a_name_is_said_whole_whatever_is_in_it(name: str) -> None:
    assert said("task.claimed", "Nothing of this counts.", step=name) == f"„{name}“ übernommen"
    assert said("article.retired", "", title=name) == f"Antwort „{name}“ zurückgezogen"


def test_a_decision_says_of_what_for_whom_which_way_and_why() -> None:
    facts = {"step": "Buy the licence", "for": "Anna Schmidt", "way": "mail link", "reason": "Zu teuer."}
    assert said("approval.reject", **facts) == (
        "„Lizenz kaufen“ abgelehnt für Anna Schmidt, über den Link der Mail: Zu teuer."
    )


def test_what_is_not_known_keeps_its_words() -> None:
    assert said("something.new", "As it was written.") == "As it was written."


def test_who_has_a_task_for_another_or_because_nobody_else_was_found_is_told() -> None:
    facts = {"step": "Buy the licence", "who": "Lena Vogel"}
    assert said("task.opened", **facts, because=[["empty_group", "Procurement"]]) == (
        "„Lizenz kaufen“ wartet auf Lena Vogel. Einkauf hat zurzeit niemanden: Die Leitung der Gruppe bekommt es."
    )
    assert said("task.opened", **facts, **{"for": "Anna Berg"}) == "„Lizenz kaufen“ wartet auf Lena Vogel für Anna Berg"


def test_what_a_ladder_did_is_said() -> None:
    facts = {"name": "Procurement", "percent": 75}
    assert said("clock.rung", **facts, done="told", done_to="Béla Szabó") == (
        "Einkauf: 75 % der Zeit verbraucht. Benachrichtigt: Béla Szabó"
    )
    assert said("clock.rung", **facts, done="raised", done_to="80").endswith("dringend")
    assert said("clock.rung", **facts) == "Einkauf: 75 % der Zeit verbraucht", "an older entry does not tell it"


def test_who_did_it_is_named_where_it_was_a_person() -> None:
    """By their name, by their login where nobody has that name any more; the house itself needs no mention."""
    names = {"bela": "Béla Szabó"}
    with using("de"):
        lines = [
            history.line(Entry(1, AT, actor, "task.claimed", "", {"step": "Buy the licence"}, ""), GERMAN, names)
            for actor in ("bela", "gone", "laneway")
        ]
    claimed = "„Lizenz kaufen“ übernommen"
    assert lines == [f"{claimed} · Béla Szabó", f"{claimed} · gone", claimed]
    assert history.who(Entry(1, AT, "laneway", "notice", "", {}, ""), names) == "Laneway"


def test_values_that_were_corrected_are_named() -> None:
    assert said("variables.changed", changed=["amount", "why"]).endswith(": amount, why")
    assert not said("variables.changed").endswith(":")
