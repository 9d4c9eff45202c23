"""What a training could spare people from asking: how-to questions by topic, what articles were worth, and who needed
a new password again and again. Only reads.

Who that was, by name, is for process managers and administrators; others read how many.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, case, cast, func, select

from app.db import ask, now, session
from app.models.article import Article
from app.models.definition import Definition
from app.models.instance import Instance
from app.models.person import Person
from app.models.proof import Proof
from app.models.reading import Reading
from app.models.request import Request
from app.operations.permissions import Actor, require
from app.operations.roles import MANAGERS
from app.operations.wording import Wording, of_version
from app.queries.insights import READERS

ITEM = "how_to"
NAMING = MANAGERS
OFTEN = 3  # new passwords of one person that are worth a word
MOST = 20  # lines of each table


@dataclass(frozen=True)
class Topic:
    """How-to questions about one thing; `by_article`: those that ended with an article."""

    name: str
    asked: int
    by_article: int


@dataclass(frozen=True)
class Worth:
    """An article that was before somebody's eyes: how often it was the answer, and how often a person was asked."""

    key: str
    title: str
    solved: int
    asked: int

    @property
    def share(self) -> int:
        """In a hundred readings, how often it was the answer."""
        return round(100 * self.solved / (self.solved + self.asked))


@dataclass(frozen=True)
class Again:
    """Somebody with at least OFTEN new passwords."""

    login: str
    name: str
    count: int


@dataclass(frozen=True)
class Training:
    """`people` is empty for who may not know them; `often` counts them all the same."""

    topics: Sequence[Topic]
    articles: Sequence[Worth]
    people: Sequence[Again]
    often: int


def report(actor: Actor, days: int, language: str) -> Training:
    """The last `days` days, the most frequent first. Raises Forbidden."""
    require(actor, *READERS)
    since = now() - timedelta(days=days)
    again = _again(since)
    return Training(_topics(since, language), _worth(since, language), again if actor.has(*NAMING) else [], len(again))


def _topics(since: datetime, language: str) -> list[Topic]:
    answered = select(Reading.id).where(Reading.request_id == Request.id, Reading.solved).exists()
    each = (
        select(_topic().label("topic"), case((answered, 1), else_=0).label("solved"))
        .select_from(Request)
        .join(Instance, Instance.request_id == Request.id)
        .where(Request.item == ITEM, Request.created_at >= since)
        .subquery()
    )
    topic = each.c.topic
    query = select(topic, func.count().label("times"), func.sum(each.c.solved).label("solved"))
    rows = ask(query.where(topic.is_not(None)).group_by(topic)).all()
    said = _words(language)
    found = [Topic(said.say(row.topic), row.times, int(row.solved)) for row in rows]
    return sorted(found, key=lambda one: (-one.asked, one.name))[:MOST]


def _topic() -> Any:
    """The variable `topic` of the process, as the tables of the item or whoever answered named it."""
    if session().get_bind().dialect.name == "postgresql":
        return cast(Instance.variables, JSON)[""]["data"]["topic"].as_string()
    return func.json_extract(Instance.variables, '$."".data.topic')


def _words(language: str) -> Wording:
    version = session().scalar(select(Definition.published_id).where(Definition.key == ITEM))
    return of_version(version, language) if version else Wording()


def _worth(since: datetime, language: str) -> list[Worth]:
    solved = func.sum(case((Reading.solved, 1), else_=0)).label("solved")
    query = select(Article.key, solved, func.count().label("times")).join(Reading, Reading.article_id == Article.id)
    rows = ask(query.where(Reading.at >= since).group_by(Article.key)).all()
    titles = _titles([row.key for row in rows], language)
    found = [Worth(row.key, titles[row.key], int(row.solved), row.times - int(row.solved)) for row in rows]
    return sorted(found, key=lambda one: (-(one.solved + one.asked), one.title))[:MOST]


def _titles(keys: Sequence[str], language: str) -> dict[str, str]:
    """In this language, else in English, else in any."""
    rows = ask(select(Article.key, Article.language, Article.title).where(Article.key.in_(keys))).all()
    order = {language: 2, "en": 1}
    rows = sorted(rows, key=lambda row: order.get(row.language, 0) if row.title else -1)
    return {row.key: row.title or row.key for row in rows}


def _again(since: datetime) -> list[Again]:
    count = func.count().label("times")
    query = (
        select(Person.login, Person.name, count)
        .join(Proof, Proof.person_id == Person.id)
        .join(Instance, Instance.id == Proof.instance_id)
        .join(Request, Request.id == Instance.request_id)
        .where(Request.outcome == "fulfilled", Request.ended_at >= since)
        .group_by(Person.login, Person.name)
        .having(func.count() >= OFTEN)
        .order_by(count.desc(), Person.name)
    )
    return [Again(row.login, row.name, row.times) for row in ask(query)]
