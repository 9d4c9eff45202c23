"""When failed work comes again."""

from hypothesis import given
from hypothesis import strategies as st

from app.operations.retries import LONGEST, delay, patient


def test_waits_double_within_a_fifth() -> None:
    for attempt, middle in enumerate((5, 10, 20, 40, 80), start=1):
        assert middle * 0.8 <= delay(attempt, "call:1", 5) <= middle * 1.2


def test_the_same_row_and_attempt_wait_the_same() -> None:
    assert delay(3, "call:7", 5) == delay(3, "call:7", 5)


def test_rows_that_failed_together_come_back_apart() -> None:
    waits = {round(delay(1, f"call:{number}", 100), 3) for number in range(100)}
    assert len(waits) > 90
    assert min(waits) < 85
    assert max(waits) > 115


def test_what_the_other_side_asks_for_is_kept_within_an_hour() -> None:
    assert delay(1, "call:1", 5, asked=120) == 120
    assert delay(1, "call:1", 5, asked=0.5) >= 4
    assert delay(1, "call:1", 5, asked=1e9) == LONGEST


@given(attempt=st.integers(-5, 10_000), base=st.floats(0.01, 100_000), asked=st.none() | st.floats(0, 1e12))
def test_never_longer_than_an_hour(attempt: int, base: float, asked: float | None) -> None:
    assert 0 <= delay(attempt, "outbox:1", base, asked) <= LONGEST


@given(waited=st.floats(-1e6, 1e7))
def test_patience_looks_in_once_an_hour_at_least(waited: float) -> None:
    """Also where the clock was put back: what waits for a moment in the future would be tried without a pause."""
    assert 0 < patient(waited, "outbox:1") <= LONGEST
