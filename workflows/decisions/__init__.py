"""DMN models (DMN 1.1 to 1.5): decisions with what they require, every boxed expression, knowledge models, services.

    load(dmn_bytes)["limit"].evaluate({"country": "DE"}, at=now)

Pure and immutable: compiled once with the definition, shared between threads. No clock, no locale, no I/O.
"""

from workflows.decisions.decision import Decision
from workflows.decisions.errors import DecisionError
from workflows.decisions.imports import with_imports
from workflows.decisions.reading import load

__all__ = ["Decision", "DecisionError", "load", "with_imports"]
