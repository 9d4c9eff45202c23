"""The page on architecture says of every file of verbs what it is about."""

import re

from launcher.places import ROOT


def test_every_file_of_verbs_is_on_the_page() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text()
    table = page.partition("## The verbs, by what they are about")[2]
    named = re.findall(r"`(\w+)`", table.partition("|---|---|")[2])
    there = {one.stem for one in (ROOT / "app" / "operations").iterdir() if one.suffix == ".py" or one.name == "clocks"}
    assert sorted(named) == sorted(there - {"__init__"})
