"""Any rules and any answers: nobody decides on their own request, nobody is asked twice, every round ends."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from app.db import reading, session
from app.models.approval import Approval
from app.models.request import Request
from tests.app.operations.ruled import decides, order, outcome, publish, waiting
from tests.app.operations.ruled import question as question_of

PEOPLE = ("tom", "anna", "jonas", "grace", "stefan", "lena", "marta")
MEMBERS = {"it-budget": "grace", "infrastructure": "dan", "security": "stefan"}
WHO = some.one_of(
    some.just({"who": "manager"}),
    some.just({"who": "department_head"}),
    some.just({"who": "manager", "climb": True}),
    some.sampled_from(sorted(MEMBERS)).map(lambda key: {"who": "group", "whom": key}),
    some.lists(some.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True).map(
        lambda names: {"who": "person", "whom": ", ".join(names)}
    ),
)
RULE = some.builds(
    lambda who, quorum, of, beside: {**who, "quorum": quorum, "of": of, "beside": beside},
    WHO,
    some.sampled_from(["first", "any", "all", "number", "veto"]),
    some.integers(1, 3),
    some.booleans(),
)


@pytest.mark.usefixtures("house")
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(some.lists(RULE, min_size=1, max_size=3), some.sampled_from(PEOPLE), some.randoms(use_true_random=False))
def test_every_round_ends_and_asks_each_person_once(
    house: Flask, rules: list[dict[str, Any]], requester: str, chance: Any
) -> None:
    publish(*({**rule, "id": f"R{at}"} for at, rule in enumerate(rules, start=1)))
    request = order(requester, 6200)
    for _ in range(40):
        left = waiting(request)
        if not left:
            break
        assert requester not in left
        chosen = chance.choice(left)
        login = MEMBERS.get(chosen, chosen)
        assert question_of(login, request)
        decides(login, request, "reject" if chance.random() < 0.2 else "approve")
    assert outcome(request) in ("approve", "reject")
    with reading():
        row = session().get_one(Request, request)
        deciders = [one.person_id for one in session().query(Approval).filter_by(request_id=request)]
        assert row.state == "ended"
    assert len(deciders) == len(set(deciders)), "somebody decided twice"
