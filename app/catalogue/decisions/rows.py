"""Rows of a decision table written back into its file. A rule that nobody changed keeps its bytes wherever it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from app.catalogue.decisions.spans import Span, exchanged, new_id, text_part, tree
from app.catalogue.decisions.tables import decision_of, entries, note_of, table_of


@dataclass(frozen=True)
class Row:
    """`source`: which rule of the file it was, counted from 0; None for a new one."""

    source: int | None
    cells: tuple[str, ...]
    note: str = ""


def with_rows(data: bytes, decision: str, rows: Sequence[Row]) -> bytes:
    """The file with exactly these rules, in this order. Raises KeyError for a decision without table."""
    root = tree(data)
    table = table_of(root, decision)
    rules, ids = table.all("rule"), set[str]()
    begin = rules[0].start if rules else _end_of_columns(table)
    begin = begin - len(_lead(data, table, rules, 0)) if rules else begin
    made = b"".join(_row(data, root, table, rules, row, ids) for row in rows)
    return exchanged(data, [(begin, rules[-1].end if rules else begin, made)])


def with_formula(data: bytes, decision: str, words: str) -> bytes:
    """The file with another formula, untouched when it says the same. Raises KeyError."""
    literal = decision_of(tree(data), decision).first("literalExpression")
    if literal is None:
        raise KeyError(decision)
    return data if literal.text == words.strip() else exchanged(data, [text_part(literal, words)])


def _row(data: bytes, root: Span, table: Span, rules: list[Span], row: Row, ids: set[str]) -> bytes:
    if row.source is None or row.source >= len(rules):
        lead = _lead(data, table, rules, 0) if rules else b"\n      "
        return lead + _new(root, table, row, ids)
    rule = rules[row.source]
    parts = [text_part(cell, said) for cell, said in zip(entries(rule), row.cells, strict=False) if cell.text != said]
    if note_of(rule) != row.note:
        parts.append(_note(rule, row.note))
    moved = [(start - rule.start, end - rule.start, new) for start, end, new in parts]
    return _lead(data, table, rules, row.source) + exchanged(data[rule.start : rule.end], moved)


def _note(rule: Span, words: str) -> tuple[int, int, bytes]:
    kept, said = rule.all("annotationEntry"), rule.first("description")
    if said is None and kept:
        return text_part(kept[0], words)
    element = f"<{rule.prefix}description>{escape(words)}</{rule.prefix}description>".encode() if words else b""
    return (said.start, said.end, element) if said else (rule.inside, rule.inside, element)


def _new(root: Span, table: Span, row: Row, ids: set[str]) -> bytes:
    at = table.prefix
    note = f"<{at}description>{escape(row.note)}</{at}description>" if row.note else ""
    kinds = ["inputEntry"] * len(table.all("input")) + ["outputEntry"] * len(table.all("output"))
    cells = "".join(
        f'<{at}{kind} id="{new_id(root, "cell", ids)}"><{at}text>{escape(said)}</{at}text></{at}{kind}>'
        for kind, said in zip(kinds, row.cells, strict=False)
    )
    return f'<{at}rule id="{new_id(root, "rule", ids)}">{note}{cells}</{at}rule>'.encode()


def _lead(data: bytes, table: Span, rules: list[Span], at: int) -> bytes:
    """The bytes before a rule that are its own: space and remarks since what came before."""
    before = rules[at - 1].end if at else _end_of_columns(table)
    return data[before : rules[at].start]


def _end_of_columns(table: Span) -> int:
    columns = [one for one in table.children if one.name not in ("rule", "annotation")]
    marks = [one for one in table.children if one.name == "annotation"]
    return max((one.end for one in columns + marks), default=table.inside)
