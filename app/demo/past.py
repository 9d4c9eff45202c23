"""What the demo organisation ordered in the past half year: plain rows, spread over the working days."""

import random
from datetime import datetime, timedelta

from app.demo import scripts
from app.demo.diary import Diary
from app.demo.scripts import General, Move, Newcomer, Question, Software

FIRST, LAST = 176, 12  # days ago
BEGAN = timedelta(days=FIRST + 4)  # ago: when everybody moved in
SEED = 4711

SOFTWARE = (
    Software("marta", "jonas", "Adobe Creative Cloud", 1, 780, "4711", "The drawings for the tender.", stars=5),
    Software("tamas", "", "Miro", 1, 45, "4711", "Workshops with the site team."),
    Software("ilse", "tom", "JetBrains All Products", 1, 690, "4720", "The load calculation is a program by now."),
    Software("karol", "", "Miro", 1, 45, "4720", "We plan the week on one board.", stars=4),
    Software("eva", "grace", "Wireshark", 1, 120, "4800", "Two switches in building B lose packets."),
    Software("tamas", "jonas", "Figma", 1, 240, "4711", "The portal of the city gets new pages.", stars=5),
    Software("zsofia", "oskar", "Adobe Creative Cloud", 1, 780, "4920", "Signs for the doors.",
             refused="Design draws these for us."),
    Software("karol", "tom", "AutoCAD", 1, 890, "4720", "The old licence ended in June.", stars=4),
    Software("hanna", "clara", "Adobe Creative Cloud", 1, 780, "4940", "The new papers for newcomers."),
    Software("marta", "", "Miro", 1, 45, "4711", "A retrospective with the client."),
    Software("ilse", "tom", "Figma", 1, 240, "4720", "For comments.", refused="Viewing is free; ask Marta."),
    Software("tom", "anna", "AutoCAD", 1, 890, "4720", "I check the drawings myself now.", stars=5),
    Software("piotr", "grace", "JetBrains All Products", 1, 690, "4800", "Our scripts have grown."),
    Software("bela", "lena", "Adobe Creative Cloud", 1, 780, "4900", "Contracts with comments in them."),
)  # fmt: skip

GENERAL_REQUESTS = (
    General("karol", "The heating in room 2.04 is cold", "building", "zsofia", "The valve was stuck; it is warm."),
    General("marta", "A visitor's pass for Thursday", "security", "stefan", "It lies at the front desk."),
    General("ilse", "How do I hand in travel costs?", "people", "hanna", "In the payroll form.", "answered"),
    General("tamas", "The projector in 3.01 stays dark", "it", "dan", "A new lamp is in."),
    General("bela", "Who may sign for parcels?", "unsure", "dana", "The front desk, for everybody.", "answered"),
    General("eva", "Two shelves for the store room", "building", "zsofia", "They stand."),
    General("karol", "A parking place on Fridays", "building", "zsofia", "", withdrawn="I come by train from now on."),
    General("ilse", "My badge does not open the side door", "security", "stefan", "It does now."),
    General("marta", "Paper for the plotter", "buying", "bela", "Forty rolls came on Monday."),
    General("tom", "The shared drive is full", "it", "eva", "It has 2 TB more."),
    General("hanna", "Chairs for the meeting room", "building", "zsofia", "Six, in grey."),
    General("stefan", "A camera for the bicycle store", "buying", "bela", "Ordered; it comes on the 12th."),
    General("tamas", "Is there a template for minutes?", "unsure", "dana", "Yes, in the Design folder.", "answered"),
    General("ilse", "The window in 1.07 does not close", "building", "zsofia", "The hinge is new."),
    General("karol", "A second key for the model room", "security", "stefan", "At the front desk, with your name."),
    General("zsofia", "The label printer prints half labels", "it", "dan", "The roll was the wrong width."),
)  # fmt: skip

MOVES = (
    Move("karol", "tom", "Building B", "2.04", "Nearer to the model room."),
    Move("eva", "grace", "Building A", "0.11", "Next to the store room."),
    Move("tamas", "jonas", "Building B", "3.12", "The design team sits together."),
)
NEWCOMERS = (
    Newcomer("lukas", "Lukas Steiner", "Bridges", "tom", "AT", "2.05"),
    Newcomer("zofia", "Zofia Maj", "IT", "grace", "PL", "0.12"),
)
QUESTIONS = (
    Question("ilse", "how_to", "How do I reset my VPN token?", read="vpn-token"),
    Question("karol", "how_to", "Jak zresetować token VPN?", read="vpn-token"),
    Question("tamas", "how_to", "The VPN is slow at home, what can I do?", "piotr", "The gateway was full; it has "
             "twice the room now.", "Remote work and VPN", "vpn-slow"),
    Question("marta", "how_to", "How do I get mail on my new phone?", read="new-phone-mail"),
    Question("tom", "how_to", "How do I keep layers apart in AutoCAD?", "dan", "By a template; it lies beside the "
             "drawings.", "Drawing programs"),
    Question("hanna", "how_to", "A pivot table by month", "eva", "Group the dates by month.", "Office programs"),
    Question("bela", "information_request", "Who may sign for parcels in Graz?", "zsofia", "The front desk.",
             "Rooms and building"),
    Question("oskar", "information_request", "Until when do I hand in travel costs?", read="travel-costs"),
)  # fmt: skip
FORGOTTEN = ("karol", "ilse", "tamas", "karol", "karol")


def write(diary: Diary) -> None:
    """Put all of it into the diary. The same every time, counted back from its end."""
    chance = random.Random(SEED)  # noqa: S311 - a story, no secret
    pace = scripts.paced(chance)

    def some_day() -> datetime:
        return diary.at_work(diary.ago(days=chance.uniform(LAST, FIRST)))

    for bought in SOFTWARE:
        diary.add(some_day(), diary.in_hours(scripts.software(bought, pace)))
    for asked in GENERAL_REQUESTS:
        diary.add(some_day(), diary.in_hours(scripts.general_request(asked, pace)))
    for moved in MOVES:
        day = some_day()
        diary.add(day, diary.in_hours(scripts.move(moved, pace, (day + timedelta(days=9)).date().isoformat())))
    for new in NEWCOMERS:
        day = diary.at_work(diary.ago(days=chance.uniform(60, FIRST)))
        diary.add(day, diary.in_hours(scripts.onboarding(new, pace, (day + timedelta(days=24)).date().isoformat())))
    for said in QUESTIONS:
        diary.add(diary.at_work(diary.ago(days=chance.uniform(LAST, 80))), diary.in_hours(scripts.question(said, pace)))
    diary.add(diary.at_work(diary.ago(days=40)), scripts.interruption("ilse", "piotr", pace))
    diary.add(diary.at_work(diary.ago(days=33)), diary.in_hours(scripts.desktop_pc("karol", "anna", pace)))
    for who in FORGOTTEN:
        diary.add(some_day(), scripts.forgotten(who, pace))
