"""Names that a gateway asks for and nothing sets."""

from tests.workflows.lint.drawings import FORMS, GATEWAY, START, codes
from tests.workflows.loader.diagrams import end, extension, flow, process
from workflows.lint import Known


def test_a_name_that_nothing_sets():
    form = extension('<zeebe:formDefinition formId="order"/>')
    start = f'<startEvent id="s">{form}</startEvent>'

    def asks(name: str, start: str = start) -> list[str]:
        gates = flow("s", "g") + flow("g", "e") + flow("g", "e2", f"{name} &gt; 1")
        return codes(process(start, GATEWAY, end(), end("e2"), gates), known=Known(forms=FORMS))

    assert asks("amount") == []
    assert asks("request.amount") == []
    assert asks("amuont") == ["name.unknown"]
    assert asks("amuont", START) == [], "without a start form nobody can tell"
