"""Three texts laid over each other: what the editor changed is changed, all else is as the file has it."""

import pytest

from workflows.retouching import retouched, text_of

WAS = b"""<?xml version='1.0'?>
<!-- drawn by hand -->
<b:definitions xmlns:b="http://b" xmlns:x="http://x"   id='d'>
  <b:process id="p"	x:far="1">
    <!-- the first -->
    <b:task   id="one" name='One'><b:extensionElements>
<x:own a='1'  b="2"><![CDATA[<kept>]]></x:own></b:extensionElements></b:task>
    <x:unknown>the editor loses this</x:unknown>
    <b:task id="two"/>
    <b:flow sourceRef="one" targetRef="two"/>
  </b:process>
</b:definitions>
"""
BEFORE = b"""<?xml version="1.0" encoding="UTF-8"?>
<b:definitions xmlns:b="http://b" xmlns:x="http://x" id="d">
  <b:process id="p" x:far="1">
    <b:task id="one" name="One">
      <b:extensionElements>
        <x:own a="1" b="2">&lt;kept&gt;</x:own>
      </b:extensionElements>
    </b:task>
    <b:task id="two" />
    <b:flow sourceRef="one" targetRef="two" />
  </b:process>
</b:definitions>
"""


def test_what_is_saved_unchanged_is_the_file() -> None:
    assert retouched(WAS, BEFORE, BEFORE) == WAS


def test_one_attribute() -> None:
    after = BEFORE.replace(b'name="One"', b'name="1 &#38; only"')
    assert retouched(WAS, BEFORE, after) == WAS.replace(b"name='One'", b'name="1 &#38; only"')


def test_an_attribute_more_and_one_less() -> None:
    after = BEFORE.replace(b' name="One"', b"").replace(b'id="two" />', b'id="two" name="2" />')
    wanted = WAS.replace(b" name='One'", b"").replace(b'id="two"/>', b'id="two" name="2"/>')
    assert retouched(WAS, BEFORE, after) == wanted


def test_something_inside_what_was_empty() -> None:
    after = BEFORE.replace(b'<b:task id="two" />', b'<b:task id="two"><b:in>f</b:in></b:task>')
    wanted = WAS.replace(b'<b:task id="two"/>', b'<b:task id="two"><b:in>f</b:in></b:task>')
    assert retouched(WAS, BEFORE, after) == wanted


def test_an_element_more_stands_where_it_was_put() -> None:
    after = BEFORE.replace(b"<b:flow", b'<b:task id="three" /><b:flow')
    assert retouched(WAS, BEFORE, after) == WAS.replace(
        b'<b:task id="two"/>', b'<b:task id="two"/>\n    <b:task id="three" />'
    )


def test_an_element_less() -> None:
    after = BEFORE.replace(b'    <b:task id="two" />\n', b"")
    assert retouched(WAS, BEFORE, after) == WAS.replace(b'\n    <b:task id="two"/>', b"")


def test_words_of_another_namespace_are_declared_where_they_are_needed() -> None:
    one, other = (text.replace(b'id="d">', b'id="d" xmlns:z="http://z">') for text in (BEFORE, BEFORE))
    assert retouched(WAS, one, other) == WAS
    after = other.replace(b'<b:task id="two" />', b'<b:task id="two"><z:new /></b:task>')
    made = retouched(WAS, one, after)
    assert b"""id='d' xmlns:z="http://z">""" in made
    assert b'<b:task id="two"><z:new /></b:task>' in made


@pytest.mark.parametrize(
    "was",
    [
        WAS.replace(b"xmlns:x=", b'xmlns="http://other" xmlns:x='),
        WAS.replace(b"<x:unknown>", b'<x:unknown xmlns:b="http://another">'),
        WAS.replace(b"http://x", b"http://y"),
        b"<b:definitions",
        b"<!DOCTYPE b>" + WAS.partition(b"?>")[2],
        b"<a>" * 300 + b"</a>" * 300,
    ],
)
def test_where_they_do_not_fit_the_editors_text_stands(was: bytes) -> None:
    after = BEFORE.replace(b'name="One"', b'name="1"')
    assert retouched(was, BEFORE, after) == after


@pytest.mark.parametrize("signs", ["utf-16", "latin-1", "utf-8-sig"])
def test_a_file_keeps_its_signs(signs: str) -> None:
    said = {"latin-1": "ISO-8859-1"}.get(signs, "UTF-8" if signs == "utf-8-sig" else "UTF-16")
    was = WAS.decode().replace("'1.0'", f'"1.0" encoding="{said}"').replace("'One'", "'Größe'").encode(signs)
    before = BEFORE.replace(b'name="One"', 'name="Größe"'.encode())
    after = before.replace("Größe".encode(), "Łódź ö".encode())
    made = retouched(was, before, after)
    assert made.decode(signs).replace("&#321;ód&#378;", "Łódź") == was.decode(signs).replace("'Größe'", '"Łódź ö"')
    assert text_of(was).startswith('<?xml version="1.0" encoding="UTF-8"?>')
    assert "Größe" in text_of(was)
