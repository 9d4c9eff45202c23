"""FEEL's nodes to Python closures `(frame) -> value`, one module a family of expressions.

Compiled once, run often. A closure may read its frame and spend its run's fuel, and nothing else.
"""

from workflows.feel.compiler import calls, flow, literals, membership, operators, paths
from workflows.feel.compiler.shape import Shape, body

__all__ = ["Shape", "body", "calls", "flow", "literals", "membership", "operators", "paths"]
