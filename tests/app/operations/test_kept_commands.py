"""What was typed secretly and could not be carried out is sealed in its incident, and whole when it is tried again."""

import json
from dataclasses import replace

import pytest
from flask import Flask

from app.commands.dump import snapshot
from app.db import reading, session, transaction
from app.errors import Conflict
from app.models.incident import Incident
from app.operations import house as key
from app.operations import importing, kept_commands, token_moves
from tests.app.operations.test_resolving import DIAGRAM, FORM, resolves, the_incident
from tests.app.operations.test_token_moves import proposed, signs
from tests.fixtures.cast import Cast

SECRET, PIN = "sesame opens", "830-551"
FIELD = b', {"type": "textfield", "id": "g", "key": "pin", "label": "PIN", "properties": {"secret": "true"}}]}'
HIDDEN = FORM.replace(b'"label": "Fine"}]}', b'"label": "Fine", "properties": {"secret": "true"}}' + FIELD)


@pytest.fixture
def secretive(cast: Cast) -> str:
    """A request whose next step fails, of answers that its form calls secret."""
    with transaction():
        row = importing.import_files({"fragile.bpmn": DIAGRAM, "look.form": HIDDEN})
        assert row.state == "published", row.problems
    number = cast.marta.orders("fragile", {})
    cast.dana.does(number, "Look", fine=SECRET, pin=PIN)
    return number


def everything() -> str:
    with reading():
        return json.dumps(snapshot(), default=str) + json.dumps(
            [[one.command, one.cause] for one in session().query(Incident)]
        )


def test_nothing_that_is_kept_says_it(cast: Cast, secretive: str) -> None:
    assert SECRET not in everything()
    assert PIN not in everything()
    cast.paul.retries(the_incident().id)
    assert (the_incident().attempts, cast.request(secretive).state) == (2, "stuck")
    resolves(cast, "paul", "change", fine="another secret")
    assert "another secret" not in everything()
    assert the_incident().attempts == 3
    resolves(cast, "paul", "change", fine=False)
    assert cast.request(secretive).outcome == "fulfilled"
    assert (cast.variables(secretive)["fine"], cast.variables(secretive)["pin"]) == (False, PIN)
    assert cast.journal_holds()


def test_it_comes_along_when_it_is_moved_by_hand(cast: Cast, secretive: str) -> None:
    signs(cast, "admin", proposed(cast, "tell"))
    assert cast.variables(secretive)["fine"] == SECRET


def test_another_house_cannot_read_it(house: Flask, cast: Cast, secretive: str) -> None:
    mine = house.extensions["laneway"]
    key.open(replace(mine, secret_key="of another house"))
    with pytest.raises(Conflict, match="anew"):
        cast.paul.retries(the_incident().id)
    key.open(mine)
    with reading():
        command, held = kept_commands.read(the_incident().command or ""), token_moves.seen(the_incident().id)
        _text, sentence = kept_commands.write(held.instance, held.definition, command, f"It was {SECRET}, and {PIN}.")
    assert sentence == "It was ***, and ***."
