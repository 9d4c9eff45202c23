"""What every template may use: filters, addresses of built files, and the facts of the header.

It decides nothing and reads no table beyond the header's counts.
"""

from dataclasses import dataclass
from functools import cached_property

from flask import Flask, current_app, g, get_flashed_messages, request

from app.catalogue.forms import markdown
from app.db import reading
from app.language import LANGUAGES, current
from app.operations import house
from app.operations.permissions import Actor
from app.queries import counts, news
from app.web import once, reader
from app.web.assets import asset
from app.web.identity import actor_or_none, look_no_more

THEMES = ("light", "dark")


@dataclass(frozen=True)
class Header:
    """What the top of a page shows; the counts are read only where they are drawn."""

    actor: Actor | None
    language: str
    theme: str
    demo: bool

    @cached_property
    def waiting(self) -> counts.Waiting:
        """Open tasks and requests that wait for this person."""
        if self.actor is None or g.get("uncounted"):
            return counts.Waiting(0, 0)
        with reading():
            return counts.waiting(self.actor)

    @cached_property
    def news(self) -> int:
        """Notices that this person has not read; 100 means that many or more."""
        if self.actor is None or g.get("uncounted"):
            return 0
        with reading():
            return news.unread(self.actor)

    def may(self, *roles: str) -> bool:
        """Whether the person has one of these roles."""
        return self.actor is not None and any(self.actor.has(role) for role in roles)


def ask_nothing() -> None:
    """For the page of this call: the database is away, and asking it again would end the page that says so."""
    g.uncounted = True
    look_no_more()


def install(app: Flask) -> None:
    """Register the filters, globals and the header of every page."""
    app.jinja_env.filters.update(
        initials=reader.initials,
        lines=reader.lines,
        quoted=reader.quoted,
        markdown=markdown.html,
        when=reader.when,
        full=reader.full,
        day=reader.day,
        date_of=reader.date_of,
        duration=reader.duration,
        money=reader.money,
        number=reader.number,
        size=reader.size,
    )
    app.jinja_env.globals.update(asset=asset, LANGUAGES=LANGUAGES, flashed=get_flashed_messages)
    app.jinja_env.globals["file_bytes"] = lambda: house.config().file_bytes
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    once.install(app)
    app.context_processor(lambda: {"header": header()})


def header() -> Header:
    """The header's facts of this page."""
    theme = request.cookies.get("theme", "")
    config = current_app.extensions["laneway"]
    return Header(actor_or_none(), current.get(), theme if theme in THEMES else "", config.is_demo)
