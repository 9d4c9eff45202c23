"""What a person may order, from the published versions. Only reads; no diagram is parsed for the list."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select

from app.catalogue.folding import fold
from app.db import now, session
from app.errors import NotFound
from app.models.definition import Definition
from app.models.definition_version import DefinitionVersion
from app.models.person import Person
from app.operations import audience, definitions, variables
from app.operations.answers import schema_of
from app.operations.clocks import promises
from app.operations.permissions import Actor
from app.operations.wording import Wording, wording
from app.queries import promise, usual
from app.queries.pages import Page, after, cut
from app.queries.promise import Promise
from app.queries.usual import Usual


@dataclass(frozen=True)
class Item:
    """One item as the catalogue shows it; `keywords` help finding, `icon` names a symbol of the sprite;
    `decides`: who approves, in words; `usually`: how long it takes (ISO 8601), measured by so many orders, or, where
    `measured` is 0, as its owner thinks; `knowledge`: the field beside which articles answer; `by`: when that would be,
    ordered now, and `why`, in working time; `send`: what its button says, if not “Order”."""

    key: str
    title: str
    description: str
    category: str
    keywords: str
    icon: str
    version: int
    version_id: int
    decides: str = ""
    usually: str = ""
    measured: int = 0
    knowledge: str = ""
    by: datetime | None = None
    why: str = ""
    send: str = ""


@dataclass(frozen=True)
class ItemPage:
    """An item to order: `form` is the start form's schema as stored, `said` the same in the reader's words; `promised`:
    its clock's date, ordered now."""

    item: Item
    form: dict[str, Any] | None
    said: dict[str, Any] | None
    data: dict[str, Any]
    diagram: bytes
    promised: promises.Promise | None = None


def items(actor: Actor, *, language: str = "", q: str = "") -> list[Item]:
    """Everything the actor may order, by category and title; `q` finds parts of title, description, keywords."""
    person = session().get(Person, actor.id)
    if person is None:
        return []
    rows = session().execute(_published().where(Definition.orderable).order_by(Definition.id))
    open_ones = [row for row in rows if audience.admits(json.loads(row.properties), person, actor)]
    known = usual.of_items(row.key for row in open_ones)
    promised = promise.of_items({row.key: json.loads(row.properties) for row in open_ones}, now())
    found = [
        _item(row, wording(row.texts, language or actor.language), known.get(row.key), promised.get(row.key))
        for row in open_ones
    ]
    wanted = fold(q).split()
    fitting = [one for one in found if all(word in _findable(one) for word in wanted)]
    return sorted(fitting, key=lambda one: (one.category.casefold(), one.title.casefold(), one.key))


def page(actor: Actor, *, cursor: str = "", limit: int = 50, q: str = "") -> Page[Item]:
    """The same as a page, by version id: a catalogue is short, so it is cut here and not in the database."""
    rows = sorted(items(actor, q=q), key=lambda one: one.version_id)
    return cut([one for one in rows if one.version_id > after(cursor)][: limit + 1], limit, lambda one: one.version_id)


def item(actor: Actor, key: str, *, language: str = "", requested_for: str = "") -> ItemPage:
    """One item with its form. Raises NotFound where the actor may not order it."""
    person = session().get(Person, actor.id)
    row = session().execute(_published().where(Definition.key == key, Definition.orderable)).first()
    if row is None or person is None or not audience.admits(json.loads(row.properties), person, actor):
        raise NotFound()
    definition = definitions.parsed(row.version_id)
    form = schema_of(definition, definition.key, definition.start_form)
    other = session().scalar(select(Person).where(Person.login == (requested_for or actor.login), Person.active))
    words = wording(row.texts, language or actor.language)
    data = {"requester": variables.person_facts(person), "requested_for": variables.person_facts(other or person)}
    diagram = session().scalar(select(DefinitionVersion.diagram).where(DefinitionVersion.id == row.version_id)) or b""
    known = usual.of_items([key]).get(key)
    promised = promise.of_items({key: json.loads(row.properties)}, now()).get(key)
    due = promises.promise(definition, now())
    return ItemPage(_item(row, words, known, promised), form, words.form(form), data, diagram, due)


def _published() -> Select[str, str, int, int, str, str]:
    return select(
        Definition.key,
        Definition.title,
        DefinitionVersion.id.label("version_id"),
        DefinitionVersion.number,
        DefinitionVersion.properties,
        DefinitionVersion.texts,
    ).join(DefinitionVersion, Definition.published_id == DefinitionVersion.id)


def _item(
    row: Row[str, str, int, int, str, str], words: Wording, known: Usual | None, promised: Promise | None
) -> Item:
    facts = json.loads(row.properties)
    return Item(
        row.key,
        words.say(facts.get("title") or row.title or row.key),
        words.say(facts.get("description", "")),
        words.say(facts.get("category", "")),
        _keywords(facts, words),
        facts.get("icon", ""),
        row.number,
        row.version_id,
        words.say(facts.get("decides", "")),
        known.span if known else facts.get("usually", ""),
        known.orders if known else 0,
        facts.get("knowledge", ""),
        promised.by if promised else None,
        promised.why if promised else "",
        words.say(facts.get("send", "")),
    )


def _keywords(facts: dict[str, str], words: Wording) -> str:
    """In the reader's language and as the item has them: many ask for things by their English names."""
    own = [facts.get("keywords", ""), facts.get("title", "")]
    said = words.say(own[0])
    return " ".join(dict.fromkeys([said, *own]))


def _findable(one: Item) -> str:
    return fold(f"{one.title} {one.description} {one.keywords} {one.category} {one.key}")
