"""An entry of the journal as its sentence reads it: its facts, and what its item calls things in the reader's language.

A sentence is made of facts alone: the English one that stands beside them is for whoever reads the journal itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.operations.wording import Wording
from app.queries.history import Entry
from app.web import older_entries


@dataclass(frozen=True)
class Told:
    """One entry. `spoken`: the words of the request's item; `names`: what people are called, by login."""

    facts: Mapping[str, Any]
    spoken: Wording
    names: Mapping[str, str] = field(default_factory=dict)

    def knows(self, name: str) -> bool:
        """Whether it tells this: every entry of today does, an older one may not."""
        return name in self.facts

    def fact(self, name: str) -> str:
        """What the sentence cannot do without; "" where not even an older entry's words tell it."""
        return str(self.facts[name]) if self.knows(name) else ""

    def maybe(self, name: str) -> str:
        """What is said as well where there is any."""
        return str(self.facts.get(name) or "")

    @property
    def step(self) -> str:
        """Its step, by the name that readers know it by."""
        return self.spoken.say(self.fact("step"))

    @property
    def who(self) -> str:
        """The people or the group that it is about."""
        found = self.facts["who"] if self.knows("who") else ""
        return ", ".join(map(str, found)) if isinstance(found, list) else self.spoken.say(self.called(str(found)))

    def person(self, name: str) -> str:
        """The person whose login is kept under this name."""
        return self.called(self.fact(name))

    def people(self, name: str) -> str:
        """The people whose logins are kept under this name, if any."""
        found = self.facts.get(name)
        return ", ".join(self.called(str(login)) for login in found) if isinstance(found, list) else ""

    def pairs(self, name: str) -> list[tuple[str, str]]:
        """What is kept under this name as pairs of words, if any."""
        found = self.facts.get(name)
        return [(str(one), str(other)) for one, other in found] if isinstance(found, list) else []

    def called(self, login: str) -> str:
        """A person's name."""
        return self.names.get(login, login)


Sentence = Callable[[Told], str]


def of(entry: Entry, spoken: Wording, names: Mapping[str, str]) -> Told:
    """The entry with its facts, or what can be made out of an older one."""
    return Told(older_entries.facts(entry), spoken, names)


def because(text: str, told: Told) -> str:
    """The sentence with the reason that somebody gave, if any."""
    reason = told.maybe("reason")
    return f"{text}: {reason}" if reason else text
