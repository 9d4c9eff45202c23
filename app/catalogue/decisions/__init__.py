"""Decision tables of a .dmn file as rows and columns, and the file again: what nobody touched stays byte for byte."""

from app.catalogue.decisions.columns import with_column, with_policy, without_column
from app.catalogue.decisions.rows import Row, with_formula, with_rows
from app.catalogue.decisions.starter import new_file
from app.catalogue.decisions.tables import POLICIES, Column, Rule, Sheet, place_of, read

__all__ = [
    "POLICIES", "Column", "Row", "Rule", "Sheet",
    "new_file", "place_of", "read", "with_column", "with_formula", "with_policy", "with_rows", "without_column",
]  # fmt: skip
