"""Articles: proposed by whoever does the work, published by who answers for it, used as an answer before asking.

Nobody reads a proposal but its reviewers; what is published stays until the next review is through.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.catalogue.folding import fold
from app.db import now, session
from app.errors import Conflict, Forbidden, InvalidForm, NotFound
from app.language import gettext as _
from app.models.article import AUDIENCES, Article
from app.models.reading import Reading
from app.models.request import Request
from app.operations import house, journal
from app.operations.permissions import Actor, require
from app.operations.roles import OVERSEERS, OWNERS

REVIEWERS = OWNERS
KEY = re.compile(r"[a-z0-9][a-z0-9-]{1,98}")
TITLE, KEYWORDS, TEXT = 200, 500, 20_000
MOST_READ = 5  # of one request
PROPOSED = ("title", "text", "keywords", "item", "audience")  # what waits for a review, with who is to read it


@dataclass(frozen=True)
class Draft:
    """What somebody proposes: `key` and `language` say of what; `text` is Markdown; `item`: its key, or ""."""

    key: str
    language: str
    title: str
    text: str
    keywords: str = ""
    item: str = ""
    audience: str = "all"


def may_write(actor: Actor) -> bool:
    """Everybody who does work for others: members of groups, the desk, those who answer for processes."""
    return bool(actor.groups) or actor.has("desk", *REVIEWERS)


def must_write(actor: Actor) -> None:
    """Raises Forbidden for somebody who may not write articles."""
    if not may_write(actor):
        raise Forbidden()


def reads_staff(actor: Actor) -> bool:
    """Articles for staff are for those who work on requests."""
    return bool(actor.groups) or actor.has("process_owner", *OVERSEERS)


def propose(actor: Actor, draft: Draft) -> Article:
    """Keep a proposal for review. Raises Forbidden, InvalidForm (with each field)."""
    must_write(actor)
    _check(draft)
    row = _row(draft.key, draft.language)
    if row is None:
        row = Article(key=draft.key, language=draft.language, changed_at=now())
        session().add(row)
    if row.published_at is None:
        row.item, row.audience = draft.item, draft.audience
    row.proposal = json.dumps({name: getattr(draft, name) for name in PROPOSED})
    row.proposed_by_id, row.changed_at = actor.id, now()
    session().flush()
    text = f"Proposed the article “{draft.title}” ({draft.language})."
    facts = {"article": draft.key, "title": draft.title, "language": draft.language}
    journal.write(0, actor.login, "article.proposed", text, **facts)
    return row


def publish(actor: Actor, key: str, language: str) -> Article:
    """What was proposed is what people read from now on. Raises Forbidden, NotFound, Conflict (nothing proposed)."""
    require(actor, *REVIEWERS)
    row = _known(key, language)
    if row.proposal is None:
        raise Conflict(_("Nothing is proposed here that is not published already."))
    for name, value in json.loads(row.proposal).items():
        setattr(row, name, value)
    row.search = fold(f"{row.title} {row.keywords} {row.text}")
    row.proposal, row.published_by_id = None, actor.id
    row.published_at = row.changed_at = now()
    text = f"Published the article “{row.title}” ({language})."
    journal.write(0, actor.login, "article.published", text, article=key, title=row.title, language=language)
    return row


def retire(actor: Actor, key: str, language: str) -> None:
    """It is not shown any more; its words wait as a proposal. Raises Forbidden, NotFound."""
    require(actor, *REVIEWERS)
    row = _known(key, language)
    row.proposal = row.proposal or json.dumps({name: getattr(row, name) for name in PROPOSED})
    row.search, row.published_at, row.changed_at = "", None, now()
    text = f"Retired the article “{row.title}” ({language})."
    journal.write(0, actor.login, "article.retired", text, article=key, title=row.title, language=language)


def read_before(request: Request, keys: Sequence[str], solved_by: str = "") -> None:
    """What the requester had read when they asked, and which one was the answer. Unknown keys are left out."""
    wanted = list(dict.fromkeys([*filter(None, [solved_by]), *keys]))[:MOST_READ]
    if not wanted:
        return
    found = {row.key: row.id for row in session().scalars(select(Article).where(Article.key.in_(wanted)))}
    for key in wanted:
        if key in found:
            reading = Reading(article_id=found[key], request_id=request.id, solved=key == solved_by, at=now())
            session().add(reading)


def _check(draft: Draft) -> None:
    wrong = {}
    if not KEY.fullmatch(draft.key):
        wrong["key"] = _("Small letters a to z, digits and dashes, at least two.")
    if draft.language not in house.config().languages:
        wrong["language"] = _("The house does not speak this language.")
    if draft.audience not in AUDIENCES:
        wrong["audience"] = _("Choose who may read it.")
    for name, size in (("title", TITLE), ("text", TEXT), ("keywords", KEYWORDS)):
        given = getattr(draft, name)
        if len(given) > size:
            wrong[name] = _("At most %(count)s characters.", count=size)
        elif not given.strip() and name != "keywords":
            wrong[name] = _("This is needed.")
    if wrong:
        raise InvalidForm(wrong)


def _row(key: str, language: str) -> Article | None:
    return session().scalar(select(Article).where(Article.key == key, Article.language == language))


def _known(key: str, language: str) -> Article:
    row = _row(key, language)
    if row is None:
        raise NotFound()
    return row
