"""A stamp tells a step that is done from one whose inputs have changed."""

from pathlib import Path

import pytest

from launcher.stamps import fingerprint, is_current


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    lock = tmp_path / "lock.txt"
    lock.write_text("flask==3.1.3")
    return lock


def test_a_step_is_done_until_its_inputs_change(lock: Path, tmp_path: Path) -> None:
    stamp = tmp_path / "stamp"
    assert not is_current(stamp, fingerprint([lock]))
    stamp.write_text(fingerprint([lock]))
    assert is_current(stamp, fingerprint([lock]))
    lock.write_text("flask==3.1.4")
    assert not is_current(stamp, fingerprint([lock]))


def test_another_python_is_another_environment(lock: Path) -> None:
    assert fingerprint([lock], "3.11.7") != fingerprint([lock], "3.12.1")


def test_names_and_contents_do_not_run_into_each_other(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("bc")
    (tmp_path / "ab").write_text("c")
    assert fingerprint([tmp_path / "a"]) != fingerprint([tmp_path / "ab"])
