"""A short `laneway bench chaos` on each database: real processes, real faults, every promise."""

import json
import sys

import pytest

from bench.chaos.plan import FAULTS, faults
from bench.chaos.run import Wanted, run

SEED, SECONDS = 3, 8.0


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc for the processes that it harms")
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_every_promise_holds(database: str) -> None:
    report = run(Wanted(SEED, SECONDS, database))
    assert report["found"] == [], json.dumps(report, indent=1)
    assert report["faults"] >= 3


def test_a_seed_plays_the_same_faults_again() -> None:
    assert faults(7, 60, "postgresql") == faults(7, 60, "postgresql")
    assert faults(7, 60, "postgresql") != faults(8, 60, "postgresql")
    assert {fault.part for fault in faults(7, 600, "sqlite")} == {part for _, part in FAULTS if part != "database"}


def test_only_some_faults() -> None:
    assert {fault.name for fault in faults(7, 60, "sqlite", "kill:worker")} == {"kill:worker"}
    with pytest.raises(ValueError, match="kill:scheduler"):
        faults(7, 60, "sqlite", "kill:database")
