"""Where connectors may go: the allow-list, every address checked, each name resolved once."""

import ipaddress
import socket
from typing import Any

import pytest

from app.connectors.base import ConnectorError
from app.connectors.reach import is_public, target

EVERYWHERE = ("*:80", "*:443", "*:6379", "*:5432")
INSIDE = [
    "http://127.0.0.1:6379/",
    "http://localhost/",
    "http://0/",
    "http://[::1]/",
    "http://[::ffff:7f00:1]/",
    "http://2130706433/",
    "http://0177.0.0.1/",
    "http://0x7f000001/",
    "http://127.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/",
    "http://10.0.0.1/",
    "http://192.168.0.1/",
    "http://100.64.0.1/",
    "http://127.0.0.1:5432/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[::]/",
]
NO_ADDRESS = [
    "http://allowed.example@127.0.0.1/",
    "http://allowed.example:80\\@127.0.0.1/",
    "http://①②⑦.⓪.⓪.①/",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1:6379/_FLUSHALL",
    "file:///etc/passwd",
    "dict://127.0.0.1:6379/info",
    "unix:///var/run/docker.sock",
    "http://",
    "",
    "http://host:99999/",
    "http://a b/",
    "http://x\r\nHost: y/",
    "http://u:p@example.org/",
    "http://[fe80::1%25eth0]/",
]


def answers(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """The system's resolver gives these addresses, and counts its questions."""
    asked: list[str] = []

    def look_up(host: str, port: int, **_kind: Any) -> list[tuple[Any, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


@pytest.mark.parametrize("url", INSIDE)
def test_a_star_never_reaches_inside(url: str) -> None:
    with pytest.raises(ConnectorError) as caught:
        target(url, EVERYWHERE)
    assert caught.value.permanent


@pytest.mark.parametrize("url", NO_ADDRESS)
def test_only_plain_web_addresses_are_read(url: str) -> None:
    with pytest.raises(ConnectorError) as caught:
        target(url, EVERYWHERE)
    assert caught.value.permanent


def test_nothing_is_allowed_by_itself() -> None:
    with pytest.raises(ConnectorError, match=r"example\.org:443 is not among"):
        target("https://example.org/", ())


def test_what_is_named_in_full_may_lie_inside() -> None:
    found = target("http://127.0.0.1:8123/hook?a=1", ("127.0.0.1:8123",))
    assert (found.address, found.port, found.path) == ("127.0.0.1", 8123, "/hook?a=1")
    with pytest.raises(ConnectorError):
        target("http://127.0.0.1:8124/", ("127.0.0.1:8123",))


def test_a_name_is_resolved_once_and_the_checked_address_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answers(monkeypatch, "93.184.215.14")
    found = target("https://Hooks.Example.org./x", ("*.example.org:443",))
    assert (found.host, found.address, asked) == ("hooks.example.org", "93.184.215.14", ["hooks.example.org"])


def test_one_inner_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "93.184.215.14", "127.0.0.1")
    with pytest.raises(ConnectorError) as caught:
        target("https://rebind.example/", ("*:443",))
    assert caught.value.permanent


def test_a_star_stands_for_whole_labels_and_its_port_only(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "93.184.215.14")
    for url in ("https://evilexample.org/", "https://example.org.evil.net/", "https://a.example.org:8443/"):
        with pytest.raises(ConnectorError, match="not among"):
            target(url, ("*.example.org:443",))


def test_an_unknown_name_is_asked_for_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any, **_kind: Any) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(ConnectorError) as caught:
        target("https://gone.example.org/", ("*:443",))
    assert not caught.value.permanent


OPEN = [
    "93.184.215.14",
    "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
    "2606:2800::10.0.0.1",
    "::ffff:93.184.215.14",
    "64:ff9b::93.184.215.14",
]


@pytest.mark.parametrize("address", OPEN)
def test_the_open_internet_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["fd00::93.184.215.14", "fe80::93.184.215.14", "64:ff9b::10.0.0.1"])
def test_an_inner_network_is_not_whatever_its_last_bytes_say(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
