"""What makes a process a catalogue item."""

from tests.workflows.lint.drawings import START, codes, problems
from tests.workflows.loader.diagrams import OUTCOME, end, extension, flow, process, user
from workflows.lint import Known


def test_an_item_has_a_title_and_outcomes():
    assert codes(process(START, end(), flow("s", "e"), name="")) == ["item.title"]
    titled = extension('<zeebe:properties><zeebe:property name="title" value="Software"/></zeebe:properties>')
    assert codes(process(titled, START, end(), flow("s", "e"), name="")) == []
    assert codes(process(START, '<endEvent id="e"/>', flow("s", "e"))) == ["end.outcome"]
    wrong = f'<endEvent id="e">{extension(OUTCOME.replace("fulfilled", "great"))}</endEvent>'
    assert codes(process(START, wrong, flow("s", "e"))) == ["end.outcome"]
    chosen = f'<endEvent id="e">{extension(OUTCOME.replace("fulfilled", "=result"))}</endEvent>'
    assert codes(process(START, chosen, flow("s", "e"))) == []


def test_a_slip_of_the_pen_hides_an_item_from_nobody():
    def of(audience: str) -> list[str]:
        said = extension(f'<zeebe:properties><zeebe:property name="audience" value="{audience}"/></zeebe:properties>')
        return codes(process(said, START, end(), flow("s", "e")), known=Known(groups=frozenset({"hr"})))

    assert [of(one) for one in ("", "all", "group:hr, country:DE", "department:Human resources,role:desk")] == [[]] * 4
    assert [of(one) for one in ("=true", "everybody", "group:", "group:hr,HR")] == [["item.audience"]] * 4
    assert of("group:hrr") == ["group.unknown"]


def test_a_way_that_just_stops_names_the_last_element():
    [problem] = problems(process(START, user(), flow("s", "t")))
    assert (problem.code, problem.element) == ("end.outcome", "t")


def test_called_and_hidden_processes_are_no_items():
    shared = process(START, '<endEvent id="e"/>', flow("s", "e"), key="approval", name="")
    call = process('<callActivity id="c" calledElement="approval"/>', end("e9"), flow("c", "e9"))
    assert codes(call, shared) == []
    mark = extension('<zeebe:properties><zeebe:property name="catalogue" value="false"/></zeebe:properties>')
    assert codes(process(mark, START, '<endEvent id="e"/>', flow("s", "e"), name="")) == []
