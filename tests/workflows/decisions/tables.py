"""Tiny decision files for the tests."""

from datetime import UTC, datetime
from typing import Any

from workflows.decisions import load

DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/"
AT = datetime(2026, 3, 31, 9, tzinfo=UTC)


def definitions(*parts: str, namespace: str = DMN, attributes: str = "") -> bytes:
    """A whole file."""
    body = "\n".join(parts)
    return f'<definitions xmlns="{namespace}" id="d" name="d" {attributes}>\n{body}\n</definitions>'.encode()


def text(tag: str, said: str, attributes: str = "") -> str:
    """An element with a text."""
    escaped = said.replace("&", "&amp;").replace("<", "&lt;")
    return f"<{tag} {attributes}><text>{escaped}</text></{tag}>"


def column(said: str, type_: str = "", values: str = "") -> str:
    """An input."""
    allowed = text("inputValues", values) if values else ""
    return f"<input>{text('inputExpression', said, f'typeRef={chr(34)}{type_}{chr(34)}')}{allowed}</input>"


def output(name: str = "", values: str = "", default: str = "") -> str:
    """An output column."""
    inner = (text("outputValues", values) if values else "") + (text("defaultOutputEntry", default) if default else "")
    return f'<output name="{name}">{inner}</output>'


def rule(cells: str, results: str) -> str:
    """A row: conditions and results, each separated by |."""
    row = "".join(text("inputEntry", cell.strip()) for cell in cells.split("|"))
    return f"<rule>{row}{''.join(text('outputEntry', result.strip()) for result in results.split('|'))}</rule>"


def decision(inner: str, key: str = "x", name: str = "", needs: str = "", variable: str = "") -> str:
    """A decision around a table or an expression."""
    required = "".join(
        f'<informationRequirement><requiredDecision href="#{need}"/></informationRequirement>' for need in needs.split()
    )
    told = f'<variable name="{variable}"/>' if variable else ""
    return f'<decision id="{key}" name="{name or key}">{told}{required}{inner}</decision>'


def table(*parts: str, policy: str = "UNIQUE", aggregation: str = "") -> str:
    """A decision with one table, id x."""
    how = f'aggregation="{aggregation}"' if aggregation else ""
    return decision(f'<decisionTable hitPolicy="{policy}" {how}>{"".join(parts)}</decisionTable>')


def made(file: bytes, key: str = "x", **context: Any) -> Any:
    """The value of a decision of the file."""
    return load(file)[key].evaluate(context, at=AT)


def literal(said: str) -> str:
    """A literal expression."""
    return text("literalExpression", said)


def value(inner: str, **context: Any) -> Any:
    """What a decision with this expression gives."""
    return made(definitions(decision(inner)), **context)


def entry(said: str, name: str = "", type_: str = "") -> str:
    """An entry of a boxed context."""
    told = f'<variable name="{name}" typeRef="{type_}"/>' if name else ""
    return f"<contextEntry>{told}{said if said.startswith('<') else literal(said)}</contextEntry>"


def function(parameters: str, inner: str, tag: str = "functionDefinition") -> str:
    """A function with parameters `name:type name`."""
    pairs = (parameter.partition(":") for parameter in parameters.split())
    formal = "".join(f'<formalParameter name="{name}" typeRef="{kind}"/>' for name, _, kind in pairs)
    return f"<{tag}>{formal}{inner}</{tag}>"


def knowledge(key: str, parameters: str, inner: str, *, needs: str = "", result: str = "") -> str:
    """A business knowledge model."""
    logic = function(parameters, inner, "encapsulatedLogic")
    return (
        f'<businessKnowledgeModel id="{key}" name="{key}"><variable name="{key}" typeRef="{result}"/>'
        f"{logic}{requires('Knowledge', needs)}</businessKnowledgeModel>"
    )


def requires(kind: str, needs: str) -> str:
    """Requirements of a kind: Decision, Input or Knowledge."""
    which = "knowledgeRequirement" if kind == "Knowledge" else "informationRequirement"
    return "".join(f'<{which}><required{kind} href="{_href(need)}"/></{which}>' for need in needs.split())


def _href(need: str) -> str:
    return need if "#" in need else f"#{need}"
