"""What the people of a run did and were told: written by the clients alone, read by the checker."""

import json
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

Json = dict[str, Any]


@dataclass
class Deed:
    """One change that somebody wanted. `state`: invoked (still), ok (2xx), failed (4xx), unknown (nobody can tell).

    `facts`: what the deed was about, in the client's own words; `answer`: the house's; `replays`: answers to the same
    key that were another than the first.
    """

    who: str
    verb: str
    path: str
    key: str
    facts: Json = field(default_factory=dict)
    state: str = "invoked"
    status: int = 0
    answer: Json = field(default_factory=dict)
    tries: int = 0
    replays: list[Json] = field(default_factory=list)
    begun: float = 0.0
    ended: float = 0.0

    @property
    def name(self) -> str:
        """The verb; of an approval what was decided."""
        return str(self.facts.get("decision", self.verb)) if self.verb == "complete" else self.verb


class Record:
    """Every deed in the order in which they began, what was seen amiss on the spot (I9), and answers with 500."""

    def __init__(self) -> None:
        self.deeds: list[Deed] = []
        self.amiss: list[str] = []
        self.crashes: list[str] = []
        self._lock = threading.Lock()

    def begin(self, deed: Deed) -> Deed:
        """It is about to be tried."""
        with self._lock:
            self.deeds.append(deed)
        return deed

    def note(self, words: str) -> None:
        """Somebody saw something that they should not have seen."""
        with self._lock:
            self.amiss.append(words)

    def of(self, verb: str, *states: str) -> Iterator[Deed]:
        """Deeds of this verb, in one of these states when some are named."""
        return (deed for deed in list(self.deeds) if deed.verb == verb and (not states or deed.state in states))

    def write(self, path: Path) -> None:
        """One deed a line."""
        lines = [json.dumps(asdict(deed), default=str) for deed in self.deeds]
        path.write_text("\n".join([*lines, json.dumps({"amiss": self.amiss, "crashes": self.crashes})]) + "\n")
