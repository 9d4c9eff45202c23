"""Python expressions of SpiffWorkflow's dialect in FEEL, where every part has an equal. Nothing is ever evaluated.

Read with Python's own grammar (`ast`), node by node; what is not on the list is NotTranslatable.
"""

import ast
import json
from collections.abc import Callable
from decimal import Decimal

from workflows.feel import FeelSyntaxError, compile_expression
from workflows.translation.errors import NotTranslatable

_COMPARED: dict[type[ast.cmpop], str] = {
    ast.Eq: "{} = {}", ast.NotEq: "{} != {}", ast.Lt: "{} < {}", ast.LtE: "{} <= {}", ast.Gt: "{} > {}",
    ast.GtE: "{} >= {}", ast.Is: "{} = {}", ast.IsNot: "{} != {}",
}  # fmt: skip
_IN = "(if {1} instance of string then contains({1}, {0}) else list contains({1}, {0}))"
_COUNTED: dict[type[ast.operator], str] = {
    ast.Add: "({} + {})", ast.Sub: "({} - {})", ast.Mult: "({} * {})", ast.Div: "({} / {})",
    ast.Mod: "modulo({}, {})", ast.Pow: "({} ** {})",
}  # fmt: skip
_FUNCTIONS = {"len": "count({})", "str": "string({})", "abs": "abs({})", "sum": "sum({})", "min": "min({})",
              "max": "max({})", "any": "any({})", "all": "all({})", "int": "floor(number({}))",
              "float": "number({})"}  # fmt: skip
_SPAN = {"days": "P{}D", "hours": "PT{}H", "minutes": "PT{}M", "seconds": "PT{}S"}
_SECONDS = {"weeks": 604_800, "days": 86_400, "hours": 3_600, "minutes": 60, "seconds": 1}
MAX_LENGTH = 4_000
MAX_NODES = 400


def expression(source: str) -> str:
    """A Python expression as FEEL. Raises NotTranslatable."""
    if len(source) > MAX_LENGTH:
        raise NotTranslatable("it is too long")
    try:
        tree = ast.parse(source.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise NotTranslatable("it is no Python expression") from error
    if sum(1 for _ in ast.walk(tree)) > MAX_NODES:
        raise NotTranslatable("it is too long")
    found = said(tree.body)
    try:
        compile_expression(found)
    except FeelSyntaxError as error:
        raise NotTranslatable(f"it has no equal in FEEL ({error})") from error
    return found


def assignments(script: str) -> dict[str, str]:
    """Variable -> FEEL of a script that does nothing but give values to names. Raises NotTranslatable."""
    if len(script) > MAX_LENGTH:
        raise NotTranslatable("it is too long")
    try:
        tree = ast.parse(script)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise NotTranslatable("it is no Python script") from error
    found: dict[str, str] = {}
    for statement in tree.body:
        target = statement.targets[0] if isinstance(statement, ast.Assign) and len(statement.targets) == 1 else None
        if not isinstance(statement, ast.Assign) or not isinstance(target, ast.Name):
            raise NotTranslatable("a statement does more than give a value to a variable")
        if any(isinstance(part, ast.Name) and part.id in found for part in ast.walk(statement.value)):
            raise NotTranslatable("a value is built on another one of the script")
        found[_name(target)] = expression(ast.unparse(statement.value))
    if not found:
        raise NotTranslatable("it gives no value")
    return found


def said(node: ast.expr) -> str:
    """One node of the tree. Raises NotTranslatable."""
    write = _WRITERS.get(type(node))
    if write is None:
        raise NotTranslatable(f"{type(node).__name__} of Python has no equal")
    return write(node)


def _constant(node: ast.Constant) -> str:
    value = node.value
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    raise NotTranslatable("bytes have no equal")


def _name(node: ast.Name) -> str:
    if node.id.startswith("_"):
        raise NotTranslatable("names that begin with _ are not read")
    return node.id


def _attribute(node: ast.Attribute) -> str:
    if node.attr.startswith("_"):
        raise NotTranslatable("names that begin with _ are not read")
    return f"{said(node.value)}.{node.attr}"


def _index(node: ast.Subscript) -> str:
    inside = node.slice
    if isinstance(inside, ast.Constant) and isinstance(inside.value, str):
        return f"get value({said(node.value)}, {json.dumps(inside.value, ensure_ascii=False)})"
    if isinstance(inside, ast.Constant) and isinstance(inside.value, int):
        return f"{said(node.value)}[{inside.value + 1}]"
    if isinstance(inside, ast.UnaryOp) and isinstance(inside.op, ast.USub) and isinstance(inside.operand, ast.Constant):
        return f"{said(node.value)}[-{inside.operand.value!r}]"
    raise NotTranslatable("this way to look into a value has no equal")


def _logic(node: ast.BoolOp) -> str:
    word = " and " if isinstance(node.op, ast.And) else " or "
    return f"({word.join(said(value) for value in node.values)})"


def _unary(node: ast.UnaryOp) -> str:
    if isinstance(node.op, ast.Not):
        return f"not({said(node.operand)})"
    if isinstance(node.op, ast.USub):
        return f"-{said(node.operand)}"
    raise NotTranslatable("this sign has no equal")


def _compare(node: ast.Compare) -> str:
    parts, left = [], said(node.left)
    for operator, other in zip(node.ops, node.comparators, strict=True):
        right = said(other)
        if isinstance(operator, (ast.In, ast.NotIn)):
            found = _IN.format(left, right)
            parts.append(f"not({found})" if isinstance(operator, ast.NotIn) else found)
        else:
            parts.append(_COMPARED[type(operator)].format(left, right))
        left = right
    return parts[0] if len(parts) == 1 else f"({' and '.join(parts)})"


def _count(node: ast.BinOp) -> str:
    pattern = _COUNTED.get(type(node.op))
    if pattern is None:
        raise NotTranslatable("this operator has no equal")
    return pattern.format(said(node.left), said(node.right))


def _call(node: ast.Call) -> str:
    name = ast.unparse(node.func)
    if name.endswith("timedelta") and not node.args and node.keywords:
        return _span(node.keywords)
    if name.startswith("datetime.") and name.rpartition(".")[2] in {"now", "utcnow"}:
        return "now()"
    if isinstance(node.func, ast.Attribute) and node.func.attr == "get" and len(node.args) == 1 and not node.keywords:
        return f"get value({said(node.func.value)}, {said(node.args[0])})"
    if name in _FUNCTIONS and len(node.args) == 1 and not node.keywords:
        return _FUNCTIONS[name].format(said(node.args[0]))
    raise NotTranslatable(f"the function {name[:40]} of Python has no equal")


def _span(parts: list[ast.keyword]) -> str:
    """A timedelta of constants, in the seconds that it lasts where it says more than one part."""
    if len(parts) == 1 and parts[0].arg in _SPAN and type(value := getattr(parts[0].value, "value", None)) is int:
        return f'duration("{_SPAN[parts[0].arg or ""].format(value)}")'
    seconds = Decimal(0)
    for part in parts:
        value = getattr(part.value, "value", None)
        if part.arg not in _SECONDS or not isinstance(value, (int, float)):
            raise NotTranslatable("this timedelta has no equal")
        seconds += Decimal(str(value)) * _SECONDS[part.arg]
    return f'duration("PT{seconds:f}S")'


def _list(node: ast.List) -> str:
    return f"[{', '.join(said(item) for item in node.elts)}]"


def _dict(node: ast.Dict) -> str:
    pairs = []
    for key, value in zip(node.keys, node.values, strict=True):
        if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
            raise NotTranslatable("a key that is no text has no equal")
        pairs.append(f"{json.dumps(key.value, ensure_ascii=False)}: {said(value)}")
    return "{" + ", ".join(pairs) + "}"


def _choice(node: ast.IfExp) -> str:
    return f"(if {said(node.test)} then {said(node.body)} else {said(node.orelse)})"


_WRITERS: dict[type[ast.expr], Callable[..., str]] = {
    ast.Constant: _constant, ast.Name: _name, ast.Attribute: _attribute, ast.Subscript: _index,
    ast.BoolOp: _logic, ast.UnaryOp: _unary, ast.Compare: _compare, ast.BinOp: _count, ast.Call: _call,
    ast.List: _list, ast.Tuple: _list, ast.Dict: _dict, ast.IfExp: _choice,
}  # fmt: skip
