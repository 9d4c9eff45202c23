"""Text answers."""

from typing import Any

import pytest

from tests.app.catalogue.forms.desk import Desk

TEXT = {"type": "textfield"}


@pytest.mark.parametrize(
    "typed",
    [
        "Laptop",
        "  with space ",
        "line\nline",
        "\x1b[2Jred",
        "=1+1",
        "<script>",
        "{{7*7}}",
        "😀",
        "a\tb",
        "Laptop\r\nBcc: x",
    ],
)
def test_text_is_kept_as_typed(desk: Desk, typed: str) -> None:
    assert desk.one(TEXT, typed) == typed


def test_the_same_letters_are_the_same_text(desk: Desk) -> None:
    assert desk.one(TEXT, "Ko\u0308ln") == "Köln"


@pytest.mark.parametrize("typed", ["a\x00b", "a\ud800b", {"a": 1}, ["x"], 12, True, 1.5, "x" * 10_001])
def test_what_is_no_storable_text_is_refused(desk: Desk, typed: object) -> None:
    assert desk.wrong(TEXT, typed)


@pytest.mark.parametrize("blank", ["", "   ", "\u200b\u200b", "\n\t", None, "\u00ad"])
def test_required_means_something_to_be_seen(desk: Desk, blank: object) -> None:
    assert desk.wrong({**TEXT, "validate": {"required": True}}, blank) == "Please fill this in."


def test_length_counts_as_browsers_count(desk: Desk) -> None:
    five = {**TEXT, "validate": {"maxLength": 5, "minLength": 2}}
    assert desk.wrong(five, "12345") == ""
    assert desk.wrong(five, "  12345  ") == ""
    assert desk.wrong(five, "123456") == "At most 5 characters, please. There are 6."
    assert desk.wrong(five, "😀😀😀")
    assert desk.wrong(five, "1") == "Please write at least 2 characters."


def test_limits_may_be_computed(desk: Desk) -> None:
    component = {**TEXT, "validate": {"maxLength": "=limit"}}
    assert desk.wrong(component, "1234", limit=3)
    assert not desk.wrong(component, "1234", limit=4)
    assert not desk.wrong(component, "1234")


def test_the_sentence_of_a_pattern_says_how_to_mend_it(desk: Desk) -> None:
    centre: dict[str, Any] = {
        **TEXT,
        "validate": {"pattern": r"^\d{4}$", "patternErrorMessage": "A cost centre has four digits."},
    }
    example = {"properties": {"example": "4711"}}
    assert desk.wrong(centre, "471") == "A cost centre has four digits."
    assert desk.wrong({**centre, **example}, "471") == "A cost centre has four digits. For example: 4711"
    assert desk.wrong(centre, "4711") == ""
    centre["validate"]["required"] = True
    assert desk.wrong({**centre, **example}, "") == "Please fill this in, for example 4711."
    assert desk.wrong(centre, "4711\n")
    assert desk.wrong(centre, "٤٧١١")


@pytest.mark.parametrize("mail", ["eva.nowak@example.org", "a+b@sub.example.co.uk"])
def test_mail_addresses_pass(desk: Desk, mail: str) -> None:
    assert desk.one({**TEXT, "validate": {"validationType": "email"}}, mail) == mail


@pytest.mark.parametrize(
    "mail",
    [
        "a@b",
        "a@example.org\nBcc: b@example.org",
        '"<script>alert(1)</script>"@example.org',
        "a@example.org,b@example.org",
        "<a@example.org>",
        "a@[127.0.0.1]",
        "@example.org",
        "a" * 300 + "@example.org",
        "a@exаmple.org",
        "a..b@example.org",
    ],
)
def test_what_is_no_single_plain_address_is_refused(desk: Desk, mail: str) -> None:
    assert "e-mail" in desk.wrong({**TEXT, "validate": {"validationType": "email"}}, mail)


@pytest.mark.parametrize(("number", "good"), [("+49 30 664040900", True), ("0049 30/664040", True), ("030 664", False)])
def test_phone_numbers_carry_their_country(desk: Desk, number: str, good: bool) -> None:
    assert (desk.wrong({**TEXT, "validate": {"validationType": "phone"}}, number) == "") is good
