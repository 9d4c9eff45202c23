"""What waits for anything, kept by any release, opens and comes to its end; and no format changes unseen."""

import json
import zlib
from base64 import b64decode
from typing import Any

import orjson
import pytest

from tests.workflows.kept_states import FOLDER, KINDS, Reopened, does, written
from workflows.state import READS, WRITES

SAMPLES = {number: json.loads((FOLDER / f"format-{number}-waits.json").read_text()) for number in range(1, READS + 1)}


@pytest.mark.parametrize("number", SAMPLES)
def test_every_kind_of_wait_opens_and_comes_to_its_end(number: int) -> None:
    for name, kept in SAMPLES[number].items():
        assert b64decode(kept["state"])[0] == number
        play = Reopened(kept)
        assert play.open == kept["waits"], name
        does(play, kept["after"])
        assert play.step.ended, name


def test_every_kind_has_its_sample_in_the_newest_format() -> None:
    assert set(SAMPLES[WRITES]) == set(KINDS)


def test_a_changed_format_gets_a_number_of_its_own() -> None:
    """Where this fails the engine writes what no release before has read: give it a number (READS, workflows/state.py);
    read the old one there, too; write its samples with `python -m tests.workflows.kept_states`. WRITES follows a
    release later (docs/adr/0027).
    """
    for name, fresh in written().items():
        assert shape(content(fresh)) == shape(content(SAMPLES[WRITES][name])), name


def content(kept: dict[str, Any]) -> Any:
    return orjson.loads(zlib.decompress(b64decode(kept["state"])[1:]))


def shape(value: Any) -> Any:
    """Types, lengths and names of facts, without the ids."""
    if isinstance(value, dict):
        return {"n" if name.isdigit() else name: shape(one) for name, one in value.items()}
    return [shape(one) for one in value] if isinstance(value, list) else type(value).__name__
