"""PostgreSQL's line: what is said goes there while this process goes on, and its answers come back together (libpq's
pipeline).

Its driver alone waits for the answer of each statement, of the BEGIN before the first, of the COMMIT after the last.
Values, rows, errors and the names of prepared statements are the driver's own. Only app/wire.py speaks here; a
house on SQLite never loads this module (5 MB).
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from psycopg import Cursor
from psycopg._preparing import Prepare
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.generators import fetch_many, send
from psycopg.pq import ExecStatus, TransactionStatus

GOOD = (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK)
Sentence = tuple[bytes, Sequence[Any]]  # a statement, and the values for its $1, $2, ...
BEGIN: Sentence = (b"BEGIN", ())
COMMIT: Sentence = (b"COMMIT", ())


@dataclass(slots=True)
class Spoken:
    """A sentence in the driver's words. `how`, `name`: whether it was prepared, and as what; `fresh`: under which key
    the driver counts it from now on. `own`: the pipeline says it by itself.
    """

    query: bytes
    values: Any = None
    formats: Any = None
    types: tuple[int, ...] = ()
    how: Prepare = Prepare.NO
    name: bytes = b""
    fresh: Any = None
    own: bool = False


class Pipeline:
    """One connection of the driver. Not for two threads at once."""

    def __init__(self, raw: Any) -> None:
        self._raw, self._line, self._adapter = raw, raw.pgconn, Transformer(raw)
        self._away: list[Spoken] = []

    def send(self, sentences: Sequence[Sentence]) -> None:
        """They leave, after a BEGIN where none was said yet; nobody waits. Raises what breaks the connection."""
        spoken = self._spoken(sentences)
        with self._whole():
            self._leave(spoken)
            self._line.flush()

    def say(self, sentences: Sequence[Sentence], *, ends: bool = False) -> list[Any]:
        """They leave, before a COMMIT where this `ends` it: the driver's result for each of these, after those of all
        that was sent before.

        Raises the driver's error, with its `place` among them all, for the first that is refused: nothing after it
        is done then. Where the answers did not come to their end the connection is closed.
        """
        spoken = self._spoken(sentences)
        with self._whole():
            self._leave([*spoken, *self._spoken([COMMIT], own=True)] if ends else spoken)
            sent, results = self._come_back()
        return self._accepted(sent, results)

    def drop(self) -> None:
        """Nobody wants the answers of what was sent: its transaction is given up."""
        if self._away:
            with self._whole():
                _sent, results = self._come_back()
            if any(result.status not in GOOD for result in results):
                self._raw._prepared.clear()

    def rows(self, result: Any) -> list[tuple[Any, ...]]:
        """What a statement found."""
        self._adapter.set_pgresult(result)
        found: list[tuple[Any, ...]] = self._adapter.load_rows(0, result.ntuples, tuple)
        return found

    def suits(self, cursor: Any) -> bool:
        """Whether `hand` may give it something: it is none that the server keeps."""
        return type(cursor) is Cursor

    def hand(self, result: Any, cursor: Any) -> None:
        """What a statement found is this cursor's, as if it had executed it."""
        cursor._tx = Transformer(cursor)
        cursor._set_results([result])

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """What breaks off in the middle is never taken up again."""
        try:
            yield
        except BaseException:
            self._away = []
            self._raw.close()
            raise

    def _spoken(self, sentences: Sequence[Sentence], *, own: bool = False) -> list[Spoken]:
        """What is said for the sixth time is prepared first."""
        known: Any = self._raw._prepared
        if known._to_flush and not self._away:
            self._raw.wait(known.maintain_gen(self._raw))
        spoken = []
        for query, given in sentences:
            one = Spoken(query, own=own)
            if given:
                one.values = self._adapter.dump_sequence(given, [PyFormat.AUTO] * len(given))
                one.formats, one.types = self._adapter.formats, self._adapter.types or ()
            one.how, one.name = known.get(one)
            one.fresh = known.maybe_add_to_cache(one, one.how, one.name)
            spoken.append(one)
        return spoken

    def _leave(self, spoken: list[Spoken]) -> None:
        """Into the line, which takes them along when it is flushed, or full."""
        if not self._away:
            begins = not self._raw.autocommit and self._line.transaction_status == TransactionStatus.IDLE
            self._line.enter_pipeline_mode()
            if begins:
                spoken = [*self._spoken([BEGIN], own=True), *spoken]
        for one in spoken:
            self._send(one)
        self._away += spoken

    def _send(self, one: Spoken) -> None:
        if one.how is Prepare.NO:
            self._line.send_query_params(one.query, one.values, param_types=one.types, param_formats=one.formats)
            return
        if one.how is Prepare.SHOULD:
            self._line.send_prepare(one.name, one.query, param_types=one.types)
        self._line.send_query_prepared(one.name, one.values, param_formats=one.formats)

    def _come_back(self) -> tuple[list[Spoken], list[Any]]:
        """All that was sent, and a result for each."""
        spoken, self._away = self._away, []
        self._line.pipeline_sync()
        results: list[Any] = self._raw.wait(self._turn(spoken))
        self._line.exit_pipeline_mode()
        return spoken, results

    def _accepted(self, spoken: list[Spoken], results: list[Any]) -> list[Any]:
        """The results, but for the pipeline's own sentences."""
        known: Any = self._raw._prepared
        found: list[Any] = []
        for one, result in zip(spoken, results, strict=True):
            if result.status not in GOOD:
                known.clear()  # what was to be prepared after it was not
                error: Any = error_from_result(result, encoding=self._line._encoding)
                error.place = -1 if one.own else len(found)
                raise error
            if one.fresh is not None:
                known.validate(one.fresh, one.how, one.name, [result])
            if not one.own:
                found.append(result)
        return found

    def _turn(self, spoken: Sequence[Spoken]) -> Generator[Any, Any, list[Any]]:
        """One result for each; where its preparation was refused, that."""
        yield from send(self._line)
        found = []
        for one in spoken:
            before = (yield from fetch_many(self._line)) if one.how is Prepare.SHOULD else []
            after = yield from fetch_many(self._line)
            found.append(before[0] if before and before[0].status not in GOOD else after[-1])
        yield from fetch_many(self._line)  # that it has heard all
        return found
