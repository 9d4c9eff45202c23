"""File answers. The desk knows 1 = quote.pdf, 2 = photo.PNG, 3 = tool.exe."""

from typing import Any

import pytest

from tests.app.catalogue.forms.desk import Desk

FILE = {"type": "filepicker"}
MANY = {"type": "filepicker", "multiple": True, "accept": ".pdf, image/*"}


@pytest.mark.parametrize("given", [1, "1", [1], ["1", 1]])
def test_ids_become_a_list(desk: Desk, given: Any) -> None:
    assert desk.one(FILE, given) == [1]


@pytest.mark.parametrize("given", [99, "99", "../1", [1, 99], True, {"id": 1}, -1, "१", 1.0, "9" * 30])
def test_files_that_are_not_there_are_refused(desk: Desk, given: Any) -> None:
    assert desk.wrong(FILE, given) == "A file is not there any more. Please add it again."


def test_number_and_kind(desk: Desk) -> None:
    assert desk.wrong(FILE, [1, 2]) == "One file only, please."
    assert desk.one(MANY, [1, 2]) == [1, 2]
    assert desk.wrong(MANY, [3]) == "tool.exe cannot be used here. Please add one of: .pdf, image/*."
    assert desk.wrong({**MANY, "properties": {"maxFiles": "1"}}, [1, 2])


def test_a_required_file(desk: Desk) -> None:
    assert desk.wrong({**FILE, "validate": {"required": True}}, []) == "Please add a file."
