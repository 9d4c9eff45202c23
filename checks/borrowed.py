"""Names from the insides of other packages: which of them Laneway uses, and in which version they were read.

Such a name may change with any release, and nobody will say so. So each stands here, once; the check fails where the
code uses another one, where nobody uses one any more, and where the package has another version than the one read.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from launcher.places import ROOT

FOLDERS = ("app", "workflows", "launcher")
PUBLIC = {"_asdict", "_exit", "_fields", "_get_current_object", "_replace"}  # documented, for all their underscore


@dataclass(frozen=True)
class Borrowed:
    """`names` of one package as they were in `version`; `tests`: which of ours fail when they mean something else."""

    version: str
    names: frozenset[str]
    tests: str


def _borrowed(version: str, names: str, tests: str) -> Borrowed:
    return Borrowed(version, frozenset(names.split()), tests)


BORROWED: Mapping[str, Borrowed] = {
    # where the session of an app context is kept: session() of app/db.py
    "flask": _borrowed("3.1.3", "__wrapped__", "tests/app/test_side_by_side.py"),
    "sqlalchemy": _borrowed(
        "2.1.9",
        # errors in its words, its events, its texts: app/straight.py, app/wire.py, app/compiled.py (docs/adr/0022)
        "_handle_dbapi_exception dispatch insert_prefetch update_prefetch literal_execute_params escaped_bind_names "
        "construct_expanded_state positiontup parameter_expansion "
        # rows in and out of its session: app/writing.py, app/loading.py
        "_new _save_impl _dirty_states _deleted _flushing _register_persistent _add_unpresent _commit _commit_all",
        "tests/app/test_straight.py tests/app/test_wire.py tests/app/test_writing.py tests/app/test_loading.py",
    ),
    # what it prepares, and how a cursor gets its rows: app/pipeline.py (docs/adr/0024)
    "psycopg": _borrowed(
        "3.3.9",
        "_preparing _prepared _to_flush maintain_gen maybe_add_to_cache _tx _set_results _encoding",
        "tests/app/test_wire.py tests/app/test_straight.py",
    ),
    # a worker in a thread, that takes no commands: app/jobs/doorkeeper.py
    "rq": _borrowed("3.0.0", "_install_signal_handlers", "tests/app/jobs"),
    # the tree of its tasks: workflows/tokens.py, workflows/resting.py and workflows/elements (docs/adr/0001)
    "spiffworkflow": _borrowed(
        "3.2.0",
        "_state _set_state _ready _on_ready _on_cancel _predict _update _add_child _children _parent _wf_spec "
        "_task_completed_notify",
        "tests/workflows",
    ),
    "lxml": _borrowed("6.1.3", "_Element", "tests/workflows/loader"),  # its only name for what it reads
}


def complaints() -> list[str]:
    """One line for each name that is not written down here, is used by nobody, or was read in another version."""
    files = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    return [*moved((ROOT / "requirements.in").read_text(), BORROWED), *_names(files)]


def moved(requirements: str, borrowed: Mapping[str, Borrowed]) -> Iterator[str]:
    """Packages that have another version than the one whose insides were read."""
    pinned = dict(re.findall(r"^([\w-]+)(?:\[\w+\])?==([\w.]+)", requirements, re.MULTILINE))
    for package, known in borrowed.items():
        if pinned[package] != known.version:
            yield (
                f"{package} is {pinned[package]} now, and its insides were read in {known.version}: look at "
                f"{', '.join(sorted(known.names))} there again, run {known.tests}, then write the version here"
            )


def _names(files: Iterable[Path]) -> Iterator[str]:
    sources = {path: path.read_text() for path in files}
    found = {path: names(text) for path, text in sources.items()}
    own = {name for members, _used in found.values() for name in members}
    known = PUBLIC | {name for one in BORROWED.values() for name in one.names}
    for path, (_members, used) in found.items():
        for name in sorted(used.keys() - own - known):
            where = f"{path.relative_to(ROOT)}:{used[name]}"
            yield f"{where}: {name} is of somebody else's insides: do without, or say in checks/borrowed.py why"
    words = {word for text in sources.values() for word in re.findall(r"\w+", text)}
    for name in sorted(known - PUBLIC - words):
        yield f"nobody uses {name} any more: take it out of checks/borrowed.py"


def names(text: str) -> tuple[set[str], dict[str, int]]:
    """What the classes of a module have themselves; each private name that is asked for or imported, with a line."""
    members: set[str] = set()
    used: dict[str, int] = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef):
            members |= {one.name for one in node.body if isinstance(one, ast.FunctionDef | ast.ClassDef)}
            fields = (one.target for one in node.body if isinstance(one, ast.AnnAssign))
            members |= {one.id for one in fields if isinstance(one, ast.Name)}
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self":
            members.add(node.attr)
        elif isinstance(node, ast.Attribute) and _is_private(node.attr):
            used[node.attr] = node.lineno
        elif isinstance(node, ast.ImportFrom):
            parts = [*(node.module or "").split("."), *(one.name for one in node.names)]
            used |= {name: node.lineno for name in parts if _is_private(name)}
    return members, used


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")
