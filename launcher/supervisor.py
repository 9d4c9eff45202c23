"""Keeps a group of child processes alive: starts them, shows what they print, restarts what crashes, stops in order.

Never imports or knows what the children do, so that it stays small in memory.
"""

import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from launcher.child import end_group, spawn
from launcher.loop import Loop
from launcher.part import Part, Record
from launcher.progress import say
from launcher.refusals import Refusal


class Stopped(Exception):
    """A person or the system asked the group to stop."""


@dataclass
class Member:
    """A part and its process; `due` is when it is to be started again (monotonic seconds), None while it runs."""

    record: Record
    process: "subprocess.Popen[bytes]"
    due: float | None = None

    @property
    def name(self) -> str:
        return self.record.part.name

    def alive(self) -> bool:
        return self.due is None and self.process.poll() is None


class Supervisor:
    """Runs inside a Loop. `show` gets each line that a part prints, its name in front."""

    def __init__(self, loop: Loop, env: Mapping[str, str], show: Callable[[str], None] = say) -> None:
        self.members: list[Member] = []
        self._loop = loop
        self._env = dict(env)
        self._show = show

    def start(self, part: Part) -> None:
        """Starts a part and keeps it alive from now on."""
        record = Record(part)
        self.members.append(Member(record, self._spawn(record)))

    def once(self, part: Part) -> list[str]:
        """Runs a part to its end, its standard error shown, and returns the lines of its standard output.

        Raises Refusal when it fails, and Stopped.
        """
        record, said = Record(part), list[str]()
        process = self._spawn(record, said.append)
        try:
            while process.poll() is None:
                self._turn(None)
        finally:
            end_group(process)
            self._loop.drain()
        if process.returncode:
            raise Refusal(f"{part.name} failed ({_how(process.returncode)}); its words are above.")
        return said

    def until(self, ready: Callable[[], bool], what: str, seconds: float) -> None:
        """Keeps the group alive until `ready()`, asked five times a second whatever the parts print meanwhile.

        Raises Refusal naming `what` after `seconds`, and Stopped.
        """
        end = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > end:
                raise Refusal(f"Waited {seconds:.0f} s in vain until {what}.")
            again = time.monotonic() + 0.2
            while (pause := again - time.monotonic()) > 0:
                self._turn(pause)

    def watch(self) -> None:
        """Keeps the group alive. Ends only by Stopped or KeepsCrashing."""
        while True:
            self._turn(None)

    def stop(self, names: Iterable[str]) -> None:
        """Asks these parts to end, all at once, and waits for each as long as its patience; then kills.

        A second request to stop (Ctrl-C) ends all patience.
        """
        wanted = set(names)
        leaving = [member for member in self.members if member.name in wanted]
        self.members = [member for member in self.members if member.name not in wanted]
        for member in filter(Member.alive, leaving):
            member.process.terminate()
        begun = time.monotonic()
        while waiting := [member for member in leaving if member.alive() and self._patient(member, begun)]:
            self._loop.turn(min(begun + member.record.part.patience for member in waiting) - time.monotonic())
        for member in leaving:
            end_group(member.process)
        self._loop.drain()

    def _patient(self, member: Member, begun: float) -> bool:
        return self._loop.asked < 2 and time.monotonic() < begun + member.record.part.patience

    def _turn(self, timeout: float | None) -> None:
        due = [member.due - time.monotonic() for member in self.members if member.due is not None]
        pauses = [max(pause, 0.0) for pause in due] + ([] if timeout is None else [timeout])
        self._loop.turn(min(pauses, default=None))
        if self._loop.asked:
            raise Stopped
        for member in self.members:
            if member.due is None and member.process.poll() is not None:
                self._bury(member)
            elif member.due is not None and member.due <= time.monotonic():
                member.process, member.due = self._spawn(member.record), None

    def _bury(self, member: Member) -> None:
        """A part died: nothing of its group may live on, and it comes back after a pause."""
        end_group(member.process)
        self._loop.drain()
        pause = member.record.died()
        self._show(f"{member.name}: died ({_how(member.process.returncode)}); starting it again in {pause:.1f} s")
        member.due = time.monotonic() + pause

    def _spawn(self, record: Record, said: Callable[[str], None] | None = None) -> "subprocess.Popen[bytes]":
        def shown(line: str) -> None:
            record.lines.append(line)
            if not record.part.quiet:
                self._show(f"{record.part.name:<10} {line}")

        err = subprocess.PIPE if said else subprocess.STDOUT
        quiet = subprocess.DEVNULL
        process = spawn(record.part.command, env=self._env, stdin=quiet, stdout=subprocess.PIPE, stderr=err)
        for pipe, sink in ((process.stdout, said or shown), (process.stderr, shown)):
            if pipe:
                self._loop.listen(pipe.fileno(), sink)
                pipe.close()
        return process


def _how(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"signal {-code}"
