"""Data stores: read and written by data associations, and living beyond the request (BPMN 2.0.2, 10.4.1)."""

from typing import Any

import pytest

from tests.workflows.diagrams import (
    call,
    catch,
    definition,
    diagram,
    handler,
    message,
    messages,
    node,
    path,
    script,
    service,
    start,
    throw,
    user,
)
from tests.workflows.play import Play
from tests.workflows.translation.test_data import assign, change, given, gives
from workflows.errors import BoundCrossed
from workflows.loader.canonical import read

DRAWN = node("dataStoreReference", "store", name="Customers")
SHARED = node("dataStoreReference", "store", name="Customers", dataStoreRef="DS")
KEY = "p/Customers"


def store(**given: object) -> str:
    return node("dataStore", "DS", **given)


def keeps(key: str, feel: str) -> str:
    """A task that leads into the store."""
    return user(key, gives("", "store", change(feel)))


def played(*inside: str, stores: dict[str, Any] | None = None, around: str = "", **data: Any) -> Play:
    return Play(definition(start(), *inside, around=around), stores=stores, **data)


def test_what_one_request_writes_another_reads():
    held: dict[str, Any] = {}
    parts = DRAWN, keeps("a", "append(Customers, name)"), user("b", given("store", "b")), path("start", "a", "b")
    first = played(*parts, stores=held)
    first.complete("a", name="Ada")
    assert first.seen(first.step.tasks[0].scope)["Customers"] == ["Ada"]
    played(*parts, stores=held).complete("a", name="Bob")
    assert held == {KEY: ["Ada", "Bob"]}
    assert [(one.store, one.element) for one in first.step.stored] == [(KEY, "a")]


def test_only_an_association_sees_it():
    play = played(DRAWN, keeps("a", "name"), script("s", "Customers", "seen"), user("b"), path("start", "a", "s", "b"))
    play.complete("a", name="Ada")
    assert play.data == {"name": "Ada", "seen": None}


def test_within_one_command_a_reader_sees_what_was_written():
    one = script("one", "1", "n", gives("", "store", change("n")))
    two = script("two", "Customers + 1", "n", given("store", "two"))
    play = played(DRAWN, one, two, user("b"), path("start", "one", "two", "b"))
    assert play.data == {"n": 2}


def test_a_place_inside_is_written_and_the_rest_stays():
    parts = assign("name", "store.last"), assign("count(Customers.all) + 1", "store.count")
    task = user("a", gives("", "store", *parts))
    play = played(DRAWN, task, path("start", "a"), stores={KEY: {"all": [1, 2], "last": "x"}})
    play.complete("a", name="Ada")
    assert play.stores[KEY] == {"all": [1, 2], "last": "Ada", "count": 3}


def test_a_store_and_a_data_object_of_one_name_are_two_things():
    both = DRAWN + node("dataObject", "object", name="Customers")
    task = user("a", gives("object", "store"))
    play = played(both, task, path("start", "a"))
    play.complete("a", Customers="new")
    assert play.stores == {KEY: "new"}


def test_an_arrow_that_says_no_value_writes_nothing():
    task = user("a", gives("", "store"))
    play = played(DRAWN, task, user("b"), path("start", "a", "b"), stores={KEY: 1})
    play.complete("a", Customers=2)
    assert play.step.stored == ()


def test_what_is_asked_outside_gets_the_store_and_all_variables():
    play = played(DRAWN, service("s", given("store", "s")), path("start", "s"), stores={KEY: ["Ada"]}, amount=7)
    asked = play.step.calls[0]
    assert asked.data == {"Customers": ["Ada"]}
    assert asked.visible == {"Customers": ["Ada"], "amount": 7}


def test_events_read_and_write():
    word = '<dataInput id="word" name="news"/>' + given("store", "word")
    heard = '<dataOutput id="out" name="news"/>' + gives("out", "store")
    inside = DRAWN, throw("t", word + message("m")), catch("c", heard + message("m")), user("a")
    play = played(*inside, path("start", "t", "c", "a"), around=messages(m="1"), stores={KEY: "old"})
    assert play.step.thrown[0].data == {"news": "old"}
    play.send("m", news="new", more=1)
    assert (play.stores, play.data) == ({KEY: "new"}, {"news": "new", "more": 1})


def test_an_event_sub_process_writes_it_too():
    heard = '<dataOutput id="out" name="news"/>' + gives("out", "store")
    box = handler("box", heard + message("m"), user("in"), path("box_start", "in"), interrupting=False)
    play = played(DRAWN, user("a"), box, path("start", "a"), around=messages(m="1"))
    play.send("m", news="new")
    assert play.stores == {KEY: "new"}


def test_one_that_is_drawn_belongs_to_its_definition():
    called = diagram(start(), DRAWN, user("in", gives("", "store", change("1"))), path("start", "in"), process="q")
    drawn = definition(start(), DRAWN, call("c", "q"), keeps("b", "2"), path("start", "c", "b"), called={"q": called})
    play = Play(drawn)
    play.complete("in")
    play.complete("b")
    assert play.stores == {"q/Customers": 1, KEY: 2}


def test_one_that_the_file_defines_is_known_by_namespace_and_id():
    inner = diagram(
        start(), SHARED, user("in", gives("", "store", change("append(All, 1)"))), path("start", "in"), process="q",
        around=store(name="All"),
    )  # fmt: skip
    parts = start(), SHARED, call("c", "q"), user("b", gives("", "store", change("append(All, 2)")))
    play = Play(definition(*parts, path("start", "c", "b"), called={"q": inner}, around=store(name="All")))
    play.complete("in")
    play.complete("b")
    assert play.stores == {"http://laneway.test#DS": [1, 2]}


def test_a_full_store_is_an_incident_unless_it_is_unlimited():
    parts = SHARED, keeps("a", "append(Customers, name)"), path("start", "a")
    play = played(*parts, around=store(capacity="1", isUnlimited="false"), stores={"http://laneway.test#DS": [1]})
    with pytest.raises(BoundCrossed, match="holds 1"):
        play.complete("a", name="Ada")
    play = played(*parts, around=store(capacity="1", isUnlimited="true"), stores={"http://laneway.test#DS": [1]})
    play.complete("a", name="Ada")
    assert play.stores["http://laneway.test#DS"] == [1, "Ada"]


def test_more_than_the_house_keeps_is_an_incident():
    play = played(DRAWN, keeps("a", "for i in 1..200 return text"), path("start", "a"))
    with pytest.raises(BoundCrossed, match="at most 1,000,000"):
        play.complete("a", text="x" * 10_000)


def test_it_begins_as_a_list_unless_its_item_is_a_single_one():
    look = user("a", given("store", "a"))
    play = played(SHARED, look, path("start", "a"), around=store())
    assert play.seen(play.step.tasks[0].scope) == {"Customers": []}
    one = node("itemDefinition", "one") + store(itemSubjectRef="one")
    play = played(SHARED, look, path("start", "a"), around=one)
    assert play.seen(play.step.tasks[0].scope) == {"Customers": None}


def test_instances_of_a_store_are_refused():
    many = user(
        "a", '<ioSpecification><dataInput id="all"/></ioSpecification>', given("store", "all"),
        "<multiInstanceLoopCharacteristics><loopDataInputRef>all</loopDataInputRef>"
        "</multiInstanceLoopCharacteristics>",
    )  # fmt: skip
    found = read(diagram(start(), DRAWN, many, path("start", "a")))
    assert "data_store.loop" in {problem.code for problem in found.problems}


def test_a_file_cannot_say_whose_store_it_means():
    said = '<zeebe:output xmlns:l="laneway:data-stores" source="=1" target="x" l:writes="q/Secret"/>'
    forged = user("a", ext=f"<zeebe:ioMapping>{said}</zeebe:ioMapping>")
    owned = node("dataStoreReference", "store", name="Secret", **{"xmlns:l": "laneway:data-stores", "l:owner": "q"})
    found = read(diagram(start(), owned, forged, path("start", "a"))).processes["p"]
    assert found.elements["a"].outputs[0].writes == ""
    assert list(found.stores) == ["p/Secret"]


def test_a_definition_that_nothing_shows_is_refused():
    found = read(diagram(start(), user("a"), path("start", "a"), around=store(name="os.system")))
    assert [problem.code for problem in found.problems] == ["unsupported.data_store"]
