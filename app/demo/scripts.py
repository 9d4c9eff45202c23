"""The ways a request of the demo goes, from the order to its end. Scripts for the diary."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from app.demo.diary import Script
from app.demo.voices import Voice

Pace = Callable[[float], timedelta]
LAST_STEPS = 4


def paced(chance: random.Random) -> Pace:
    """A pace: about so many hours, now faster, now slower."""
    return lambda hours: timedelta(hours=hours * chance.uniform(0.5, 1.9), seconds=chance.randrange(60))


class Software(NamedTuple):
    """An order of new software. `boss` decides ("" when it is cheap); `refused` is the reason of a no."""

    who: str
    boss: str
    product: str
    seats: int
    amount: int
    cost_centre: str
    why: str
    refused: str = ""
    stars: int = 0


def software(row: Software, pace: Pace) -> Script:
    """Ordered, decided, bought, tested, installed, confirmed."""
    number = Voice(row.who).orders(
        "new_software", software=row.product, seats=row.seats, amount=row.amount, paid_from="cost_centre",
        cost_centre=row.cost_centre, why=row.why,
    )  # fmt: skip
    if row.boss:
        yield pace(4)
        if row.refused:
            Voice(row.boss).does(number, decision="reject", reason=row.refused)
            return
        Voice(row.boss).does(number, decision="approve")
    yield pace(6)
    Voice("bela").does(number, order_number=f"PO-2{int(number[4:]):04}", licence_key="on file", paid=row.amount)
    yield pace(5)
    Voice("dan").does(number, checked=["installs", "updates"], passed=True)
    yield pace(3)
    Voice("eva").does(number, install_note="Sign in with your own account.")
    yield pace(8)
    Voice(row.who).does(number, "Confirm that it works", confirmed=True)
    if row.stars:
        Voice(row.who).rates(number, row.stars)


class General(NamedTuple):
    """Something else that somebody needs. `result`: done or answered; `withdrawn` is the requester's reason."""

    who: str
    subject: str
    category: str
    doer: str
    answer: str
    result: str = "done"
    withdrawn: str = ""


def general_request(row: General, pace: Pace) -> Script:
    """Asked, taken care of, confirmed."""
    number = Voice(row.who).orders("general_request", subject=row.subject, category=row.category)
    yield pace(5)
    if row.withdrawn:
        Voice(row.who).withdraws(number, row.withdrawn)
        return
    Voice(row.doer).does(number, result=row.result, answer=row.answer)
    yield pace(6)
    Voice(row.who).does(number, confirmed=True)


class Question(NamedTuple):
    """How something is done, or what is known. `read`: the article they read; it was the answer where nobody is the
    `doer`."""

    who: str
    item: str
    subject: str
    doer: str = ""
    answer: str = ""
    topic: str = ""
    read: str = ""


def question(row: Question, pace: Pace) -> Script:
    """Answered by an article at once, or by somebody."""
    number = Voice(row.who).asks(row.item, row.subject, row.read, solved=not row.doer)
    if row.doer:
        yield pace(3)
        Voice(row.doer).does(number, result="answered", answer=row.answer, topic=row.topic)
        yield pace(4)
        Voice(row.who).does(number, confirmed=True)


def interruption(who: str, doer: str, pace: Pace) -> Script:
    """The network of a floor is gone: restored, those affected told, reported on."""
    number = Voice(who).orders(
        "interruption", subject="No network on the second floor of building B", service="network", impact="team",
        urgency="stopped", affected="karol@bridges.example, tom@bridges.example",
    )  # fmt: skip
    yield timedelta(hours=1, minutes=20)
    Voice(doer).does(
        number, result="restored", cause="A power supply of switch B-2.", answer="The switch has a new power supply.",
        affected="karol@bridges.example, tom@bridges.example",
    )  # fmt: skip
    yield pace(9)
    Voice("paul").does(
        number, "Report on it", happened="At 9:10 the switch of the floor went dark.", harm="Eighteen people.",
        lessons="A second power supply in each switch, by the end of the quarter: Piotr.",
    )  # fmt: skip


def desktop_pc(who: str, boss: str, pace: Pace) -> Script:
    """Recorded by the desk, checked, approved, from stock, built, installed."""
    number = Voice("dana").orders(
        "desktop_pc", who, spec="Drawing PC", location="Building B, 2.04", amount=2400, cost_centre="4720",
        why="The old one stops in large drawings.",
    )  # fmt: skip
    yield pace(3)
    Voice("dana").does(number, "Check that it is complete", checked="complete", in_stock=True)
    yield pace(6)
    Voice(boss).does(number, decision="approve")
    yield pace(16)
    Voice("piotr").does(number, inventory="PC-0815", steps=["parts", "system", "programs", "test"])
    yield pace(8)
    Voice("eva").does(number, old_fetched=True)
    yield pace(4)
    Voice("dana").does(number, confirmed=True)


class Move(NamedTuple):
    """A move to another room, decided by `boss`."""

    who: str
    boss: str
    building: str
    room: str
    why: str


def move(row: Move, pace: Pace, wanted: str) -> Script:
    """Decided, planned by three teams, carried out, confirmed. `wanted`: the day, YYYY-MM-DD."""
    number = Voice(row.who).orders(
        "office_move", from_place="A 1.02", to_building=row.building, to_room=row.room, wanted=wanted,
        things=["notebook", "monitors"], why=row.why,
    )  # fmt: skip
    yield pace(5)
    Voice(row.boss).does(number, decision="approve")
    yield pace(4)
    Voice("stefan").does(number, "Plan the door codes", codes_date=wanted)
    yield pace(3)
    Voice("zsofia").does(number, "Plan the furniture", furniture_date=wanted)
    yield pace(3)
    Voice("eva").does(number, "Plan the equipment", equipment_date=wanted, equipment_plan="In the morning.")
    yield pace(30)
    Voice("stefan").does(number, "Set the door codes")
    yield pace(2)
    Voice("zsofia").does(number, "Prepare the desk")
    yield pace(3)
    Voice("eva").does(number, "Move the equipment", equipment_note="All plugged in.")
    yield pace(4)
    Voice(row.who).does(number, "Confirm that everything arrived", confirmed=True)


def forgotten(who: str, pace: Pace) -> Script:
    """A forgotten password: a code, then the link. Nobody else has a part in it."""
    number = Voice(who).orders("password_reset", account=who)
    yield pace(0.03)
    Voice(who).does(number, what="enter", code=Voice(who).code())


class Newcomer(NamedTuple):
    """Somebody new."""

    login: str
    name: str
    department: str
    manager: str
    country: str
    room: str


def onboarding(row: Newcomer, pace: Pace, first_day: str) -> Script:
    """Everything ready before the first day (YYYY-MM-DD); the newcomer ticks their own steps."""
    number = ordered(row, first_day)
    yield pace(20)
    Voice("zsofia").does(number, "Prepare the desk", desk_note="By the window.")
    yield pace(4)
    Voice("stefan").does(number, "Make the badge", badge_number=f"B-1{int(number[4:]):03}")
    yield pace(10)
    Voice("bela").does(number, "Get the equipment")
    yield pace(6)
    Voice("hanna").does(number, "Plan the introduction", mentor="Anna", introduction_plan="At nine at the front desk.")
    for _ in range(LAST_STEPS):
        yield pace(9)
        Voice(row.login).does(number, step_done=True)


def ordered(row: Newcomer, first_day: str) -> str:
    """HR orders the onboarding; its number."""
    return Voice("hanna").orders(
        "onboarding", name=row.name, login=row.login, private_email=f"{row.login}@post.example",
        department=row.department, manager=row.manager, country=row.country, building="Building B", room=row.room,
        equipment=["notebook", "headset"], papers=["rules", "data"], first_day=first_day,
    )  # fmt: skip
