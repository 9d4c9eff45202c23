"""Complete translations: every text of the program, in every language, neither missing nor fuzzy nor left over.

`python -m checks.translations` writes what is missing into the .po files, with an empty translation to fill in.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from launcher.places import ROOT

LANGUAGES = ("de", "hu", "pl")
FOLDER = ROOT / "app" / "translations"
# A template that cannot be read is an error, not a file without texts.
OPTIONS = {f"templates/**.{kind}": {"silent": "false"} for kind in ("html", "txt", "xml")}
METHODS = [
    ("static/**", "ignore"),
    ("**.py", "python"),
    ("**.html", "jinja2"),
    ("**.txt", "jinja2"),
    ("**.xml", "jinja2"),
]
FOLDERS = ("app", "workflows")
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "_l": None, "lazy_ngettext": (1, 2), "sentence": None}
HIDERS = {"_", "gettext", "ngettext", "sentence"}
COMMENT_TAGS = ("translators:",)


def complaints() -> list[str]:
    """One line for each text that a language lacks or that no code uses any more."""
    wanted = texts()
    return [*_hidden(), *(line for language in LANGUAGES for line in _language(language, wanted))]


def _hidden() -> Iterator[str]:
    """Texts inside f-strings, which the extractor passes over: nobody would translate them."""
    for file in sorted(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and any(map(_is_text, ast.walk(node))):
                yield f"{file.relative_to(ROOT)}:{node.lineno}: a text inside an f-string is not found; name it before"


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in HIDERS


def texts() -> Catalog:
    """Every text that the program hands to gettext, with the places where it does."""
    catalogue = Catalog(project="Laneway", charset="utf-8")
    for folder in FOLDERS:
        found = extract_from_dir(ROOT / folder, METHODS, OPTIONS, keywords=KEYWORDS, comment_tags=COMMENT_TAGS)
        for name, _line, text, comments, context in found:
            catalogue.add(text, None, [(f"{folder}/{name}", 0)], auto_comments=comments, context=context)
    return catalogue


def _language(language: str, wanted: Catalog) -> Iterator[str]:
    file = po(language)
    if not file.is_file():
        yield f"{file.relative_to(ROOT)} is missing"
        return
    have = read(language)
    for message in wanted:
        if message.id and (problem := _problem(have.get(message.id, message.context))):
            yield f"{language}: {problem}: {message.id!r} ({message.locations[0][0]})"
    for message in have:
        if message.id and wanted.get(message.id, message.context) is None:
            yield f"{language}: no longer used: {message.id!r}"


def _problem(message: Message | None) -> str | None:
    if message is None:
        return "missing"
    if message.fuzzy:
        return "fuzzy"
    strings = message.string if isinstance(message.string, tuple | list) else [message.string]
    if not all(strings):
        return "not translated"
    wrong = [str(error) for error in message.check()]
    return wrong[0] if wrong else None


def po(language: str) -> Path:
    """The file of a language."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def read(language: str) -> Catalog:
    """The texts of a language as they stand."""
    with po(language).open("rb") as file:
        return read_po(file, locale=language)


def write_missing() -> None:
    """Adds what is missing to each .po file, drops what is no longer used, keeps every translation."""
    wanted = texts()
    for language in LANGUAGES:
        file = po(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        have = read(language) if file.is_file() else Catalog(locale=language, project="Laneway", charset="utf-8")
        have.update(wanted, no_fuzzy_matching=True)
        have.obsolete.clear()
        with file.open("wb") as out:
            write_po(out, have, width=120, sort_by_file=True, omit_header=False, include_lineno=False)


if __name__ == "__main__":
    write_missing()
