"""Our FEEL beside feelin on one list: the same answers, no slower than in Node, twenty times as fast as embedded."""

import pytest

from bench import feel
from bench.feelin import FRONTEND
from tests.fixtures.absent import cannot_run


@pytest.mark.timeout(60)
def test_beside_feelin() -> None:
    if not (FRONTEND / "node_modules" / "feelin").is_dir():
        cannot_run("no feelin: build the frontend first (npm ci in frontend/)")
    found = feel.measure(turns=1, seconds=0.3)
    assert found["agree"] == found["expressions"] >= 40
    assert found["times_node"] >= 1
    assert found["times_embedded"] >= 20
