"""Published items written back as the files they came from: bpmn/KEY.bpmn, decisions, forms/KEY/*."""

import io
import json
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from app.errors import NotFound
from app.models.definition_version import DefinitionVersion
from app.operations import definitions

HEADER = 'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def files(row: DefinitionVersion) -> dict[str, bytes]:
    """The files of one version: {path below the repository's root: bytes}."""
    key = row.definition.key
    found = {f"bpmn/{key}.bpmn": row.diagram}
    for name, text in json.loads(row.decisions).items():
        found[f"bpmn/{name}"] = text.encode()
    for form, schema in json.loads(row.forms).items():
        found[f"forms/{key}/{form}.form"] = (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()
    for name, made in json.loads(row.rules).items():
        found[f"forms/{key}/{name}.rules"] = (json.dumps(made, indent=2, ensure_ascii=False) + "\n").encode()
    for language, messages in json.loads(row.texts).items():
        found[f"forms/{key}/{language}.po"] = po(language, messages)
    return found


def po(language: str, messages: dict[str, str]) -> bytes:
    """Texts as a .po file."""
    catalog = Catalog(locale=language, charset="utf-8")
    for msgid, msgstr in messages.items():
        catalog.add(msgid, msgstr)
    out = io.BytesIO()
    write_po(out, catalog, width=120, omit_header=True)
    return HEADER.format(language=language).encode() + out.getvalue()


def export(keys: list[str], folder: Path) -> list[Path]:
    """Write the published version of each key under `folder`; unpublished ones are passed over."""
    written = []
    for key in keys:
        try:
            row = definitions.published(key)
        except NotFound:
            continue
        for name, data in files(row).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_bytes() != data:
                path.write_bytes(data)
            written.append(path)
    return written
