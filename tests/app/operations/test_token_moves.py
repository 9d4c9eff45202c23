"""A token moved by hand: two people, a picture first, and back again as long as nothing has happened."""

import json

import pytest
from sqlalchemy import select

from app.connectors.base import ConnectorError
from app.db import reading, session, transaction
from app.errors import AlreadyDone, BadRequest, Conflict, Forbidden
from app.models.call import Call
from app.models.incident import Incident
from app.models.task import Task
from app.models.token_move import TokenMove
from app.operations import token_moves
from app.queries import moves as queries
from app.queries import notes
from tests.app.operations.test_resolving import fragile, resolves, the_incident  # noqa: F401 - a fixture
from tests.fixtures.cast import Cast, Recorder


@pytest.fixture
def failed(cast: Cast, fragile: str) -> str:  # noqa: F811
    """A request whose call the other side refused for good; it knows a secret."""
    cast.connectors["http"] = Recorder("http", answers=[ConnectorError("Refused kiwi@example.org.", permanent=True)])
    cast.dana.does(fragile, "Look", fine="perhaps")
    resolves(cast, "paul", "change", fine=True)
    cast.works()
    return fragile


def proposed(cast: Cast, target: str = "look", reason: str = "Look again, please.") -> int:
    with transaction():
        [(token, _name, _targets)] = queries.options(cast.paul.actor, the_incident().id, "en")
        return token_moves.propose(cast.paul.actor, the_incident().id, token, target, reason).id


def signs(cast: Cast, login: str, move: int) -> None:
    with transaction():
        token_moves.sign(getattr(cast, login).actor, move)


def test_nobody_signs_their_own_and_nothing_moves_before(cast: Cast, failed: str) -> None:
    move = proposed(cast)
    with pytest.raises(Forbidden):
        signs(cast, "paul", move)
    with pytest.raises(Forbidden):
        signs(cast, "marta", move)
    with pytest.raises(Conflict):
        proposed(cast, "told")
    assert cast.open_tasks(failed) == []
    with reading():
        row = session().get_one(TokenMove, move)
        assert json.loads(row.pictures) == {"before": ["tell"], "after": ["look"]}
    signs(cast, "admin", move)
    assert (cast.open_tasks(failed), cast.request(failed).state) == (["Look"], "running")
    with reading():
        assert session().scalars(select(Call.state)).one() == "cancelled"
    with pytest.raises(AlreadyDone):
        signs(cast, "admin", move)
    assert cast.journal_holds()


def test_it_is_taken_back_while_nothing_has_happened(cast: Cast, failed: str) -> None:
    before = the_incident().id
    move = proposed(cast)
    signs(cast, "admin", move)
    with transaction():
        token_moves.undo(cast.paul.actor, move, "It was the wrong one.")
    assert (cast.open_tasks(failed), cast.request(failed).state) == ([], "stuck")
    assert the_incident().id == before
    cast.paul.retries(before)
    cast.connectors["http"] = Recorder("http", answers=[{"status": 200}])
    cast.works()
    assert cast.request(failed).outcome == "answered"
    assert cast.journal_holds()


def test_after_somebody_began_there_is_no_way_back(cast: Cast, failed: str) -> None:
    move = proposed(cast)
    signs(cast, "admin", move)
    cast.dana.does(failed, "Look", fine="perhaps")
    with pytest.raises(Conflict), transaction():
        token_moves.undo(cast.paul.actor, move, "Too late.")


def test_a_proposal_that_was_overtaken_is_not_signed(cast: Cast, failed: str) -> None:
    move = proposed(cast)
    resolves(cast, "paul", "skip", said="By telephone.")
    with pytest.raises(Conflict):
        signs(cast, "admin", move)
    with transaction():
        token_moves.refuse(cast.admin.actor, move, "It went on.")


def test_what_was_typed_comes_along(cast: Cast, fragile: str) -> None:  # noqa: F811
    cast.dana.does(fragile, "Look", fine="perhaps")
    move = proposed(cast, "tell")
    signs(cast, "admin", move)
    assert cast.variables(fragile)["fine"] == "perhaps"
    with reading():
        assert [json.loads(one) for one in session().scalars(select(Call.data))] == [{"fine": "perhaps"}]
        assert session().scalars(select(Task.state)).one() == "completed"


def test_where_it_makes_no_sense_it_is_refused(cast: Cast, failed: str) -> None:
    for target in ("begin", "tell", "nowhere"):
        with pytest.raises(BadRequest):
            proposed(cast, target)
    with pytest.raises(BadRequest):
        proposed(cast, "look", " ")
    with pytest.raises(Conflict):  # without a value that is a yes or no, nothing leads on from there
        cast_wrong(cast)


def cast_wrong(cast: Cast) -> None:
    resolves(cast, "paul", "change", fine="perhaps")
    cast.connectors["http"] = Recorder("http", answers=[ConnectorError("No.", permanent=True)])
    cast.works()
    proposed(cast, "fine")


def test_a_developer_gets_what_helps_and_nothing_of_the_people(cast: Cast, fragile: str) -> None:  # noqa: F811
    cast.dana.does(fragile, "Look", fine="sesame opens")
    with reading():
        found = session().scalars(select(Incident)).one()
        note = notes.of(cast.paul.actor, found.id)
    assert fragile in note
    assert "data=(fine)" in note
    assert "sesame" not in note
