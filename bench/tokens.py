"""A completion by how many tokens its instance holds: parallel tasks, 10 to 1,000, one of them done at a time.

`laneway bench tokens --json` prints {start_ms: {tokens: ms}, complete_ms, fire_ms, receive_ms, state_bytes, floor_ms,
grows, fire_grows, receive_grows}: medians of operations in this process on a durable SQLite, without HTTP, beside the
bare engine step and commit of the same run. `fire` and `receive`: a timer and a message of as many (deadlines.py).
What the process has loaded is out of the collector's sight, as it is in a web process (launcher/gunicorn_settings.py).
`grows`: a completion among the most tokens over one among the fewest. It cannot be flat, for state and variables are
one row, read and written whole; what is to be seen is that it stays small, for only what is touched is understood.
"""

import argparse
import gc
import json
import logging
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from sqlalchemy import select

from app.config import Config
from app.db import db, session, transaction
from app.factory import create_app
from app.models.instance import Instance
from app.models.person import Person
from app.models.task import Task
from app.operations import importing, ordering, tasks
from app.operations.permissions import Actor, actor_of
from bench import deadlines, floor, furnished

SIZES = "10,100,1000"
DIAGRAM = Path(__file__).parent / "diagrams" / "many.bpmn"


class Seen(NamedTuple):
    """Milliseconds of the order, of a completion, of a timer and a message of others; the bytes of the state."""

    start: float
    complete: float
    size: int
    fire: float = 0.0
    receive: float = 0.0


def main(argv: list[str]) -> int:
    """`--json`, `--sizes 10,100`, `--rounds`: completions of each."""
    options = argparse.ArgumentParser(prog="laneway bench tokens", description=__doc__)
    options.add_argument("--json", action="store_true")
    options.add_argument("--sizes", default=SIZES)
    options.add_argument("--rounds", type=int, default=9)
    given = options.parse_args(argv)
    logging.disable(logging.WARNING)
    sizes = sorted(int(size) for size in given.sizes.split(","))
    with tempfile.TemporaryDirectory(prefix="laneway-tokens-") as name:
        seen, bare = _measured(Path(name), sizes, given.rounds)
    for size, one in seen.items():
        print(
            f"{size:6,} tokens: start {one.start:8.1f} ms, completion {one.complete:6.1f} ms, "
            f"timer {one.fire:6.1f} ms, message {one.receive:6.1f} ms, {one.size:7,} bytes"
        )
    few, most = seen[sizes[0]], seen[sizes[-1]]
    grows = {name: round(getattr(most, name) / getattr(few, name), 2) for name in ("complete", "fire", "receive")}
    print(f"A completion grows {grows['complete']}x, a timer {grows['fire']}x, a message {grows['receive']}x")
    print(f"from {sizes[0]:,} to {sizes[-1]:,}; floor {bare:.2f} ms")
    if given.json:
        kinds = {"start_ms": "start", "complete_ms": "complete", "fire_ms": "fire", "receive_ms": "receive"}
        kinds["state_bytes"] = "size"
        by = {key: {size: round(getattr(one, name), 1) for size, one in seen.items()} for key, name in kinds.items()}
        grown = {"grows": grows["complete"], "fire_grows": grows["fire"], "receive_grows": grows["receive"]}
        print(json.dumps({**by, "floor_ms": round(bare, 2), **grown}))
    return 0


def _measured(folder: Path, sizes: list[int], rounds: int) -> tuple[dict[int, Seen], float]:
    url = f"sqlite:///{folder}/laneway.db"
    furnished.house(url, folder)
    app = create_app(Config(var=folder, database_url=url, demo=True, redis_url="unix:///nowhere"))
    with app.app_context():
        gc.collect()
        gc.freeze()
        found = {size: _of(size, rounds)._replace(**deadlines.measured(size, rounds)._asdict()) for size in sizes}
        db.engine.dispose()
    bare = floor.ours(url)
    return found, median(bare() for _ in range(30))


def _of(size: int, rounds: int) -> Seen:
    """Orders an instance of so many tokens, and finishes some of them."""
    diagram = DIAGRAM.read_text().replace("COUNT", str(size)).replace("bench_many", f"bench_many_{size}")
    with transaction():
        row = importing.import_files({"many.bpmn": diagram.encode()})
        if row.state != "published":
            raise RuntimeError(f"The item was not published: {row.problems}")
    marta, bela = _actor("marta"), _actor("bela")
    began = perf_counter()
    with transaction():
        request = ordering.submit(marta, f"bench_many_{size}", {}).id
    start = (perf_counter() - began) * 1000
    with transaction():
        open_ones = select(Task.id).where(Task.request_id == request, Task.state == "open").order_by(Task.id)
        first = session().scalars(open_ones.limit(min(rounds, size - 1))).all()
    times = [_completed(bela, task) for task in first]
    with transaction():
        state = session().scalars(select(Instance.state).where(Instance.request_id == request)).one()
    return Seen(start, median(times), len(state or b""))


def _completed(actor: Actor, task: int) -> float:
    began = perf_counter()
    with transaction():
        tasks.complete(actor, task, {})
    return (perf_counter() - began) * 1000


def _actor(login: str) -> Actor:
    with transaction():
        return actor_of(session().scalars(select(Person).where(Person.login == login)).one())
