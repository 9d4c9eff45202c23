"""Something does not work: its severity, its team, management when it lasts, those affected told, a report."""

from sqlalchemy import select

from app.db import reading, session, transaction
from app.models.outbox import Outbox
from app.models.request import Request
from app.operations import messages
from app.operations.permissions import LANEWAY
from tests.fixtures.cast import Cast
from workflows.values import loads

NETWORK = {
    "subject": "No network on the third floor",
    "service": "network",
    "impact": "team",
    "urgency": "stopped",
    "affected": "ilse@bridges.example, guest@site.example",
}
MOUSE = {"subject": "My mouse jumps", "service": "device", "impact": "one", "urgency": "waits"}
RESTORED = {"result": "restored", "cause": "A fuse.", "answer": "A fuse was gone; nothing is lost."}
REPORT = {"happened": "At 9 a fuse went.", "harm": "Forty people.", "lessons": "A second line, by May: Piotr."}
ALERT = {"subject": "Switch B-3 is silent", "impact": "house", "urgency": "stopped", "alert": "switch-b3"}


def alert(cast: Cast, key: str = "switch-b3") -> bool:
    with transaction():
        return messages.receive(LANEWAY, "monitoring_alert", key, ALERT)


def restored(cast: Cast, number: str, **more: str) -> None:
    cast.piotr.does(number, "Find the cause and restore it", **RESTORED, **more)
    cast.works()


def told() -> dict[str, str]:
    """Whom the house writes to in the words of a diagram, and the subject they read."""
    with reading():
        letters = [loads(row.payload) for row in session().scalars(select(Outbox).where(Outbox.kind == "mail"))]
    return {letter["to"]: letter["subject"] for letter in letters if letter["kind"] == "process"}


def test_restored_in_time_those_affected_told_and_reported(cast: Cast) -> None:
    number = cast.marta.orders("interruption", NETWORK)
    task = cast.piotr.task(number)
    assert (task.name, task.priority) == ("Find the cause and restore it", 80)
    assert any("Severity 2" in text for text in cast.piotr.reads(task))
    restored(cast, number, affected=NETWORK["affected"])
    again = {to: subject.partition(":")[0] for to, subject in told().items()}
    assert again == {
        "ilse@bridges.example": "Behoben",
        "marta@bridges.example": "Megoldva",
        "guest@site.example": "Megoldva",
    }, "each in their own language, a guest in that of whoever reported it"
    assert cast.open_tasks(number) == ["Report on it"]
    cast.paul.does(number, "Report on it", **REPORT)
    assert cast.request(number).outcome == "fulfilled"
    assert cast.journal_holds()


def test_impact_and_urgency_say_how_severe(cast: Cast) -> None:
    found = {}
    for impact, urgency in (("house", "stopped"), ("house", "slowed"), ("one", "stopped"), ("one", "waits")):
        number = cast.marta.orders("interruption", {**NETWORK, "impact": impact, "urgency": urgency})
        found[impact, urgency] = cast.variables(number)["severity"]
    assert list(found.values()) == [1, 2, 3, 4]


def test_a_small_one_needs_no_report(cast: Cast) -> None:
    number = cast.marta.orders("interruption", MOUSE)
    cast.dan.does(number, "Find the cause and restore it", **RESTORED)
    cast.works()
    assert (cast.request(number).outcome, set(told())) == ("fulfilled", {"marta@bridges.example"})


def test_not_in_time_goes_to_management(cast: Cast) -> None:
    number = cast.marta.orders("interruption", NETWORK)
    cast.later(hours=3, minutes=59)
    assert cast.mails("marta", "waiting") == []
    cast.later(minutes=2)
    assert len(cast.mails("marta", "waiting")) == 1
    assert any("within 4 h" in text for text in cast.grace.reads(cast.grace.task(number, "Decide what else is done")))
    cast.grace.does(number, "Decide what else is done", measures="The dealer sends somebody at noon.")
    assert any("sends somebody at noon" in text for text in cast.piotr.reads(cast.piotr.task(number)))
    restored(cast, number)
    assert cast.open_tasks(number) == ["Report on it"]


def test_restored_before_management_could_say_anything(cast: Cast) -> None:
    number = cast.marta.orders("interruption", NETWORK)
    cast.later(hours=4, minutes=1)
    assert cast.open_tasks(number) == ["Decide what else is done", "Find the cause and restore it"]
    restored(cast, number)
    assert cast.open_tasks(number) == ["Report on it"]
    cast.later(days=5, minutes=1)
    assert cast.mails("paul", "reminder")


def test_handed_over_and_nothing_broken(cast: Cast) -> None:
    number = cast.marta.orders("interruption", MOUSE)
    given = {"result": "hand_over", "to_group": "infrastructure", "handover_note": "The port is dead."}
    cast.eva.does(number, "Find the cause and restore it", **given)
    assert any("The port is dead." in text for text in cast.piotr.reads(cast.piotr.task(number)))
    cast.piotr.does(number, "Find the cause and restore it", result="declined", reason="It was switched off.")
    assert (cast.request(number).outcome, cast.request(number).reason) == ("rejected", "It was switched off.")


def test_an_alert_of_the_monitoring_opens_one_at_a_time(cast: Cast) -> None:
    assert alert(cast)
    assert not alert(cast)
    assert alert(cast, "switch-b4")
    with reading():
        begun = session().scalars(select(Request).where(Request.item == "interruption").order_by(Request.id)).all()
    assert [one.title for one in begun] == ["Switch B-3 is silent"] * 2
    number = begun[0].number
    assert cast.variables(number)["severity"] == 1
    assert cast.piotr.task(number).priority == 100
    restored(cast, number)
    cast.paul.does(number, "Report on it", **REPORT)
    assert cast.request(number).outcome == "fulfilled"


def test_withdrawn(cast: Cast) -> None:
    number = cast.marta.orders("interruption", MOUSE)
    cast.marta.withdraws(number, "It works after all.")
    assert (cast.request(number).outcome, cast.open_tasks(number)) == ("withdrawn", [])
