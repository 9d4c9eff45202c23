"""The link in an approver's mail: looking decides nothing, it works once, for one person, for seven days."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app.catalogue.mails import Mail
from app.db import reading, session, transaction
from app.models.approval import Approval
from app.models.journal import Journal
from app.models.outbox import Outbox
from app.models.task import Task
from app.operations import clock, decision_links
from tests.fixtures.callers import FIELD, Browser, Caller, person
from tests.fixtures.cast import Cast
from workflows.values import loads

ORDER = {"software": "Figma", "seats": 1, "amount": 480, "paid_from": "cost_centre", "cost_centre": "4711"}
LINK = re.compile(r"http\S+(/decide/[0-9a-f]{32})")


@pytest.fixture(autouse=True)
def english(house: Flask) -> None:
    """Jonas reads German at home."""
    with transaction():
        person("jonas").language = "en"


def letter(login: str) -> Mail:
    """The newest mail to this person that asks for a decision."""
    with reading():
        rows = session().query(Outbox).order_by(Outbox.id.desc())
        payloads = [loads(row.payload) for row in rows if row.kind == "mail"]
        asked = [one for one in payloads if "decide" in one.get("facts", {})]
        return decision_links.opened(next(one for one in asked if login in one["to"]))


def link(login: str = "jonas") -> str:
    found = LINK.search(letter(login).text)
    assert found
    return found.group(1)


def asked(cast: Cast, **answers: object) -> str:
    return cast.marta.orders("new_software", {**ORDER, "why": "We draw the portal.", **answers})


def decided(number: str) -> list[tuple[str, str]]:
    with reading():
        rows = session().query(Approval).filter_by(request_id=int(number[4:])).order_by(Approval.id)
        return [(row.decision, row.way) for row in rows]


def opens_to_anybody() -> None:
    """As an item says with the property `decide_by_mail` = `link`."""
    with transaction():
        for task in session().query(Task).filter_by(kind="approval"):
            task.properties = task.properties.replace("{", '{"decide_by_mail": "link", ', 1)


def sends(caller: Caller, path: str, **fields: str) -> int:
    found = FIELD.search(caller.get(path).text)
    assert found, "no form"
    return caller.post(path, {"csrf_token": found.group(1), **fields}).status_code


def test_a_scanner_decides_nothing(cast: Cast, house: Flask) -> None:
    number, path = asked(cast), link()
    opens_to_anybody()
    scanner = Caller(house)
    assert scanner.call("HEAD", f"{path}?decision=approve").status_code == 200
    page = scanner.get(f"{path}?decision=approve").text
    assert "Figma" in page
    assert "<script>" not in page
    assert scanner.post(path, {"decision": "approve"}).status_code == 403  # without the page's own token
    assert scanner.get(f"{path}/approve").status_code == 404
    assert decided(number) == []


def test_after_signing_in_the_button_decides_and_the_link_explains(
    cast: Cast, house: Flask, browser_of: Callable[[str], Browser]
) -> None:
    number, path, jonas = asked(cast), link(), browser_of("jonas")
    assert Caller(house).get(path).location.startswith("/login?next=/decide/")
    assert sends(jonas, path, decision="reject") == 422  # and the link stays good
    assert sends(jonas, path, decision="approve", reason="Fine.") == 302
    assert decided(number) == [("approve", "mail link")]
    assert "You approved this, " in jonas.get(path).text
    token = jonas.csrf
    assert jonas.post(path, {"csrf_token": token, "decision": "reject", "reason": "No."}).status_code == 409
    assert decided(number) == [("approve", "mail link")]
    with reading():
        [entry] = session().query(Journal).filter_by(request_id=int(number[4:]), kind="approval.approve")
        assert entry.text == "Approved, by mail link: Decide. Fine."
        assert loads(entry.data)["way"] == "mail link"
    assert cast.journal_holds()


def test_forwarded_it_opens_for_nobody_else(cast: Cast, browser_of: Callable[[str], Browser]) -> None:
    number, path, eva = asked(cast), link(), browser_of("eva")
    assert eva.get(path).status_code == 403
    assert eva.submit(path, decision="approve").status_code == 403
    opens_to_anybody()
    assert eva.get(path).status_code == 403
    assert decided(number) == []


def test_without_signing_in_where_the_step_says_so(cast: Cast, house: Flask) -> None:
    number, path = asked(cast), link()
    opens_to_anybody()
    assert sends(Browser(house), path, decision="reject", reason="Not this year.") == 302
    assert cast.request(number).outcome == "rejected"


def test_no_link_where_the_item_says_no(cast: Cast) -> None:
    number = asked(cast)
    with transaction():
        task = session().get_one(Task, cast.jonas.task(number).id)
        task.properties = '{"decide_by_mail": "no"}'
        assert decision_links.write(task, [task.assignee], "once more") == {}


def test_after_seven_days_it_is_too_old(cast: Cast, browser_of: Callable[[str], Browser]) -> None:
    number, path, jonas = asked(cast), link(), browser_of("jonas")
    with transaction():
        clock.move(timedelta(days=7, minutes=1).total_seconds())
    jonas = browser_of("jonas")
    assert "too old" in jonas.get(path).text
    assert jonas.submit(path, decision="approve").status_code == 409
    assert decided(number) == []


def test_a_task_that_changed_since_is_looked_at_anew(cast: Cast, browser_of: Callable[[str], Browser]) -> None:
    number, path, jonas = asked(cast), link(), browser_of("jonas")
    with transaction():
        session().get_one(Task, cast.jonas.task(number).id).version += 1
    assert "changed since the mail" in jonas.get(path).text
    assert jonas.submit(path, decision="approve").status_code == 409
    cast.marta.withdraws(number, "No longer.")
    assert "was withdrawn" in jonas.get(path).text
    assert decided(number) == []


def test_neither_table_opens_anything(cast: Cast) -> None:
    """A copy of the database is not enough: the secret is made with the house's own key."""
    asked(cast)
    secret = link().rpartition("/")[2]
    with reading():
        letters = [row.payload for row in session().query(Outbox)]
    assert letters
    assert not any(secret in payload for payload in letters)


def test_guessing_is_slowed_down(cast: Cast, browser_of: Callable[[str], Browser]) -> None:
    jonas = browser_of("jonas")
    token = jonas.csrf
    answers = {jonas.post("/decide/" + "0" * 32, {"csrf_token": token}).status_code for _try in range(33)}
    assert answers == {404, 429}


def test_after_a_decision_the_page_leads_on_to_the_next(cast: Cast, browser_of: Callable[[str], Browser]) -> None:
    asked(cast)
    path, jonas = link(), browser_of("jonas")
    cast.marta.orders("new_software", {**ORDER, "seats": 2, "why": "A second one."})
    assert sends(jonas, path, decision="approve") == 302
    page = jonas.get(path).text
    [onward] = re.findall(r'href="(/tasks/\d+\?view=approvals)">.*?Next: Figma × 2', page)
    assert "One more decision waits for you." in page
    assert sends(jonas, link(), decision="approve") == 302
    assert jonas.get(onward).status_code == 200
    page = jonas.get(path).text
    assert "Next: " not in page
    assert "No other decision waits for you." in page


def test_the_link_alone_tells_of_no_other_request(cast: Cast, house: Flask) -> None:
    asked(cast)
    path = link()
    cast.marta.orders("new_software", {**ORDER, "seats": 2, "why": "A second one."})
    opens_to_anybody()
    assert sends(Caller(house), path, decision="approve") == 302
    page = Caller(house).get(path).text
    assert "You approved this, " in page
    assert "Figma × 2" not in page
    assert "Sign in to see what else waits for you" in page
