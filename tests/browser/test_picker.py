"""A file control: our words in the reader's language, the names of what is chosen, the native input for the keys."""

import re
from collections.abc import Callable

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect

from tests.fixtures.callers import Browser
from tests.fixtures.site import Site

SignedIn = Callable[[str], Page]
FILE = {"name": "Rahmen 12.csv", "mimeType": "text/csv", "buffer": b"key\n"}


def test_it_says_what_is_chosen(site: Site, signed_in: SignedIn) -> None:
    page = signed_in("admin")
    page.goto(site.url + "/rosters")
    names, native = page.locator(".pick__names"), page.get_by_label("File", exact=True)
    expect(names).to_have_text("Nothing chosen")
    native.set_input_files(FILE)  # type: ignore[arg-type]
    expect(names).to_have_text("Rahmen 12.csv")


def test_what_is_too_large_is_said_at_once_and_not_sent(site: Site, signed_in: SignedIn) -> None:
    page = signed_in("admin")
    page.goto(site.url + "/rosters")
    page.locator(".pick").evaluate("pick => { pick.dataset.most = 3 }")
    native, wrong = page.get_by_label("File", exact=True), page.locator(".pick__wrong")
    native.set_input_files(FILE)  # type: ignore[arg-type]
    expect(wrong).to_have_text("Rahmen 12.csv: Files may have at most 25 MB.")
    expect(native).to_have_value("")
    native.set_input_files({**FILE, "buffer": b"key"})  # type: ignore[arg-type]
    expect(wrong).to_be_empty()
    expect(page.locator(".pick__names")).to_have_text("Rahmen 12.csv")


def test_it_speaks_the_readers_language_and_takes_the_keys(site: Site, signed_in: SignedIn) -> None:
    page = signed_in("marta")
    page.on("filechooser", lambda _: None)  # the browser hands choosers over from the start, not from some later moment
    page.goto(site.url + "/items/new_software")
    face = page.locator(".pick .btn")
    expect(face).to_have_text(re.compile("Fájlok hozzáadása"))
    native = page.get_by_label("Fájlok hozzáadása")
    native.focus()
    expect(native).to_be_focused()
    with page.expect_file_chooser():
        page.keyboard.press("Space")


def test_without_script_the_browsers_own_is_seen(
    site: Site, browser: Chromium, browser_of: Callable[[str], Browser]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "laneway", "value": browser_of("marta").secret, "url": site.url}])
    page = context.new_page()
    page.goto(site.url + "/items/new_software")
    expect(page.locator(".pick input")).to_have_css("opacity", "1")
    expect(page.locator(".pick__face")).to_be_hidden()
    context.close()
