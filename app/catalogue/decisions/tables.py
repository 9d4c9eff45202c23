"""The decisions of a .dmn file as people read them: columns, rules, formulas. Only reads."""

from dataclasses import dataclass

from app.catalogue.decisions.spans import Span, tree

#: DMN 1.5, 8.2.8: those that the engine knows, the plain ones first.
POLICIES = ("FIRST", "UNIQUE", "ANY", "COLLECT", "RULE ORDER", "PRIORITY", "OUTPUT ORDER")


@dataclass(frozen=True)
class Column:
    """`kind`: input or output; `says`: the expression of an input, the name of an output."""

    kind: str
    label: str
    says: str


@dataclass(frozen=True)
class Rule:
    """One cell a column, and the rule's own remark."""

    cells: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Sheet:
    """One decision: a table, or a formula (`formula` is None for a table)."""

    id: str
    name: str
    policy: str
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...]
    formula: str | None


def read(data: bytes) -> list[Sheet]:
    """The decisions in the order of the file; one without table or formula is passed over."""
    return [made for one in tree(data).all("decision") if (made := _sheet(one)) is not None]


def place_of(data: bytes, element: str | None) -> tuple[int, int, int] | None:
    """Which decision of `read`, rule and cell, counted from 0, the element with this id is; None where it is none."""
    shown = [one for one in tree(data).all("decision") if _sheet(one) is not None]
    for at, decision in enumerate(shown):
        table = decision.first("decisionTable")
        for number, rule in enumerate(table.all("rule") if table else ()):
            for spot, cell in enumerate(entries(rule)):
                if element and cell.attributes.get("id") == element:
                    return at, number, spot
    return None


def decision_of(root: Span, decision: str) -> Span:
    """The decision with this id. Raises KeyError."""
    for one in root.all("decision"):
        if one.attributes.get("id", one.attributes.get("name", "")) == decision:
            return one
    raise KeyError(decision)


def table_of(root: Span, decision: str) -> Span:
    """The table of a decision. Raises KeyError."""
    found = decision_of(root, decision).first("decisionTable")
    if found is None:
        raise KeyError(decision)
    return found


def entries(rule: Span) -> list[Span]:
    """The cells of a rule: what it asks, then what it says."""
    return rule.all("inputEntry") + rule.all("outputEntry")


def note_of(rule: Span) -> str:
    """The remark of a rule."""
    said = rule.first("description")
    return said.said.strip() if said else next((one.text for one in rule.all("annotationEntry")), "")


def _sheet(decision: Span) -> Sheet | None:
    key = decision.attributes.get("id", decision.attributes.get("name", ""))
    name = decision.attributes.get("name", key)
    table, literal = decision.first("decisionTable"), decision.first("literalExpression")
    if table is None:
        return Sheet(key, name, "", (), (), literal.text) if literal is not None else None
    columns = [Column("input", one.attributes.get("label", ""), _asked(one)) for one in table.all("input")]
    columns += [Column("output", one.attributes.get("label", ""), _named(one)) for one in table.all("output")]
    rules = [Rule(tuple(cell.text for cell in entries(rule)), note_of(rule)) for rule in table.all("rule")]
    return Sheet(key, name, table.attributes.get("hitPolicy", "UNIQUE").upper(), tuple(columns), tuple(rules), None)


def _asked(column: Span) -> str:
    said = column.first("inputExpression")
    return said.text if said else ""


def _named(column: Span) -> str:
    return column.attributes.get("name", column.attributes.get("label", ""))
