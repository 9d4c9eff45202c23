"""Two at once, on both databases: one of the orders that could have been happens, wholly, and the other is told so."""

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.config import ROOT
from app.db import reading, session, transaction
from app.errors import Forbidden
from app.models.call import Call
from app.models.instance import Instance
from app.models.timer import Timer
from app.operations import clock, groups, importing, leases, messages, ordering, requests, stuck, tasks, timers
from app.operations.permissions import LANEWAY, Actor
from tests.fixtures.callers import Caller
from tests.fixtures.cast import Cast, Player
from tests.journeys.test_new_software import CHEAP, FIGMA
from tests.journeys.test_office_move import MOVE, PLANS
from tests.reliability.together import kinds, together

pytestmark = pytest.mark.usefixtures("whole_afterwards")

ROUNDS = 20
PARCEL = b"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://laneway/tests">
 <bpmn:message id="came" name="parcel"><bpmn:extensionElements><zeebe:subscription correlationKey="=&quot;P-1&quot;"/>
 </bpmn:extensionElements></bpmn:message>
 <bpmn:process id="parcel" name="Parcel" isExecutable="true"><bpmn:extensionElements><zeebe:properties>
   <zeebe:property name="title" value="Parcel"/><zeebe:property name="audience" value="all"/>
  </zeebe:properties></bpmn:extensionElements>
  <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="step"/>
  <bpmn:intermediateCatchEvent id="step" name="Parcel"><bpmn:messageEventDefinition messageRef="came"/>
  </bpmn:intermediateCatchEvent><bpmn:sequenceFlow id="f2" sourceRef="step" targetRef="done"/>
  <bpmn:endEvent id="done"><bpmn:extensionElements><zeebe:properties>
   <zeebe:property name="outcome" value="fulfilled"/></zeebe:properties></bpmn:extensionElements></bpmn:endEvent>
 </bpmn:process>
</bpmn:definitions>"""
BOUGHT = {"order_number": "PO-20417", "licence_key": "M-1", "paid": 90}
FAST = 3.5  # seconds for the slower of two completions: less than a lock is waited for; a tenth on a quiet machine


def test_two_complete_one_task(house: Flask, cast: Cast, program: Callable[[str], Caller]) -> None:
    jonas, slowest = program("jonas"), []
    for _ in range(ROUNDS):
        number = cast.marta.orders("new_software", FIGMA)
        path = f"/api/v1/tasks/{offered(cast.jonas, number)[1]}/complete"
        codes, seconds = both_post(house, jonas, path, {"data": {"decision": "approve"}})
        assert codes == [200, 409]
        assert cast.open_tasks(number) == ["Buy the licence"]
        slowest.append(seconds)
    assert sorted(slowest)[ROUNDS // 2] < FAST


def test_a_completion_against_the_timer_that_ends_the_task(house: Flask, cast: Cast) -> None:
    for round_ in range(8):
        number = cast.marta.orders("office_move", MOVE)
        jonas, task = offered(cast.jonas, number)
        with transaction():
            clock.move(5 * 86_400 + 60)
        fire = partial(timers.fire, *claimed_timer("escalate_after", number))
        decide = partial(tasks.complete, jonas, task, {"decision": "approve"})
        answers = together(house, fire, decide, late=round_ % 2)
        fired, won = (kinds([answer]) == ["done"] for answer in answers)
        assert (fired, won) in ((True, False), (False, True))
        assert {"AlreadyDone", "StaleLease"} & {*kinds(answers)}, "the other was told why"
        cast.works()
        assert cast.open_tasks(number) == (PLANS if won else ["Decide for the absent approver"])


def test_withdrawn_against_completed(house: Flask, cast: Cast) -> None:
    for round_ in range(8):
        number = cast.marta.orders("new_software", FIGMA)
        jonas, task = offered(cast.jonas, number)
        decide = partial(tasks.complete, jonas, task, {"decision": "approve"})
        withdraw = partial(requests.withdraw, who(cast.marta), number, "No.")
        answers = together(house, decide, withdraw, late=round_ % 2)
        assert kinds(answers) in (["done", "done"], ["AlreadyDone", "done"])
        assert not isinstance(answers[1], Exception), "a running request can be withdrawn whatever is completed"
        assert cast.request(number).outcome == "withdrawn"
        assert cast.open_tasks(number) == []


def test_a_new_version_while_requests_start(house: Flask, cast: Cast) -> None:
    files = {path.name: path.read_bytes() for path in ROOT.glob("bpmn/new_software.*")}
    files |= {path.name: path.read_bytes() for path in ROOT.glob("forms/new_software/*")}
    marta = who(cast.marta)

    def publish(name: str) -> str:
        changed = {**files, "new_software.bpmn": files["new_software.bpmn"].replace(b"Buy the licence", name.encode())}
        return importing.import_files(changed).state

    before = version_of(cast.marta.orders("new_software", CHEAP))
    starts = [lambda: ordering.submit(marta, "new_software", CHEAP).number for _ in range(4)]
    answers = together(house, *starts, lambda: publish("Purchase the licence"))
    assert answers[-1] == "published"
    numbers = answers[:-1]
    assert kinds(numbers) == ["done"] * 4
    steps = {version_of(number): cast.open_tasks(number) for number in numbers}
    assert all(name == ["Buy the licence" if v == before else "Purchase the licence"] for v, name in steps.items())
    for number in numbers:
        cast.bela.does(number, cast.open_tasks(number)[0], **BOUGHT)
    later = cast.marta.orders("new_software", CHEAP)
    assert cast.open_tasks(later) == ["Purchase the licence"]


def test_two_workers_claim_one_call(house: Flask, cast: Cast) -> None:
    for _ in range(5):
        number = cast.marta.orders("new_software", CHEAP)
        cast.bela.does(number, "Buy the licence", **BOUGHT)
        cast.dan.does(number, "Test it", passed=True)
        cast.eva.does(number, "Install it")
        claims = [partial(claimed_calls, name) for name in ("one", "two", "three")]
        won = [ids for ids in together(house, *claims) if ids]
        assert len(won) == 1, "exactly one of them has it"
        with transaction():
            clock.move(120)  # the winner never comes back: its lease runs out
        cast.works()
        assert cast.open_tasks(number) == ["Confirm that it works"]


def test_out_of_the_group_while_completing(house: Flask, cast: Cast) -> None:
    for round_ in range(6):
        number = cast.marta.orders("new_software", CHEAP)
        (bela, task), admin = offered(cast.bela, number), who(cast.admin)
        remove = partial(groups.change, admin, "procurement", {"members": ["lena"]})
        done, removed = together(house, partial(tasks.complete, bela, task, BOUGHT), remove, late=round_ % 2)
        assert not isinstance(removed, Exception)
        assert kinds([done]) in (["done"], ["NotFound"], ["Forbidden"])
        assert cast.open_tasks(number) == (["Test it"] if kinds([done]) == ["done"] else ["Buy the licence"])
        with transaction():
            groups.change(admin, "procurement", {"members": ["lena", "bela"]})


def test_rights_are_read_again_under_the_lock(house: Flask, cast: Cast) -> None:
    number = cast.marta.orders("new_software", CHEAP)
    bela, task = offered(cast.bela, number)  # who bela was when the call came in
    with transaction():
        groups.change(who(cast.admin), "procurement", {"members": ["lena"]})
    with pytest.raises(Forbidden), transaction():
        tasks.complete(bela, task, BOUGHT)
    assert cast.open_tasks(number) == ["Buy the licence"]


@pytest.mark.parametrize("house", ["postgresql"], indirect=True)  # SQLite has one writer at a time
def test_a_message_and_its_wait_at_the_same_moment(house: Flask, cast: Cast) -> None:
    with transaction():
        importing.import_files({"parcel.bpmn": PARCEL})
    marta, looked, kept, numbers = who(cast.marta), threading.Event(), threading.Event(), list[str]()

    def order() -> None:
        with house.app_context(), transaction():
            numbers.append(ordering.submit(marta, "parcel", {}).number)  # looks for a kept message and finds none
            looked.set()
            assert kept.wait(60)

    running = threading.Thread(target=order)
    running.start()
    assert looked.wait(60)
    with transaction():
        assert messages.receive(LANEWAY, "parcel", "P-1", {}) is False  # looks for a wait and finds none
    kept.set()
    running.join()
    with transaction():
        stuck.tidy()
    cast.works()
    assert cast.request(numbers[0]).outcome == "fulfilled"


def both_post(app: Flask, caller: Caller, path: str, body: dict[str, Any]) -> tuple[list[int], float]:
    """The two codes, sorted, and the seconds until the second."""
    codes, start = list[int](), threading.Barrier(3)

    def post() -> None:
        twin = Caller(app, caller.headers)
        start.wait()
        codes.append(twin.post(path, json=body).status_code)

    threads = [threading.Thread(target=post) for _ in range(2)]
    for thread in threads:
        thread.start()
    start.wait()
    begun = time.monotonic()
    for thread in threads:
        thread.join()
    return sorted(codes), time.monotonic() - begun


def who(player: Player) -> Actor:
    """The person as the rules see them now; nothing stays open."""
    with reading():
        return player.actor


def offered(player: Player, number: str) -> tuple[Actor, int]:
    """The person and the id of their task."""
    with reading():
        return player.actor, player.task(number).id


def claimed_calls(owner: str) -> list[int]:
    """What this worker got."""
    return [row.id for row in leases.claim(Call, owner)]


def claimed_timer(element: str, number: str) -> tuple[int, int]:
    """Id and token of the request's timer of this element, claimed as a worker would."""
    with transaction():
        rows = leases.claim(Timer, "test", limit=50)
        [mine] = [row for row in rows if row.element == element and row.request_id == int(number[4:])]
        return mine.id, mine.lease_token


def version_of(number: str) -> int:
    """The id of the version that this request runs on."""
    with reading():
        return session().scalars(select(Instance.version_id).where(Instance.request_id == int(number[4:]))).one()
