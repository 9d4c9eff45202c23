"""Forms in a real browser: fields that come and go, lists that grow, and all of it without script too."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, jsonify, render_template_string, request, send_from_directory
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from app.catalogue.forms import Sight, blocks, initial, mistakes, read, shape
from app.language import gettext, ngettext
from app.web.answers import from_post, rows_changed, with_rows
from app.web.reader import lines, size
from tests.app.catalogue.forms.desk import NOW, Desk, schema
from workflows.values import dumps

ROOT = Path(__file__).parents[2]
FORM = read(schema(
    {"type": "select", "key": "kind", "label": "Kind", "values": [
        {"label": "Chair", "value": "chair"}, {"label": "Other", "value": "other"}]},
    {"type": "textfield", "key": "what", "label": "What exactly", "conditional": {"hide": '=kind != "other"'},
     "validate": {"required": True}},
    {"type": "textfield", "key": "action", "label": "Action"},
    {"type": "number", "key": "count", "label": "How many", "validate": {"required": True}},
    {"type": "expression", "key": "total", "label": "Total", "expression": "=count * 100"},
    {"type": "select", "key": "size", "label": "Size",
     "valuesExpression": '=if kind = "chair" then ["S", "L"] else []'},
    {"type": "text", "id": "said", "text": "You ask for **{{ count }}**."},
    {"type": "dynamiclist", "path": "people", "label": "People", "components": [
        {"type": "textfield", "key": "name", "label": "Name"},
        {"type": "checkbox", "key": "guest", "label": "Guest"},
        {"type": "textfield", "key": "firm", "label": "Firm", "conditional": {"hide": "=guest != true"}}]},
))  # fmt: skip

PAGE = """<!doctype html><html lang="en"><head><title>Form</title><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/css/tokens.css"><link rel="stylesheet" href="/css/base/base.css">
<link rel="stylesheet" href="/css/parts/field.css"><link rel="stylesheet" href="/css/parts/form.css">
<script type="module" src="/form.js"></script></head><body>
{% from "parts/form.html" import fields, summary %}
<form method="post" action="/" enctype="multipart/form-data" novalidate data-shape-url="/shape">
{{ summary(wrong) }}{{ fields(blocks) }}<button id="go">Order</button></form><pre>{{ answers }}</pre></body></html>"""


def application() -> Flask:
    """One page with the form, drawn and read by the parts that the real pages use."""
    app = Flask("forms", template_folder=str(ROOT / "app" / "templates"), static_folder=None)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.filters.update(size=size, lines=lines)
    app.jinja_env.globals["asset"] = lambda name: f"/{name}"
    sight = Sight({}, NOW, "Europe/Berlin")

    def page(values: dict[str, Any], errors: dict[str, str], answers: Any = None) -> str:
        drawn = blocks(FORM, values, sight, errors)
        return render_template_string(PAGE, blocks=drawn, wrong=mistakes(drawn), answers=dumps(answers))

    @app.get("/")
    def show() -> str:
        return page(initial(FORM, {}), {})

    @app.post("/")
    def send() -> str:
        answers = from_post(FORM, request.form)
        if rows_changed(request.form):
            return page(with_rows(answers, request.form), {})
        errors = Desk().errors(FORM, answers)
        return page(answers, errors, None if errors else Desk().clean(FORM, answers).answers)

    @app.post("/shape")
    def changed() -> Any:
        return jsonify(shape(FORM, from_post(FORM, request.form), sight))

    @app.get("/<path:path>")
    def file(path: str) -> Any:
        return send_from_directory(ROOT / "frontend" / "src", path)

    @app.after_request
    def strict(response: Any) -> Any:
        response.headers["Content-Security-Policy"] = (
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
        )
        return response

    return app


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, application(), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_fields_come_and_go_with_the_answers(page: Page, address: str) -> None:
    page.goto(address)
    what = page.get_by_label("What exactly")
    expect(what).to_be_hidden()
    page.get_by_label("Kind").select_option("other")
    expect(what).to_be_visible()
    what.fill("A swing")
    page.get_by_label("Kind").select_option("chair")
    expect(what).to_be_hidden()
    expect(what).to_be_disabled()
    page.get_by_label("Kind").select_option("other")
    expect(what).to_be_visible()
    expect(what).to_have_value("A swing")


def test_values_options_and_texts_follow(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("How many").fill("3")
    expect(page.get_by_label("Total")).to_have_value("300")
    expect(page.locator("[data-field='#said'] strong")).to_have_text("3")
    page.get_by_label("Kind").select_option("chair")
    expect(page.get_by_label("Size").locator("option")).to_have_text(["Nothing chosen", "S", "L"])
    page.get_by_label("Size").select_option("L")
    page.get_by_label("How many").fill("4")
    expect(page.get_by_label("Total")).to_have_value("400")
    expect(page.get_by_label("Size")).to_have_value("L")


def test_lists_grow_and_shrink_where_they_are(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("How many").fill("2")
    page.get_by_label("Name").fill("Eva")
    page.get_by_role("button", name="Add one more People").click()
    names = page.get_by_label("Name")
    expect(names).to_have_count(2)
    expect(names.nth(1)).to_be_focused()
    names.nth(1).fill("Jonas")
    page.get_by_label("Guest").nth(1).check()
    expect(page.get_by_label("Firm").nth(1)).to_be_visible()
    expect(page.get_by_label("Firm").nth(0)).to_be_hidden()
    page.get_by_role("button", name="Remove People 1").click()
    expect(names).to_have_count(1)
    expect(names).to_have_value("Jonas")
    expect(page.get_by_label("Guest")).to_be_checked()
    expect(page.get_by_label("How many")).to_have_value("2")


def test_only_what_is_seen_is_handed_in(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Kind").select_option("other")
    page.get_by_label("What exactly").fill("A swing")
    page.get_by_label("Kind").select_option("chair")
    expect(page.get_by_label("What exactly")).to_be_hidden()
    page.get_by_label("How many").fill("2")
    page.locator("#go").click()
    told = {
        "kind": "chair",
        "action": None,
        "count": 2,
        "size": None,
        "people": [{"name": None, "guest": False}],
        "total": 200,
    }
    expect(page.locator("pre")).to_have_text(dumps(told))


def test_mistakes_are_listed_and_lead_to_their_field(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Kind").select_option("other")
    page.get_by_label("How many").fill("many")
    page.locator("#go").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("2 answers need a correction.")
    page.get_by_role("alert").get_by_role("link", name="What exactly").click()
    expect(page.get_by_label("What exactly")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("How many")).to_have_value("many")


def test_everything_works_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_label("What exactly")).to_be_visible()
    page.get_by_label("What exactly").fill("not asked for")
    page.get_by_label("Kind").select_option("chair")
    page.get_by_label("How many").fill("1")
    page.get_by_label("Name").fill("Eva")
    page.get_by_role("button", name="Add one more People").click()
    expect(page.get_by_label("Name")).to_have_count(2)
    page.get_by_label("Name").nth(1).fill("Jonas")
    page.get_by_role("button", name="Remove People 1").click()
    expect(page.get_by_label("Name")).to_have_value("Jonas")
    page.get_by_label("Size").select_option("S")
    page.locator("#go").click()
    told = {
        "kind": "chair",
        "action": None,
        "count": 1,
        "size": "S",
        "people": [{"name": "Jonas", "guest": False}],
        "total": 100,
    }
    expect(page.locator("pre")).to_have_text(dumps(told))
    context.close()


def test_a_mistake_is_said_when_its_field_is_left_and_goes_when_it_is_mended(page: Page, address: str) -> None:
    page.goto(address)
    count = page.get_by_label("How many")
    count.focus()
    page.keyboard.press("Tab")
    expect(page.locator(".error")).to_have_count(0)  # nobody is blamed for what they have not begun
    with page.expect_response("**/shape"):
        count.press_sequentially("many")
    expect(count).not_to_have_attribute("aria-invalid", "true")
    page.get_by_label("Action").focus()
    expect(count).to_have_attribute("aria-invalid", "true")
    expect(count).to_have_accessible_description("This must be a number, for example 12.5.")
    expect(page.get_by_role("alert")).to_have_count(1)
    count.fill("3")
    expect(page.locator(".error")).to_have_count(0)
    expect(count).not_to_have_attribute("aria-invalid", "true")
    expect(count).to_be_focused()
