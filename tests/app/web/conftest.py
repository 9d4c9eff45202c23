"""Here a house has its pages."""

import pytest
from flask import Flask

from tests.fixtures.house import served


@pytest.fixture
def house(house: Flask) -> Flask:
    """The furnished house of the other tests, served."""
    return served(house)


@pytest.fixture
def sqlite_house(sqlite_house: Flask) -> Flask:
    """The same on SQLite alone."""
    return served(sqlite_house)


@pytest.fixture
def empty_house(empty_house: Flask) -> Flask:
    """The empty one, served."""
    return served(empty_house)
