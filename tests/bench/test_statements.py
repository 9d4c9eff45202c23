"""An order and a completion wait for PostgreSQL seldom: what can be said together is."""

from pathlib import Path

from bench import statements


def test_how_often_a_call_waits_for_the_database(postgresql_url: str, tmp_path: Path) -> None:
    found = statements.waited(postgresql_url, tmp_path)
    assert found["start_waits"] <= 2
    assert found["approval_waits"] <= 2
    assert found["work_waits"] <= 2


def test_one_commit_each() -> None:
    found = statements.counted()
    assert (found["start_commits"], found["complete_commits"]) == (1, 1)
    assert found["start_statements"] <= 16
    assert found["complete_statements"] <= 17
