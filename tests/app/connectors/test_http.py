"""HTTP to a real server on the loopback: what is sent, and what each answer means."""

import base64
import hashlib
import hmac
import json
import socket
import threading
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler

import pytest

from app.connectors import wire
from app.connectors.base import BusinessError, ConnectorError
from app.connectors.http import Http, retry_after
from app.connectors.reach import target
from tests.app.connectors.conftest import NOON, order
from tests.fixtures.outside import Peer, say


def http(peer: Peer, secret: str = "") -> Http:
    return Http((peer.place,), secret)


def url(peer: Peer, path: str = "/hook") -> str:
    return f"http://{peer.place}{path}"


def answering(peer: Peer, status: int, body: bytes = b"", **headers: str) -> None:
    peer.respond = lambda handler, _body: say(handler, status, body, **headers)


def failing(peer: Peer) -> ConnectorError:
    with pytest.raises(ConnectorError) as caught:
        http(peer).run(order(url=url(peer)))
    return caught.value


def test_the_input_goes_out_as_json_and_the_answer_comes_back(peer: Peer) -> None:
    answering(peer, 201, b'{"ticket": 17, "cost": 19.90}')

    result = http(peer).run(order(url=url(peer, "/a?b=c"), title="Nächste", amount=Decimal("0.10")))

    assert result == {"ticket": 17, "cost": Decimal("19.90")}
    ((method, path, headers, body),) = peer.seen
    assert (method, path, headers["host"]) == ("POST", "/a?b=c", peer.place)
    assert json.loads(body, parse_float=Decimal) == {"title": "Nächste", "amount": Decimal("0.10")}


def test_a_repetition_has_the_same_key_and_another_attempt(peer: Peer) -> None:
    for attempt in (1, 2):
        http(peer).run(replace(order(url=url(peer)), attempt=attempt))

    first, second = (headers for _method, _path, headers, _body in peer.seen)
    assert first["idempotency-key"] == second["idempotency-key"] == "17:Activity_1:0"
    assert (first["x-laneway-attempt"], second["x-laneway-attempt"]) == ("1", "2")


def test_a_key_with_other_letters_still_makes_a_header(peer: Peer) -> None:
    http(peer).run(replace(order(url=url(peer)), key="17:Prüfung\r\nX-Evil: 1:0"))
    headers = peer.seen[0][2]
    assert headers["idempotency-key"] == "17:Pr%C3%BCfung%0D%0AX-Evil:%201:0"
    assert "x-evil" not in headers


def test_the_receiver_can_verify_the_signature_with_either_key(peer: Peer) -> None:
    http(peer, "old new").run(order(url=url(peer), a=1))

    _method, _path, headers, body = peer.seen[0]
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    for secret, given in zip(("old", "new"), headers["webhook-signature"].split(), strict=True):
        expected = base64.b64encode(hmac.new(secret.encode(), signed, hashlib.sha256).digest()).decode()
        assert given == f"v1,{expected}"
    assert headers["webhook-timestamp"] == str(int(NOON.timestamp()))


@pytest.mark.parametrize(
    ("body", "result"), [(b"", {}), (b"[1, 2]", {"answer": [1, 2]}), (b"plain words", {}), (b"null", {})]
)
def test_an_answer_that_is_no_object_is_understood(peer: Peer, body: bytes, result: dict[str, object]) -> None:
    answering(peer, 200, body)
    assert http(peer).run(order(url=url(peer))) == result


def test_the_whole_answer_can_be_kept_in_one_variable(peer: Peer) -> None:
    answering(peer, 202, b'{"a": 1}')
    result = http(peer).run(order(url=url(peer), resultVariable="said"))
    assert result == {"said": {"status": 202, "body": {"a": 1}}}


def test_a_refusal_with_a_code_is_for_the_diagram(peer: Peer) -> None:
    answering(peer, 422, b'{"error": {"code": "no_budget", "message": "The budget is used up."}}')
    with pytest.raises(BusinessError) as caught:
        http(peer).run(order(url=url(peer)))
    assert (caught.value.error_code, str(caught.value)) == ("no_budget", "The budget is used up.")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422])
def test_other_refusals_are_final(peer: Peer, status: int) -> None:
    answering(peer, status)
    assert failing(peer).permanent


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503])
def test_what_may_pass_is_tried_again_even_with_a_code(peer: Peer, status: int) -> None:
    answering(peer, status, b'{"error": {"code": "later"}}')
    assert not failing(peer).permanent


def test_the_asked_for_pause_is_told(peer: Peer) -> None:
    answering(peer, 503, Retry_After="120")
    assert failing(peer).retry_after == 120


def test_a_pause_may_be_a_date() -> None:
    until = (NOON + timedelta(seconds=90)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    theirs = (NOON + timedelta(seconds=60)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert retry_after({"retry-after": until}, NOON) == 90
    assert retry_after({"retry-after": until, "date": theirs}, NOON) == 30
    assert retry_after({"retry-after": "soon"}, NOON) is None


def test_a_redirect_is_not_followed(peer: Peer) -> None:
    answering(peer, 302, Location=f"http://{peer.place}/inside")
    assert failing(peer).permanent
    assert [path for _method, path, _headers, _body in peer.seen] == ["/hook"]


def test_a_second_answer_of_the_name_server_changes_nothing(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name first means the peer, then a place that would refuse: only the first answer is used."""
    real, asked = socket.getaddrinfo, []

    def look_up(host: str, port: int, *args: object, **kind: object) -> object:
        if host == "hooks.example.org":
            asked.append(host)
            return real("127.0.0.1" if len(asked) == 1 else "192.0.2.1", port, *args, **kind)  # type: ignore[arg-type]
        return real(host, port, *args, **kind)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    Http((f"hooks.example.org:{peer.port}",), "").run(order(url=f"http://hooks.example.org:{peer.port}/x"))
    assert asked == ["hooks.example.org"]
    assert peer.seen[0][2]["host"] == f"hooks.example.org:{peer.port}"


def test_too_much_is_refused_for_good(peer: Peer) -> None:
    answering(peer, 200, b"x" * (wire.LARGEST + 1))
    assert failing(peer).permanent


def test_a_drip_of_bytes_does_not_hold_the_worker(peer: Peer) -> None:
    gone = threading.Event()

    def drip(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while not gone.wait(0.01):
                handler.wfile.write(b" ")
        except OSError:
            gone.set()

    peer.respond = drip
    with pytest.raises(ConnectorError, match=r"within 0\.2 s") as caught:
        wire.exchange(target(url(peer), (peer.place,)), "POST", {}, b"{}", seconds=0.2)
    assert not caught.value.permanent
    assert gone.wait(60)


def test_a_place_where_nobody_listens_is_told_in_words(peer: Peer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        place = f"127.0.0.1:{server.getsockname()[1]}"
    with pytest.raises(ConnectorError) as caught:
        Http((place,), "").run(order(url=f"http://{place}/"))
    assert str(caught.value) == "127.0.0.1 did not answer: Connection refused"


def test_a_place_that_is_not_on_the_list_hears_nothing(peer: Peer) -> None:
    with pytest.raises(ConnectorError) as caught:
        Http(("example.org:443",), "").run(order(url=url(peer)))
    assert caught.value.permanent
    assert peer.seen == []


def test_a_get_has_no_body(peer: Peer) -> None:
    http(peer).run(order(url=url(peer), method="get", a=1))
    method, _path, _headers, body = peer.seen[0]
    assert (method, body) == ("GET", b"")


def test_the_test_button_names_what_is_missing(peer: Peer) -> None:
    assert http(peer).test()
    with pytest.raises(ConnectorError, match="LANEWAY_HTTP_ALLOW"):
        Http((), "").test()
