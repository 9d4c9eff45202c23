"""FEEL, the expression language of DMN 1.5 (chapter 10): conditions, timers, mappings, scripts and decision tables.

Pure: it reads its text, the variables, an instant and a zone, and nothing else; every evaluation is metered.

    compile_expression("amount.amount > 1000").evaluate({"amount": {"amount": 1200}}, at=now)
"""

from workflows.feel import functions
from workflows.feel.errors import FeelAssertionError, FeelError, FeelFuelError, FeelSyntaxError, FeelTypeError
from workflows.feel.expression import Expression, UnaryTests, compile_expression, compile_unary_tests
from workflows.feel.printing import to_json
from workflows.feel.run import Evaluation

__all__ = [
    "Evaluation",
    "Expression",
    "FeelAssertionError",
    "FeelError",
    "FeelFuelError",
    "FeelSyntaxError",
    "FeelTypeError",
    "UnaryTests",
    "compile_expression",
    "compile_unary_tests",
    "functions",
    "to_json",
]
