"""What is going on in the demo organisation just now: the last ten days, and what is open this morning."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import func, select

from app.db import reading, session
from app.demo import past, redrawn
from app.demo.away import Away
from app.demo.diary import Diary, Script
from app.demo.scripts import Newcomer, ordered
from app.demo.voices import Voice
from app.jobs.shift import on_duty
from app.models.request import Request

FIGMA = {
    "software": "Figma", "seats": 2, "amount": 480, "paid_from": "cost_centre", "cost_centre": "4711",
    "why": "Two of us draw the new portal together.",
}  # fmt: skip
MIRO = {**FIGMA, "software": "Miro", "seats": 1, "amount": 45, "why": "Workshops with the client in Graz."}
AUTOCAD = {
    "software": "AutoCAD", "seats": 2, "amount": 6200, "paid_from": "cost_centre", "cost_centre": "4720",
    "why": "We draw the Isar bridge in-house from December; the shared licence is taken all day.",
}  # fmt: skip
MOVE = {
    "from_place": "A 1.02", "to_building": "Building B", "to_room": "3.14", "things": ["notebook", "monitors"],
    "why": "The whole bridge team sits together from December.",
}  # fmt: skip
WAITING = (
    (31, "zsofia", "The label printer is offline again", "it"),
    (29, "hanna", "Two more chairs for the interview room", "building"),
    (27, "tom", "A notebook for the site container, on loan", "it"),
    (25, "tamas", "A visitor's pass for the client on Monday", "security"),
    (9, "lena", "Access to the archive of contracts", "it"),
    (7, "oskar", "Which printer is for plans in A0?", "it"),
    (5, "piotr", "A shelf for the spare switches", "building"),
    (2, "clara", "A quiet room for Thursday, eight people", "building"),
)  # hours ago, who, what, category
NORA = Newcomer("nora", "Nóra Balogh", "Design", "jonas", "HU", "3.14")


@dataclass
class Told:
    """How many requests there are afterwards, and the numbers of those that one may point at, by name."""

    requests: int = 0
    numbers: dict[str, str] = field(default_factory=dict)


def tell() -> Told:
    """Play the past half year and the last ten days. Only for a demo house that nobody has used yet."""
    diary, told = Diary(), Told()
    past.write(diary)
    diary.add(diary.ago(days=9, hours=3), miro(told))
    diary.add(diary.ago(days=6, hours=4), autocad(told))
    diary.add(diary.ago(days=5), move(told, diary))
    diary.add(diary.ago(days=5, hours=1), joining(told, diary))
    diary.add(diary.ago(days=2, hours=2), overdue())
    diary.add(diary.ago(days=1, hours=22), stuck(told))
    redrawn.tell(diary)
    diary.add(diary.ago(days=1), refused(told))
    diary.add(diary.ago(hours=3), figma(told))
    for hours, who, subject, category in WAITING:
        diary.add(diary.ago(hours=hours), asks(who, subject, category))
    diary.play()
    with reading():
        told.requests = session().scalar(select(func.count(Request.id))) or 0
    return told


def miro(told: Told) -> Script:
    """Miro for Marta: cheap, bought, tested, installed, confirmed."""
    number = told.numbers["miro"] = Voice("marta").orders("new_software", **MIRO)
    yield timedelta(hours=1, minutes=12)
    yield from installed(number)
    yield timedelta(minutes=50)
    Voice("marta").does(number, "Confirm that it works", confirmed=True)


def installed(number: str) -> Script:
    """From procurement to the installed program."""
    Voice("bela").does(number, order_number="PO-20417", licence_key="M-2231", paid=45)
    yield timedelta(minutes=47)
    Voice("dan").does(number, checked=[], passed=True)
    yield timedelta(minutes=31)
    Voice("eva").does(number, install_note="Sign in with your own account.")


def autocad(told: Told) -> Script:
    """AutoCAD for Ilse: the answer of her head of department, a question and its answer; now with procurement."""
    number = told.numbers["autocad"] = Voice("ilse").orders("new_software", **AUTOCAD)
    yield timedelta(hours=1, minutes=4)
    Voice("anna").does(number, decision="approve", justification="The Isar bridge project starts in December.")
    yield timedelta(minutes=55)
    Voice("bela").says(number, "Do you need the toolset for civil engineering as well? It costs the same.")
    yield timedelta(minutes=9)
    Voice("ilse").says(number, "Yes please, with Civil 3D.")
    yield timedelta(minutes=20)
    Voice("bela").says(number, "Third offer from the dealer in Graz asked for.", internal=True)
    Voice("bela").claims(number)


def move(told: Told, diary: Diary) -> Script:
    """Marta moves: three teams plan at the same time, two have answered."""
    wanted = (diary.today + timedelta(days=9)).date().isoformat()
    planned = (diary.today + timedelta(days=8)).date().isoformat()
    number = told.numbers["move"] = Voice("marta").orders("office_move", **MOVE, wanted=wanted)
    yield timedelta(minutes=18)
    Voice("jonas").does(number, decision="approve")
    yield timedelta(minutes=40)
    Voice("stefan").does(number, codes_date=planned)
    yield timedelta(minutes=25)
    Voice("zsofia").does(number, furniture_date=planned, furniture_plan="A desk by the window is free.")


def joining(told: Told, diary: Diary) -> Script:
    """Nóra joins in two weeks; her badge is made."""
    number = told.numbers["joining"] = ordered(NORA, (diary.today + timedelta(days=16)).date().isoformat())
    yield timedelta(minutes=30)
    Voice("stefan").does(number, "Make the badge", badge_number="B-1044")


def overdue() -> Script:
    """A question that nobody took care of in time, and one that does not know its team."""
    Voice("ilse").orders(
        "general_request", subject="A second monitor for the model room", category="it",
        description="The one there flickers since the move.",
    )  # fmt: skip
    yield timedelta(hours=20)
    Voice("karol").orders("general_request", subject="Who owns the old plotter?", category="unsure")


def asks(who: str, subject: str, category: str) -> Script:
    """A general request that waits for its team."""
    Voice(who).orders("general_request", subject=subject, category=category)
    yield from ()


def stuck(told: Told) -> Script:
    """The directory is moved to another machine just when a licence is to be entered: a request that is stuck."""
    number = told.numbers["stuck"] = Voice("tamas").orders(
        "new_software", **{**MIRO, "why": "For the retrospective with the site team."}
    )
    yield timedelta(hours=2)
    yield from _while_away(number)


def _while_away(number: str) -> Script:
    way = installed(number)
    yield next(way)
    yield next(way)
    connectors = on_duty().connectors
    assert isinstance(connectors, dict)
    directory = connectors["directory"]
    connectors["directory"] = Away()
    next(way, None)
    yield timedelta(minutes=5)
    connectors["directory"] = directory


def refused(told: Told) -> Script:
    """An order that its approver turned down."""
    number = told.numbers["refused"] = Voice("marta").orders(
        "new_software", **{**FIGMA, "software": "Adobe Creative Cloud", "amount": 1800}
    )
    yield timedelta(minutes=50)
    Voice("jonas").does(number, decision="reject", reason="Figma covers this; let us talk in January.")


def figma(told: Told) -> Script:
    """This morning: two orders wait for Jonas."""
    number = told.numbers["figma"] = Voice("marta").orders("new_software", **FIGMA)
    yield timedelta(minutes=10)
    Voice("marta").says(number, "Tamás would need his seat by Thursday, for the workshop.")
    yield timedelta(minutes=35)
    Voice("tamas").orders("new_software", **{**FIGMA, "software": "JetBrains All Products", "seats": 1, "amount": 780})
