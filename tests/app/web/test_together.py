"""Several approvals in one go, and one given to somebody else: each a record of its own, never the requester's."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import update

from app.db import now, reading, session, transaction
from app.models.approval import Approval
from app.models.task import Task
from app.operations.permissions import actor_of
from app.queries import approvals
from app.web import several
from tests.fixtures.callers import Browser, person
from tests.fixtures.cast import Cast

ORDER = {"software": "Figma", "seats": 1, "amount": 480, "paid_from": "cost_centre", "cost_centre": "4711"}


def asked(cast: Cast) -> tuple[str, int]:
    number = cast.marta.orders("new_software", {**ORDER, "why": "We draw the portal."})
    return number, cast.jonas.task(number).id


def test_several_in_one_go(cast: Cast, browser_of: Callable[[str], Browser]) -> None:
    (one, first), (other, second), jonas = asked(cast), asked(cast), browser_of("jonas")
    listed = jonas.get("/decisions/together").text
    assert listed.count('name="task"') == 2
    assert (listed.count("480,00\N{NO-BREAK SPACE}€"), listed.count("We draw the portal.")) == (2, 2), "what is decided"
    for inbox in ("/inbox", "/inbox?view=approvals"):
        assert 'href="/decisions/together"' in jonas.get(inbox).text
        assert 'href="/inbox/together' not in jonas.get(inbox).text, "nothing could be done there"
    assert jonas.submit("/decisions/together", task=[first, second]).status_code == 422
    unsaid = jonas.submit("/decisions/together", task=[first, second], decision="reject")
    assert unsaid.status_code == 422
    assert len(re.findall(r'name="task" value="\d+" checked', unsaid.text)) == 2
    assert re.search(r'<textarea[^>]* name="reason" aria-invalid="true"[^>]* autofocus', unsaid.text), "it goes there"
    foreign = 999999
    fields = {"task": [first, second, foreign], "decision": "reject", "reason": "Not this year."}
    assert jonas.submit("/decisions/together", **fields).status_code == 200
    assert [cast.request(number).outcome for number in (one, other)] == ["rejected", "rejected"]
    with reading():
        rows = session().query(Approval).all()
        assert {(row.decision, row.reason, row.way) for row in rows} == {("reject", "Not this year.", "together")}
        assert all("Figma" in row.seen for row in rows)


def test_what_was_decided_meanwhile_says_so(cast: Cast, browser_of: Callable[[str], Browser]) -> None:
    """As from a second window with the same list, or when the answer is loaded again."""
    ids, jonas = [asked(cast)[1] for _ in range(3)], browser_of("jonas")
    assert jonas.submit("/decisions/together", task=ids, decision="approve").status_code == 200
    again = jonas.submit("/decisions/together", task=ids, decision="approve")
    assert again.status_code == 200
    assert again.text.count("Jonas Weber hat das schon erledigt.") == 3
    with reading():
        assert session().query(Approval).count() == 3


def test_what_a_more_urgent_one_pushes_out_of_the_list_is_decided(
    cast: Cast, browser_of: Callable[[str], Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(several, "MOST", 1)
    (_, first), (_, second), jonas = asked(cast), asked(cast), browser_of("jonas")
    with transaction():
        session().execute(update(Task).where(Task.id == second).values(due_at=now()))
    assert f'value="{first}"' not in jonas.get("/decisions/together").text
    jonas.submit("/decisions/together", task=[first], decision="approve")
    with reading():
        assert [row.task_id for row in session().query(Approval)] == [first]


def test_what_cannot_be_decided_so_is_listed(cast: Cast, browser_of: Callable[[str], Browser]) -> None:
    autocad = {**ORDER, "software": "AutoCAD", "amount": 6200, "why": "We draw the Isar bridge in-house."}
    hard, easy = cast.ilse.orders("new_software", autocad), cast.ilse.orders("new_software", {**autocad, "amount": 500})
    anna = browser_of("anna")
    ids = [task.id for number in (hard, easy) for task in cast.anna.tasks(number)]
    answer = anna.submit("/decisions/together", task=ids, decision="approve")
    assert "AutoCAD" in answer.text
    assert cast.open_tasks(hard) == ["Decide"]  # the head of department has to say why, on its own page


def test_one_given_to_somebody_else(cast: Cast, browser_of: Callable[[str], Browser]) -> None:
    (number, task), jonas = asked(cast), browser_of("jonas")
    jonas.submit(f"/tasks/{task}/assign", person="marta")
    assert cast.marta.has_nothing(number)
    jonas.submit(f"/tasks/{task}/assign", person="anna")
    assert "Anna Berg" in jonas.get("/inbox").text  # the page says to whom it went
    assert cast.jonas.has_nothing(number)
    assert jonas.get(f"/tasks/{task}").location == f"/requests/{number}"  # the link of his mail goes on
    assert browser_of("tamas").get(f"/tasks/{task}").status_code == 404
    assert "Jonas Weber" in browser_of("anna").get(f"/tasks/{task}").text
    cast.anna.approves(number)
    with reading():
        [said] = approvals.of_request(actor_of(person("anna")), number)
    assert (said.name, said.given_by) == ("Anna Berg", "Jonas Weber")
