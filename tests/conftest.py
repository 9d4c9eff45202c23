"""What every test may ask for. The fixtures themselves lie in tests/fixtures, one file a service."""

import gc

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


def pytest_collection_finish() -> None:
    """Some thousand collected tests stay to the end: the collector need not walk over them each time."""
    gc.collect()
    gc.freeze()
