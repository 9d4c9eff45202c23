"""Approvals by rules: who is asked, in which order, until what, and what the history says of it."""

import pytest
from flask import Flask

from app.db import transaction
from app.errors import AlreadyDone
from app.operations import tasks
from tests.app.operations import ruled
from tests.app.operations.ruled import decides, order, outcome, publish, question, records, told, waiting

LADDER = (
    {"id": "R1", "title": "Line manager", "who": "manager", "limits": {"EUR": "1000"}, "automatic": {"EUR": "450"}},
    {"id": "R2", "title": "Head of department", "who": "department_head", "limits": {"EUR": "5000"}},
    {"id": "R3", "title": "IT budget", "who": "group", "whom": "it-budget", "limits": {"EUR": "20000"}},
)

pytestmark = pytest.mark.usefixtures("house")


def test_rungs_are_asked_until_one_suffices(house: Flask) -> None:
    publish(*LADDER)
    request = order("ilse", 6200)
    assert waiting(request) == ["tom"]
    decides("tom", request)
    assert waiting(request) == ["anna"]
    decides("anna", request)
    assert waiting(request) == ["it-budget"]
    decides("grace", request)
    assert outcome(request) == "approve"
    assert records(request) == [("R1", "tom"), ("R2", "anna"), ("R3", "grace")]
    assert ruled.variables(request)["decided_by"] == "grace"


def test_a_rung_that_suffices_is_the_last(house: Flask) -> None:
    publish(*LADDER)
    request = order("ilse", 900)
    decides("tom", request)
    assert outcome(request) == "approve"


def test_a_small_sum_is_approved_by_the_rule_and_its_version_is_told(house: Flask) -> None:
    publish(*LADDER)
    number = publish(*LADDER, {"id": "R4", "who": "manager", "when": 'kind = "never"'})
    request = order("ilse", 450)
    assert outcome(request) == "approve"
    assert f"Approved by rule R1, version {number}: Line manager." in told(request)
    assert ruled.variables(request)["decided_by"] == "rule"


def test_who_has_approved_is_not_asked_again_and_the_history_says_so(house: Flask) -> None:
    publish(*LADDER)
    request = order("eva", 6200)  # her manager heads the department and holds the IT budget as well
    assert waiting(request) == ["grace"]
    decides("grace", request)
    assert outcome(request) == "approve"
    assert "Grace Miller has approved this request already: not asked again for “IT budget”." in told(request)


def test_a_head_of_department_does_not_decide_for_herself(house: Flask) -> None:
    publish({"id": "R1", "who": "department_head"}, {"id": "R2", "who": "person", "whom": "anna"})
    request = order("anna", 10)
    assert waiting(request) == ["clara"]
    decides("clara", request)
    assert outcome(request) == "approve"
    assert any("Anna Berg does not decide on their own request" in text for text in told(request))


def test_a_climb_ends_where_a_limit_suffices(house: Flask) -> None:
    publish({"id": "R1", "who": "manager", "climb": True})
    request = order("ilse", 30_000)
    for login in ("tom", "anna", "clara"):
        assert waiting(request) == [login]
        decides(login, request)
    assert outcome(request) == "approve"


def test_beyond_all_limits_the_owner_of_the_item_is_asked(house: Flask) -> None:
    publish(LADDER[0])
    request = order("ilse", 90_000)
    decides("tom", request)
    assert outcome(request) is None
    assert waiting(request) == ["paul"]  # no owner is named: the process managers


def test_two_of_three_close_the_question_of_the_third(house: Flask) -> None:
    publish({"id": "R1", "who": "group", "whom": "infrastructure", "quorum": "number", "of": 2})
    request = order("marta", 10)
    assert sorted(waiting(request)) == ["dan", "grace", "piotr"]
    left = question("piotr", request)
    decides("dan", request)
    assert outcome(request) is None
    decides("grace", request)
    assert outcome(request) == "approve"
    with pytest.raises(AlreadyDone, match="Decided by others: Grace Miller"), transaction():
        tasks.complete(ruled.who("piotr"), left, {"decision": "approve"})


def test_two_refusals_of_three_refuse(house: Flask) -> None:
    publish({"id": "R1", "who": "group", "whom": "infrastructure", "quorum": "number", "of": 2})
    request = order("marta", 10)
    decides("dan", request, "reject")
    assert outcome(request) is None
    decides("piotr", request, "reject")
    assert outcome(request) == "reject"
    assert waiting(request) == []


def test_rules_beside_each_other_ask_at_the_same_time_and_once(house: Flask) -> None:
    publish(
        {"id": "R1", "who": "person", "whom": "jonas"},
        {"id": "R2", "who": "person", "whom": "jonas, stefan", "quorum": "all", "beside": True},
    )
    request = order("marta", 10)
    assert sorted(waiting(request)) == ["jonas", "stefan"]
    decides("jonas", request)
    decides("stefan", request)
    assert outcome(request) == "approve"
    assert len(records(request)) == 2


def test_a_rule_whose_condition_is_not_met_asks_nobody(house: Flask) -> None:
    publish({"id": "R1", "who": "group", "whom": "security", "when": 'kind = "door"'}, {"id": "R2", "who": "manager"})
    assert waiting(order("marta", 10, "chair")) == ["jonas"]
    assert waiting(order("marta", 10, "door")) == ["security"]


def test_field_query_and_cost_centre_name_people(house: Flask) -> None:
    publish(
        {"id": "R1", "who": "field", "whom": "kind"},
        {"id": "R2", "who": "query", "whom": 'if amount.amount > 5 then ["stefan"] else "manager"'},
        {"id": "R3", "who": "cost_centre", "whom": '"4720"'},
    )
    request = order("marta", 10, "lena")
    for login in ("lena", "stefan", "anna"):
        assert waiting(request) == [login]
        decides(login, request)
    assert outcome(request) == "approve"


def test_a_change_ends_the_round_at_once(house: Flask) -> None:
    publish({"id": "R1", "who": "group", "whom": "infrastructure", "quorum": "all"})
    request = order("marta", 10)
    decides("dan", request, "change")
    assert (outcome(request), waiting(request)) == ("change", [])
