"""Forms as pages: read by a browser's rules, not by ours."""

from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader
from lxml import html

from app.catalogue.forms import Sight, blocks, initial, mistakes, read
from app.language import gettext, ngettext
from app.web.reader import lines, size
from tests.app.catalogue.forms.desk import FILES, NOW, schema

FOLDER = Path(__file__).parents[4] / "app" / "templates"
EVIL = '"><img src=x onerror=alert(1)> autofocus onfocus="alert(1)'

EVERYTHING = [
    {"type": "text", "text": "## Order\n\nDear {{ name }}, read *this*."},
    {"type": "textfield", "key": "room", "label": "Room", "description": "On the door", "validate": {"maxLength": 9}},
    {"type": "textarea", "key": "why", "label": "Why", "validate": {"required": True}},
    {"type": "number", "key": "cost", "label": "Cost", "properties": {"currency": "EUR"}},
    {"type": "checkbox", "key": "ok", "label": "Agreed", "validate": {"required": True}},
    {"type": "select", "key": "kind", "label": "Kind", "values": [{"label": "Desk", "value": "d"}]},
    {"type": "radio", "key": "when", "label": "When", "values": [{"label": "Now", "value": "n"}]},
    {"type": "checklist", "key": "extras", "label": "Extras", "values": [{"label": "Lamp", "value": "l"}]},
    {"type": "taglist", "key": "tags", "label": "Tags", "values": [{"label": "Blue", "value": "b"}]},
    {"type": "datetime", "subtype": "date", "key": "day", "label": "Day"},
    {"type": "datetime", "subtype": "datetime", "key": "at", "label": "At"},
    {"type": "datetime", "subtype": "time", "key": "time", "label": "Time"},
    {"type": "filepicker", "key": "quote", "label": "Quote", "multiple": True, "accept": ".pdf"},
    {"type": "textfield", "key": "boss", "label": "Boss", "readonly": True},
    {"type": "expression", "key": "total", "label": "Total", "expression": "=2 * 3"},
    {"type": "group", "label": "Where", "components": [{"type": "textfield", "key": "city", "label": "City"}]},
    {"type": "dynamiclist", "path": "people", "label": "People", "components": [
        {"type": "textfield", "key": "name", "label": "Name"}, {"type": "checkbox", "key": "driver", "label": "Car"}]},
    {"type": "table", "label": "Stock", "dataSource": "=stock", "columns": [{"key": "what", "label": "What"}]},
    {"type": "image", "source": "https://example.org/plan.png", "alt": "Plan"},
    {"type": "separator"},
    {"type": "spacer", "height": 60},
]  # fmt: skip


@pytest.fixture(scope="module")
def jinja() -> Environment:
    """The templates with what the application gives them."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(size=size, lines=lines)
    made.globals["asset"] = lambda name: f"/static/{name}"
    made.globals["file_bytes"] = lambda: 25_000_000
    return made


def draw(
    jinja: Environment, components: list[dict[str, Any]], values: dict[str, Any] | None = None,
    errors: dict[str, str] | None = None, **variables: Any,
) -> html.HtmlElement:  # fmt: skip
    """The form drawn inside a page's form element."""
    form, sight = read(schema(*components)), Sight(variables, NOW, "Europe/Berlin", FILES)
    drawn = blocks(form, initial(form, variables) if values is None else values, sight, errors)
    page = jinja.from_string(
        '{% from "parts/form.html" import fields, summary %}<form>{{ summary(wrong) }}{{ fields(blocks) }}</form>'
    )
    return html.fromstring(page.render(blocks=drawn, wrong=mistakes(drawn)))


def controls(page: html.HtmlElement) -> list[html.HtmlElement]:
    return [c for c in page.iter("input", "select", "textarea") if c.get("type") != "hidden"]


def test_every_control_has_a_label(jinja: Environment) -> None:
    page = draw(jinja, EVERYTHING, {"people": [{}], "quote": [1]}, name="Eva", stock=[])
    named = {label.get("for") for label in page.iter("label")}
    found = controls(page)
    assert len(found) == 18
    for control in found:
        inside = any(parent.tag == "label" for parent in control.iterancestors())
        assert inside or control.get("id") in named, html.tostring(control)


def test_ids_are_given_once_and_references_lead_somewhere(jinja: Environment) -> None:
    errors = {"room": "Wrong.", "people[1].name": "Wrong.", "when": "Wrong.", "quote": "Wrong."}
    page = draw(jinja, EVERYTHING, {"people": [{}, {}]}, errors)
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {e.get("aria-describedby") for e in page.iter() if e.get("aria-describedby")} <= set(ids)
    assert {a.get("href")[1:] for a in page.xpath('//ul[@class="mistakes"]//a')} <= set(ids)


def test_groups_of_choices_are_fieldsets_with_a_legend(jinja: Environment) -> None:
    page = draw(jinja, EVERYTHING, {"people": [{}]})
    assert all(fieldset[0].tag == "legend" for fieldset in page.iter("fieldset"))
    for kind in ("radio", "checkbox"):
        for control in page.xpath(f'//input[@type="{kind}"][@name="when" or @name="extras"]'):
            assert any(parent.tag == "fieldset" for parent in control.iterancestors())


def test_an_error_replaces_the_help_and_is_tied_to_its_field(jinja: Environment) -> None:
    room = [EVERYTHING[1]]
    (field,) = draw(jinja, room, {}).xpath('//*[@name="room"]')
    (help_,) = draw(jinja, room, {}).xpath('//p[@class="help"]')
    assert (field.get("aria-describedby"), field.get("aria-invalid")) == (help_.get("id"), None)
    page = draw(jinja, room, {"room": "far too long"}, {"room": "At most 9 characters, please."})
    (field,), (error,) = page.xpath('//*[@name="room"]'), page.xpath('//p[@class="error"]')
    assert (field.get("aria-describedby"), field.get("aria-invalid")) == (error.get("id"), "true")
    assert field.get("value") == "far too long"
    assert "At most 9 characters, please." in error.text_content()
    assert not page.xpath('//p[@class="help"]')


def test_required_is_the_rule_and_optional_is_written(jinja: Environment) -> None:
    page = draw(jinja, EVERYTHING[1:3])
    assert [label.text_content() for label in page.iter("label")] == ["Room (optional)", "Why"]
    assert page.xpath('//*[@name="why"]')[0].get("aria-required") == "true"
    assert not page.xpath("//*[@required]")


def test_what_is_locked_or_computed_cannot_be_sent(jinja: Environment) -> None:
    page = draw(jinja, EVERYTHING, None, None, boss="Anna Berg")
    assert not page.xpath('//*[@name="boss" or @name="total"]')
    assert [page.xpath(f'//*[@data-field="{name}"]//input')[0].get("value") for name in ("boss", "total")] == [
        "Anna Berg",
        "6",
    ]


def test_values_come_back_as_the_browser_wants_them(jinja: Environment) -> None:
    values = {"at": "2026-12-01T07:30:00Z", "day": "2026-12-01", "time": "08:30:00", "ok": True, "kind": "d"}
    page = draw(
        jinja, EVERYTHING, {**values, "extras": ["l"], "why": "\nfirst line", "cost": {"amount": 5, "currency": "EUR"}}
    )
    got = {name: page.xpath(f'//input[@name="{name}"]')[0].get("value") for name in ("at", "day", "time", "cost")}
    assert got == {"at": "2026-12-01T08:30", "day": "2026-12-01", "time": "08:30", "cost": "5"}
    assert page.xpath('//input[@name="ok" or @name="extras"]/@checked') == ["checked", "checked"]
    assert page.xpath('//select[@name="kind"]/option[@selected]/@value') == ["d"]


def test_a_leading_line_end_of_a_long_text_survives_the_browser(jinja: Environment) -> None:
    form, sight = read(schema(EVERYTHING[2])), Sight({}, NOW, "UTC")
    source = jinja.from_string('{% from "parts/form.html" import fields %}{{ fields(blocks) }}')
    text = source.render(blocks=blocks(form, {"why": "\nfirst"}, sight))
    assert ">\n\nfirst</textarea>" in text


def test_rows_can_be_added_and_removed_without_script(jinja: Environment) -> None:
    page = draw(jinja, EVERYTHING, {"people": [{"name": "Eva"}, {"name": "Jonas", "driver": True}]})
    assert page.xpath('//input[contains(@name, ".name")]/@value') == ["Eva", "Jonas"]
    assert page.xpath('//button[@name="_remove"]/@value') == ["people[0]", "people[1]"]
    assert page.xpath('//button[@name="_add"]/@value') == ["people"]
    assert {"people", "people[0]", "people[1]"} <= set(page.xpath('//input[@name="_shown"]/@value'))


def test_files_already_there_stay_with_a_way_to_remove_them(jinja: Environment) -> None:
    page = draw(jinja, EVERYTHING, {"quote": [1, "2", 99]})
    assert page.xpath('//input[@name="quote"][@type="hidden"]/@value') == ["1", "2"]
    assert page.xpath('//input[@name="quote!remove"]/@value') == ["1", "2"]
    (new,) = page.xpath('//input[@type="file"]')
    assert (new.get("name"), new.get("accept")) == ("quote!new", ".pdf")
    assert "multiple" in new.attrib


def test_one_file_is_replaced_by_removing_it_first(jinja: Environment) -> None:
    single = [{"type": "filepicker", "key": "quote", "label": "Quote"}]
    page = draw(jinja, single, {"quote": [1]}, {"quote": "Not this one."})
    assert not page.xpath('//input[@type="file"]')
    assert page.xpath('//ul[@class="mistakes"]//a/@href') == ["#" + page.xpath("//fieldset/@id")[0]]


def test_hidden_fields_are_in_the_page_and_marked(jinja: Environment) -> None:
    other = {"type": "textfield", "key": "b", "label": "B", "conditional": {"hide": '=a = "x"'}}
    components = [{"type": "textfield", "key": "a", "label": "A"}, other]
    assert draw(jinja, components, {"a": "x"}).xpath("//*[@data-off]/@data-field") == ["b"]
    assert not draw(jinja, components, {"a": "y"}).xpath("//*[@data-off]")


def test_nothing_an_author_or_a_requester_writes_becomes_markup(jinja: Environment) -> None:
    said, options = {"label": EVIL, "description": EVIL}, {"values": [{"label": EVIL, "value": EVIL}]}
    plain = [c for c in EVERYTHING if c["type"] not in ("text", "image")]
    labelled = [{**c, **said, **(options if "values" in c else {})} for c in plain]
    evil = dict.fromkeys(("room", "why", "cost", "kind", "day", "at", "time", "boss", "city"), EVIL)
    errors = dict.fromkeys(evil, EVIL)
    page = draw(jinja, labelled, {**evil, "people": [{"name": EVIL}]}, errors, stock=[{"what": EVIL}], boss=EVIL)
    assert not list(page.iter("img", "script"))
    assert not [e for e in page.iter() if any(name.startswith("on") or name == "autofocus" for name in e.attrib)]
    assert page.xpath('//*[@name="room"]')[0].get("value") == EVIL


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "![x](https://example.org/track.png)",
        "[x](javascript:alert(1))",
        "<b onclick=x>y</b>",
    ],
)
def test_text_blocks_carry_no_scripts_pictures_or_foreign_links(jinja: Environment, text: str) -> None:
    page = draw(jinja, [{"type": "text", "text": text}])
    assert not list(page.iter("script", "img", "b"))
    assert not page.xpath("//@href")


def test_values_in_text_blocks_are_no_markdown(jinja: Environment) -> None:
    value = "[click](https://evil.example) **bold**\n# head\n1. one <img src=x>"
    page = draw(jinja, [{"type": "text", "text": "He says: {{ said }}"}], None, None, said=value)
    assert not list(page.iter("a", "strong", "h1", "h3", "ol", "img"))
    assert "[click](https://evil.example) **bold**" in page.text_content()


def test_links_of_text_blocks_lead_to_the_web(jinja: Environment) -> None:
    (link,) = draw(jinja, [{"type": "text", "text": "See [rules](https://example.org/rules)"}]).iter("a")
    assert (link.get("href"), link.get("rel")) == ("https://example.org/rules", "noopener noreferrer")
