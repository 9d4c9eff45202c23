"""What migrating says of an instance: what changes where, and what keeps it where it is. Plain records only."""

from dataclasses import dataclass, field
from typing import Any, Literal

#: gone: no such element; kind: something else stands there; loop: it repeats otherwise; level: it lies elsewhere;
#: inputs: it takes in other data; call: another connector or program does it; called: it calls another process; event:
#: it waits for something else; choices: other events stand behind the gateway; flow: a token waits by a way that does
#: not lead there; handler: what it ends around itself is another; begin: an element to begin with is gone; undoing:
#: it is just being undone; undo: what was done could not be undone, or never kept what that needs; unreachable: no
#: instance begun there could stand so; unsure: too many ways to tell; run: it fails there, `said` has the words.
Why = Literal[
    "gone", "kind", "loop", "level", "inputs", "call", "called", "event", "choices", "flow", "handler", "begin",
    "undoing", "undo", "unreachable", "unsure", "run",
]  # fmt: skip


@dataclass(frozen=True)
class Refusal:
    """Why an instance cannot go on there. `element` as in the old diagram, of `process`; `others`: all at once."""

    why: Why
    element: str = ""
    name: str = ""
    process: str = ""
    said: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """`stays`: a token goes on at `to`; `ends`: an event beside the flow is not waited for any more; `begins`: one is
    from now on; `keeps`: a timer keeps its moment though the new diagram says another."""

    what: Literal["stays", "ends", "begins", "keeps"]
    element: str
    to: str = ""
    name: str = ""
    process: str = ""
    token: str = ""


class Refused(Exception):
    """Raised where the first reason is found; carried to the answer, never further."""

    def __init__(self, why: Why, node: Any = None, said: str = "", others: tuple[str, ...] = ()) -> None:
        super().__init__(why)
        element = node.element if node is not None else None
        self.refusal = Refusal(
            why,
            element.id if element is not None else "",
            (element.name or element.id) if element is not None else "",
            element.process if element is not None else "",
            said,
            others,
        )


@dataclass
class Names:
    """Which element of the old diagram is which of the new one: the same id unless the mapping says otherwise."""

    mapping: dict[str, str] = field(default_factory=dict)

    def of(self, text: str) -> str:
        """The new text of a place of the old layout (`id`, `process/id`, the inside of a loop with `[]`)."""
        plain = text.removesuffix("[]")
        return self.mapping.get(plain, plain) + text[len(plain) :]

    def id(self, process: str, key: str, main: str) -> str:
        """The new id of an element of a process."""
        if not self.mapping:
            return key
        return self.of(key if process == main else f"{process}/{key}").rpartition("/")[2]
