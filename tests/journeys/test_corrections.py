"""“Change this, please”: only what was ticked is open, and only who approved on what has changed is asked again."""

from sqlalchemy import select

from app.db import reading, session, transaction
from app.models.correction import Correction
from app.models.journal import Journal
from app.models.task import Task
from app.operations import requests as ordered
from app.operations import tasks
from app.queries import corrections as told
from app.queries import requests
from app.queries import task as shown
from tests.fixtures.cast import Cast
from workflows.values import loads

NEW = {
    "software": "other",
    "product_name": "Bluebeam",
    "vendor": "bluebeam.example",
    "seats": 2,
    "amount": 480,
    "paid_from": "cost_centre",
    "cost_centre": "4711",
    "why": "Two of us mark up plans together.",
}
SECURITY, BUDGET = "Infrastructure approval", "Budget approval"


def asks(cast: Cast, number: str, *fields: str) -> None:
    """Jonas, who holds the budget, ticks fields and says why."""
    task = cast.jonas.task(number)
    with transaction():
        data = {"decision": "change", "reason": "Please look again.", "correct": list(fields)}
        tasks.complete(cast.jonas.actor, task.id, data)


def open_steps(number: str) -> list[str]:
    with reading():
        where = (Task.request_id == int(number[4:]), Task.state == "open")
        return [task.stage for task in session().scalars(select(Task).where(*where))]


def journal(number: str, kind: str) -> list[Journal]:
    with reading():
        return session().query(Journal).filter_by(request_id=int(number[4:]), kind=kind).all()


def approved_by_security(cast: Cast) -> str:
    number = cast.marta.orders("new_software", NEW)
    assert open_steps(number) == [SECURITY]
    cast.piotr.approves(number)
    assert open_steps(number) == [BUDGET]
    return number


def test_only_what_was_ticked_is_open(cast: Cast) -> None:
    number = approved_by_security(cast)
    asks(cast, number, "amount", "no_such_field")
    task = cast.marta.task(number, "Correct your order")
    with reading():
        page = shown.one(cast.marta.actor, task.id)
        [row] = session().query(Correction)
    assert loads(row.fields) == ["amount"]
    assert page.form is not None
    assert [one["key"] for one in page.form["components"] if not one.get("readonly")] == ["amount"]
    cast.marta.does(number, "Correct your order", **{**NEW, "amount": 300, "seats": 9, "software": "Wireshark"})
    known = cast.variables(number)
    assert (known["amount"]["amount"], known["seats"], known["software"]) == (300, 2, "other")


def test_who_approved_on_what_did_not_change_is_not_asked_again(cast: Cast) -> None:
    number = approved_by_security(cast)
    asks(cast, number, "amount")
    cast.marta.does(number, "Correct your order", amount=300)
    assert open_steps(number) == [BUDGET]
    [entry] = journal(number, "approval.stands")
    assert loads(entry.data)["who"] == cast.piotr.actor.name
    with reading():
        [asked] = told.of_request(cast.jonas.actor, number)
    assert (asked.state, asked.changed) == ("answered", ["amount"])
    cast.jonas.approves(number)
    assert cast.open_tasks(number) == ["Buy the licence"]
    assert cast.journal_holds()


def test_who_approved_something_else_is_asked_again(cast: Cast) -> None:
    number = approved_by_security(cast)
    with transaction():
        ordered.comment(cast.marta.actor, number, "By Saturday, please.")
    asks(cast, number, "product_name")
    cast.marta.does(number, "Correct your order", product_name="Morpholio")
    words = ("morpholio", "bluebeam", "saturday")
    with reading():
        found = [[one.number for one in requests.page(cast.marta.actor, q=q).items] for q in words]
    assert found == [[number]] * 3  # the vendor's address still says it
    assert open_steps(number) == [SECURITY]
    [entry] = journal(number, "approval.fell")
    assert loads(entry.data)["changed"] == ["product_name"]
    assert cast.request(number).title == "Morpholio × 2"


def test_what_an_open_answer_asks_for_is_open_too(cast: Cast) -> None:
    number = cast.marta.orders("new_software", {**NEW, "software": "Figma", "paid_from": "central"})
    holder = next(one for one in (cast.jonas, cast.clara, cast.grace, cast.ilse) if one.tasks(number))
    with transaction():
        data = {"decision": "change", "reason": "Pay it yourselves.", "correct": ["paid_from"]}
        tasks.complete(holder.actor, holder.task(number).id, data)
    cast.marta.does(number, "Correct your order", paid_from="cost_centre", cost_centre="0815")
    assert cast.variables(number)["cost_centre"] == "0815"


def test_without_ticks_the_whole_order_is_open(cast: Cast) -> None:
    number = approved_by_security(cast)
    cast.jonas.asks_for_change(number, "All of it.")
    cast.marta.does(number, "Correct your order", **{**NEW, "seats": 1, "amount": 240})
    assert cast.variables(number)["seats"] == 1
