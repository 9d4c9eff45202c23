"""Two last approvers at the same moment, on both databases: both are heard, and the request moves on once."""

from functools import partial

from flask import Flask

from app.db import reading, session
from app.models.approval import Approval
from app.models.request import Request
from app.operations import tasks
from tests.app.operations.ruled import order, publish, question, waiting, who
from tests.reliability.together import kinds, together


def test_both_last_yeses_count_and_one_of_them_ends_it(house: Flask) -> None:
    publish({"id": "R1", "who": "person", "whom": "jonas, stefan", "quorum": "all"})
    for round_ in range(4):
        request = order("marta", 10)
        asked = [(who(login), question(login, request)) for login in ("jonas", "stefan")]
        votes = [partial(tasks.complete, actor, task, {"decision": "approve"}) for actor, task in asked]
        assert kinds(together(house, *votes, late=round_ % 2)) == ["done", "done"]
        with reading():
            assert session().get_one(Request, request).state == "ended"
            assert session().query(Approval).filter_by(request_id=request).count() == 2


def test_where_one_yes_is_enough_the_other_is_told(house: Flask) -> None:
    publish({"id": "R1", "who": "person", "whom": "jonas, stefan", "quorum": "any"})
    for round_ in range(4):
        request = order("marta", 10)
        asked = [(who(login), question(login, request)) for login in ("jonas", "stefan")]
        votes = [partial(tasks.complete, actor, task, {"decision": "approve"}) for actor, task in asked]
        assert sorted(kinds(together(house, *votes, late=round_ % 2))) == ["AlreadyDone", "done"]
        assert waiting(request) == []
