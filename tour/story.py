"""The story that the tour's house has lived through: ten days of a bridge-building firm.

Told over HTTP, so everything in it was really ordered, decided and done. Time is moved by the house's clock.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from launcher.waiting import until
from tour.house import House
from tour.voices import Voices

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


def play(house: House, voices: Voices) -> Told:
    """From the first order to this morning."""
    miro = finished(voices)
    house.run("clock", "+3d")
    autocad = bought(voices)
    house.run("clock", "+2d")
    move = moving(voices, today(house))
    joining(voices, today(house))
    house.run("clock", "+2d")
    stuck(house, voices)
    incident = voices.incident("paul")
    overdue(voices)
    house.run("clock", "+1d")
    refused(voices)
    figma = voices.orders("marta", "new_software", **FIGMA)
    voices.says("marta", figma, "Tamás would need his seat by Thursday, for the workshop.")
    voices.orders("tamas", "new_software", **{**FIGMA, "software": "JetBrains All Products", "seats": 1, "amount": 780})
    approval = voices.waits("jonas", figma)
    fulfilment = voices.claims("bela", autocad)
    return Told(figma, miro, autocad, move, approval, fulfilment, incident)


def finished(voices: Voices) -> str:
    """Miro for Marta: below the limit, bought, tested, installed, confirmed."""
    number = voices.orders("marta", "new_software", **MIRO)
    installed(voices, number)
    voices.does("marta", number, "Confirm that it works", confirmed=True)
    cold = voices.orders(
        "karol", "general_request", subject="The heating in room 2.04 is cold", category="building",
        description="Since Monday morning, both radiators.",
    )  # fmt: skip
    voices.does("zsofia", cold, result="done", answer="The valve was stuck; it is warm again.")
    voices.does("karol", cold, confirmed=True)
    return number


def installed(voices: Voices, number: str) -> None:
    """From procurement to the installed program."""
    voices.does("bela", number, order_number="PO-20417", licence_key="M-2231", paid=90)
    voices.does("dan", number, checked=[], passed=True)
    voices.does("eva", number, install_note="Sign in with your own account.")


def bought(voices: Voices) -> str:
    """AutoCAD for Ilse: two approvals, a question and its answer; now with procurement."""
    number = voices.orders("ilse", "new_software", **AUTOCAD)
    voices.does("anna", number, decision="approve", justification="The Isar bridge project starts in December.")
    voices.does("anna", number, decision="approve", reason="In the plan for this year.")
    voices.says("bela", number, "Do you need the toolset for civil engineering as well? It costs the same.")
    voices.says("ilse", number, "Yes please, with Civil 3D.")
    voices.says("bela", number, "Third offer from the dealer in Graz asked for.", internal=True)
    return number


def moving(voices: Voices, day: date) -> str:
    """Marta moves: three teams plan at the same time, two have answered."""
    number = voices.orders("marta", "office_move", **MOVE, wanted=(day + timedelta(days=14)).isoformat())
    voices.does("jonas", number, decision="approve")
    planned = (day + timedelta(days=13)).isoformat()
    voices.does("stefan", number, codes_date=planned)
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


def stuck(house: House, voices: Voices) -> None:
    """The directory cannot be reached while a licence is entered."""
    house.restart("worker", LANEWAY_LDAP_URL="ldap://127.0.0.1:9", LANEWAY_LDAP_BASE="dc=bridges,dc=example")
    number = voices.orders("tamas", "new_software", **{**MIRO, "why": "For the retrospective with the site team."})
    installed(voices, number)
    until(lambda: voices.call("tamas", "GET", f"/requests/{number}")["state"] == "stuck", "the directory is down", 60)
    house.restart("worker")


def refused(voices: Voices) -> None:
    """An order that its approver turned down."""
    number = voices.orders("marta", "new_software", **{**FIGMA, "software": "Adobe Creative Cloud", "amount": 1800})
    voices.does("jonas", number, decision="reject", reason="Figma covers this; let us talk in January.")


def today(house: House) -> date:
    """By the house's clock."""
    return date.fromisoformat(house.run("clock").strip()[:10])
