"""Asking for a test of a connector, and keeping what came of it."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import reading, session, transaction
from app.errors import Forbidden, NotFound
from app.models.connector import Connector
from app.models.outbox import Outbox
from app.operations import connectors
from app.operations.permissions import Actor
from tests.app.operations.test_leases import move_clock


def actor(*roles: str) -> Actor:
    return Actor(id=0, login="admin", name="Admin", roles=frozenset(roles))


def test_a_test_leaves_through_the_outbox_and_is_tried_once(empty_house: Flask) -> None:
    with transaction():
        connectors.ask_test(actor("administrator"), "http")
    with reading():
        row = session().scalars(select(Outbox)).one()
        assert (row.kind, row.payload, row.max_attempts) == ("test", '{"connector":"http"}', 1)


def test_only_administrators_and_process_managers_ask_and_only_for_what_there_is(empty_house: Flask) -> None:
    with pytest.raises(Forbidden), transaction():
        connectors.ask_test(actor("desk"), "http")
    with pytest.raises(NotFound), transaction():
        connectors.ask_test(actor("administrator"), "telegraph")


def test_the_last_test_is_the_one_that_is_shown(empty_house: Flask) -> None:
    with transaction():
        connectors.tested("http", "It answers.", well=True)
    move_clock(60)
    with transaction():
        connectors.tested("http", "No answer.", well=False)
    with reading():
        row = session().scalars(select(Connector)).one()
        assert (row.test_result, row.works) == ("No answer.", False)
