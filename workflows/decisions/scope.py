"""The names to which the places of a model give a value: what a text may mean by a word."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scope:
    """`bound` are the names that have a value here; they hide built-in functions of the same name."""

    bound: frozenset[str] = frozenset()

    def inner(self, *names: str) -> "Scope":
        """The place inside this one in which these names have a value too."""
        return Scope(self.bound.union(names))
