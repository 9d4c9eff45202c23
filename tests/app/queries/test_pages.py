"""Cursors come from an address, where anybody may write anything: what is none of ours is refused with a sentence."""

import base64
from datetime import UTC, datetime

import pytest

from app.errors import BadRequest
from app.queries.moment_cursors import pair_of
from app.queries.pages import after, cursor_of


def written(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def test_what_was_written_is_read_again() -> None:
    assert after(cursor_of(17)) == 17
    moment = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    assert pair_of(cursor_of([moment.isoformat(), 17])) == (moment, 17)
    assert pair_of(cursor_of([None, 17])) == (None, 17)


@pytest.mark.parametrize("text", ["", "{", "[" * 2_000, "true", '"7"', "1e400", "[1]", "9" * 30])
def test_no_cursor_of_a_list_by_number(text: str) -> None:
    with pytest.raises(BadRequest):
        after(written(text) or "!")


@pytest.mark.parametrize(
    "text",
    ["17", "[" * 2_000, '["yesterday", 1]', '["2026-03-01T09:30:00", 1]', "[null, Infinity]", "[null, NaN]",
     '["0001-01-01T00:00:00+23:00", 1]', "[null, {}]"],
)  # fmt: skip
def test_no_cursor_of_a_list_by_moment(text: str) -> None:
    with pytest.raises(BadRequest):
        pair_of(written(text))


def test_numbers_that_no_database_holds_are_cut() -> None:
    assert pair_of(cursor_of([None, 10**40]))[1] == 2**62
    assert pair_of(cursor_of([None, -(10**40)]))[1] == 0
