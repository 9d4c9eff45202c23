"""Mail through a real SMTP server: one recipient, one subject, recognisable repetitions."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.connectors.base import ConnectorError, Letter
from app.connectors.mail import Post, compose
from tests.fixtures.outside import Sink

LETTER = Letter(
    key="REQ-000001:submitted:4",
    to="ilse@example.org",
    name="Ilse Brandt",
    subject="We have your request",
    text="Hello Ilse,\n\nit is REQ-000001.",
    html="<p>Hello Ilse</p>",
    at=datetime(2026, 11, 22, 12, tzinfo=UTC),
)
INJECTIONS = [
    "x\r\nBcc: evil@example.org",
    "x\nContent-Type: text/html",
    "x\ry",
    "x\u2028y",
    "x\u0085y",
    "x\x00y",
    "x\x0by",
]


def post(sink: Sink) -> Post:
    return Post(f"smtp://127.0.0.1:{sink.port}", "laneway@example.org")


def test_a_letter_arrives_in_text_and_html(sink: Sink) -> None:
    post(sink).send(LETTER)

    ((recipients, message),) = sink.letters
    assert recipients == ["ilse@example.org"]
    assert message["To"] == "Ilse Brandt <ilse@example.org>"
    assert message["Subject"] == "We have your request"
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert "REQ-000001" in message.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_a_repetition_carries_the_same_message_id_and_another_letter_another(sink: Sink) -> None:
    for letter in (LETTER, LETTER, replace(LETTER, key="another")):
        post(sink).send(letter)

    first, second, third = (message["Message-ID"] for _to, message in sink.letters)
    assert first == second != third
    assert "REQ" not in first


@pytest.mark.parametrize("evil", INJECTIONS)
def test_a_subject_never_becomes_a_header(sink: Sink, evil: str) -> None:
    post(sink).send(replace(LETTER, subject=evil, name=evil))

    ((recipients, message),) = sink.letters
    assert recipients == ["ilse@example.org"]
    assert message.get_all("Bcc") is None
    assert len(message.get_all("Subject") or []) == len(message.get_all("Content-Type") or []) == 1


@pytest.mark.parametrize(
    "evil",
    [
        "a@example.org\nBcc: b@example.org",
        "a@example.org,b@example.org",
        "a@example.org b@example.org",
        "@example.org",
        "a@example.org>",
        "<a@example.org>",
        "a",
        "",
        "a" * 300 + "@example.org",
        "a@",
    ],
)
def test_an_address_is_one_plain_address_or_refused_for_good(evil: str) -> None:
    with pytest.raises(ConnectorError) as caught:
        compose(replace(LETTER, to=evil), "laneway@example.org")
    assert caught.value.permanent


@pytest.mark.parametrize(
    ("answer", "permanent"), [("550 no such person", True), ("451 later", False), ("450 greylisted", False)]
)
def test_a_refusal_is_lasting_or_passing_as_the_server_says(sink: Sink, answer: str, permanent: bool) -> None:
    sink.answer = answer
    with pytest.raises(ConnectorError) as caught:
        post(sink).send(LETTER)
    assert caught.value.permanent is permanent
    assert answer[4:] in str(caught.value)


def test_a_server_that_is_away_is_tried_again(sink: Sink) -> None:
    with pytest.raises(ConnectorError) as caught:
        Post("smtp://127.0.0.1:9", "laneway@example.org").send(LETTER)
    assert not caught.value.permanent


def test_the_connection_can_be_tried_without_sending(sink: Sink) -> None:
    assert "127.0.0.1" in post(sink).test()
    assert sink.letters == []


def test_a_wrong_setting_says_what_is_expected() -> None:
    with pytest.raises(ConnectorError, match="LANEWAY_SMTP_URL"):
        Post(json.dumps("mail.example.org"), "laneway@example.org")
