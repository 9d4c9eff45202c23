"""Replies by mail: the first word decides, the own mail server alone proves who wrote, robots are known."""

import pytest

from app.catalogue import replies

OURS = "0123456789abcdef" * 2
PASSED = "mx.bridges.example; spf=fail; dmarc=pass (p=reject) header.from=bridges.example"
HEAD = {
    "Authentication-Results": PASSED,
    "From": "Jonas Weber <J.Weber@bridges.example>",
    "Message-ID": "<1@bridges.example>",
    "In-Reply-To": f"<{OURS}@laneway.example>",
    "Content-Type": "text/plain; charset=utf-8",
}


def message(text: str = "Approve", *extra: str, **headers: str) -> bytes:
    told = {**HEAD, **{name.replace("_", "-"): value for name, value in headers.items()}}
    lines = [*extra, *(f"{name}: {value}" for name, value in told.items() if value)]
    return "\r\n".join([*lines, "", text.replace("\n", "\r\n")]).encode()


def read(raw: bytes) -> replies.Reply:
    return replies.read(raw, "mx.bridges.example", "laneway.example")


@pytest.mark.parametrize(
    ("text", "decision", "rest"),
    [
        ("Approve", "approve", ""),
        ("approved.\n\nOn Monday Laneway wrote:\n> Reject", "approve", ""),
        ("Ablehnen: kein Budget\n-- \nJonas", "reject", "kein Budget"),
        ("Genehmigt!", "approve", ""),
        ("Odrzucam – brak budżetu", "reject", "brak budżetu"),
        ("zatwierdź", "approve", ""),
        ("Elutasítom:\nnincs rá keret\n> Jóváhagyom", "reject", "nincs rá keret"),
        ("Jóváhagyom", "approve", ""),
        ("Approve this? I am not sure.", "", "Approve this? I am not sure."),
        ("Approve?", "", "Approve?"),
        ("I approve", "", "I approve"),
        ("> Approve", "", ""),
        ("", "", ""),
    ],
)
def test_the_first_word(text: str, decision: str, rest: str) -> None:
    found = read(message(text))
    assert (found.decision, found.text) == (decision, rest)


def test_who_wrote_and_what_it_answers() -> None:
    found = read(message())
    assert (found.sender, found.proved, found.automatic, found.threads) == (
        "j.weber@bridges.example", True, False, (OURS,),
    )  # fmt: skip


@pytest.mark.parametrize(
    "headers",
    [
        {"Authentication_Results": ""},
        {"Authentication_Results": PASSED.replace("mx.", "evil.")},
        {"Authentication_Results": PASSED.replace("dmarc=pass", "dmarc=fail")},
        {"Authentication_Results": 'mx.bridges.example; dmarc=none (dmarc=pass) x="; dmarc=pass"'},
        {"Authentication_Results": "mx.bridges.example; dmarc=fail; dmarc=pass"},
        {"Authentication_Results": PASSED.replace("from=bridges", "from=evil")},
        {"From": "j.weber@bridges.example, evil@evil.example"},
        {"From": ""},
        {"From": '"j.weber@bridges.example" <>'},
    ],
)
def test_what_proves_nothing(headers: dict[str, str]) -> None:
    assert not read(message(**headers)).proved


def test_only_the_topmost_result_counts() -> None:
    assert not read(message("Approve", "Authentication-Results: mx.bridges.example; dmarc=fail")).proved
    assert not read(message("Approve", "Authentication-Results: relay.example; dmarc=pass")).proved
    assert not read(message("Approve", "From: evil@evil.example")).proved


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<all.bridges.example>"},
        {"Return_Path": "<>"},
        {"Content_Type": "multipart/report; boundary=x"},
    ],
)
def test_robots(headers: dict[str, str]) -> None:
    assert read(message(**headers)).automatic


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\x00", b"From: \xff@\n\n\xff", message(Content_Type="text/plain; charset=none")]
)
def test_nothing_is_too_strange(raw: bytes) -> None:
    assert read(raw).decision == ""


def test_foreign_threads_are_none_of_ours() -> None:
    assert read(message(In_Reply_To=f"<{OURS}@evil.example>", References=f"<{OURS}@laneway.example>")).threads == (
        OURS,
    )
    assert read(message(In_Reply_To=f"<{OURS}@evil.example>")).threads == ()
