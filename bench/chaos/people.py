"""Simulated people: they order, talk, take back, decide, look over, and send messages; each in a thread.

What each does is decided by the seed and their name; what they meet is the house's.
"""

import threading
import time
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bench.chaos.client import Client
from bench.chaos.record import Deed, Record

ITEM = "errand"
ORDERERS = ("marta", "tamas", "ilse", "karol")
APPROVERS = ("jonas", "tom")
KEEPERS = ("bela", "lena")
POISON = 9  # every so manyth order of each can never be delivered
THINK = (0.05, 0.4)


@dataclass
class Scene:
    """What all share: the record, the target of calls, references awaiting their message, and whether it is late."""

    record: Record
    target: str
    port: int
    tokens: dict[str, str]
    seed: int
    finishing: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)
    expected: list[str] = field(default_factory=list)

    def client(self, who: str, name: str = "") -> Client:
        """A client of `who`, with chances of its own."""
        return Client(who, self.port, self.tokens[who], self.record, Random(f"{self.seed}:{name or who}"))


class Person(threading.Thread):
    """Takes one turn after the other until the run is over."""

    def __init__(self, scene: Scene, who: str, name: str = "") -> None:
        super().__init__(name=name or who, daemon=True)
        self.scene, self.client = scene, scene.client(who, name)
        self.chance = Random(f"{scene.seed}:{name or who}:turns")

    def run(self) -> None:
        """Until the end. Whoever cannot go on spoils the run, for a mistake of ours must not look like calm."""
        try:
            while not self.scene.over.is_set():
                self.turn()
                self.scene.over.wait(self.chance.uniform(*THINK))
        except Exception as error:  # noqa: BLE001 - told in the verdict
            self.scene.record.note(f"I0: {self.name} could not go on: {type(error).__name__}: {error}")

    def turn(self) -> None:
        """One deed."""
        raise NotImplementedError


class Orderer(Person):
    """Orders, comments, uploads, takes back."""

    def __init__(self, scene: Scene, who: str, name: str = "") -> None:
        super().__init__(scene, who, name)
        self.numbers: list[str] = []
        self.count = 0

    def turn(self) -> None:
        if self.scene.finishing.is_set():
            return
        choice = self.chance.random()
        if choice < 0.62 or not self.numbers:
            self.order()
        elif choice < 0.72:
            number = self.chance.choice(self.numbers)
            self.client.do("withdraw", f"/requests/{number}/withdraw", {"reason": "No more."}, number=number)
        else:
            self.talk(self.chance.choice(self.numbers))

    def order(self) -> None:
        self.count += 1
        poison, hurry = self.count % POISON == 2, self.chance.random() < 0.15
        self.ask_for(
            f"{self.client.who}-{self.count}",
            mood="poison" if poison else "good",
            wait=f"PT{self.chance.randint(1, 4)}S",
            patience="PT2S" if hurry else "PT30M",
        )

    def order_alone(self) -> None:
        """The last one of all, when nobody else does anything: no other's ring helps it on."""
        self.ask_for(f"{self.name}-1", mood="good", wait="PT5S", patience="PT30M")

    def ask_for(self, reference: str, **words: str) -> None:
        """One order; who is told that it is accepted must find it."""
        data = {"reference": reference, "target": self.scene.target, **words}
        self.scene.expected.append(reference)
        done = self.client.do("order", "/requests", {"item": ITEM, "data": data}, **data)
        if done.state != "ok":
            return
        self.numbers.append(done.answer["number"])
        seen = self.client.look("/requests", q=done.answer["number"])
        if seen is not None and done.answer["number"] not in [one["number"] for one in seen["items"]]:
            self.scene.record.note(f"I9: {done.answer['number']} was accepted, and its owner does not find it")

    def talk(self, number: str) -> None:
        files: list[int] = []
        if self.chance.random() < 0.4:
            content = self.chance.randbytes(self.chance.randint(10, 20_000)).hex().encode()
            sent = self.client.upload("note.txt", content)
            files = [sent.answer["id"]] if sent.state == "ok" else []
        words = f"words {self.chance.getrandbits(64):x}"
        body = {"text": words, "files": files}
        self.client.do("comment", f"/requests/{number}/comments", body, number=number, text=words, files=files)


class Decider(Person):
    """Completes what waits: `answers` by kind of task. Now and then twice at the same moment, as a double click."""

    scopes: tuple[str, ...] = ("mine",)

    def turn(self) -> None:
        found = self.open_tasks()
        if not found:
            return
        task = self.chance.choice(found[:4])
        if self.chance.random() < 0.3:
            self.client.do("claim", f"/tasks/{task['id']}/claim", {}, task=task["id"])
        if self.chance.random() < 0.15:
            hand = self.scene.client(self.client.who, f"{self.name}, {task['id']}, {self.chance.random()}")
            other = threading.Thread(target=self.complete, args=(task, self.answer(), hand))
            other.start()
            self.complete(task, self.answer(), self.client)
            other.join()
        else:
            self.complete(task, self.answer(), self.client)

    def complete(self, task: dict[str, Any], answer: dict[str, Any], client: Client) -> Deed:
        """One of them; afterwards it must not be offered any more."""
        path, facts = f"/tasks/{task['id']}/complete", {"task": task["id"], "request": task["request"], **answer}
        done = client.do("complete", path, {"data": answer}, **facts)
        if done.state == "ok" and task["id"] in [one["id"] for one in self.open_tasks()]:
            self.scene.record.note(f"I9: task {task['id']} is done, and still offered to {self.client.who}")
        return done

    def open_tasks(self) -> list[dict[str, Any]]:
        """What is offered now, oldest first; none when nobody answers."""
        pages = [self.client.look("/tasks", scope=scope, item=ITEM, limit=200) for scope in self.scopes]
        return sorted((one for page in pages if page for one in page["items"]), key=lambda one: int(one["id"]))

    def answer(self) -> dict[str, Any]:
        """What to say."""
        raise NotImplementedError


class Approver(Decider):
    """Says yes, mostly."""

    def answer(self) -> dict[str, Any]:
        if self.chance.random() < 0.15:
            return {"decision": "reject", "reason": "Too dear."}
        return {"decision": "approve"}


class Keeper(Decider):
    """Looks things over; several share a group."""

    scopes = ("groups", "mine")

    def answer(self) -> dict[str, Any]:
        return {"note": f"{self.name} {self.chance.getrandbits(32):x}"}


class Messenger(Person):
    """Tells each reference that it has arrived: before it is waited for, or after; in the end whatever it takes."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene, "admin", "messenger")
        self.sent: dict[str, Deed] = {}

    def turn(self) -> None:
        waiting = [one for one in list(self.scene.expected) if one not in self.sent]
        doubtful = [one for one, deed in self.sent.items() if deed.state == "unknown"]
        if waiting:
            self.send(self.chance.choice(waiting))
        elif doubtful and self.scene.finishing.is_set():
            self.client.repeat(self.sent[doubtful[0]], self.body(doubtful[0]))

    def send(self, reference: str) -> None:
        """Once; the same key later, when nobody knows what became of it."""
        self.sent[reference] = self.client.do("message", "/messages", self.body(reference), reference=reference)

    def body(self, reference: str) -> dict[str, Any]:
        return {"name": "errand-arrived", "correlation_key": reference, "data": {}}


def company(scene: Scene) -> list[Person]:
    """Everybody; two threads stand for each decider, as two open windows do."""
    orderers = [Orderer(scene, who) for who in ORDERERS]
    approvers = [Approver(scene, who, f"{who} {n}") for who in APPROVERS for n in (1, 2)]
    keepers = [Keeper(scene, who, f"{who} {n}") for who in KEEPERS for n in (1, 2)]
    return [*orderers, *approvers, *keepers, Messenger(scene)]


def done(scene: Scene) -> bool:
    """Whether nothing goes on any more: what is not ended is stuck."""
    admin = scene.client("admin", "watcher")
    pages = [admin.look("/requests", state=state, item=ITEM, limit=1) for state in ("running", "withdrawing")]
    return all(page is not None and not page["items"] for page in pages)


def wait_until_done(scene: Scene, seconds: float, tend: Any) -> bool:
    """Everybody does their part in the end; False when it takes too long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        tend()
        if done(scene):
            return True
        time.sleep(0.3)
    return False
