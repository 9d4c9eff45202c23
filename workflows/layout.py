"""The places of a definition: every node and flow of every process in one fixed order, named so that a state written
by an older Laneway, or for an older version of the diagram, still finds what is there now.

A place has a text (`id` in the main process, `process/id` in a called one, `[]` behind the inside of a multi-instance)
and a code, the first four bytes of its SHA-256: enough to colour a diagram, small enough to keep one for every element
an instance ever reached. Should two codes of a definition ever be the same, both places count as reached.
"""

import hashlib
from collections.abc import Iterable, Mapping

from workflows.element import Process
from workflows.errors import StepFailed

INSIDE = "[]"
WIDTH = 4


class Layout:
    """Immutable. Places are whole numbers from 0, valid for one loaded definition only."""

    def __init__(self, processes: Mapping[str, Process], main: str) -> None:
        names: list[tuple[str, str, bool]] = []
        for process in processes.values():
            names += [(process.id, key, False) for key in ("", *process.elements, *process.flows)]
            names.append((process.id, "", True))
            names += [(process.id, key, True) for key, element in process.elements.items() if element.loop]
        self.size = len(names)
        self._places = {name: place for place, name in enumerate(names)}
        self._ids = [key for _, key, _ in names]
        self.texts = [_text(name, main) for name in names]
        self.by_text = {text: place for place, text in enumerate(self.texts)}
        self._codes = [hashlib.sha256(text.encode()).digest()[:WIDTH] for text in self.texts]
        self._by_code: dict[bytes, list[int]] = {}
        for place, code in enumerate(self._codes):
            self._by_code.setdefault(code, []).append(place)

    def place(self, process: str, key: str, inside: bool = False) -> int:
        """The number of an element or flow."""
        return self._places[(process, key, inside)]

    def named(self, text: str) -> int:
        """The place of that text. Raises StepFailed (state) when this version of the diagram lacks it."""
        place = self.by_text.get(text)
        if place is None:
            raise StepFailed(f'The instance is at "{text}", which this version of the diagram lacks.', kind="state")
        return place

    def id(self, place: int) -> str:
        """The id of the element or flow at a place."""
        return self._ids[place]

    def codes(self, reached: Iterable[int]) -> bytes:
        """The codes of these places, one after another."""
        return b"".join(self._codes[place] for place in sorted(reached))

    def places(self, codes: bytes) -> tuple[set[int], bytes]:
        """The places of these codes, and the codes of what this definition lacks."""
        found: set[int] = set()
        foreign = b""
        for start in range(0, len(codes), WIDTH):
            code = codes[start : start + WIDTH]
            known = self._by_code.get(code)
            if known is None:
                foreign += code
            else:
                found.update(known)
        return found, foreign

    def shown(self, reached: Iterable[int]) -> frozenset[str]:
        """The texts of these places, the insides of multi-instances and whole processes left out."""
        return frozenset(self.texts[place] for place in reached if self._ids[place] and not self._inside(place))

    def _inside(self, place: int) -> bool:
        return self.texts[place].endswith(INSIDE)


def _text(name: tuple[str, str, bool], main: str) -> str:
    process, key, inside = name
    return f"{'' if process == main else f'{process}/'}{key}{INSIDE if inside else ''}"
