"""Columns of a decision table, and its hit policy, written back into its file."""

import re
from xml.sax.saxutils import escape, quoteattr

from app.catalogue.decisions.spans import Span, exchanged, new_id, tree
from app.catalogue.decisions.tables import entries, table_of

_POLICY = re.compile(rb"""\shitPolicy\s*=\s*("[^"]*"|'[^']*')""")


def with_column(data: bytes, decision: str, kind: str, says: str, label: str = "") -> bytes:
    """One more column at the end of its kind; every rule gets a cell that passes anything or says null."""
    root = tree(data)
    table, ids = table_of(root, decision), set[str]()
    parts = [_insert(data, table, kind, _column(root, table, kind, says, label, ids))]
    parts += [_insert(data, rule, f"{kind}Entry", _cell(root, rule, kind, ids)) for rule in table.all("rule")]
    return exchanged(data, parts)


def without_column(data: bytes, decision: str, at: int) -> bytes:
    """The file without a column (inputs first, counted from 0) and its cells."""
    table = table_of(tree(data), decision)
    gone = [(table.all("input") + table.all("output"))[at : at + 1]]
    gone += [entries(rule)[at : at + 1] for rule in table.all("rule")]
    return exchanged(data, [(_line_start(data, one.start), one.end, b"") for few in gone for one in few])


def with_policy(data: bytes, decision: str, policy: str) -> bytes:
    """The file with another hit policy, untouched when it is the same."""
    table = table_of(tree(data), decision)
    if table.attributes.get("hitPolicy", "UNIQUE").upper() == policy:
        return data
    tag = data[table.start : table.inside]
    said = f" hitPolicy={quoteattr(policy)}".encode()
    bare = _POLICY.sub(b"", tag)
    end = -2 if bare.endswith(b"/>") else -1
    return exchanged(data, [(table.start, table.inside, bare[:end] + said + bare[end:])])


def _insert(data: bytes, owner: Span, kind: str, element: bytes) -> tuple[int, int, bytes]:
    """Behind the last of its kind, on a line of its own where the others are."""
    before = ("input", "inputEntry") if kind.startswith("input") else ("input", "inputEntry", "output", "outputEntry")
    others = [one for one in owner.children if one.name in before]
    if not others:
        return owner.inside, owner.inside, element
    last = others[-1]
    return last.end, last.end, data[_line_start(data, last.start) : last.start] + element


def _line_start(data: bytes, at: int) -> int:
    """Where the space before `at` begins: with the line break, if nothing else stands before it."""
    start = at
    while start and data[start - 1 : start] in (b" ", b"\t"):
        start -= 1
    return start - 1 if start and data[start - 1 : start] == b"\n" else at


def _column(root: Span, table: Span, kind: str, says: str, label: str, ids: set[str]) -> bytes:
    at, named = table.prefix, f" label={quoteattr(label)}" if label else ""
    key = new_id(root, kind, ids)
    if kind == "output":
        return f'<{at}output id="{key}"{named} name={quoteattr(says)}/>'.encode()
    inner = f'<{at}inputExpression id="{key}_e"><{at}text>{escape(says)}</{at}text></{at}inputExpression>'
    return f'<{at}input id="{key}"{named}>{inner}</{at}input>'.encode()


def _cell(root: Span, rule: Span, kind: str, ids: set[str]) -> bytes:
    at, said = rule.prefix, "-" if kind == "input" else "null"
    name = f"{at}{kind}Entry"
    return f'<{name} id="{new_id(root, "cell", ids)}"><{at}text>{said}</{at}text></{name}>'.encode()
