"""A new desktop PC: recorded by the desk, checked, approved, bought when none is in stock, built, installed."""

import pytest

from app.db import reading
from app.errors import InvalidForm
from app.operations import definitions, sampling
from tests.fixtures.cast import Cast

DRAWING = {
    "spec": "Drawing PC",
    "location": "Building B, 2.04",
    "amount": 2400,
    "cost_centre": "4711",
    "why": "The old one stops in large drawings.",
}


def checked(cast: Cast, number: str, *, in_stock: bool = False) -> None:
    cast.dana.does(number, "Check that it is complete", checked="complete", in_stock=in_stock)


def built_and_installed(cast: Cast, number: str) -> None:
    cast.piotr.does(number, "Build it as specified", inventory="PC-0815", steps=["parts", "system", "programs", "test"])
    cast.eva.does(number, "Install it at the place", old_fetched=True, answer="Your files are where they were.")


def test_a_call_becomes_a_computer(cast: Cast) -> None:
    number = cast.dana.orders("desktop_pc", DRAWING, requested_for="marta")
    assert cast.request(number).title == "Drawing PC, Building B, 2.04"
    checked(cast, number)
    assert cast.open_tasks(number) == ["Decide"]
    cast.jonas.approves(number)
    cast.bela.does(number, "Buy it", order_number="PO-99", paid=2380)
    built_and_installed(cast, number)
    cast.dana.does(number, "Confirm that it works", confirmed=True)
    assert cast.request(number).outcome == "fulfilled"
    assert cast.mails("marta", "ended")
    assert cast.journal_holds()


def test_one_in_stock_is_not_bought(cast: Cast) -> None:
    number = cast.marta.orders("desktop_pc", DRAWING)
    checked(cast, number, in_stock=True)
    cast.jonas.approves(number)
    assert cast.open_tasks(number) == ["Build it as specified"]


def test_what_is_missing_is_asked_for(cast: Cast) -> None:
    number = cast.marta.orders("desktop_pc", {**DRAWING, "location": ""})
    with pytest.raises(InvalidForm):
        cast.dana.does(number, "Check that it is complete", checked="incomplete")
    cast.dana.does(number, "Check that it is complete", checked="incomplete", missing="Which room?")
    task = cast.marta.task(number, "Complete the order")
    assert any("Which room?" in text for text in cast.marta.reads(task))
    cast.marta.does(number, "Complete the order", **DRAWING)
    checked(cast, number)
    assert cast.open_tasks(number) == ["Decide"]


def test_not_in_line_with_the_rules(cast: Cast) -> None:
    number = cast.marta.orders("desktop_pc", DRAWING)
    cast.dana.does(number, "Check that it is complete", checked="refused", reason="Yours is a year old.")
    assert (cast.request(number).outcome, cast.request(number).reason) == ("rejected", "Yours is a year old.")


def test_beyond_the_limit_of_the_cost_centre(cast: Cast) -> None:
    number = cast.marta.orders("desktop_pc", {**DRAWING, "amount": 9000})
    checked(cast, number)
    cast.jonas.approves(number)  # up to 5,000 €
    assert cast.open_tasks(number) == ["Decide"]
    cast.clara.approves(number)
    assert cast.open_tasks(number) == ["Buy it"]


def test_refused_and_changed(cast: Cast) -> None:
    refused, changed = (cast.marta.orders("desktop_pc", DRAWING) for _ in range(2))
    for number in (refused, changed):
        checked(cast, number)
    cast.jonas.rejects(refused, "Next year.")
    assert (cast.request(refused).outcome, cast.request(refused).reason) == ("rejected", "Next year.")
    cast.jonas.asks_for_change(changed, "An office PC is enough.")
    cast.marta.does(changed, "Complete the order", **{**DRAWING, "spec": "Office PC", "amount": 900})
    checked(cast, changed)
    cast.jonas.approves(changed)
    assert cast.open_tasks(changed) == ["Buy it"]


def test_an_approver_who_says_nothing(cast: Cast) -> None:
    number = cast.marta.orders("desktop_pc", DRAWING)
    checked(cast, number)
    cast.later(days=2, minutes=1)
    assert len(cast.mails("jonas", "reminder")) == 1
    cast.later(days=3)
    assert cast.jonas.has_nothing(number)
    cast.clara.approves(number)
    assert cast.open_tasks(number) == ["Buy it"]


def test_something_is_wrong_and_silence(cast: Cast) -> None:
    number = cast.marta.orders("desktop_pc", DRAWING)
    checked(cast, number, in_stock=True)
    cast.jonas.approves(number)
    built_and_installed(cast, number)
    cast.marta.does(number, "Confirm that it works", confirmed=False, remark="No sound.")
    cast.eva.does(number, "Install it at the place", old_fetched=True)
    cast.later(days=7, minutes=1)
    assert cast.request(number).outcome == "fulfilled"


def test_withdrawn_when_it_stands_there_already(cast: Cast) -> None:
    number = cast.marta.orders("desktop_pc", DRAWING)
    checked(cast, number)
    cast.jonas.approves(number)
    cast.bela.does(number, "Buy it", order_number="PO-99", paid=2380)
    built_and_installed(cast, number)
    cast.marta.withdraws(number, "I change to another department.")
    cast.eva.does(number, "Fetch it again")
    cast.piotr.does(number, "Put it back into stock")
    cast.bela.does(number, "Cancel the purchase")
    assert cast.request(number).outcome == "withdrawn"


def test_of_every_hundred_fifteen_are_looked_at_before_they_are_handed_over(cast: Cast) -> None:
    numbers = iter(cast.marta.orders("desktop_pc", DRAWING) for _ in range(60))
    number = next(number for number in numbers if looked_at(cast, number))
    checked(cast, number, in_stock=True)
    cast.jonas.approves(number)
    built_and_installed(cast, number)
    assert cast.marta.has_nothing(number)
    cast.grace.does(number, "Quality check", passed=False, reason="The second monitor stays dark.")
    cast.eva.does(number, "Install it at the place", old_fetched=True)
    cast.grace.does(number, "Quality check", passed=True)
    cast.marta.does(number, "Confirm that it works", confirmed=True)
    assert cast.request(number).outcome == "fulfilled"


def looked_at(cast: Cast, number: str) -> bool:
    request = cast.request(number)
    with reading():
        return sampling.looks(definitions.parsed(request.version_id), request.id)
