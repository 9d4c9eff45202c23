"""DMN decisions (DMN 1.1 to 1.5, chapters 8 and 10): decision tables and literal expressions, with what they require.

    load(dmn_bytes)["limit"].evaluate({"country": "DE"}, at=now)

Pure and immutable: compiled once with the definition, shared between threads. No clock, no locale, no I/O.
"""

from workflows.decisions.decision import Decision
from workflows.decisions.errors import DecisionError
from workflows.decisions.reading import load

__all__ = ["Decision", "DecisionError", "load"]
