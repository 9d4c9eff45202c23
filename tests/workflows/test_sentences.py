"""Sentences keep what they are made of: through JSON, inside one another, and as values of another language."""

import json

import pytest

from app.language import say, using
from tests.workflows.diagrams import HEAD, node, start
from workflows.errors import Problem
from workflows.lint.chart import WORDS
from workflows.loader.child import load_limited
from workflows.sentences import Sentence, again, facts, of, sentence

NESTED = sentence("Supported here: %(kinds)s.", kinds=(WORDS["message"], WORDS["signal"]))
PLAIN = sentence("%(step)s is not supported.", step=sentence("%(kind)s “%(name)s”", kind="Task", name="100 % “sure”"))


@pytest.mark.parametrize("one", [NESTED, PLAIN, sentence("The file is empty.")])
def test_it_is_the_same_after_it_was_kept(one: Sentence) -> None:
    known = json.loads(json.dumps(facts([one, None, "plain"])))
    assert list(known) == [one]
    made = again(str(one), known)
    assert (made, say(made)) == (one, str(one))
    with using("de"):
        assert say(made) == say(one) != one


def test_it_is_english_as_text_and_said_as_asked() -> None:
    assert NESTED == "Supported here: message, signal."
    with using("de"):
        assert say(NESTED) == "Hier unterstützt: Nachricht, Signal."
        assert say("Supported here: message, signal.") == "Supported here: message, signal."


def test_what_is_not_known_stays_as_it_stands() -> None:
    assert again("Somebody wrote this.", facts([NESTED])) == "Somebody wrote this."


def test_an_error_says_the_sentence_it_was_raised_with() -> None:
    assert isinstance(of(ValueError(PLAIN)), Sentence)
    assert of(ValueError(7)) == "7"


def test_the_child_hands_over_what_its_sentences_are_made_of() -> None:
    lonely = f"{HEAD}{node('process', 'p', start(), isExecutable='true', name='p')}</definitions>".encode()
    found = load_limited({"p.bpmn": lonely})
    assert found.problems
    assert all(isinstance(text, Sentence) for one in found.problems for text in told(one)), found.problems
    assert all(isinstance(row.what, Sentence) for row in found.report)


def told(one: Problem) -> list[str]:
    return [text for text in (one.message, one.hint) if text]
