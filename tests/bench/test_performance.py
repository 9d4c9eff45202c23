"""docs/performance.md from kept runs: costs, growth, and the truth about a busy machine."""

import json
from pathlib import Path

from bench import performance

HTTP = {
    "sqlite": {
        "start_to_floor": 2.5,
        "complete_to_floor": 2.0,
        "start_to_http_floor": 2.1,
        "complete_to_http_floor": 1.5,
        "start_statements": 14,
        "complete_statements": 17,
    }
}


def keep(folder: Path, name: str, cost: float) -> None:
    row = {"page": True, "cpu_ms": cost, "queries": 9, "kb": 2.04}
    (folder / f"{name}.json").write_text(json.dumps({"/requests": row, "/healthz": {**row, "page": False}}) + "\n")


def test_the_page_tells_costs_and_growth(tmp_path: Path) -> None:
    keep(tmp_path, "sqlite-10000", 60)
    keep(tmp_path, "sqlite-1000", 40)
    text = performance.written(performance.runs(tmp_path), HTTP, load=0.5)
    assert "| page | SQLite, 1,000 | SQLite, 10,000 | kB |" in text
    assert "| `/requests` | 40 / 9 | **60** / 9 | 2.0 |" in text
    assert "| `/requests` | 40.0 | 60.0 | 1.5x |" in text
    assert "| sqlite | 2.5 | 2.0 | 2.1 | 1.5 | 14 / 17 |" in text
    assert "/healthz" not in text
    assert "busy" not in text


def test_a_busy_machine_is_named(tmp_path: Path) -> None:
    keep(tmp_path, "postgresql-1000", 40)
    text = performance.written(performance.runs(tmp_path), {}, load=900.0)
    assert "The machine was busy" in text
    assert "over HTTP" not in text


def test_each_kept_run_has_its_section(tmp_path: Path) -> None:
    keep(tmp_path, "sqlite-1000", 40)
    timers = {
        "pending": 1000,
        "rest": {where: {"workers_percent": 1.24, "database_percent": 0.5} for where in ("empty", "pending")},
        "due": 10,
        "fired": 10,
        "early": 0,
        "seconds": 2.0,
        "per_second": 5.0,
        "each": {"workers_ms": 5.24, "database_ms": 2.0},
        "load": 1.0,
    }
    one = {"per_second": 61.2, "ms": {"web": 9.0, "database": 3.5}, "stops": "The processor of web."}
    engine = {"approval": {"ms": 0.5, "bytes": 400, "stock_ms": 1.5, "stock_bytes": 6200}}
    tokens = {"start_ms": {"10": 20.0}, "complete_ms": {"10": 8.0}, "state_bytes": {"10": 300}}
    tokens |= {"fire_ms": {"10": 9.0}, "receive_ms": {"10": 7.0}, "fire_grows": 1.2, "receive_grows": 1.1}
    more = {"timers": timers, "tokens": {**tokens, "floor_ms": 1.0, "grows": 1.5}, "engine": engine}
    by = {f"{kind}_p95_ms": {"1000": 9.0, "30000": 12.0} for kind in ("inbox", "requests", "search")}
    more["inbox"] = {**by, "floor_ms": 1.0, "flat": {"inbox": 1.31, "requests": 1.0, "search": 1.0}}
    more["throughput"] = {"cores": 2, "load": 1.0, "web": {"1": one}, "workers": {}}
    text = performance.written(performance.runs(tmp_path), {}, 0.5, more)
    assert "| 1,000 pending | 1.2 | 0.5 |" in text
    assert "10 of 10 that fell due at one moment had fired after 2 s" in text
    assert "those that wait cost 0.0 % of a core" in text
    assert "costs 5.2 ms of a worker's processor" in text
    assert "| approval | 0.50 | 1.50 | 400 | 6,200 |" in text
    assert "| web processes | requests a second | web, ms | database, ms | where it stops |" in text
    assert "| 1 | 61.2 | 9.0 | 3.5 | The processor of web. |" in text
    assert "| inbox | 9.0 | 12.0 | 1.3x |" in text
    assert "| completion, ms | 8.0 | 1.5x |" in text
    assert "laneway up" not in text
