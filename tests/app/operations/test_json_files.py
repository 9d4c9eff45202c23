"""A NUL character in a form is refused; a pattern that speaks of one is none."""

import pytest

from app.errors import DefinitionError
from app.operations import json_files


@pytest.mark.parametrize("text", [r"^[^\\u0000]*$", r"\\\\u0000", "u0000", r"a\u0001"])
def test_read(text: str) -> None:
    assert json_files.read("a.form", b'{"pattern": "%s"}' % text.encode())


@pytest.mark.parametrize("text", [r"\u0000", r"a\\\u0000", r"[\\u0000\u0000]"])
def test_refused(text: str) -> None:
    with pytest.raises(DefinitionError):
        json_files.read("a.form", b'{"pattern": "%s"}' % text.encode())
