"""PostgreSQL's line: what is said together goes there, and its answers come back, once (libpq's pipeline).

Its driver alone waits for the answer of each statement, of the BEGIN before the first, of the COMMIT after the last.
Values, rows, errors and the names of prepared statements are the driver's own. Only app/wire.py speaks here; a
house on SQLite never loads this module (5 MB).
"""

from collections.abc import Generator, Sequence
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
    the driver counts it from now on.
    """

    query: bytes
    values: Any = None
    formats: Any = None
    types: tuple[int, ...] = ()
    how: Prepare = Prepare.NO
    name: bytes = b""
    fresh: Any = None


class Pipeline:
    """One connection of the driver. Not for two threads at once."""

    def __init__(self, raw: Any) -> None:
        self._raw, self._line, self._adapter = raw, raw.pgconn, Transformer(raw)

    def say(self, sentences: Sequence[Sentence], *, ends: bool = False) -> list[Any]:
        """The driver's result for each: after a BEGIN where none was said yet, before a COMMIT where this `ends` it.

        Raises the driver's error, with its `place` among the sentences, for the first that is refused: nothing after it
        is done then. Where the answers did not come to their end the connection is closed.
        """
        known = self._raw._prepared
        if known._to_flush:
            self._raw.wait(known.maintain_gen(self._raw))
        begins = not self._raw.autocommit and self._line.transaction_status == TransactionStatus.IDLE
        first, final = ([BEGIN] if begins else []), ([COMMIT] if ends else [])
        spoken = [self._spoken(one) for one in (*first, *sentences, *final)]
        results = self._there_and_back(spoken)
        for place, (one, result) in enumerate(zip(spoken, results, strict=True), -len(first)):
            if result.status not in GOOD:
                known.clear()  # what was to be prepared after it was not
                error: Any = error_from_result(result, encoding=self._line._encoding)
                error.place = place
                raise error
            if one.fresh is not None:
                known.validate(one.fresh, one.how, one.name, [result])
        return results[len(first) : len(first) + len(sentences)]

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

    def _spoken(self, sentence: Sentence) -> Spoken:
        """What is said for the sixth time is prepared first."""
        query, given = sentence
        one = Spoken(query)
        if given:
            one.values = self._adapter.dump_sequence(given, [PyFormat.AUTO] * len(given))
            one.formats, one.types = self._adapter.formats, self._adapter.types or ()
        known: Any = self._raw._prepared
        one.how, one.name = known.get(one)
        one.fresh = known.maybe_add_to_cache(one, one.how, one.name)
        return one

    def _there_and_back(self, spoken: Sequence[Spoken]) -> list[Any]:
        try:
            self._line.enter_pipeline_mode()
            for one in spoken:
                self._send(one)
            self._line.pipeline_sync()
            results: list[Any] = self._raw.wait(self._turn(spoken))
            self._line.exit_pipeline_mode()
        except BaseException:
            self._raw.close()
            raise
        return results

    def _send(self, one: Spoken) -> None:
        if one.how is Prepare.NO:
            self._line.send_query_params(one.query, one.values, param_types=one.types, param_formats=one.formats)
            return
        if one.how is Prepare.SHOULD:
            self._line.send_prepare(one.name, one.query, param_types=one.types)
        self._line.send_query_prepared(one.name, one.values, param_formats=one.formats)

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
