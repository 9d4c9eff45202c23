"""Decision tables as they are drawn (DMN 1.5, 8.2), read into code; what does not fit together is noted."""

from collections.abc import Iterator

from workflows.decisions.boxes.reader import Reader
from workflows.decisions.boxes.table import Input, Output, Rule, Table
from workflows.decisions.hits import AGGREGATORS, POLICIES
from workflows.decisions.item_types import converting
from workflows.decisions.making import failing
from workflows.decisions.scope import Scope
from workflows.decisions.xml import child, children, text_of, type_ref
from workflows.feel.run import Body
from workflows.loader.vocabulary import Node


def table(reader: Reader, node: Node, scope: Scope) -> Body:
    """The table's value."""
    policy = (node.get("hitPolicy") or "UNIQUE").strip().upper()
    aggregator = (node.get("aggregation") or "").strip().upper() or None
    drawn = list(children(node, "output"))
    wrong = _misfit(policy, aggregator, len(drawn))
    if wrong is not None:
        reader.problem(node, *wrong)
        return failing(wrong[1])
    outputs = tuple(_output(reader, column, place, scope, node) for place, column in enumerate(drawn, start=1))
    inputs = tuple(_inputs(reader, node, scope))
    rules = tuple(_rules(reader, node, len(inputs), len(outputs), scope))
    return Body(Table(policy, aggregator, inputs, outputs, rules).value, 1)


def _misfit(policy: str, aggregator: str | None, outputs: int) -> tuple[str, str, str] | None:
    """Code, message and hint of what is wrong with the table as a whole."""
    if policy not in POLICIES or (aggregator is not None and aggregator not in AGGREGATORS):
        message = f"The hit policy {policy} {aggregator or ''} is not known.".replace("  ", " ")
        return "decision.hit_policy", message, "Choose unique, first, any, priority, collect or an order."
    if aggregator is not None and (policy != "COLLECT" or outputs != 1):
        message = f"A {aggregator.lower()} needs the hit policy collect and exactly one output."
        return "decision.hit_policy", message, "Split the table, or leave the aggregation out."
    if not outputs:
        return "decision.no_output", "The table has no output column.", "Add an output."
    return None


def _inputs(reader: Reader, node: Node, scope: Scope) -> Iterator[Input]:
    for column in children(node, "input"):
        said, allowed = child(column, "inputExpression"), child(column, "inputValues")
        formula = reader.texts.expression(said, scope) if said is not None else None
        if formula is None or said is None:
            message = "An input column has no expression."
            reader.problem(column, "decision.no_input", message, "Name its variable.")
            formula = failing(message)
        kind = reader.types.named(type_ref(said))
        tests = reader.texts.tests(allowed, scope.inner("?")) if allowed is not None else None
        label = column.get("label") or (text_of(said) if said is not None else "")
        yield Input(label, formula, kind, tests or (kind.values() if kind else None))


def _output(reader: Reader, column: Node, place: int, scope: Scope, table: Node) -> Output:
    values, default = child(column, "outputValues"), child(column, "defaultOutputEntry")
    return Output(
        column.get("name") or column.get("label") or f"output {place}",
        reader.texts.listed(values, scope) if values is not None else _listed(reader, column, scope, table),
        reader.texts.expression(default, scope) if default is not None else None,
        converting(reader.types.named(type_ref(column))),
    )


def _listed(reader: Reader, column: Node, scope: Scope, table: Node) -> Body | None:
    """Without values of its own the column takes, as its priorities, those that its type lists."""
    reference = type_ref(column) or type_ref(table)
    for node in children(reader.types.root, "itemDefinition"):
        allowed = child(node, "allowedValues")
        if node.get("name") == reference and allowed is not None:
            return reader.texts.listed(allowed, scope)
    return None


def _rules(reader: Reader, node: Node, inputs: int, outputs: int, scope: Scope) -> Iterator[Rule]:
    within = scope.inner("?")
    for number, row in enumerate(children(node, "rule"), start=1):
        cells, results = list(children(row, "inputEntry")), list(children(row, "outputEntry"))
        if len(cells) != inputs or len(results) != outputs:
            has = f"{len(cells)} conditions and {len(results)} results"
            message = f"Rule {number} has {has}, but the table {inputs} and {outputs}."
            reader.problem(row, "decision.row", message, "Fill the row in the editor and save the table again.")
            continue
        yield Rule(
            tuple(reader.texts.tests(cell, within) for cell in cells),
            tuple(reader.texts.expression(result, scope) for result in results),
        )
