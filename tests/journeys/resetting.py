"""How a password reset is ordered and its codes are entered, for the journeys of that item."""

import re

from tests.fixtures.cast import Cast

ENTER = "Enter the code"
DESK = "Prove who it is in person"


def ordered(cast: Cast, account: str = "marta", by: str = "marta") -> str:
    number = getattr(cast, by).orders("password_reset", {"account": account})
    cast.works()
    return number


def code_of(cast: Cast, login: str) -> str:
    """The code of the newest mail to that person."""
    found = re.search(r"^(\d{6})$", cast.mails(login, "code")[-1]["text"], re.MULTILINE)
    assert found
    return found.group(1)


def another(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def enters(cast: Cast, number: str, code: str, who: str = "marta") -> None:
    getattr(cast, who).does(number, ENTER, what="enter", code=code)
    cast.works()


def asks_again(cast: Cast, number: str) -> None:
    cast.marta.does(number, ENTER, what="again")
    cast.works()


def fails_five_times(cast: Cast, number: str, who: str = "marta", code: str = "000000") -> None:
    for _ in range(5):
        enters(cast, number, code, who)
