"""Files of an upload are closed when the call is over: of a whole one, and of one that breaks off in the middle."""

import gc
import warnings

import pytest
from flask import Flask

from tests.fixtures.callers import Caller

PART = b'--x\r\nContent-Disposition: form-data; name="files[]"; filename="a.bpmn"\r\n\r\n' + b"a" * 900 + b"\r\n"
SENT = PART + PART + b"--x--\r\n"


@pytest.mark.parametrize("length", [len(SENT), len(PART) + 500, len(PART) - 1])
def test_no_file_of_an_upload_stays_open(sqlite_house: Flask, length: int) -> None:
    caller = Caller(sqlite_house, {"Content-Type": "multipart/form-data; boundary=x"})
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always", ResourceWarning)
        caller.post("/login", SENT[:length])
        gc.collect()
    assert not [one.message for one in seen if "SpooledTemporaryFile" in str(one.message)]
