"""What later releases could do as well, in the small house of everyday.py: so that every kind of structured column is
in the backup of the newest release.

`python -m tests.app.backup.newer FILE` makes one, once, when a release is new: what stands in kept/ is never written
again. A column that test_kept_columns.py misses gets a chapter here.
"""

import sys
from datetime import time
from pathlib import Path

from app.catalogue import notices
from app.db import session, transaction
from app.demo import canned, views
from app.models.incident import Incident
from app.models.person import Person
from app.operations import articles, groups, importing, mail_texts, requests, resolving, steps, telling, token_moves
from app.operations import tasks as verbs
from app.queries import moves
from tests.app.backup import everyday
from tests.app.operations.beginning_items import done, item
from tests.app.operations.routed_items import holder, step
from tests.fixtures.cast import Cast
from tests.workflows.diagrams import ad_hoc, call, extensions, node, path, properties, start
from tests.workflows.translation.test_data import change, gives

WRITES = gives("", "store", change("append(Visitors, request.number)"))
HELP = node("userTask", "help", extensions("<zeebe:userTask/>", properties(group="infrastructure")), name="Help out")
HEADER = '<zeebe:taskHeaders><zeebe:header key="method" value="PUT"/></zeebe:taskHeaders>'
TELLS = node("serviceTask", "tell", extensions('<zeebe:taskDefinition type="http"/>', HEADER), name="Tell them")
VISITS = item(
    "visits", start(), node("dataStoreReference", "store", name="Visitors"),
    step("receive", assign="round_robin").replace("</userTask>", WRITES + "</userTask>"),
    ad_hoc("box", HELP, name="What is needed"), TELLS, call("inner", "fragile"), done(),
    path("start", "receive", "box", "tell", "inner", "end"),
)  # fmt: skip


def visits(cast: Cast) -> None:
    """One is received by whose turn it is, one waits for what is needed, one tells somebody outside."""
    with transaction():
        row = importing.import_files({"visits.bpmn": VISITS})
        assert row.state == "published", row.problems
    _received, helped, telling_ = (cast.marta.orders("visits", {}) for _ in range(3))
    for number in (helped, telling_):
        getattr(cast, holder(number) or "").does(number, "Receive")
    with transaction():
        box = cast.dan.task(telling_, "What is needed")
        steps.begin(cast.dan.actor, box.id, None)


def corrects(cast: Cast) -> None:
    """An order that was sent back for two of its fields and corrected; its first approval is kept as it was shown."""
    number = cast.marta.orders("new_software", everyday.FIGMA)
    with transaction():
        asked = {"decision": "change", "reason": "Please look again.", "correct": ["seats", "amount"]}
        verbs.complete(cast.jonas.actor, cast.jonas.task(number).id, asked)
    cast.marta.does(number, "Correct your order", seats=1, amount=240)


def moves_tokens(cast: Cast) -> None:
    """One move waits for its second signature, one was made and may be taken back."""
    for sign in (False, True):
        incident = stuck_at(everyday.fails(cast))
        with transaction():
            [(token, _name, _targets)] = moves.options(cast.paul.actor, incident, "en")
            made = token_moves.propose(cast.paul.actor, incident, token, "tell", "It is fine.").id
        if sign:
            with transaction():
                token_moves.sign(cast.admin.actor, made)


def rates(cast: Cast) -> None:
    """A request that was mended, ended and rated."""
    number = everyday.fails(cast)
    with transaction():
        resolving.resolve(cast.paul.actor, stuck_at(number), "change", {"fine": False}, "Seen to.")
    with transaction():
        requests.rate(cast.marta.actor, number, stars=2, text="It took long.")


def writes(cast: Cast) -> None:
    """What a house keeps beside its requests: answers, views, words, wishes."""
    canned.seed()
    views.seed()
    with transaction():
        articles.propose(cast.dan.actor, articles.Draft("vpn", "en", "VPN on a new phone", "Install it.", "vpn phone"))
        mail_texts.keep(cast.admin.actor, "incident", "de", "Es hakt: {number}", "{number} braucht jemanden.")
        groups.change(cast.admin.actor, "infrastructure", {"names": {"de": "Technik"}})
        ways = {"comment": notices.Way(mail="digest")}
        wishes = notices.Wishes(ways=ways, quiet=(time(22), time(6)))
        telling.keep(session().get_one(Person, cast.marta.actor.id), wishes)


def falls_back(cast: Cast) -> None:
    """Work of somebody who is not here: whoever answers for the item has it, and why."""
    work = extensions('<zeebe:userTask/><zeebe:assignmentDefinition assignee="gone"/>')
    with transaction():
        parts = (start(), node("userTask", "help", work, name="Help out"), done(), path("start", "help", "end"))
        assert importing.import_files({"alone.bpmn": item("alone", *parts, owner="dan")}).state == "published"
    cast.paul.orders("alone", {})


def stuck_at(number: str) -> int:
    return session().query(Incident).filter_by(request_id=int(number[4:]), state="open").one().id


if __name__ == "__main__":
    everyday.make(Path(sys.argv[1]), visits, corrects, moves_tokens, rates, writes, falls_back)
