"""The desk at which the tests of this folder answer forms."""

import pytest

from tests.app.catalogue.forms.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()
