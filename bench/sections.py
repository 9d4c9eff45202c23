"""What docs/performance.md says of one kept run each: throughput, lists over size, timers, engine, tokens, versions,
`laneway up`.

Each function makes the lines of its section from the last JSON line of its measurement; nothing is measured here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

Run = Mapping[str, Any]
Lines = Iterator[str]


def of(runs: Mapping[str, Run]) -> Iterator[list[str]]:
    """The sections of the runs that there are, in the order of the page."""
    for name, made in SECTIONS.items():
        if name in runs:
            yield list(made(runs[name]))


def _throughput(run: Run) -> Lines:
    yield "## How much it carries"
    yield ""
    yield f"`bench throughput`, PostgreSQL, clients and all on {run['cores']} cores (load {run['load']:.0f} at the"
    yield "end). Requests are ordered, approved and fulfilled; timers fall due at once, and each ends a request."
    yield "Milliseconds of processor for each. The aims are 60 requests a second with one web process and 110 with two."
    for kind, what, of in (("web", "web processes", "requests"), ("workers", "workers", "timers")):
        if run[kind]:
            yield ""
            yield from _carried(run[kind], what, of)


def _carried(by_count: Mapping[str, Run], what: str, of: str) -> Lines:
    parts = list(next(iter(by_count.values()))["ms"])
    rows = [
        [count, f"{row['per_second']:.1f}", *(f"{row['ms'][part]:.1f}" for part in parts), row["stops"]]
        for count, row in by_count.items()
    ]
    yield from table([what, f"{of} a second", *(f"{part}, ms" for part in parts), "where it stops"], rows)


def _inbox(run: Run) -> Lines:
    yield "## Lists by how many requests are open"
    yield ""
    yield "`bench inbox`, PostgreSQL: milliseconds that 95 of 100 answers stay under, of the slowest view of each kind,"
    yield "and the worst size over the smallest house, looked at in turns. The aim is 2x. Floor (`/healthz`):"
    yield f"{run['floor_ms']:.1f} ms."
    yield ""
    yield from _by_size({name: run[f"{name}_p95_ms"] for name in ("inbox", "requests", "search")}, run["flat"])


def _timers(run: Run) -> Lines:
    yield "## Timers"
    yield ""
    yield "`bench timers`, PostgreSQL, one scheduler, two workers. At rest, percent of one core:"
    yield ""
    rest = run["rest"]
    rows = [
        [name, *(f"{rest[where][f'{of}_percent']:.1f}" for of in ("workers", "database"))]
        for name, where in (("no timer", "empty"), (f"{run['pending']:,} pending", "pending"))
    ]
    yield from table(["", "workers and scheduler", "database"], rows)
    yield ""
    yield f"{run['fired']:,} of {run['due']:,} that fell due at one moment had fired after {run['seconds']:.0f} s"
    yield f"({run['per_second']:.0f} a second), {run['early']} of them early. The aim is 60 s, and none."
    yield ""
    more = sum(rest["pending"].values()) - sum(rest["empty"].values())
    yield f"So those that wait cost {max(more, 0):.1f} % of a core. The aim is less than 1 %."
    if each := run.get("each"):
        yield f"One that fires costs {each['workers_ms']:.1f} ms of a worker's processor and"
        yield f"{each['database_ms']:.1f} ms of the database's (load {run['load']:.0f} meanwhile)."


def _engine(run: Run) -> Lines:
    yield "## The engine alone"
    yield ""
    yield "`bench engine`: one saved instance read, its task completed, saved again; beside SpiffWorkflow's own way of"
    yield "doing it. The aim is less than it."
    yield ""
    rows = [
        [name, *(f"{row[key]:.2f}" for key in ("ms", "stock_ms")), f"{row['bytes']:,}", f"{row['stock_bytes']:,}"]
        for name, row in run.items()
    ]
    yield from table(["diagram", "ms", "stock, ms", "bytes", "stock, bytes"], rows)


def _tokens(run: Run) -> Lines:
    yield "## An instance with many tokens"
    yield ""
    yield "`bench tokens`, SQLite, without HTTP: parallel tasks, one of them completed; as many sub-processes"
    yield "that wait for a timer and a message, one of which comes. State and variables are one row, of which a command"
    yield "reads what it touches, whatever else waits. Floor (engine step and commit of a small one):"
    yield f"{run['floor_ms']:.1f} ms."
    yield ""
    kinds = {"start, ms": run["start_ms"], "completion, ms": run["complete_ms"]}
    kinds |= {"timer that fires, ms": run["fire_ms"], "message that arrives, ms": run["receive_ms"]}
    grown = {"completion, ms": run["grows"], "timer that fires, ms": run["fire_grows"]}
    grown["message that arrives, ms"] = run["receive_grows"]
    yield from _by_size({**kinds, "bytes of state": run["state_bytes"]}, grown)


def _versions(run: Run) -> Lines:
    yield "## An item with many versions"
    yield ""
    yield "`bench versions`, SQLite, without HTTP: an order, a completion on any version, one on a version that this"
    yield "process has to read first, and the item's page in the studio. The aim is 2x."
    yield ""
    names = {"order": "start", "completion": "complete", "completion, read first": "first", "studio": "studio"}
    flat = {name: run["flat"][key] for name, key in names.items()}
    yield from _by_size({name: run[f"{key}_ms"] for name, key in names.items()}, flat)
    yield ""
    kept = ", ".join(f"{int(size):,}: {mb:.0f} MB" for size, mb in run["memory_mb"].items())
    yield f"What a process keeps when it has had to do with every version: {kept}."


def _up(run: Run) -> Lines:
    yield "## `laneway up`"
    yield ""
    cold = f"{run['cold_s']:.0f} s in a new clone (environment and front end made first), " if run["cold_s"] else ""
    yield f"First page: {cold}{run['fresh_s']:.1f} s in an empty house (the demo's half year is played first),"
    yield f"{run['warm_s']:.1f} s when started again. The aims are 60 s and 4 s."
    yield ""
    rows = [[name, f"{one['rss_mb']:.0f}", f"{one['pss_mb']:.0f}"] for name, one in run["parts"].items()]
    rows += [["all", "", f"{run['total_mb']:.0f}"]]
    yield from table(["at rest", "resident, MB", "shared counted once, MB"], rows)
    yield ""
    yield "The aims are 120 MB for a web process and 450 MB for all."


SECTIONS: dict[str, Callable[[Run], Lines]] = {
    "throughput": _throughput,
    "inbox": _inbox,
    "timers": _timers,
    "engine": _engine,
    "tokens": _tokens,
    "versions": _versions,
    "up": _up,
}


def _by_size(kinds: Mapping[str, Mapping[str, float]], ratios: Mapping[str, float]) -> Lines:
    sizes = sorted({int(size) for by in kinds.values() for size in by})
    rows = [
        [name, *(_figure(by[str(size)]) for size in sizes), f"{ratios[name]:.1f}x" if name in ratios else ""]
        for name, by in kinds.items()
    ]
    yield from table(["", *(f"{size:,}" for size in sizes), "grows"], rows)


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def table(head: list[str], rows: Iterable[list[str]]) -> Lines:
    """A table in Markdown, figures to the right."""
    for cells in (head, ["---", *["---:"] * (len(head) - 1)], *rows):
        yield f"| {' | '.join(cells)} |"
