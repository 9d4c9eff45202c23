"""New software, from the order to the installed program, with everything that can come between."""

import pytest
from sqlalchemy import select

from app.connectors.base import BusinessError, ConnectorError
from app.db import reading, session, transaction
from app.errors import AlreadyDone, InvalidForm, NotFound
from app.models.approval import Approval
from app.models.entitlement import Entitlement
from app.models.incident import Incident
from app.models.journal import Journal
from app.operations import tasks
from tests.fixtures.cast import Cast, Recorder

FIGMA = {
    "software": "Figma",
    "seats": 2,
    "amount": 480,
    "paid_from": "cost_centre",
    "cost_centre": "4711",
    "why": "Two of us draw the new portal together.",
}
AUTOCAD = {**FIGMA, "software": "AutoCAD", "amount": 6200, "why": "We draw the Isar bridge in-house from December."}
CHEAP = {**FIGMA, "software": "Miro", "seats": 1, "amount": 90}
NEW = {**FIGMA, "software": "other", "product_name": "Bluebeam", "vendor": "bluebeam.example"}


def bought_and_installed(cast: Cast, number: str) -> None:
    cast.bela.does(number, "Buy the licence", order_number="PO-20417", licence_key="F-1", paid=480)
    cast.dan.does(number, "Test it", passed=True)
    cast.eva.does(number, "Install it")
    cast.works()


def test_two_seats_of_figma(cast: Cast) -> None:
    number = cast.marta.orders("new_software", FIGMA)
    assert cast.request(number).title == "Figma × 2"
    assert cast.open_tasks(number) == ["Decide"]
    cast.jonas.approves(number, reason="Fine with me.")
    bought_and_installed(cast, number)
    cast.marta.does(number, "Confirm that it works", confirmed=True)
    request = cast.request(number)
    assert (request.state, request.outcome) == ("ended", "fulfilled")
    with reading():
        granted = session().query(Entitlement).one()
        assert granted.name == "Figma"
    assert cast.mails("marta", "ended")
    assert len(cast.mails("marta", "progress")) == 4
    assert cast.journal_holds()


def test_below_the_limit_nobody_is_asked(cast: Cast) -> None:
    number = cast.marta.orders("new_software", CHEAP)
    assert cast.open_tasks(number) == ["Buy the licence"]
    assert cast.variables(number)["decided_by"] == "rule"


def test_a_large_sum_climbs_the_line_and_asks_for_a_written_reason(cast: Cast) -> None:
    number = cast.ilse.orders("new_software", AUTOCAD)
    with pytest.raises(InvalidForm):
        cast.anna.approves(number)
    cast.anna.approves(number, justification="The bridge project starts in December.")
    assert cast.open_tasks(number) == ["Buy the licence"]  # Tom's limit is 1,000 €: Anna, who said yes, has the money
    with reading():
        assert session().query(Approval).count() == 1
        texts = [entry.text for entry in session().query(Journal)]
    assert "Anna Berg has approved this request already: not asked again for “Budget approval”." in texts


def test_a_new_and_dear_program_asks_infrastructure_the_department_and_the_budget(cast: Cast) -> None:
    number = cast.marta.orders("new_software", {**NEW, "amount": 6200, "paid_from": "central"})
    cast.dan.approves(number)
    with pytest.raises(InvalidForm):
        cast.jonas.approves(number)
    cast.jonas.approves(number, justification="The portal of the Danube bridge is drawn with it.")
    assert cast.jonas.has_nothing(number)
    cast.grace.approves(number)
    assert cast.open_tasks(number) == ["Buy the licence"]
    assert [one["rule"] for one in cast.variables(number)["approvals"]] == ["R1", "R2", "R3"]


def test_new_to_the_house_asks_infrastructure_first(cast: Cast) -> None:
    number = cast.marta.orders("new_software", NEW)
    assert cast.jonas.has_nothing(number)
    cast.piotr.approves(number)
    cast.jonas.approves(number)
    assert cast.open_tasks(number) == ["Buy the licence"]


def test_refused_with_a_reason(cast: Cast) -> None:
    number = cast.marta.orders("new_software", FIGMA)
    with pytest.raises(InvalidForm):
        cast.jonas.rejects(number, "")
    cast.jonas.rejects(number, "No budget left this year.")
    request = cast.request(number)
    assert (request.state, request.outcome, request.reason) == ("ended", "rejected", "No budget left this year.")
    assert cast.mails("marta", "ended")[0]["facts"]["reason"] == "No budget left this year."


def test_change_this_please(cast: Cast) -> None:
    number = cast.marta.orders("new_software", FIGMA)
    cast.jonas.asks_for_change(number, "One seat is enough.")
    assert cast.open_tasks(number) == ["Correct your order"]
    cast.marta.does(number, "Correct your order", **{**FIGMA, "seats": 1, "amount": 240})
    cast.jonas.approves(number)
    assert cast.variables(number)["amount"]["amount"] == 240


def test_not_entitled_ends_with_the_reason(cast: Cast) -> None:
    number = cast.marta.orders("new_software", {**FIGMA, "software": "Wireshark"})
    request = cast.request(number)
    assert (request.outcome, request.reason) == ("rejected", "This program is for the IT department only.")


def test_an_incomplete_order_comes_back(cast: Cast) -> None:
    number = cast.marta.orders("new_software", {**NEW, "vendor": ""})
    assert cast.open_tasks(number) == ["Correct your order"]
    cast.marta.does(number, "Correct your order", **NEW)
    assert cast.open_tasks(number) == ["Decide"]


def test_nobody_decides_on_their_own_request(cast: Cast) -> None:
    number = cast.jonas.orders("new_software", FIGMA)
    assert cast.jonas.has_nothing(number)
    cast.clara.approves(number)


def test_overdue_approval_is_reminded_then_escalated(cast: Cast) -> None:
    number = cast.marta.orders("new_software", FIGMA)
    cast.later(days=2, minutes=1)
    assert len(cast.mails("jonas", "reminder")) == 1
    cast.later(days=2)
    assert len(cast.mails("jonas", "reminder")) == 2
    cast.later(days=1)
    assert cast.open_tasks(number) == ["Decide"]
    assert cast.jonas.has_nothing(number)
    assert cast.mails("marta", "waiting")
    cast.clara.approves(number)
    assert cast.open_tasks(number) == ["Buy the licence"]


def test_a_timer_never_fires_early(cast: Cast) -> None:
    cast.marta.orders("new_software", FIGMA)
    cast.later(days=1, hours=23, minutes=59)
    assert cast.mails("jonas", "reminder") == []


def test_failed_test_goes_back_to_procurement(cast: Cast) -> None:
    number = cast.marta.orders("new_software", CHEAP)
    cast.bela.does(number, "Buy the licence", order_number="PO-20417", licence_key="M-1", paid=90)
    cast.dan.does(number, "Test it", passed=False, test_note="Does not start.")
    assert cast.open_tasks(number) == ["Buy the licence"]


def test_directory_down_is_tried_again_then_an_incident_then_repaired(cast: Cast) -> None:
    down = Recorder("directory", answers=[ConnectorError("The directory does not answer.")] * 6)
    cast.connectors["directory"] = down
    number = cast.marta.orders("new_software", CHEAP)
    bought_and_installed(cast, number)
    for _ in range(8):
        cast.later(hours=2)
    assert len(down.orders) == 6
    assert len({order.key for order in down.orders}) == 1
    assert cast.request(number).state == "stuck"
    with reading():
        incident = session().query(Incident).filter_by(state="open").one()
    cast.paul.retries(incident.id)
    cast.works()
    assert cast.request(number).state == "running"
    assert cast.open_tasks(number) == ["Confirm that it works"]


def test_without_an_account_the_licence_is_entered_by_hand(cast: Cast) -> None:
    cast.connectors["directory"] = Recorder("directory", answers=[BusinessError("unknown_person", "No account.")])
    number = cast.marta.orders("new_software", CHEAP)
    bought_and_installed(cast, number)
    cast.eva.does(number, "Enter the licence by hand", entered=True)
    assert cast.open_tasks(number) == ["Confirm that it works"]


def test_silence_for_a_week_counts_as_yes(cast: Cast) -> None:
    number = cast.marta.orders("new_software", CHEAP)
    bought_and_installed(cast, number)
    cast.later(days=7, minutes=1)
    assert cast.request(number).outcome == "fulfilled"


def test_something_is_wrong_goes_back_to_support(cast: Cast) -> None:
    number = cast.marta.orders("new_software", CHEAP)
    bought_and_installed(cast, number)
    cast.marta.does(number, "Confirm that it works", confirmed=False, remark="It asks for a key.")
    assert cast.open_tasks(number) == ["Install it"]


def test_withdrawn(cast: Cast) -> None:
    number = cast.marta.orders("new_software", FIGMA)
    cast.marta.withdraws(number, "Not needed any more.")
    request = cast.request(number)
    assert (request.state, request.outcome) == ("ended", "withdrawn")
    assert cast.open_tasks(number) == []
    with pytest.raises(AlreadyDone):
        cast.marta.withdraws(number, "again")


def test_withdrawn_when_it_is_installed_already(cast: Cast) -> None:
    number = cast.marta.orders("new_software", FIGMA)
    cast.jonas.approves(number)
    bought_and_installed(cast, number)
    cast.works()
    assert cast.open_tasks(number) == ["Confirm that it works"]
    cast.marta.withdraws(number, "We use another one now.")
    cast.works()  # the directory takes the licence back by itself
    assert cast.open_tasks(number) == ["Remove the software"]
    cast.eva.does(number, "Remove the software")
    assert cast.open_tasks(number) == ["Cancel the purchase"]
    cast.bela.does(number, "Cancel the purchase")
    assert cast.request(number).outcome == "withdrawn"
    with reading():
        assert session().scalars(select(Entitlement)).all() == []


def test_completed_at_most_once(cast: Cast) -> None:
    number = cast.marta.orders("new_software", FIGMA)
    task = cast.jonas.task(number)
    cast.jonas.approves(number)
    with pytest.raises(AlreadyDone) as done, transaction():
        tasks.complete(cast.jonas.actor, task.id, {"decision": "reject", "reason": "Second thoughts."})
    assert done.value.details["who"] == "jonas"


def test_a_stranger_may_not_decide(cast: Cast) -> None:
    number = cast.marta.orders("new_software", FIGMA)
    task = cast.jonas.task(number)
    with pytest.raises(NotFound), transaction():
        tasks.complete(cast.tamas.actor, task.id, {"decision": "approve"})
