"""Fuel, depth, warnings."""

from datetime import datetime

import pytest

from tests.workflows.feel.evaluation import AT, a_run
from workflows.feel.errors import FeelFuelError, FeelTypeError
from workflows.feel.run import MAX_DEPTH, MAX_WARNINGS, Run


def test_fuel_runs_out_with_a_sentence() -> None:
    run = a_run(fuel=10)
    run.charge(10)
    with pytest.raises(FeelFuelError, match="more than the 10 steps") as caught:
        run.charge(1)
    assert caught.value.what == "steps"


def test_depth_is_bounded() -> None:
    run = a_run()
    for _ in range(MAX_DEPTH):
        run.enter()
    with pytest.raises(FeelFuelError) as caught:
        run.enter()
    assert caught.value.what == "depth"


def test_warnings_are_kept_once_and_not_without_end() -> None:
    run = a_run()
    run.warn("a")
    run.warn("a")
    assert run.warnings == ["a"]
    for number in range(100):
        run.warn(str(number))
    assert len(run.warnings) == MAX_WARNINGS


def test_an_instant_needs_an_offset_and_a_zone_a_place() -> None:
    with pytest.raises(FeelTypeError):
        Run(datetime(2026, 1, 1), "UTC", 1)
    with pytest.raises(FeelTypeError, match="Nowhere"):
        Run(AT, "Nowhere", 1)
