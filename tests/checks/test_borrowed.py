"""Names of other packages' insides stand on one list, with the version in which they were read."""

from checks import borrowed
from checks.borrowed import Borrowed


def test_all_that_is_used_stands_on_the_list() -> None:
    assert borrowed.complaints() == []


def test_another_version_is_told() -> None:
    known = {"flask": Borrowed("3.1.3", frozenset({"_cv"}), "tests/app"), "rq": Borrowed("3.0.0", frozenset(), "")}
    (told,) = borrowed.moved("flask==3.1.4\nflask-migrate==1.0\nrq==3.0.0\n", known)
    assert told.startswith("flask is 3.1.4 now, and its insides were read in 3.1.3: look at _cv there again")


def test_what_a_class_has_itself_is_not_borrowed() -> None:
    own, used = borrowed.names(
        "from psycopg._preparing import Prepare\n"
        "class Line:\n"
        "    _kept: int\n"
        "    def _say(self) -> None:\n"
        "        self._mine = self._raw._prepared\n"
    )
    assert own == {"_kept", "_say", "_mine"}
    assert used == {"_preparing": 1, "_raw": 5, "_prepared": 5}
