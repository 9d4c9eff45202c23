"""How the inbox is filtered and ordered: as an address says it and as its queues are asked. Pure; grants nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from app.models.task import KINDS

ORDERS = ("due", "newest", "oldest")
GROUP = "group:"
LONGEST = 100
VIEWS: dict[str, dict[str, str]] = {
    "mine": {"scope": "mine"},
    "approvals": {"scope": "mine", "kind": "approval"},
    "done": {"scope": "mine", "state": "completed"},
    "all": {"scope": "all"},
}


@dataclass(frozen=True)
class Filters:
    """`view`: whose work (mine, approvals, group:KEY, done, all); `q`: words; `order`: one of ORDERS. "" filters
    nothing.
    """

    view: str = ""
    q: str = ""
    item: str = ""
    kind: str = ""
    order: str = ""

    @property
    def narrowed(self) -> dict[str, str]:
        """Those beyond the view that are set."""
        return {name: value for name, value in vars(self).items() if name != "view" and value}

    @property
    def query(self) -> str:
        """As an address writes it, always the same way."""
        return urlencode({"view": self.view, **self.narrowed}, safe=":")

    @property
    def key(self) -> str:
        """The same as one word, for ways that carry a view along."""
        return self.query.removeprefix("view=")

    def asked(self) -> dict[str, Any]:
        """What queries.tasks.page is asked."""
        if self.view.startswith(GROUP):
            found = {"scope": "groups", "group": self.view.removeprefix(GROUP)}
        else:
            found = VIEWS.get(self.view, VIEWS["mine"])
        return {"item": self.item, "kind": self.kind, "q": self.q, "order": self.order or "due", **found}


def read(given: Mapping[str, str]) -> Filters:
    """From an address: each filter by itself, or all of them inside of `view`. What nobody knows filters nothing."""
    inside = dict(parse_qsl("view=" + given.get("view", "")))
    named = {name: given.get(name, inside.get(name, "")) for name in ("q", "item", "kind", "order")}
    found = Filters(
        inside.get("view", "")[:LONGEST], **{name: value.strip()[:LONGEST] for name, value in named.items()}
    )
    kind = found.kind if found.kind in KINDS and found.view != "approvals" else ""
    order = found.order if found.order in ORDERS[1:] and found.view != "done" else ""
    return replace(found, kind=kind, order=order)


def parsed(query: str) -> Filters:
    """From the query of a saved view."""
    return read(dict(parse_qsl(query)))
