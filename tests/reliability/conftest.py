"""What every race comes to."""

from collections.abc import Iterator

import pytest
from flask import Flask

from app.commands.dump import snapshot
from app.db import reading, session
from bench.chaos import promises
from tests.reliability.plain import plain


@pytest.fixture
def whole_afterwards(house: Flask) -> Iterator[None]:
    """Whatever raced, every promise that holds at any moment holds at the end."""
    yield
    session().rollback()  # a look at an expired row may have begun something
    with reading():
        assert promises.whole(plain(snapshot())) == []
