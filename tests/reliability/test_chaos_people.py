"""The people of `laneway bench chaos` see it when a house lies to them: here one does, on a real line."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from random import Random
from typing import Any

import pytest

from bench.chaos import client
from bench.chaos.client import Client
from bench.chaos.outside import answer
from bench.chaos.people import Approver, Orderer, Scene
from bench.chaos.record import Record

Says = Callable[[str, str], tuple[int, dict[str, Any]]]
PEOPLE = ("marta", "jonas")
TASK = {"id": 1, "request": "REQ-000001"}


@pytest.fixture
def lying(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Says], Scene]]:
    """A scene whose house answers what the given words make of method and path. Its people wait as long as it takes."""
    monkeypatch.setattr(client, "TIMEOUT", 60.0)
    servers: list[ThreadingHTTPServer] = []

    def scene(says: Says) -> Scene:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                answer(self, *says(self.command, self.path.removeprefix("/api/v1").partition("?")[0]))

            do_POST = do_GET  # noqa: N815 - the name is the server's

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return Scene(Record(), "http://nowhere.example/", server.server_address[1], dict.fromkeys(PEOPLE, "t"), seed=1)

    yield scene
    for server in servers:
        server.shutdown()
        server.server_close()


def test_an_order_that_is_not_found(lying: Callable[[Says], Scene]) -> None:
    scene = lying(lambda method, _path: (201, {"number": "REQ-000001"}) if method == "POST" else (200, {"items": []}))
    Orderer(scene, "marta").order_alone()
    assert [said[:3] for said in scene.record.amiss] == ["I9:"]


def test_a_task_that_is_done_and_offered(lying: Callable[[Says], Scene]) -> None:
    scene = lying(lambda method, _path: (200, {}) if method == "POST" else (200, {"items": [TASK]}))
    jonas = Approver(scene, "jonas")
    jonas.complete(TASK, {"decision": "approve"}, jonas.client)
    assert [said[:3] for said in scene.record.amiss] == ["I9:"]


def test_the_same_key_with_another_answer(lying: Callable[[Says], Scene]) -> None:
    numbers = count(1)
    scene = lying(lambda *_: (201, {"number": f"REQ-{next(numbers)}"}))
    often = Random("often once more")
    marta = Client("marta", scene.port, "t", scene.record, often)
    deeds = [marta.do("order", "/requests", {}, stubborn=True) for _ in range(20)]
    assert any(deed.replays for deed in deeds)


def test_a_mistake_of_the_house_is_written_down(lying: Callable[[Says], Scene]) -> None:
    scene = lying(lambda *_: (500, {"title": "Broken"}))
    done = scene.client("marta").do("order", "/requests", {}, stubborn=False)
    assert done.state == "unknown"
    assert scene.record.crashes == ['POST /api/v1/requests: {"title": "Broken"}']


def test_whoever_cannot_go_on_spoils_the_run(lying: Callable[[Says], Scene]) -> None:
    scene = lying(lambda *_: (201, {"no": "number"}))
    Orderer(scene, "marta").run()
    assert [said[:3] for said in scene.record.amiss] == ["I0:"]
