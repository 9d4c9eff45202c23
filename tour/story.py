"""The story that the tour's house has lived through: ten days of a bridge-building firm.

Told over HTTP, so everything in it was really ordered, decided and done. Time is moved by the house's clock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from launcher.waiting import until
from tour.house import House
from tour.voices import Voices

Later = Callable[..., None]
FIGMA = {
    "software": "Figma", "seats": 2, "amount": 480, "paid_from": "cost_centre", "cost_centre": "4711",
    "why": "Two of us draw the new portal together.",
}  # fmt: skip
MIRO = {**FIGMA, "software": "Miro", "seats": 1, "amount": 90, "why": "Workshops with the client in Graz."}
AUTOCAD = {
    "software": "AutoCAD", "seats": 2, "amount": 6200, "paid_from": "cost_centre", "cost_centre": "4720",
    "why": "We draw the Isar bridge in-house from December; the shared licence is taken all day.",
}  # fmt: skip
MOVE = {
    "from_place": "A 1.02", "to_building": "Building B", "to_room": "3.14", "things": ["notebook", "monitors"],
    "why": "The whole bridge team sits together from December.",
}  # fmt: skip
NORA = {
    "name": "Nóra Balogh", "login": "nora", "private_email": "nora@post.example", "department": "Design",
    "manager": "jonas", "country": "HU", "building": "Building B", "room": "3.14",
    "equipment": ["notebook", "headset"], "papers": ["rules", "data"],
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What the tour shows: request numbers, and the ids of a task, an incident and a mail."""

    figma: str
    miro: str
    autocad: str
    move: str
    approval: int
    fulfilment: int
    incident: int

    @property
    def facts(self) -> dict[str, object]:
        """For the paths of the stops."""
        return dict(vars(self))


def play(house: House, voices: Voices, later: Later, today: Callable[[], date]) -> Told:
    """From the first order to this morning. `later(hours=2)`: time passes in the house."""
    miro = finished(voices, later)
    later(days=2, hours=20)
    autocad = bought(voices, later)
    later(days=1, hours=21)
    move = moving(voices, today(), later)
    joining(voices, today())
    later(days=1, hours=22)
    incident = stuck(house, voices, later)
    overdue(voices)
    later(hours=20)
    refused(voices, later)
    figma = voices.orders("marta", "new_software", **FIGMA)
    voices.says("marta", figma, "Tamás would need his seat by Thursday, for the workshop.")
    later(minutes=35)
    voices.orders("tamas", "new_software", **{**FIGMA, "software": "JetBrains All Products", "seats": 1, "amount": 780})
    approval, fulfilment = voices.waits("jonas", figma), voices.claims("bela", autocad)
    return Told(figma, miro, autocad, move, approval, fulfilment, incident)


def finished(voices: Voices, later: Later) -> str:
    """Miro for Marta: below the limit, bought, tested, installed, confirmed. And a warm room for Karol."""
    cold = voices.orders(
        "karol", "general_request", subject="The heating in room 2.04 is cold", category="building",
        description="Since Monday morning, both radiators.",
    )  # fmt: skip
    number = voices.orders("marta", "new_software", **MIRO)
    later(hours=1, minutes=12)
    voices.does("zsofia", cold, result="done", answer="The valve was stuck; it is warm again.")
    installed(voices, number, later)
    later(minutes=50)
    voices.does("marta", number, "Confirm that it works", confirmed=True)
    voices.does("karol", cold, confirmed=True)
    return number


def installed(voices: Voices, number: str, later: Later) -> None:
    """From procurement to the installed program."""
    voices.does("bela", number, order_number="PO-20417", licence_key="M-2231", paid=90)
    later(minutes=47)
    voices.does("dan", number, checked=[], passed=True)
    later(minutes=31)
    voices.does("eva", number, install_note="Sign in with your own account.")


def bought(voices: Voices, later: Later) -> str:
    """AutoCAD for Ilse: two approvals, a question and its answer; now with procurement."""
    number = voices.orders("ilse", "new_software", **AUTOCAD)
    later(hours=1, minutes=4)
    voices.does("anna", number, decision="approve", justification="The Isar bridge project starts in December.")
    voices.does("anna", number, decision="approve", reason="In the plan for this year.")
    later(minutes=55)
    voices.says("bela", number, "Do you need the toolset for civil engineering as well? It costs the same.")
    later(minutes=9)
    voices.says("ilse", number, "Yes please, with Civil 3D.")
    later(minutes=20)
    voices.says("bela", number, "Third offer from the dealer in Graz asked for.", internal=True)
    return number


def moving(voices: Voices, day: date, later: Later) -> str:
    """Marta moves: three teams plan at the same time, two have answered."""
    number = voices.orders("marta", "office_move", **MOVE, wanted=(day + timedelta(days=14)).isoformat())
    later(minutes=18)
    voices.does("jonas", number, decision="approve")
    planned = (day + timedelta(days=13)).isoformat()
    later(minutes=40)
    voices.does("stefan", number, codes_date=planned)
    later(minutes=25)
    voices.does("zsofia", number, furniture_date=planned, furniture_plan="A desk by the window is free.")
    return number


def joining(voices: Voices, day: date) -> None:
    """Nóra joins in three weeks."""
    number = voices.orders("hanna", "onboarding", **NORA, first_day=(day + timedelta(days=21)).isoformat())
    voices.does("stefan", number, "Make the badge", badge_number="B-1044")


def overdue(voices: Voices) -> None:
    """A question that nobody took care of in time, and one for everybody else to see."""
    voices.orders(
        "ilse", "general_request", subject="A second monitor for the model room", category="it",
        description="The one there flickers since the move.",
    )  # fmt: skip
    voices.orders("karol", "general_request", subject="Who owns the old plotter?", category="unsure")


def stuck(house: House, voices: Voices, later: Later) -> int:
    """The directory cannot be reached while a licence is entered; the incident."""
    house.restart("worker", LANEWAY_LDAP_URL="ldap://127.0.0.1:9", LANEWAY_LDAP_BASE="dc=bridges,dc=example")
    number = voices.orders("tamas", "new_software", **{**MIRO, "why": "For the retrospective with the site team."})
    installed(voices, number, later)
    until(lambda: voices.call("tamas", "GET", f"/requests/{number}")["state"] == "stuck", "the directory is down", 60)
    house.restart("worker")
    return voices.incident("paul")


def refused(voices: Voices, later: Later) -> None:
    """An order that its approver turned down."""
    number = voices.orders("marta", "new_software", **{**FIGMA, "software": "Adobe Creative Cloud", "amount": 1800})
    later(minutes=50)
    voices.does("jonas", number, decision="reject", reason="Figma covers this; let us talk in January.")
