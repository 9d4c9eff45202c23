"""The same cause is recognised whatever differs between requests, and all of it is tried again, one by one."""

import pytest
from sqlalchemy import select, update

from app.connectors.base import ConnectorError
from app.db import reading, session, transaction
from app.errors import BadRequest, Conflict, Forbidden, NotFound
from app.models.incident import Incident
from app.operations import causes, repairs, stuck
from app.queries import causes as queries
from tests.app.operations.test_resolving import fragile, resolves  # noqa: F401 - a fixture
from tests.fixtures.cast import Cast, Recorder


def test_what_differs_between_requests_makes_no_other_cause() -> None:
    first = "Directory refused jonas.w@example.org (REQ-000017) after 12.5 s: “Jonas” at https://a.example/x?id=1"
    other = "Directory  refused eva@example.com (REQ-000931) after 3 s: “Eva” at https://b.example/"
    assert causes.key("call", "directory", first) == causes.key("call", "directory", other)
    assert causes.key("call", "mail", first) != causes.key("call", "directory", first)
    assert causes.key("call", "directory", "No such group.") != causes.key("call", "directory", first)


@pytest.fixture
def three(cast: Cast, fragile: str) -> list[str]:  # noqa: F811
    """Three requests that one connector failed; a fourth that fails of something else."""
    down = [ConnectorError(f"Port {number} answers nobody.", permanent=True) for number in (389, 636, 3269)]
    cast.connectors["http"] = Recorder("http", answers=down)
    numbers = [fragile, cast.marta.orders("fragile", {}), cast.marta.orders("fragile", {})]
    for number in numbers:
        cast.dana.does(number, "Look", fine="perhaps")
        resolves(cast, "paul", "change", fine=True)
    other = cast.marta.orders("fragile", {})
    cast.dana.does(other, "Look", fine="perhaps")
    cast.works()
    return [*numbers, other]


def begin(cast: Cast, login: str, key: str, reason: str = "It answers again.") -> None:
    with transaction():
        repairs.begin(getattr(cast, login).actor, key, reason)


def test_twelve_times_the_same_are_tried_again_and_the_other_stays(cast: Cast, three: list[str]) -> None:
    with reading():
        [cause] = queries.shared(cast.paul.actor)
    assert (cause.count, cause.service, cause.kind) == (3, "http", "call")
    assert cause.words.startswith("Port ")
    with pytest.raises(BadRequest):
        begin(cast, "paul", cause.key, " ")
    with pytest.raises(Forbidden):
        begin(cast, "marta", cause.key)
    begin(cast, "paul", cause.key)
    with pytest.raises(Conflict):
        begin(cast, "paul", cause.key)
    cast.works()
    assert [cast.request(number).state for number in three] == ["ended", "ended", "ended", "stuck"]
    with reading():
        done = queries.progress(cast.paul.actor, cause.key)
        assert done is not None
        assert (done.total, done.tried, done.again, done.state) == (3, 3, 0, "done")
        resolved = session().scalars(select(Incident.reason).where(Incident.cause_key == cause.key)).all()
    assert resolved == ["It answers again."] * 3
    with pytest.raises(NotFound):
        begin(cast, "paul", cause.key)
    assert cast.journal_holds()


def test_what_fails_again_is_counted_and_holds_up_nobody(cast: Cast, three: list[str]) -> None:
    with reading():
        key = (
            session().scalars(select(Incident.cause_key).where(Incident.kind != "call", Incident.state == "open")).one()
        )
    begin(cast, "paul", key)
    cast.works()
    with reading():
        done = queries.progress(cast.paul.actor, key)
    assert done is not None
    assert (done.tried, done.again, done.state) == (1, 1, "done")


def test_a_row_of_an_older_laneway_is_named_later(cast: Cast, three: list[str]) -> None:
    query = select(Incident.cause_key).where(Incident.state == "open").order_by(Incident.id)
    with reading():
        before = session().scalars(query).all()
    with transaction():
        session().execute(update(Incident).values(cause_key=""))
    with transaction():
        stuck.tidy()
    with reading():
        assert session().scalars(query).all() == before
