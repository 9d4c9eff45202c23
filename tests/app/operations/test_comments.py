"""A request is found by what was said to all about it, never by internal words."""

from app.db import reading, transaction
from app.operations import requests
from app.queries import requests as shown
from tests.fixtures.cast import Cast, Player

WISH = {"subject": "A monitor", "category": "it", "description": "It flickers."}


def found(who: Player, words: str) -> list[str]:
    with reading():
        return [line.number for line in shown.page(who.actor, q=words).items]


def test_found_by_the_conversation(cast: Cast) -> None:
    number = cast.marta.orders("general_request", WISH)
    with transaction():
        requests.comment(cast.eva.actor, number, "Is it the Łódź docking station?")
        requests.comment(cast.eva.actor, number, "She spilled coffee again.", internal=True)
    assert found(cast.marta, "lodz flickers") == [number]
    assert found(cast.eva, "docking station") == [number]
    assert (found(cast.marta, "spilled"), found(cast.eva, "spilled")) == ([], [])
    with transaction():
        requests.comment(cast.marta.actor, number, "x" * 15_000)
    assert found(cast.marta, "docking") == [number]
