"""Where a request stands, as the page draws it: stages in plain words, lanes where several wait at once. Plain data."""

from dataclasses import dataclass

from app.catalogue.times import Clock


@dataclass(frozen=True)
class Lane:
    """Somebody's part of the present stage. `href` and `act` where the reader can do it now; `confirm`: where
    a plain yes is sent."""

    plate: str
    words: str
    you: bool = False
    meta: str = ""
    since: str = ""
    clock: Clock | None = None
    href: str = ""
    act: str = ""
    confirm: str = ""


@dataclass(frozen=True)
class Stage:
    """`state`: done, now, ahead. `mark`: the icon of what is done; "x" where it was refused."""

    name: str
    state: str
    when: str = ""
    said: str = ""
    mark: str = "check"
    lanes: tuple[Lane, ...] = ()
