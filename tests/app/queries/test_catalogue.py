"""The catalogue as it is asked: in four languages, inflected, misspelt, in sentences; and what is often ordered."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.catalogue import ranking
from app.db import now, reading, session, transaction
from app.models.person import Person
from app.models.request import Request
from app.operations.permissions import Actor, actor_of
from app.queries import catalogue, popular
from app.web.catalogue import texts_of
from tests.fixtures.cast import Player

ASKED = {
    "en": {
        "new_software": ("sofware", "I need a licence", "Photoshop", "programms"),
        "office_move": ("move my desk", "relocation", "furnitures"),
        "onboarding": ("new hire", "colleague starts", "onbording"),
        "password_reset": ("I forgot my password", "locked out", "pasword"),
        "general_request": ("help", "something else"),
        "information_request": ("question", "opening hours"),
        "how_to": ("instructions",),
        "report_request": ("statistics", "a list of figures"),
        "desktop_pc": ("new computer", "workstation"),
        "interruption": ("the printer is broken", "outage"),
    },
    "de": {
        "new_software": ("Lizens", "ich brauche ein Programm", "Anwendung", "software"),
        "office_move": ("Büroumzug", "Moebel", "umziehen", "Schreibtisch"),
        "onboarding": ("neue Kollegin", "Einarbeitung", "neuer Mitarbeiter"),
        "password_reset": ("Kennwort", "Passwot vergessen", "passwörter", "gesperrt"),
        "general_request": ("Hilfe", "Anliegen"),
        "information_request": ("Frage", "Öffnungszeiten"),
        "how_to": ("Anleitung",),
        "report_request": ("Auswertung", "Statistik"),
        "desktop_pc": ("Rechner", "Computer"),
        "interruption": ("Drucker kaputt", "Störung"),
    },
    "pl": {
        "new_software": ("licencji", "oprogramwanie", "aplikacje"),
        "office_move": ("przeprowadzki", "biurka", "pokoj"),
        "onboarding": ("nowego pracownika", "pierwszy dzien"),
        "password_reset": ("haslo", "zapomniałem hasła", "zablokowane konto"),
        "general_request": ("pomocy",),
        "information_request": ("pytanie",),
        "how_to": ("instrukcja",),
        "report_request": ("zestawienie",),
        "desktop_pc": ("komputer",),
        "interruption": ("zepsuta drukarka", "awaria"),
    },
    "hu": {
        "new_software": ("szoftvert", "szofver", "licencet"),
        "office_move": ("koltozes", "költözünk", "irodába"),
        "onboarding": ("uj munkatars", "új dolgozó"),
        "password_reset": ("elfelejtettem a jelszavamat", "jelszo", "kizárt"),
        "general_request": ("segítség",),
        "information_request": ("kérdés",),
        "how_to": ("útmutató",),
        "report_request": ("kimutatás",),
        "desktop_pc": ("számítógép",),
        "interruption": ("elromlott a nyomtató", "üzemzavar"),
    },
}  # fmt: skip
ORDER = {"software": "Figma", "seats": 2, "amount": 480, "paid_from": "cost_centre", "cost_centre": "4711",
         "why": "Two of us draw the portal."}  # fmt: skip


def actor(login: str) -> Actor:
    return actor_of(session().scalars(select(Person).where(Person.login == login)).one())


@pytest.mark.parametrize("language", list(ASKED))
def test_what_people_mean_comes_first(sqlite_house: Flask, language: str) -> None:
    with reading():
        items = catalogue.items(actor("hanna"), language=language)
    wrong = {
        question: found
        for key, questions in ASKED[language].items()
        for question in questions
        if (found := [item.key for item in ranking.rank(question, items, texts_of)])[:1] != [key]
    }
    assert wrong == {}


@pytest.mark.parametrize("language", list(ASKED))
def test_what_nobody_offers_is_not_found(sqlite_house: Flask, language: str) -> None:
    with reading():
        items = catalogue.items(actor("hanna"), language=language)
    assert ranking.rank("xylophone", items, texts_of) == []


def test_often_ordered_needs_several_people_who_ordered(house: Flask) -> None:
    dan, marta = Player("dan"), Player("marta")
    for _time in range(3):
        dan.orders("new_software", ORDER)
    with reading():
        assert popular.often(3) == []  # often, but by one person
    marta.orders("new_software", ORDER)
    with reading():
        assert popular.often(3) == ["new_software"]
    with transaction():
        session().execute(update(Request).values(created_at=now() - timedelta(days=100)))
    with reading():
        assert popular.often(3) == []


def test_lately_is_ones_own_newest_first(house: Flask) -> None:
    dan = Player("dan")
    first = dan.orders("new_software", ORDER)
    dan.orders("general_request", {"subject": "A lamp is broken", "category": "building"})
    again = dan.orders("new_software", ORDER)
    with reading():
        assert [(one.item, one.number) for one in popular.lately(actor("dan"), 3)] == [
            ("new_software", again),
            ("general_request", "REQ-000002"),
        ]
        assert first == "REQ-000001"
        assert popular.lately(actor("marta"), 3) == []
