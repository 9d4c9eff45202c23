"""Texts of items that nobody has translated yet: `python -m checks.item_texts` writes them beside the forms.

Each goes to the end of forms/<key>/<language>.po with an empty translation to fill in. Only adds: what stands in a file
must never be changed or dropped, for people have written it.
"""

from pathlib import Path

from babel.messages.pofile import normalize, read_po

from app.operations.offline import untranslated
from checks.translations import LANGUAGES
from launcher.places import ROOT

HEAD = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'


def write_missing(root: Path) -> list[Path]:
    """The files under root/forms that got new entries."""
    written = []
    for key, languages in untranslated(root, LANGUAGES).items():
        for language, said in languages.items():
            file = root / "forms" / key / f"{language}.po"
            if _add(file, said):
                written.append(file)
    return written


def _add(file: Path, said: list[str]) -> bool:
    """Whether any of these texts had no entry yet, not even an empty one."""
    text = file.read_text("utf-8") if file.is_file() else HEAD.format(file.stem)
    entries = read_po(text.splitlines(keepends=True))
    new = [one for one in said if entries.get(one) is None]
    if new:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text + "".join(f'\nmsgid {normalize(one)}\nmsgstr ""\n' for one in new), "utf-8")
    return bool(new)


if __name__ == "__main__":
    print("".join(f"{file.relative_to(ROOT)}\n" for file in write_missing(ROOT)) or "Nothing is missing.\n", end="")
