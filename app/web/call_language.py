"""The language of a call: the person's, else the one chosen in this browser, else the browser's own.

Texts of the program only; texts of items are data (catalogue/texts.py). Moments and sums are dressed by reader.py.
"""

from flask import Flask, g, request

from app import language
from app.operations import house
from app.web.identity import likely


def install(app: Flask) -> None:
    """Speak the caller's language during every call, and teach the templates."""
    app.before_request(_begin)
    app.teardown_request(_end)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(_message, _plural, newstyle=True)  # type: ignore[attr-defined]


def spoken() -> str:
    """The language of this call, one of LANEWAY_LANGUAGES."""
    signed, known = likely(), house.config().languages
    if signed is not None and signed.actor.language in known:
        return signed.actor.language
    chosen = request.cookies.get("language", "")
    return chosen if chosen in known else request.accept_languages.best_match(known) or known[0]


def _begin() -> None:
    g.speech = language.current.set(spoken())


def _end(_error: BaseException | None) -> None:
    speech = g.pop("speech", None)
    if speech is not None:
        language.current.reset(speech)


def _message(text: str) -> str:
    return language.catalogue(language.current.get()).gettext(text)


def _plural(one: str, many: str, count: int) -> str:
    return language.catalogue(language.current.get()).ngettext(one, many, count)
