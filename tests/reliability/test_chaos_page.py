"""The page of runs is written from their reports, and says itself what no run tried."""

import json
from pathlib import Path

import pytest

from bench.chaos import page

REPORT = {
    "commit": "abc1234",
    "at": "2026-11-22T20:40:01+00:00",
    "seed": 1,
    "database": "sqlite",
    "seconds": 15.0,
    "planted": "",
    "requests": 1200,
    "faults": 9,
    "violations": 0,
    "crashes": 1,
    "by_invariant": {"I4": 0},
    "deeds": {"all": 30},
    "effects": {"calls": 7, "applied": 4},
    "by_fault": {"kill:worker": 9},
    "by_deed": {"order": 1200},
    "by_temper": {"well": 7},
}


def test_reports_become_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = [REPORT, {**REPORT, "seed": 2}, {**REPORT, "planted": "no_fence", "by_invariant": {"I4": 3}}]
    (tmp_path / "runs.jsonl").write_text("\n".join(json.dumps(run) for run in runs))
    copy = tmp_path / "page.md"
    copy.write_text(f"Before.\n{page.BEGIN}\nold\n{page.END}\nAfter.\n")
    monkeypatch.setattr(page, "PAGE", copy)
    monkeypatch.setattr(page, "ROOT", tmp_path)
    assert page.document(tmp_path) == 0
    said = copy.read_text()
    assert said.startswith("Before.")
    assert said.endswith("After.\n")
    assert "old" not in said
    assert "| SQLite | 1-2 | 30 s | 2,400 | 60 | 18 | 6 | 2 | 0 |" in said
    assert "Faults: kill worker 18. Never: **delay database, " in said
    assert "accepted: order 2,400. Never: **approve, claim, " in said
    assert "| no fence | SQLite, 1 | I4 (3) |" in said
    assert "on `abc1234`" in said


def test_no_report_no_page(tmp_path: Path) -> None:
    assert page.document(tmp_path) == 2
