"""What every test may ask for. The fixtures themselves lie in tests/fixtures, one file a service."""

import gc
from itertools import count

pytest_plugins = [
    "tests.fixtures.chance",
    "tests.fixtures.corpus",
    "tests.fixtures.compiled",
    "tests.fixtures.databases",
    "tests.fixtures.house",
    "tests.fixtures.cast",
    "tests.fixtures.callers",
    "tests.fixtures.redis",
    "tests.fixtures.browser",
    "tests.fixtures.site",
    "tests.fixtures.running_house",
    "tests.fixtures.ticking_house",
    "tests.fixtures.empty_house",
    "tests.fixtures.outside",
]


EVERY = 50  # tests
#: A whole collection goes over all that lives: it comes between tests, and within one only after 700,000 new objects.
RARELY = (700, 10, 100)

_ran = count(1)


def pytest_collection_finish() -> None:
    """Some thousand collected tests stay to the end: the collector need not walk over them each time."""
    gc.set_threshold(*RARELY)
    _put_aside()


def pytest_runtest_logfinish() -> None:
    """What SQLAlchemy keeps for each database that there was grows by millions of objects, and stays, too."""
    if next(_ran) % EVERY == 0:
        _put_aside()


def _put_aside() -> None:
    gc.collect()
    gc.freeze()
