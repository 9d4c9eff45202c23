"""The report on training: topics of questions, what articles were worth, who forgets passwords and who may know it."""

import pytest

from app.db import reading, transaction
from app.errors import Forbidden
from app.operations import articles, ordering
from app.operations.articles import Draft
from app.operations.ordering import Looked
from app.queries import training
from tests.fixtures.cast import Cast, Player
from tests.journeys.test_password_reset import code_of, enters, ordered


def asks(player: Player, subject: str, read: str = "", *, solved: bool = False) -> str:
    with transaction():
        looked = Looked((read,) if read else (), read if solved else "")
        return ordering.submit(player.actor, "how_to", {"subject": subject}, None, looked).number


def resets(cast: Cast, who: str) -> None:
    enters(cast, ordered(cast, who, who), code_of(cast, who), who)
    cast.later(hours=1)


@pytest.fixture
def asked(cast: Cast) -> Cast:
    """Three questions, one of them answered by an article that did not help another one."""
    with transaction():
        for language, title in (("en", "Reset your VPN token"), ("de", "VPN-Token zurücksetzen")):
            articles.propose(cast.dan.actor, Draft("vpn-token", language, title, "Open the app.", "vpn token"))
            articles.publish(cast.olivia.actor, "vpn-token", language)
    asks(cast.marta, "How do I reset the VPN token?", "vpn-token", solved=True)
    asks(cast.ilse, "The VPN is slow", "vpn-token")
    number = asks(cast.tom, "Layers in AutoCAD")
    cast.dan.does(number, "Answer the question", result="answered", answer="By a template.", topic="Printing")
    return cast


def test_topics_and_articles(asked: Cast) -> None:
    with reading():
        found = training.report(asked.paul.actor, 30, "en")
        german = training.report(asked.paul.actor, 30, "de")
    assert [(one.name, one.asked, one.by_article) for one in found.topics] == [
        ("Remote work and VPN", 2, 1),
        ("Printing", 1, 0),  # as whoever answered corrected it
    ]
    assert [(one.title, one.solved, one.asked, one.share) for one in found.articles] == [
        ("Reset your VPN token", 1, 1, 50)
    ]
    assert german.topics[0].name == "Arbeiten von unterwegs und VPN"
    assert german.articles[0].title == "VPN-Token zurücksetzen"
    assert (found.often, found.people) == (0, [])


def test_only_of_the_period_and_for_its_readers(asked: Cast) -> None:
    asked.later(days=31)
    with reading():
        found = training.report(asked.paul.actor, 30, "en")
        with pytest.raises(Forbidden):
            training.report(asked.marta.actor, 30, "en")
    assert (found.topics, found.articles) == ([], [])


def test_who_forgets_passwords_is_named_to_few(cast: Cast) -> None:
    for _ in range(3):
        resets(cast, "karol")
    resets(cast, "ilse")
    with reading():
        named = training.report(cast.paul.actor, 30, "en")
        counted = training.report(cast.olivia.actor, 30, "en")
    assert [(one.login, one.count) for one in named.people] == [("karol", 3)]
    assert (counted.people, counted.often) == ([], 1)
