"""FEEL's built-in functions, one module a group (DMN 1.5, 10.3.4); importing this fills the table of built-ins."""
from workflows.feel.functions import conversion

__all__ = ["conversion"]
