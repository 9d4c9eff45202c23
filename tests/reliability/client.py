"""A careful client of the API: every POST has a key and is repeated, word for word, until it is answered."""

import http.client
import json
import urllib.error
import urllib.request
from typing import Any
from uuid import uuid4

import pytest

from launcher.waiting import until
from tests.reliability.parts import Parts

Json = dict[str, Any]


class Client:
    """Speaks for everybody in `tokens` ({login: token}). `accepted`: what was answered with 2xx, by key."""

    def __init__(self, parts: Parts, tokens: dict[str, str]) -> None:
        self.parts, self.tokens = parts, tokens
        self.accepted: dict[str, tuple[str, Json]] = {}

    def post(self, login: str, path: str, body: Json) -> Json:
        """The answer, after as many tries as it takes; the same again when it is asked once more."""
        key = str(uuid4())
        answer = self._insist("POST", login, path, body, key)
        assert self._insist("POST", login, path, body, key) == answer, f"{path} answered the same key differently"
        self.accepted[key] = (path, answer)
        return answer

    def get(self, login: str, path: str) -> Json:
        """The answer, after as many tries as it takes."""
        return self._insist("GET", login, path, None, None)

    def task(self, number: str, name: str) -> int:
        """The id of the open task `name` of a request, as soon as there is one."""
        found: list[int] = []

        def look() -> bool:
            tasks = self.get("admin", f"/requests/{number}")["tasks"]
            found[:] = [task["id"] for task in tasks if task["name"] == name]
            return bool(found)

        self.parts.tended_until(look, f"{number} waits for {name!r}")
        return found[0]

    def _insist(self, method: str, login: str, path: str, body: Json | None, key: str | None) -> Json:
        answers: list[Json] = []

        def tried() -> bool:
            answer = self._try(method, login, path, body, key)
            if answer is None:
                self.parts.tend()
                return False
            answers.append(answer)
            return True

        until(tried, f"{method} {path} is answered", 150.0)
        return answers[0]

    def _try(self, method: str, login: str, path: str, body: Json | None, key: str | None) -> Json | None:
        """One try: the answer, or None when nobody knows what became of it (or it was refused for now)."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.parts.port}/api/v1{path}", method=method)
        request.add_header("Authorization", f"Bearer {self.tokens[login]}")
        if key is not None:
            request.add_header("Idempotency-Key", key)
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body).encode()
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                answer: Json = json.load(response)
                return answer
        except urllib.error.HTTPError as error:
            told = error.read().decode()
            error.close()
            if error.code < 500:
                pytest.fail(f"{login} {method} {path}: {error.code} {told}")
            return None
        except (OSError, http.client.HTTPException, ValueError):
            return None
