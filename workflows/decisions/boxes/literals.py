"""Literal expressions: one FEEL text (DMN 1.5, 7.3.8 and 10.2.1.1)."""

from workflows.decisions.boxes.reader import Reader
from workflows.decisions.making import failing
from workflows.decisions.scope import Scope
from workflows.feel.run import Body
from workflows.loader.vocabulary import Node


def literal(reader: Reader, node: Node, scope: Scope) -> Body:
    """The text's value; null where nothing is written."""
    return reader.texts.expression(node, scope) or failing("An expression is empty.")
