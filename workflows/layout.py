"""The places of a definition: every node and flow of every process in one fixed order, so that a state can name them
by number. Its digest, kept in the state, tells whether the numbers still mean the same."""

import hashlib
from collections.abc import Mapping

from workflows.element import Process


class Layout:
    """`names[i]` is (process id, element or flow id, inside of a multi-instance or not). Immutable."""

    def __init__(self, processes: Mapping[str, Process], main: str) -> None:
        names = [(p.id, "", False) for p in processes.values()]
        for process in processes.values():
            names += [(process.id, key, False) for key in (*process.elements, *process.flows)]
            names += [(process.id, key, True) for key, element in process.elements.items() if element.loop]
        self.names = tuple(sorted(names))
        self.places = {name: index for index, name in enumerate(self.names)}
        self.digest = hashlib.sha256(repr(self.names).encode()).hexdigest()[:12]
        self._shown = tuple(self._show(name, main) for name in self.names)

    def place(self, process: str, key: str, inside: bool = False) -> int:
        """The number of an element or flow."""
        return self.places[(process, key, inside)]

    def flow(self, index: int) -> str:
        """The id of the flow at that place."""
        return self.names[index][1]

    def shown(self, reached: set[int]) -> frozenset[str]:
        """The ids at these places: plain for the main process, `process/id` for called ones."""
        return frozenset(self._shown[index] for index in reached) - {""}

    @staticmethod
    def _show(name: tuple[str, str, bool], main: str) -> str:
        process, key, inside = name
        return "" if inside or not key else key if process == main else f"{process}/{key}"
