"""How something is done: as a question, with a topic for the report of those who train."""

from tests.fixtures.cast import Cast, Recorder

PIVOT = {"subject": "How do I make a pivot table?"}
ANSWER = {"result": "answered", "answer": "Insert, Pivot table.", "topic": "Office programs"}


def test_answered_and_left_to_a_training(cast: Cast) -> None:
    post = cast.connectors["mail"] = Recorder("mail")
    number = cast.marta.orders("how_to", PIVOT)
    cast.dan.does(number, "Answer the question", **ANSWER, training=True)
    cast.marta.does(number, "Does this answer it?", confirmed=True)
    cast.works()
    assert cast.request(number).outcome == "answered"
    (letter,) = post.orders
    assert letter.word("to") == "training@bridges.example"
    assert letter.word("subject") == "How-to: Office programs"
    assert letter.word("text") == "How do I make a pivot table?\n\nInsert, Pivot table."


def test_nobody_is_told_where_no_training_is_needed(cast: Cast) -> None:
    post = cast.connectors["mail"] = Recorder("mail")
    number = cast.marta.orders("how_to", PIVOT)
    cast.dan.does(number, "Answer the question", **{**ANSWER, "topic": "Drawing programs"})
    cast.later(days=5, minutes=1)
    assert (cast.request(number).outcome, post.orders) == ("answered", [])
    assert cast.variables(number)["topic"] == "Drawing programs"


def test_its_words_say_topic_and_team(cast: Cast) -> None:
    for question, topic, who in (
        ("Wie setze ich mein VPN-Token zurück?", "Remote work and VPN", "piotr"),
        ("A signature in Outlook", "Mail and calendar", "dan"),
        ("Jak wydrukować rysunek z AutoCAD?", "Drawing programs", "dan"),
        ("Hogyan számolok el egy utazást?", "Purchases and travel", "bela"),
        ("How do I fold a map?", "Other topics", "dana"),
    ):
        number = cast.marta.orders("how_to", {"subject": question})
        assert getattr(cast, who).task(number).name == "Answer the question", question
        assert cast.variables(number)["topic"] == topic


def test_withdrawn_and_refused(cast: Cast) -> None:
    first, second = (cast.marta.orders("how_to", PIVOT) for _ in range(2))
    cast.marta.withdraws(first, "Found it.")
    cast.dan.does(second, "Answer the question", result="declined", reason="The program is retired.")
    assert (cast.request(first).outcome, cast.request(second).outcome) == ("withdrawn", "rejected")
