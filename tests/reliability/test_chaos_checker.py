"""The checker of `laneway bench chaos` is checked: a run in which all went well, by hand, and each way to spoil it."""

from copy import deepcopy
from pathlib import Path

import pytest

from bench.chaos import history, witnessed
from bench.chaos.verdict import by_invariant, violations
from tests.reliability import spoilt_dump, spoilt_record
from tests.reliability.spoilt_record import Harm
from tests.reliability.told_by_hand import CONTENT, HASH, evidence


def test_nothing_is_found_where_nothing_is_wrong() -> None:
    assert violations(evidence(), least=1) == []


@pytest.mark.parametrize("what", ["accepted orders", "completed tasks", "effects", "timers", "letters"])
def test_a_run_in_which_too_little_happened_says_nothing(what: str) -> None:
    said = violations(evidence(), least=100)
    assert {name for name, n in by_invariant(said).items() if n} == {"I0"}
    assert any(one.endswith(what) for one in said)


@pytest.mark.parametrize(("harm", "words"), [*spoilt_record.HARMS, *spoilt_dump.HARMS])
def test_each_harm_breaks_its_promise(harm: Harm, words: str) -> None:
    spoilt = evidence()
    harm(spoilt)
    said = violations(spoilt, least=1)
    assert any(one.startswith(words) for one in said), said


def test_a_file_has_the_bytes_that_were_sent(tmp_path: Path) -> None:
    one = evidence()

    def said(fetched: str | None = HASH) -> list[str]:
        return [words[:3] for words in witnessed.files(one.record, one.dump, tmp_path, lambda _who, _id: fetched)]

    assert said() == ["I12"], "there are no bytes on the disk"
    (tmp_path / "1").mkdir()
    (tmp_path / "1" / "note").write_bytes(CONTENT[:-1])
    assert said() == ["I12"], "what lies there is not what was sent"
    (tmp_path / "1" / "note").write_bytes(CONTENT)
    assert said() == []
    assert said("another") == ["I12"]
    assert said(None) == ["I12"], "nobody answers"
    one.dump["files"][0]["sha256"] = "another"
    assert said() == ["I12"]
    one.dump["files"].clear()
    assert said() == ["I12"]


def test_the_api_shows_the_journal_that_there_is() -> None:
    dump = evidence().dump
    shown = deepcopy(dump["journal"])
    assert list(history.as_shown(dump, "REQ-000001", shown)) == []
    assert [words[:3] for words in history.as_shown(dump, "REQ-000001", shown[:-1])] == ["I13"]
    shown[2]["hash"] = "0" * 64
    assert [words[:3] for words in history.as_shown(dump, "REQ-000001", shown)] == ["I13"]
