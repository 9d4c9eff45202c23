"""A connection to PostgreSQL and what waits to be said on it: with the next statement it goes there on one way.

In the order in which it was said, whichever way the next one came; never past the end of its transaction. SQLite, in
the same process, has no wire: there nothing waits.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

from sqlalchemy import Connection
from sqlalchemy.orm.exc import StaleDataError

from app.compiled import Answer, Row, Values, Words, numbered

if TYPE_CHECKING:
    from app.pipeline import Pipeline

WIRE = "wire"  # under this name a connection keeps it
ROWS = 8  # of an INSERT, in one sentence: each number of them is a sentence to prepare
STALE = "22012"  # PostgreSQL's division by zero: what Words.guarded makes of an UPDATE that reaches nothing


@dataclass(slots=True)
class Said:
    """A statement with the values of each of its executions. `must`: what is told when it reaches no row; `then` hears
    of its answer; `parts`: the values of each sentence, of an INSERT some rows at once.
    """

    words: Words
    given: list[Any]
    must: str = ""
    then: Callable[[Answer], None] | None = None
    parts: list[list[Any]] = field(init=False)

    def __post_init__(self) -> None:
        given = self.given
        if len(given) > 1 and self.words.insert is not None:
            self.parts = [given[place : place + ROWS] for place in range(0, len(given), ROWS)]
        else:
            self.parts = [[one] for one in given]

    def sentences(self) -> list[tuple[bytes, list[Any]]]:
        """Each part, for the pipeline."""
        places = self.words.places
        if self.must:
            query = self.words.guarded()
            return [(query, [one[name] for name in places]) for (one,) in self.parts]
        return [(self.words.of_rows(len(part)), [one[name] for one in part for name in places]) for part in self.parts]


@dataclass(slots=True)
class Wire:
    """A connection's pipeline. `waiting`: what goes before the next question; `ahead`: what that takes along behind it,
    whose answers are then `known`.
    """

    pipeline: "Pipeline"
    waiting: list[Said] = field(default_factory=list)
    ahead: list[Said] = field(default_factory=list)
    known: list[tuple[Said, Answer]] = field(default_factory=list)

    def foresees(self, words: Words, values: Row) -> bool:
        """Whether this was asked ahead, and not yet asked for."""
        given, soon = [words.given(values)], [*self.ahead, *(said for said, _ in self.known)]
        return any(one.words is words and one.given == given for one in soon)


def wire_of(connection: Connection) -> Wire | None:
    """None on SQLite."""
    if connection.dialect.name != "postgresql":
        return None
    kept = connection.info
    if WIRE not in kept:
        from app.pipeline import Pipeline  # noqa: PLC0415 - a house on SQLite never loads the driver: 5 MB

        kept[WIRE] = Wire(Pipeline(connection.connection.driver_connection))
    found: Wire = kept[WIRE]
    return found


def forget(connection: Connection, *_savepoint: Any) -> None:
    """What waits is never said: it was said since the savepoint, for before one all is said."""
    if not (connection.closed or connection.invalidated):
        clear(connection.info)


def clear(info: dict[Any, Any]) -> None:
    """Nothing waits on the connection that keeps this `info`, nothing was asked ahead."""
    if WIRE in info:
        info[WIRE].waiting, info[WIRE].ahead, info[WIRE].known = [], [], []


def heard(connection: Connection, words: Words, values: Values, *more: Any) -> Said:
    """The values are taken as they are now; whoever listens hears of it before it is said."""
    try:
        given = [words.given(one) for one in (values if isinstance(values, list) else [values or {}])]
    except Exception as error:  # noqa: BLE001 - SQLAlchemy's own: which error it is
        connection._handle_dbapi_exception(error, words.text, None, None, None)
    many = len(given) > 1
    for hear in connection.engine.dispatch.before_cursor_execute:
        hear(connection, None, words.text, given if many else given[0], None, many)
    return Said(words, given, *more)


def say(connection: Connection, wire: Wire, said: list[Said], *, ends: bool = False) -> list[Answer]:
    """What waits, then these, then what is asked ahead: the answers of these. `ends`: then the COMMIT."""
    first, wire.waiting = wire.waiting, []
    behind, wire.ahead = (wire.ahead, []) if said else ([], wire.ahead)
    every = [*first, *said, *behind]
    if not every:
        return []
    try:
        found = wire.pipeline.say(_sentences(every), ends=ends)
    except BaseException as error:  # noqa: BLE001 - SQLAlchemy's own: which error it is, what becomes of the connection
        _refused(connection, every, getattr(error, "place", -1), error)
    answers = _answers(connection, wire, every, found)
    wire.known += zip(behind, answers[len(first) + len(said) :], strict=True)
    return answers[len(first) : len(first) + len(said)]


def recalled(connection: Connection, wire: Wire, words: Words, values: Values) -> Answer | None:
    """The answer of what was asked ahead in these words; it is given once. None where it was not."""
    given = [words.given(values or {})] if not isinstance(values, list) else []
    for place, (one, answer) in enumerate(wire.known):
        if one.words is words and one.given == given:
            del wire.known[place]
            return answer
    for place, one in enumerate(wire.ahead):  # nothing took it along
        if one.words is words and one.given == given:
            del wire.ahead[place]
            return say(connection, wire, [one])[0]
    return None


def ends(connection: Connection) -> None:
    """The transaction is about to be committed: with what waits, on one way. Nothing where nothing waits."""
    wire: Wire | None = connection.info.get(WIRE)
    if wire is not None and wire.waiting:
        say(connection, wire, [], ends=True)
    clear(connection.info)


def takes(cursor: Any, text: str, values: Any, context: Any) -> bool | None:
    """SQLAlchemy executes a statement: it goes on one way with what waits, and with its BEGIN. None where it is left to
    the driver, after what waits.
    """
    connection: Connection = context.root_connection
    wire = wire_of(connection) if connection.in_transaction() else None  # else it is finding out what server this is
    if wire is None:
        return None
    if not (values and isinstance(values, dict) and wire.pipeline.suits(cursor)):
        say(connection, wire, [])
        return None
    first, wire.waiting = wire.waiting, []
    query, places = numbered(text)
    before = _sentences(first)
    try:
        *found, own = wire.pipeline.say([*before, (query, [values[name] for name in places])])
    except BaseException as error:
        place = getattr(error, "place", len(before))
        if place < len(before):
            _refused(connection, first, place, error)
        raise  # SQLAlchemy's to say
    _answers(connection, wire, first, found)
    wire.pipeline.hand(own, cursor)
    return True


def leaves(_cursor: Any, *statement: Any) -> None:
    """SQLAlchemy leaves a statement to the driver (its context comes last): after what waits."""
    connection: Connection = statement[-1].root_connection
    wire = wire_of(connection) if connection.in_transaction() else None
    if wire is not None:
        say(connection, wire, [])


def _answers(connection: Connection, wire: Wire, said: list[Said], found: list[Any]) -> list[Answer]:
    results = iter(found)
    answers = [_answer(connection, wire, one.words, [next(results) for _ in one.parts]) for one in said]
    for one, answer in zip(said, answers, strict=True):
        if one.then is not None:
            one.then(answer)
    return answers


def _answer(connection: Connection, wire: Wire, words: Words, results: list[Any]) -> Answer:
    reached = sum(result.command_tuples or 0 for result in results)
    if not words.columns:
        return Answer([], reached)
    found = [row for result in results for row in wire.pipeline.rows(result)]
    kinds = [results[0].ftype(place) for place in range(results[0].nfields)]
    return Answer(words.rows(connection.dialect, found, kinds), reached)


def _refused(connection: Connection, said: list[Said], place: int, error: BaseException) -> NoReturn:
    """In SQLAlchemy's words, of the statement that is to blame. What the wire itself met is everyone's."""
    owners = [(one, given) for one in said for given in one.parts]
    if not 0 <= place < len(owners):
        connection._handle_dbapi_exception(error, "; ".join(one.words.text for one in said), None, None, None)
    blamed, given = owners[place]
    if blamed.must and getattr(error, "sqlstate", None) == STALE:
        raise StaleDataError(blamed.must) from error
    connection._handle_dbapi_exception(error, blamed.words.text, given, None, None)


def _sentences(said: list[Said]) -> list[tuple[bytes, list[Any]]]:
    return [each for one in said for each in one.sentences()]
