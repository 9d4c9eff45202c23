"""`del name` at the end of a script, which the sandbox's Python lacks: the names leave nothing behind.

SpiffWorkflow keeps every name of a script as a variable, so authors take back what they only counted with. Only whole
statements outside functions, loops and branches; any other `del` stays, and is told by whatever runs the script.
"""

import ast


def forgotten(script: str) -> tuple[str, frozenset[str]]:
    """The script without such statements, line by line as it was, and the names that they take back."""
    if "del" not in script:
        return script, frozenset()
    try:
        body = ast.parse(script).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return script, frozenset()
    lines = script.encode().splitlines(keepends=True)
    gone: set[str] = set()
    used: set[str] = set()
    for statement in reversed(body):
        names = _names(statement)
        if names and not names & used and statement.lineno == statement.end_lineno:
            line, start, end = lines[statement.lineno - 1], statement.col_offset, statement.end_col_offset
            lines[statement.lineno - 1] = line[:start] + b"pass" + line[end:]
            gone |= names
        else:
            used |= {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
    return b"".join(lines).decode(), frozenset(gone)


def _names(statement: ast.stmt) -> set[str]:
    """The names that a `del` takes back; none where it takes back anything else."""
    if not isinstance(statement, ast.Delete):
        return set()
    parts = [p for target in statement.targets for p in (target.elts if isinstance(target, ast.Tuple) else [target])]
    return {p.id for p in parts if isinstance(p, ast.Name)} if all(isinstance(p, ast.Name) for p in parts) else set()
