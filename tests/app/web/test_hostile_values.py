"""Every address with values that somebody means ill with: in the path, the query, the body and the form.

Short and always the same, in a house with things to be had, on the database that is strict. test_schema.py calls the
API as its document says; here is what no document would say.
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import BuildError, Rule

from tests.app.operations.guarded import Things
from tests.app.web.test_access import PLAIN, routes
from tests.fixtures.callers import Browser, Caller
from tests.fixtures.cast import Cast

TEXTS = (
    *("", "\0", "a\0b", "x" * 70_000, "-1", "9" * 40, "1e400", "NaN", "٣", "²", "../../etc/passwd", "' OR 1=1--"),
    *("\r\nX: y", "<script>", "\u202e", "10000-01-01", "0001-01-01T00:00:00+14:00", "P9999999999Y", "1E+1000000"),
    *("%", "\\", "{", "WyJhIiwiYiJd", "W251bGwsbnVsbF0", "REQ-", "group:", "person:", "\ufeff", "Europe/../../etc"),
)
VALUES = (*TEXTS, None, True, -1, 2**31, 2**63, 10**40, 1.5, [], {}, [[]], ["x"] * 1000, {"typename": "x"}, "\ud800")
NUMBERS = (0, 2**31, 2**53)
WORDS = ("q", "cursor", "before", "after", "since", "days", "months", "view", "sort", "group", "item", "state", "to")
FIELDS = (*WORDS, "text", "reason", "name", "title", "person", "login", "members", "starts", "ends", "amount", "schema")
LEFT_OUT = ("/static", "/events", "/api/v1/events", "/logout", "/readyz", "/api/v1/openapi.json", "/login")


class Malice:
    """The same ill will every time."""

    def __init__(self, house: Flask, known: dict[str, Any], document: dict[str, Any]) -> None:
        self.house, self.known, self.document = house, known, document
        self.dice = random.Random(9)

    def address(self, rule: Rule) -> str | None:
        """With what is really there, mostly."""
        given = {name: self.known.get(name, PLAIN.get(name, 1)) for name in rule.arguments}
        if given and self.dice.random() < 0.4:
            name = self.dice.choice(sorted(given))
            given[name] = self.dice.choice(NUMBERS if isinstance(given[name], int) else TEXTS[1:])
        try:
            return self.house.url_map.bind("localhost").build(rule.endpoint, given)
        except BuildError:
            return None

    def query(self, names: tuple[str, ...]) -> dict[str, str]:
        chosen = self.dice.sample(names, min(3, len(names)))
        return {name: self.dice.choice(TEXTS) for name in chosen}

    def body(self, rule: Rule, method: str) -> dict[str, Any] | None:
        """The fields of the document, one of them spoilt; None where it takes no JSON."""
        path = rule.rule.replace("<int:", "{").replace("<", "{").replace(">", "}")
        said = self.document["paths"].get(path, {}).get(method.lower(), {}).get("requestBody", {}).get("content", {})
        if "application/json" not in said:
            return None
        fields = self._fields(said["application/json"]["schema"])
        whole = {name: self.known.get(name, "x") for name in fields}
        spoilt = {**whole, self.dice.choice(sorted(fields) or ["x"]): self.dice.choice(VALUES)}
        return {"data": json.dumps(spoilt), "content_type": "application/json"}

    def _fields(self, schema: dict[str, Any]) -> set[str]:
        name = schema.get("$ref", "").rpartition("/")[2]
        return set(self.document["components"]["schemas"].get(name, schema).get("properties", {}))


def calls(house: Flask, malice: Malice) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, path and what goes with it."""
    for method, rule in sorted(routes(house), key=lambda one: (one[1].rule, one[0])):
        if rule.rule.startswith(LEFT_OUT):
            continue
        path = malice.address(rule)
        if path is not None and method == "GET":
            yield method, path, {"query_string": malice.query(WORDS)}
        elif path is not None:
            yield method, path, malice.body(rule, method) or {"data": malice.query(FIELDS)}


@pytest.mark.parametrize("house", ["postgresql"], indirect=True)
def test_nothing_breaks(
    house: Flask,
    program: Callable[[str], Caller],
    browser_of: Callable[[str], Browser],
    caplog: pytest.LogCaptureFixture,
) -> None:
    things = {name: one for name, one in Things(Cast({})).known.items() if isinstance(one, (str, int))}
    known = {**things, "key": "new_software", "version_number": 1, "form_id": "order"}
    admin, looking = program("admin"), browser_of("admin")
    malice = Malice(house, known, admin.get("/api/v1/openapi.json").json)
    token, came, broken = looking.csrf, Counter[int](), []
    for method, path, sent in calls(house, malice):
        who: Caller = admin if path.startswith("/api/") else looking
        if who is looking and method != "GET":
            sent["data"]["csrf_token"] = token
        answer = who.call(method, path, **sent)
        came[answer.status_code] += 1
        if answer.status_code >= 500:
            broken.append((method, path[:200], str(sent)[:300], caplog.text[-1500:]))
    assert broken == []
    assert came[200] > 40
    assert came[404] > 40
