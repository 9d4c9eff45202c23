"""One run: a house is furnished and opened, people work in it while it is harmed, then it is healed and judged."""

import hashlib
import json
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.config import ROOT
from bench import furnished
from bench.chaos import history, people, plan, versions, witnessed
from bench.chaos.house import House
from bench.chaos.nemesis import Nemesis
from bench.chaos.outside import Effects, Mailbox
from bench.chaos.people import Scene
from bench.chaos.promises import Dump
from bench.chaos.record import Record
from bench.chaos.verdict import Evidence, by_invariant, violations
from launcher.embedded_postgres import Server
from launcher.waiting import until

HERE = Path(__file__).parent
QUIET = 180.0  # seconds in which everything has to come to its end once nothing is harmed any more
FOUND = 25.0  # the same with a planted bug: what has not ended by then does not end at all
ENOUGH = 20  # orders that a run is to have, also on a slow machine
SHOWN = 12  # journals that are compared with what the API shows
WAITING = ("ready", "leased")


@dataclass(frozen=True)
class Wanted:
    """What run is wanted. `bug`: planted; `only`: faults of that name; `keep`: where its traces are to stay."""

    seed: int
    seconds: float
    database: str
    bug: str = ""
    only: str = ""
    keep: Path | None = None


def run(wanted: Wanted) -> dict[str, Any]:
    """The report of a run. Everything is ended and removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="laneway-chaos-"))
    server = _server(folder) if wanted.database == "postgresql" else None
    try:
        with Effects(wanted.seed) as outside, Mailbox() as mailbox:
            return _inside(wanted, folder, server, outside, mailbox)
    finally:
        if server:
            server.stop()
        if wanted.keep:
            shutil.copytree(folder, wanted.keep, dirs_exist_ok=True, ignore=shutil.ignore_patterns("pg", "*.sock"))
        shutil.rmtree(folder)


def _inside(wanted: Wanted, folder: Path, server: Server | None, outside: Effects, mailbox: Mailbox) -> dict[str, Any]:
    url = server.url if server else f"sqlite:///{folder / 'laneway.db'}"
    tokens = furnished.house(url, folder, _item(), versions.second(_item()))
    leads = {"HTTP_ALLOW": f"127.0.0.1:{outside.port}", "SMTP_URL": f"smtp://127.0.0.1:{mailbox.port}"}
    house = House(folder, server, leads, wanted.bug)
    record = Record()
    target = f"http://127.0.0.1:{outside.port}/"
    try:
        house.open()
        scene = Scene(record, target, house.port, tokens, wanted.seed)
        nemesis = Nemesis(house, plan.faults(wanted.seed, wanted.seconds, wanted.database, wanted.only))
        patience = FOUND if wanted.bug else QUIET
        during, healed = _worked(scene, house, nemesis, wanted.seconds, patience)
        dump = _settled(house, patience)
        more = [*_shown(scene, dump), *_files(scene, dump, folder / "files")]
    finally:
        house.close()
        record.write(folder / "record.jsonl")
    found = Evidence(record, outside.ledger, mailbox.letters, during, dump, healed, more)
    (folder / "dump.json").write_text(json.dumps(dump))
    return _report(wanted, found, nemesis)


def _worked(scene: Scene, house: House, nemesis: Nemesis, seconds: float, patience: float) -> tuple[Dump, datetime]:
    """The dump of the moment in which the harm ended, and that moment. When all is done, Redis is wiped once more and
    one order goes its way alone: whatever needs somebody else's ring stays behind now.
    """
    crowd = [*people.company(scene), versions.Manager(scene, "paul", "manager")]
    orderer = people.Orderer(scene, people.ORDERERS[0], "last")
    for person in crowd:
        person.start()
    try:
        until(lambda: _orders(scene) > 0, "the first order is accepted", QUIET)
        nemesis.rage(seconds, lambda: _orders(scene) >= ENOUGH)
        house.resume_all()
        house.tend()
        healed = datetime.now(UTC)
        during = house.dump()
        scene.finishing.set()
        people.wait_until_done(scene, patience, house.tend)
        house.wipe()
        orderer.order_alone()
        people.wait_until_done(scene, patience, house.tend)
    finally:
        scene.over.set()
        for person in crowd:
            person.join(20)
    return during, healed


def _orders(scene: Scene) -> int:
    return sum(1 for _ in scene.record.of("order", "ok"))


def _settled(house: House, patience: float) -> Dump:
    """The last dump: mails still on their way get a little time."""
    until = time.monotonic() + patience / 4
    while True:
        house.tend()
        dump = house.dump()
        if time.monotonic() > until or not any(row["state"] in WAITING for row in dump["outbox"]):
            return dump


def _shown(scene: Scene, dump: Dump) -> list[str]:
    admin = scene.client("admin", "auditor")
    found: list[str] = []
    for row in dump["requests"][:: max(1, len(dump["requests"]) // SHOWN)]:
        page = admin.look(f"/requests/{row['number']}/journal", limit=200)
        if page is not None:
            found += history.as_shown(dump, row["number"], page["items"])
    return found


def _files(scene: Scene, dump: Dump, folder: Path) -> list[str]:
    def download(who: str, file_id: int) -> str | None:
        content = scene.client(who, "auditor").content(f"/files/{file_id}")
        return None if content is None else hashlib.sha256(content).hexdigest()

    return list(witnessed.files(scene.record, dump, folder, download))


def _report(wanted: Wanted, found: Evidence, nemesis: Nemesis) -> dict[str, Any]:
    broken = list(dict.fromkeys(violations(found)))
    deeds = found.record.deeds
    states = {state: sum(deed.state == state for deed in deeds) for state in ("ok", "failed", "unknown")}
    return {
        "commit": _commit(),
        "at": found.healed.isoformat(timespec="seconds"),
        "seed": wanted.seed,
        "database": wanted.database,
        "seconds": wanted.seconds,
        "planted": wanted.bug,
        "requests": len(found.dump["requests"]),
        "faults": nemesis.done.total(),
        "violations": len(broken),
        "by_invariant": by_invariant(broken),
        "deeds": {"all": len(deeds), **states, "tries": sum(deed.tries for deed in deeds)},
        "effects": {"calls": len(found.ledger), "applied": sum(one.applied for one in found.ledger)},
        "letters": len(found.letters),
        "crashes": len(found.record.crashes),
        "by_fault": dict(sorted(nemesis.done.items())),
        "by_deed": dict(sorted(Counter(deed.name for deed in deeds if deed.state == "ok").items())),
        "by_temper": dict(sorted(Counter(one.mood for one in found.ledger).items())),
        "found": broken[:50] + found.record.crashes[:10],
    }


def _commit() -> str:
    """What is tried, with a + when it was changed since; empty where the program is no clone."""
    asked = ["git", "-C", str(ROOT), "describe", "--always", "--exclude=*", "--dirty=+"]
    return subprocess.run(asked, capture_output=True, text=True).stdout.strip()


def _item() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (HERE / "item").iterdir()}


def _server(folder: Path) -> Server:
    place = folder / "pg"
    place.mkdir()
    folder.chmod(0o755)
    server = Server(place, durable=True)
    server.start()
    return server
