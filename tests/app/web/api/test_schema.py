"""The OpenAPI document against the app itself: schemathesis calls every operation with made-up values.

Short on purpose: what it looks for here are crashes and answers that the document does not know.
"""

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from app.db import transaction
from app.operations import tokens
from tests.fixtures.callers import Caller, person

PATHS = {
    "/catalogue",
    "/catalogue/{key}",
    "/requests",
    "/requests/{number}",
    "/requests/{number}/journal",
    "/requests/{number}/comments",
    "/requests/{number}/withdraw",
    "/requests/{number}/confirm",
    "/requests/{number}/rate",
    "/tasks",
    "/tasks/{task_id}",
    "/tasks/{task_id}/claim",
    "/tasks/{task_id}/release",
    "/tasks/{task_id}/assign",
    "/tasks/{task_id}/complete",
    "/files",
    "/files/{file_id}",
    "/messages",
    "/jobs/claim",
    "/jobs/{job_id}/complete",
    "/jobs/{job_id}/fail",
    "/jobs/{job_id}/error",
    "/jobs/{job_id}/extend",
    "/signals",
    "/definitions",
    "/definitions/{key}",
    "/definitions/{key}/versions/{version_number}",
    "/definitions/{key}/versions/{version_number}/publish",
    "/definitions/{key}/versions/{version_number}/retire",
    "/definitions/{key}/versions/{version_number}/migrate",
    "/incidents",
    "/incidents/{incident_id}/retry",
    "/incidents/{incident_id}/resolve",
    "/people",
    "/groups",
}


def test_every_promised_path_is_described(sqlite_house: Flask) -> None:
    described = set(Caller(sqlite_house).get("/api/v1/openapi.json").json["paths"])
    assert {"/api/v1" + path for path in PATHS} <= described


@pytest.mark.slow
def test_made_up_calls(sqlite_house: Flask) -> None:
    with transaction():
        secret = tokens.make(person("admin"), "schemathesis")[1]
    document = Caller(sqlite_house).get("/api/v1/openapi.json").json
    schema = schemathesis.openapi.from_dict(document)
    schema.app = sqlite_house
    # Called in the process, so nothing between unpacks an answer as a client on the wire does.
    headers = {"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"}
    called = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=8,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @schemathesis_given(operation)
        def check(case: schemathesis.Case) -> None:
            case.call_and_validate(
                headers=headers,
                checks=[not_a_server_error, content_type_conformance, response_schema_conformance],
            )

        check()
        called += 1
    assert called >= len(PATHS)


def schemathesis_given(operation: object):  # type: ignore[no-untyped-def]
    return given(case=operation.as_strategy())  # type: ignore[attr-defined]
