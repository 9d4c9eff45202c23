"""A rule set as plain data: ordered rules, each with who is asked, when, how many must agree, and up to what sum."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

#: Who a rule may ask; those of NAMING say in `whom` which one.
WHO = (
    "manager",
    "superior",
    "department_head",
    "limit",
    "cost_centre",
    "group",
    "role",
    "person",
    "field",
    "query",
    "decision",
)
NAMING = frozenset({"group", "role", "person", "field", "query", "decision"})
#: first: whoever answers first answers for all; the others ask everybody by name.
QUORUMS = ("first", "any", "all", "number", "percent", "veto")


@dataclass(frozen=True)
class Rule:
    """One rule. `id`: its number, kept when others are added (R3).

    `when`: FEEL, empty for always. `of`: the number or percentage of the quorum. `beside`: asked at the same time as
    the rule before. `limits`: {currency: up to this its yes suffices}; such limited rules are asked from the first
    on until one suffices. `climb`: after a yes the next superior is asked until a person's own limit suffices.
    `automatic`: {currency: at most this is approved by the rule itself}. `justify`: a written reason even for a yes.
    `depends`: fields of the order on which a yes rests, empty for all of them.
    """

    id: str
    who: str
    title: str = ""
    whom: str = ""
    when: str = ""
    quorum: str = "first"
    of: int = 1
    beside: bool = False
    limits: Mapping[str, Decimal] = field(default_factory=dict)
    automatic: Mapping[str, Decimal] = field(default_factory=dict)
    climb: bool = False
    justify: bool = False
    depends: tuple[str, ...] = ()


@dataclass(frozen=True)
class RuleSet:
    """`amount`: FEEL of the sum that limits are compared with: money, or a number in `currency`."""

    rules: tuple[Rule, ...] = ()
    amount: str = "amount"
    currency: str = "EUR"

    def next_id(self) -> str:
        """A number that no rule has had in this set's order."""
        taken = [int(rule.id[1:]) for rule in self.rules if rule.id[:1] == "R" and rule.id[1:].isdigit()]
        return f"R{max(taken, default=0) + 1}"
