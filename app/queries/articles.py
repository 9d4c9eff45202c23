"""Articles as people find and read them, and how often one was the answer. Only reads."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, case, func, or_, select

from app.catalogue.folding import fold
from app.db import session
from app.errors import NotFound
from app.models.article import Article
from app.models.person import Person
from app.models.reading import Reading
from app.operations.articles import PROPOSED, REVIEWERS, may_write, reads_staff
from app.operations.permissions import Actor, see_request

MOST = 500  # articles that are looked through: a house has hundreds, not thousands
MANY = 4  # words of a whole sentence, of which one may be missing
SHORTEST = 3  # letters of a word that says something


@dataclass(frozen=True)
class Read:
    """An article as it is read, in the reader's language or the nearest there is."""

    key: str
    language: str
    title: str
    text: str
    item: str
    audience: str
    published_at: datetime | None


@dataclass(frozen=True)
class Listed:
    """A line of the list: `waits`: a proposal waits for a review; `solved`, `read`: how often it was the answer, of
    how many times it was read before asking."""

    key: str
    language: str
    title: str
    item: str
    audience: str
    published: bool
    waits: bool
    changed_at: datetime
    solved: int = 0
    read: int = 0


@dataclass(frozen=True)
class Editing:
    """An article as its writer finds it: the proposal where there is one, else what is published."""

    key: str
    language: str
    title: str
    text: str
    keywords: str
    item: str
    audience: str
    published: bool
    proposed_by: str


def found(actor: Actor, words: str, language: str, item: str = "", limit: int = 5) -> list[Read]:
    """The articles that fit, best first: the more words they have, and in title and keywords, the better.

    `item`: those of this item and those of none. Narrower with each word: only those are left that have as many of
    them as the best has. No words find nothing.
    """
    wanted = [word for word in dict.fromkeys(fold(words).split()) if len(word) >= SHORTEST]
    if not wanted:
        return []
    rows = _nearest(session().scalars(_published(actor, item)), language)
    wanted = list(_telling(wanted, rows))
    ranked = [(_fit(row, wanted), row) for row in rows]
    best = max((fit for fit, _row in ranked), default=(0, 0))
    least = max(1, best[0] - (1 if len(wanted) >= MANY else 0))
    fitting = sorted(
        (one for one in ranked if one[0][0] >= least), key=lambda one: (-one[0][0], -one[0][1], one[1].key)
    )
    return [_read(row) for _fit_of, row in fitting[:limit]]


def one(actor: Actor, key: str, language: str) -> Read:
    """One article. Raises NotFound where there is none for this reader."""
    rows = _nearest(session().scalars(_published(actor).where(Article.key == key)), language)
    if not rows:
        raise NotFound()
    return _read(rows[0])


def listed(actor: Actor, language: str) -> list[Listed]:
    """Every article that the actor may read, and, for writers, what is proposed; by title."""
    query = select(Article).order_by(Article.key).limit(MOST * 4)
    rows = [row for row in session().scalars(query) if _may_list(actor, row)]
    used = _used() if actor.has(*REVIEWERS) else {}
    shown = rows if may_write(actor) else _nearest(rows, language)
    lines = [_line(row, used.get(row.key, (0, 0))) for row in shown]
    return sorted(lines, key=lambda line: (line.title.casefold(), line.language))


def editing(actor: Actor, key: str, language: str) -> Editing:
    """What its form shows. Raises NotFound."""
    row = session().scalar(select(Article).where(Article.key == key, Article.language == language))
    if row is None or not may_write(actor):
        raise NotFound()
    live = {name: getattr(row, name) for name in PROPOSED}
    words = {**live, **json.loads(row.proposal or "{}")}
    by = session().get(Person, row.proposed_by_id) if row.proposal and row.proposed_by_id else None
    published = row.published_at is not None
    return Editing(
        key,
        language,
        **words,
        published=published,
        proposed_by=by.name if by else "",
    )


def before(actor: Actor, number: str, language: str) -> list[tuple[Read, bool]]:
    """What the requester read before asking, and whether it was the answer. Raises NotFound."""
    request = see_request(actor, number)
    rows = session().scalars(select(Reading).where(Reading.request_id == request.id).order_by(Reading.id)).all()
    solved = {row.article.key: row.solved for row in rows}
    articles = session().scalars(_published(actor).where(Article.key.in_(solved)))
    return [(_read(row), solved[row.key]) for row in _nearest(articles, language)]


def _published(actor: Actor, item: str = "") -> Select[Article]:
    query = select(Article).where(Article.published_at.is_not(None)).order_by(Article.key).limit(MOST)
    if item:
        query = query.where(or_(Article.item == item, Article.item == ""))
    return query if reads_staff(actor) else query.where(Article.audience == "all")


def _nearest(rows: Iterable[Article], language: str) -> list[Article]:
    """One row a key: in this language, else in English, else in any."""
    chosen: dict[str, Article] = {}
    order = {language: 0, "en": 1}
    for row in rows:
        known = chosen.get(row.key)
        if known is None or order.get(row.language, 2) < order.get(known.language, 2):
            chosen[row.key] = row
    return list(chosen.values())


def _fit(row: Article, wanted: Sequence[str]) -> tuple[int, int]:
    head = fold(f"{row.title} {row.keywords}")
    return sum(word in row.search for word in wanted), sum(word in head for word in wanted)


def _telling(wanted: Sequence[str], rows: Sequence[Article]) -> Sequence[str]:
    """Without the words that more than half of the articles have ("the", "how"): they choose nothing."""
    if len(rows) < MANY:
        return wanted
    rare = [word for word in wanted if 2 * sum(word in row.search for row in rows) <= len(rows)]
    return rare or wanted


def _may_list(actor: Actor, row: Article) -> bool:
    if row.audience == "staff" and not reads_staff(actor):
        return False
    return row.published_at is not None or may_write(actor)


def _line(row: Article, used: tuple[int, int]) -> Listed:
    title = row.title or (json.loads(row.proposal)["title"] if row.proposal else row.key)
    published = row.published_at is not None
    waits = row.proposal is not None
    return Listed(row.key, row.language, title, row.item, row.audience, published, waits, row.changed_at, *used)


def _used() -> dict[str, tuple[int, int]]:
    solved = func.sum(case((Reading.solved, 1), else_=0))
    query = (
        select(Article.key, solved, func.count()).join(Reading, Reading.article_id == Article.id).group_by(Article.key)
    )
    return {key: (int(was), int(all_)) for key, was, all_ in session().execute(query)}


def _read(row: Article) -> Read:
    return Read(row.key, row.language, row.title, row.text, row.item, row.audience, row.published_at)
