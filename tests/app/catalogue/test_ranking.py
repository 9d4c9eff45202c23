"""What people type, and what they mean."""

import pytest

from app.catalogue.ranking import is_slip, rank

ITEMS = [
    ("Password reset", "A code to your phone, then a new password. login forgotten account"),
    ("New software", "Licences and programs, from the list or your own wish. licence license app install"),
    ("Büroumzug", "IT, Türcodes und Möbel am selben Tag. umziehen Schreibtisch"),
    ("Business trip", "Tickets, hotel and advance in one form. travel flight"),
]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("pasword", "Password reset"),
        ("SOFTWAER", "New software"),
        ("buroumzug", "Büroumzug"),
        ("soft", "New software"),
        ("licenze app", "New software"),
        ("reset password", "Password reset"),
        ("travel", "Business trip"),
        ("Schreibtish", "Büroumzug"),
        ("umzeihen", "Büroumzug"),
        ("I forgot my pasword", "Password reset"),
        ("ich brauche bitte Software!", "New software"),
        ("lciences", "New software"),
        ("password zebra", "Password reset"),
    ],
)
def test_finds_what_is_meant(question: str, best: str) -> None:
    assert rank(question, ITEMS, lambda item: item)[0][0] == best


@pytest.mark.parametrize("question", ["zebra", "xylophone quartet", "password zebra quartet", "?!", ""])
def test_finds_nothing_where_nothing_fits(question: str) -> None:
    assert rank(question, ITEMS, lambda item: item) == []


def test_the_title_counts_more() -> None:
    items = [("Other", "software"), ("Software", "other")]
    assert rank("software", items, lambda item: item)[0][0] == "Software"


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("desk", "deks", True),
        ("desk", "desks", True),
        ("desk", "disk", True),
        ("desk", "dsek", True),
        ("desk", "esk", False),
        ("desk", "task", False),
        ("move", "more than", False),
        ("aaaa", "aaaaa", True),
    ],
)
def test_one_slip_of_the_finger(one: str, other: str, slip: bool) -> None:
    assert (is_slip(one, other), is_slip(other, one)) == (slip, slip)
