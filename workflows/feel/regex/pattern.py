"""A pattern as a program of a few instructions, run on all branches at once (Thompson's and Pike's method).

The time is at most the length of the text times the length of the program, whatever the pattern. Only patterns that
refer back to a group (`(a)\\1`) must try one branch after the other; they pay a step for each try.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from workflows.feel.regex.characters import is_word
from workflows.feel.regex.syntax import BadPattern, Reader, Tree

MAX_PROGRAM = 2_000
SET, SPLIT, JUMP, SAVE, START, END, WORD, BACK, MATCH = range(9)
Instruction = tuple[Any, ...]
Spans = tuple[int, ...]
Charge = Callable[[int], None]


class _Assembler:
    """Tree to program."""

    def __init__(self) -> None:
        self.program: list[Instruction] = []
        self.parts = 0

    def emit(self, *instruction: Any) -> int:
        if len(self.program) >= MAX_PROGRAM:
            raise BadPattern("it is too large")
        self.program.append(instruction)
        return len(self.program) - 1

    def add(self, tree: Tree) -> None:
        self.parts += 1
        if self.parts > 4 * MAX_PROGRAM:
            raise BadPattern("it repeats too much")
        getattr(self, f"_{tree[0]}")(*tree[1:])

    def _set(self, accepts: Callable[[str], bool]) -> None:
        self.emit(SET, accepts)

    def _start(self) -> None:
        self.emit(START)

    def _end(self) -> None:
        self.emit(END)

    def _word(self, whether: bool) -> None:
        self.emit(WORD, whether)

    def _back(self, number: int) -> None:
        self.emit(BACK, number)

    def _seq(self, parts: list[Tree]) -> None:
        for part in parts:
            self.add(part)

    def _group(self, number: int, part: Tree) -> None:
        self.emit(SAVE, 2 * number)
        self.add(part)
        self.emit(SAVE, 2 * number + 1)

    def _or(self, parts: list[Tree]) -> None:
        jumps = []
        for part in parts[:-1]:
            split = self.emit(SPLIT)
            self.add(part)
            jumps.append(self.emit(JUMP))
            self.program[split] = (SPLIT, split + 1, len(self.program))
        self.add(parts[-1])
        for jump in jumps:
            self.program[jump] = (JUMP, len(self.program))

    def _repeat(self, part: Tree, least: int, most: int | None, greedy: bool) -> None:
        for _ in range(least):
            self.add(part)
        if most is None:
            split = self.emit(SPLIT)
            self.add(part)
            self.emit(JUMP, split)
            self._branch(split, greedy)
            return
        splits = []
        for _ in range(most - least):
            splits.append(self.emit(SPLIT))
            self.add(part)
        for split in splits:
            self._branch(split, greedy)

    def _branch(self, split: int, greedy: bool) -> None:
        into, past = split + 1, len(self.program)
        self.program[split] = (SPLIT, into, past) if greedy else (SPLIT, past, into)


class Pattern:
    """A compiled pattern. Spans are start and end of the match, then of each group; -1 where a group took no part."""

    def __init__(self, text: str, flags: str) -> None:
        reader = Reader(text, flags)
        tree = reader.read()
        assembler = _Assembler()
        assembler.add(tree)
        assembler.emit(MATCH)
        self.program = assembler.program
        self.groups = reader.groups
        self.lines = "m" in flags
        self.folds = "i" in flags
        self.refers = reader.refers

    def search(self, text: str, charge: Charge, start: int = 0) -> Spans | None:
        """The leftmost match at or after `start`; pays a step for every few branches at every character."""
        if self.refers:
            return self._search_back(text, charge, start)
        found: Spans | None = None
        threads: list[tuple[int, Spans]] = []
        blank = (-1,) * (2 * self.groups + 2)
        for at in range(start, len(text) + 1):
            seen: set[int] = set()
            current: list[tuple[int, Spans]] = []
            for pc, spans in threads:
                self._follow(pc, spans, text, at, seen, current)
            if found is None:
                self._follow(0, (at, *blank[1:]), text, at, seen, current)
            charge(1 + len(seen) // 4)
            threads = []
            for pc, spans in current:
                instruction = self.program[pc]
                if instruction[0] == MATCH:
                    found = (spans[0], at, *spans[2:])
                    break
                if at < len(text) and instruction[1](text[at]):
                    threads.append((pc + 1, spans))
            if found is not None and not threads:
                return found
        return found

    def _follow(
        self, pc: int, spans: Spans, text: str, at: int, seen: set[int], current: list[tuple[int, Spans]]
    ) -> None:
        """Add the thread and all that it leads to without reading a character, in order of preference."""
        pending = [(pc, spans)]
        while pending:
            pc, spans = pending.pop()
            if pc in seen:
                continue
            seen.add(pc)
            instruction = self.program[pc]
            kind = instruction[0]
            if kind in (SET, MATCH):
                current.append((pc, spans))
            elif kind == SPLIT:
                pending.append((instruction[2], spans))
                pending.append((instruction[1], spans))
            elif kind == JUMP:
                pending.append((instruction[1], spans))
            elif kind == SAVE:
                place = instruction[1]
                pending.append((pc + 1, (*spans[:place], at, *spans[place + 1 :])))
            elif self._holds(instruction, text, at):
                pending.append((pc + 1, spans))

    def _search_back(self, text: str, charge: Charge, start: int) -> Spans | None:
        blank = (-1,) * (2 * self.groups + 1)
        for at in range(start, len(text) + 1):
            found = self._try(text, charge, at, (at, *blank))
            if found:
                return found
        return None

    def _try(self, text: str, charge: Charge, start: int, blank: Spans) -> Spans | None:
        """The preferred match that begins at `start`, branch after branch."""
        pending: list[tuple[int, int, Spans]] = [(0, start, blank)]
        tried: set[tuple[int, int, Spans]] = set()
        while pending:
            state = pending.pop()
            charge(1)
            if state in tried:
                continue
            tried.add(state)
            pc, at, spans = state
            instruction = self.program[pc]
            if instruction[0] == MATCH:
                return (spans[0], at, *spans[2:])
            pending.extend(self._next(instruction, text, pc, at, spans))
        return None

    def _next(
        self, instruction: Instruction, text: str, pc: int, at: int, spans: Spans
    ) -> list[tuple[int, int, Spans]]:
        """The states after this one, the preferred last."""
        kind = instruction[0]
        if kind == SET:
            return [(pc + 1, at + 1, spans)] if at < len(text) and instruction[1](text[at]) else []
        if kind == SPLIT:
            return [(instruction[2], at, spans), (instruction[1], at, spans)]
        if kind == JUMP:
            return [(instruction[1], at, spans)]
        if kind == SAVE:
            place = instruction[1]
            return [(pc + 1, at, (*spans[:place], at, *spans[place + 1 :]))]
        if kind == BACK:
            end = self._same(text, at, spans, instruction[1])
            return [] if end is None else [(pc + 1, end, spans)]
        return [(pc + 1, at, spans)] if self._holds(instruction, text, at) else []

    def _same(self, text: str, at: int, spans: Spans, number: int) -> int | None:
        """Where the text of the group ends when it stands here again."""
        wanted = text[max(spans[2 * number], 0) : max(spans[2 * number + 1], 0)]
        found = text[at : at + len(wanted)]
        same = found.casefold() == wanted.casefold() if self.folds else found == wanted
        return at + len(wanted) if same else None

    def _holds(self, instruction: Instruction, text: str, at: int) -> bool:
        if instruction[0] == START:
            return at == 0 or (self.lines and text[at - 1] == "\n")
        if instruction[0] == END:
            return at == len(text) or (self.lines and text[at] == "\n")
        before = at > 0 and is_word(text[at - 1])
        after = at < len(text) and is_word(text[at])
        return (before != after) is instruction[1]

    def matches(self, text: str, charge: Charge) -> Iterator[Spans]:
        """Every match from left to right, none overlapping."""
        at = 0
        while at <= len(text) and (found := self.search(text, charge, at)):
            yield found
            at = found[1] + (found[1] == found[0])


@lru_cache(maxsize=512)
def compile_pattern(text: str, flags: str = "") -> Pattern:
    """The pattern with the flags i, m, s, x. Raises BadPattern."""
    return Pattern(text, flags)
