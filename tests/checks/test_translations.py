"""The checker finds every gap of a language."""

from pathlib import Path

import pytest

from checks import translations

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Order"
msgstr "Bestellen"

#, fuzzy
msgid "Approve"
msgstr "Zulassen"

msgid "Refuse"
msgstr ""

msgid "%(count)s days"
msgstr "Tage"

msgid "One day"
msgid_plural "%(num)s days"
msgstr[0] "Ein Tag"
msgstr[1] ""

msgid "Gone"
msgstr "Weg"
"""
PAGE = "<h1>{{ _('Order') }}</h1>{{ _('Approve') }}{{ _('Refuse') }}{% trans %}Only here{% endtrans %}"
CODE = "def say(count):\n    ngettext('One day', '%(num)s days', count)\n"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program with one page, one module and one language."""
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "FOLDER", tmp_path / "app" / "translations")
    monkeypatch.setattr(translations, "LANGUAGES", ("de",))
    (tmp_path / "app" / "templates").mkdir(parents=True)
    (tmp_path / "app" / "templates" / "page.html").write_text(PAGE)
    (tmp_path / "app" / "code.py").write_text(CODE)
    return tmp_path


def test_every_gap_is_named(program: Path) -> None:
    translations.po("de").parent.mkdir(parents=True)
    translations.po("de").write_text(PO)
    assert {line.rpartition(" (")[0] or line for line in translations.complaints()} == {
        "de: fuzzy: 'Approve'",
        "de: not translated: 'Refuse'",
        "de: missing: 'Only here'",
        "de: not translated: ('One day', '%(num)s days')",
        "de: no longer used: 'Gone'",
        "de: no longer used: '%(count)s days'",
    }


def test_a_language_without_a_file_is_named(program: Path) -> None:
    assert translations.complaints() == ["app/translations/de/LC_MESSAGES/messages.po is missing"]


def test_a_lost_placeholder_is_named(program: Path) -> None:
    (program / "app" / "templates" / "page.html").write_text("{{ _('Hello %(name)s', name=name) }}")
    (program / "app" / "code.py").write_text("")
    translations.po("de").parent.mkdir(parents=True)
    translations.po("de").write_text(
        PO.partition("\n\n")[0] + '\n\n#, python-format\nmsgid "Hello %(name)s"\nmsgstr "Hallo %(nme)s"\n'
    )
    (complaint,) = translations.complaints()
    assert complaint == "de: unknown named placeholder 'nme': 'Hello %(name)s' (app/templates/page.html)"


def test_writing_adds_what_is_missing_and_keeps_what_is_there(program: Path) -> None:
    translations.po("de").parent.mkdir(parents=True)
    translations.po("de").write_text(PO)
    translations.write_missing()
    written = translations.po("de").read_text()
    assert 'msgid "Only here"\nmsgstr ""' in written
    assert 'msgstr "Bestellen"' in written
    assert "Gone" not in written
    assert str(program) not in written


def test_a_text_that_the_extractor_passes_over_is_named(program: Path) -> None:
    translations.write_missing()
    (program / "app" / "code.py").write_text("def say(name):\n    return f\"{_('Dear')} {name}\"\n")
    assert "app/code.py:2: a text inside an f-string is not found; name it before" in translations.complaints()
