"""Whatever is drawn: an answer, or an error that names the bound, within fuel and time."""

from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fixtures.bounded import bounded
from tests.workflows.decisions.tables import (
    AT,
    column,
    decision,
    definitions,
    entry,
    knowledge,
    literal,
    output,
    requires,
    rule,
)
from workflows.decisions import load
from workflows.errors import BoundCrossed, DefinitionRefused, StepFailed

CPU_SECONDS = 3
FOREVER = "f(n + 1)"


def answer(file: bytes, **context: Any) -> Any:
    """The value of decision x, or the error; in time either way."""
    with bounded(CPU_SECONDS):
        try:
            return load(file)["x"].evaluate(context, at=AT)
        except (DefinitionRefused, StepFailed) as error:
            return error


def calling(said: str, *functions: str, needs: str = "f") -> bytes:
    return definitions(decision(literal(said) + requires("Knowledge", needs)), *functions)


def looped(source: str, said: str) -> str:
    return f'<for iteratorVariable="i"><in>{literal(source)}</in><return>{said}</return></for>'


SERVICE = (
    '<decisionService id="s" name="s"><outputDecision href="#again"/><inputData href="#n"/></decisionService>',
    '<inputData id="n" name="n"/>',
    decision(literal("s(n + 1)") + requires("Knowledge", "s") + requires("Input", "n"), key="again"),
)
TABLE = f'<decisionTable hitPolicy="ANY">{column("xs")}{output()}{rule("-", "xs") * 400}</decisionTable>'
DOUBLING = "".join(entry(f"concatenate(a{n}, a{n})", f"a{n + 1}") for n in range(60))
TEXTS = "".join(entry(f"a{n} + a{n}", f"a{n + 1}") for n in range(60))
ENDLESS = {
    "a knowledge model that calls itself": calling("f(1)", knowledge("f", "n", literal(FOREVER), needs="f")),
    "two that call each other": calling(
        "f(1)", knowledge("f", "n", literal("g(n)"), needs="g"), knowledge("g", "n", literal("f(n)"), needs="f")
    ),
    "one that calls itself twice": calling(
        "f(1)", knowledge("f", "n", literal("if n > 50 then 1 else f(n + 1) + f(n + 1)"), needs="f")
    ),
    "a service that calls itself": definitions(decision(literal("s(1)") + requires("Knowledge", "s")), *SERVICE),
    "loops in loops": definitions(decision(looped("[1..3000]", looped("[1..3000]", literal("i"))))),
    "a long range": definitions(decision(looped("[1..1000000000]", literal("i")))),
    "results that look back": definitions(decision(looped("[1..5000]", literal("count(partial)")))),
    "a list that doubles": definitions(decision(f"<context>{entry('[1, 2]', 'a0')}{DOUBLING}</context>")),
    "a text that doubles": definitions(decision(f"<context>{entry(chr(34) + 'ab' + chr(34), 'a0')}{TEXTS}</context>")),
    "a power of powers": definitions(decision(looped("[1..90000]", literal("10 ** 6000 ** 0.9999")))),
    "results that are compared": definitions(decision(TABLE)),
    "a function that is given itself": definitions(
        decision(f"<context>{entry('function(g) g(g)', 'f')}{entry('f(f)')}</context>")
    ),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_would_run_for_ever_says_which_bound_it_crossed(name: str) -> None:
    found = answer(ENDLESS[name], xs=list(range(5_000)))
    assert isinstance(found, BoundCrossed), found
    assert found.bound == "fuel"
    assert found.element == "x"


def test_a_long_graph_is_made_without_depth() -> None:
    steps = [decision(literal(f"d{n - 1} + 1") + requires("Decision", f"d{n - 1}"), key=f"d{n}") for n in range(1, 400)]
    last = decision(literal("d399") + requires("Decision", "d399"))
    assert answer(definitions(decision(literal("1"), key="d0"), *steps, last)) == 400


def test_many_names_with_signs_cost_little_to_read() -> None:
    inputs = "".join(f'<inputData id="i{n}" name="the {n}-th input"/>' for n in range(300))
    rows = rule("> 1 | -", "1") * 500
    table = f"<decisionTable>{column('the 7-th input')}{column('1')}{output()}{rows}</decisionTable>"
    with bounded(CPU_SECONDS):
        load(definitions(inputs, decision(table)))


LEAVES = st.sampled_from(
    ["1", "null", "xs", "item", "i", "partial", "f", "f(1)", "f(f)", "[1, 2]", "xs[1]", "{a: xs}", "1..5", "1 +", '"a"',
     "function(x) x", "?", "sum(xs)", "for j in xs return j", "10 ** 6000"]
).map(literal)  # fmt: skip


def held(tag: str, inner: str) -> str:
    return f"<{tag}>{inner}</{tag}>"


def compounds(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    row = st.lists(inner, max_size=3).map("".join)
    kinds = st.sampled_from(["", "number", "tList", "tSelf", "tFew"])
    return st.one_of(
        row.map(lambda items: held("list", items)),
        st.builds(lambda a, b, kind: held("context", entry(a, "f", kind) + entry(b)), inner, inner, kinds),
        st.builds(lambda a, b: held("filter", held("in", a) + held("match", b)), inner, inner),
        st.builds(
            lambda tag, part, a, b: f'<{tag} iteratorVariable="i">{held("in", a)}{held(part, b)}</{tag}>',
            st.sampled_from(["for", "some", "every"]), st.sampled_from(["return", "satisfies"]), inner, inner,
        ),
        st.builds(
            lambda a, b, c: held("conditional", held("if", a) + held("then", b) + held("else", c)), inner, inner, inner
        ),
        st.builds(
            lambda a, kind: f'<functionDefinition kind="{kind}"><formalParameter name="i"/>{a}</functionDefinition>',
            inner, st.sampled_from(["FEEL", "Java", ""]),
        ),
        st.builds(
            lambda a, b: f'<invocation>{a}<binding><parameter name="i"/>{b}</binding></invocation>', inner, inner
        ),
        st.builds(lambda cells: f'<relation><column name="a"/><column name="b"/>{held("row", cells)}</relation>', row),
        st.builds(
            lambda policy, cell, result: f'<decisionTable hitPolicy="{policy}">{column("xs")}{output("o", "1, 2")}'
            f"{rule(cell, escape(result)) * 3}</decisionTable>",
            st.sampled_from(["UNIQUE", "ANY", "PRIORITY", "OUTPUT ORDER", "COLLECT", "RULE ORDER", "ODD"]),
            st.sampled_from(["-", "> 1", "1", "i"]), st.sampled_from(["1", "xs", "f(1)", "2 +", "i"]),
        ),
    )  # fmt: skip


TYPES = (
    '<itemDefinition name="tSelf"><typeRef>tSelf</typeRef></itemDefinition>'
    '<itemDefinition name="tList" isCollection="true"><typeRef>number</typeRef></itemDefinition>'
    '<itemDefinition name="tFew"><typeRef>number</typeRef><allowedValues><text>1, 2</text></allowedValues>'
    "</itemDefinition>"
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.recursive(LEAVES, compounds, max_leaves=12), st.sampled_from(["", "number", "tList", "tSelf", "tFew"]))
def test_any_model(drawn: str, kind: str) -> None:
    parts = [f'<variable name="x" typeRef="{kind}"/>{drawn}{requires("Knowledge", "f")}']
    answer(definitions(TYPES, *map(decision, parts), knowledge("f", "i", drawn, needs="f")), xs=[1, 2, None, {"a": 1}])
