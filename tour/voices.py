"""The people of the story, as programs would speak for them: over the API, with a token each."""

import json
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from launcher.waiting import until


@dataclass(frozen=True)
class Voices:
    """`tokens`: {login: API token}."""

    url: str
    tokens: dict[str, str]

    def call(self, login: str, verb: str, path: str, body: object = None) -> Any:
        """The answer's JSON. Raises RuntimeError with the answer for anything but 2xx."""
        connection = HTTPConnection(urlsplit(self.url).netloc, timeout=60)
        headers = {"Authorization": f"Bearer {self.tokens[login]}", "Content-Type": "application/json"}
        connection.request(verb, f"/api/v1{path}", json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        if answer.status // 100 != 2:
            raise RuntimeError(f"{login}: {verb} {path}: {answer.status} {text.decode(errors='replace')[:500]}")
        return json.loads(text)

    def orders(self, login: str, item: str, /, **answers: Any) -> str:
        """The number of the new request."""
        body = {"item": item, "data": answers}
        number: str = self.call(login, "POST", "/requests", body)["number"]
        return number

    def does(self, login: str, number: str, name: str = "", /, **answers: Any) -> int:
        """Complete this person's task in the request, waiting until the worker has brought it; its id."""
        task = self.waits(login, number, name)
        self.call(login, "POST", f"/tasks/{task}/complete", {"data": answers})
        return task

    def claims(self, login: str, number: str) -> int:
        """Take a task; its id."""
        task = self.waits(login, number)
        self.call(login, "POST", f"/tasks/{task}/claim")
        return task

    def waits(self, login: str, number: str, name: str = "") -> int:
        """The id of the task that waits for this person in the request. Raises Refusal when none comes."""
        found: list[int] = []

        def there() -> bool:
            found.extend(self._tasks(login, number, name))
            return bool(found)

        until(there, f"{login} has something to do in {number} ({name or 'any step'})", 60)
        return found[0]

    def says(self, login: str, number: str, text: str, internal: bool = False) -> None:
        """Comment on the request."""
        self.call(login, "POST", f"/requests/{number}/comments", {"text": text, "internal": internal})

    def incident(self, login: str) -> int:
        """The id of the open incident, waiting until there is one."""
        found: list[int] = []

        def there() -> bool:
            found.extend(one["id"] for one in self.call(login, "GET", "/incidents")["items"])
            return bool(found)

        until(there, "something is stuck", 60)
        return found[0]

    def _tasks(self, login: str, number: str, name: str) -> list[int]:
        items: list[dict[str, Any]] = []
        for scope in ("mine", "groups"):
            items += self.call(login, "GET", f"/tasks?scope={scope}&limit=100")["items"]
        return [one["id"] for one in items if one["request"] == number and name in ("", one["name"])]
