"""What the parts cost while the house carries is counted, and what stops it is said in words."""

import os

import pytest
from sqlalchemy import create_engine

from bench.limits import Watch, why

CALM = {"web": 60.0, "database": 30.0, "clients": 20.0, "others": 5.0}


def test_what_each_part_costs_is_told_for_each_piece_of_work(postgresql_url: str) -> None:
    engine = create_engine(postgresql_url)
    with Watch(engine, {"clients": [os.getpid()]}, {}) as watch:
        sum(range(10_000))
    told = watch.told(4)
    engine.dispose()
    assert told["per_second"] > 0
    assert told["ms"].keys() == {"clients"}
    assert told["percent"].keys() == {"clients", "others"}
    assert told["stops"].endswith(".")


@pytest.mark.parametrize(
    ("percent", "waits", "free", "said"),
    [
        ({**CALM, "web": 130.0}, {}, 50, "The processor: all 2 cores are full (web 130 %, database 30 %"),
        ({**CALM, "web": 90.0}, {}, 50, "The processor of web: 1 of 2 cores"),
        (CALM, {}, 0, "Connections"),
        (CALM, {"locks": 0.4, "the disk": 0.1}, 50, "The database waits for locks: 40% of"),
        (CALM, {"locks": 0.1}, 50, "Nothing is full"),
    ],
)
def test_what_stops_it(percent: dict[str, float], waits: dict[str, float], free: int, said: str) -> None:
    assert why(2, percent, {"web": 1}, waits, free).startswith(said)
