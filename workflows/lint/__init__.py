"""Lint: what can get stuck, lie or surprise in a diagram, found before anybody orders it.

    problems = lint(canonical.processes, Known(groups=frozenset({"it"}), ...))

Pure: it looks only at the records it is given. One family of checks a file; `checks.py` is the list of them.
"""

from workflows.lint.checks import lint
from workflows.lint.known import Known

__all__ = ["Known", "lint"]
