"""The checker finds words that no language knows, and leaves alone what is said, and what is no sentence."""

from pathlib import Path

import pytest

from checks import unsaid

RAISED = {"Conflict", "InvalidForm"}


def found(tmp_path: Path, code: str, name: str = "app/operations/one.py") -> list[int]:
    file = tmp_path / "one.py"
    file.write_text(code, encoding="utf-8")
    return unsaid.lines(file, name, RAISED)


@pytest.mark.parametrize(
    "code",
    [
        'raise Conflict("It is gone.")',
        'raise Conflict(f"The group {key} is gone.")',
        'raise Conflict("One of: " + ", ".join(names) + " is gone.")',
        'raise InvalidForm({"name": "It is gone."})',
        'raise Conflict(_("It is gone.") if one else "It is not there.")',
        'Problem("error", "code", "It is gone.")',
        'Problem("error", "code", message, hint="It is gone.")',
    ],
)
def test_words_in_english_alone(tmp_path: Path, code: str) -> None:
    assert found(tmp_path, code) == [1]


@pytest.mark.parametrize(
    "code",
    [
        'raise Conflict(_("It is gone."))',
        'raise Conflict(sentence("The group %(key)s is gone.", key=key))',
        'raise Conflict(KNOWN["a long name"])',
        'raise Conflict(_("One: %(names)s.", names=" or else ".join(names)))',
        'raise ValueError("Nobody sees this.")',
        'Problem("error", "code", message)',
    ],
)
def test_what_is_said_or_is_no_sentence(tmp_path: Path, code: str) -> None:
    assert found(tmp_path, code) == []


def test_a_finding_of_lint_may_wait_under_a_name(tmp_path: Path) -> None:
    code = 'message = "It is gone."\nfound("error", "code", at, f"{one} is gone by now.", hint)\n'
    assert found(tmp_path, code, "workflows/lint/one.py") == [1, 2]
    assert found(tmp_path, code) == []


def test_a_page_that_speaks_english_alone() -> None:
    page = (
        '<h1 class="big title">{{ _("Order") }} · Laneway</h1>{# for us #}<p>Only here{% if a %} {{ b }}{% endif %}</p>'
    )
    assert unsaid.words(page) == ["Only", "here"]


def test_the_house_says_all_in_each_language() -> None:
    assert unsaid.complaints() == []
