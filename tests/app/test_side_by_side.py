"""While a house is upgraded the old Laneway still works on the new tables: migrations add, and take nothing away, and
no instance is written in a format that it does not read.

What is dropped or renamed has been unread for a release: then its migration stands in CONTRACTED with the reason.
"""

import ast
from pathlib import Path

import pytest

from app.queries.schema import LAST
from launcher.places import ROOT
from workflows.state import READS, WRITES

READ = 1  # the newest format of an instance's state that the last release reads
CONTRACTED: dict[str, str] = {}
TAKES_AWAY = {"drop_column", "drop_table", "drop_constraint", "alter_column", "rename_table", "batch_alter_table"}
NEW = sorted(file for file in (ROOT / "migrations" / "versions").glob("0*.py") if file.name[:4] > LAST)


def calls(file: Path) -> list[ast.Call]:
    """What `upgrade` calls."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    upgrade = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "upgrade")
    return [node for node in ast.walk(upgrade) if isinstance(node, ast.Call)]


def name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def given(call: ast.Call) -> dict[str, ast.expr]:
    return {word.arg: word.value for word in call.keywords if word.arg}


@pytest.mark.parametrize("file", NEW, ids=lambda file: file.stem)
def test_a_migration_takes_nothing_away_that_the_last_release_reads(file: Path) -> None:
    assert file.name[:4] in CONTRACTED or {name(call) for call in calls(file)} & TAKES_AWAY == set()


@pytest.mark.parametrize("file", NEW, ids=lambda file: file.stem)
def test_a_new_column_of_an_old_table_can_be_left_out_of_an_insert(file: Path) -> None:
    for call in calls(file):
        if name(call) == "add_column":
            column = call.args[1]
            assert isinstance(column, ast.Call)
            facts = given(column)
            may_be_null = ast.unparse(facts.get("nullable", ast.Constant(value=True))) == "True"
            assert may_be_null or "server_default" in facts, ast.unparse(column)


@pytest.mark.parametrize("file", NEW, ids=lambda file: file.stem)
def test_no_new_rule_refuses_what_the_last_release_writes(file: Path) -> None:
    """A unique index or a check on an old table would."""
    made = {ast.unparse(call.args[0]) for call in calls(file) if name(call) == "create_table"}
    for call in calls(file):
        if name(call) in ("create_unique_constraint", "create_check_constraint"):
            assert ast.unparse(call.args[1]) in made
        if name(call) == "create_index" and ast.unparse(given(call).get("unique", ast.Constant(value=False))) == "True":
            assert ast.unparse(call.args[1]) in made


def test_a_new_format_of_the_state_is_read_for_a_release_before_any_writes_it() -> None:
    assert WRITES <= READ <= READS
