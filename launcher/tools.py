"""Runs the tools that set things up (pip, uv, npm, node) and turns their failures into one sentence."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from launcher.refusals import DISK_FULL, Refusal

NO_NETWORK = (
    "name or service not known",
    "temporary failure in name resolution",
    "dns error",
    "failed to lookup address",
    "network is unreachable",
    "connection refused",
    "connection reset",
    "error sending request",
    "newconnectionerror",
    "connecttimeout",
    "timed out",
    "enotfound",
    "econnrefused",
    "etimedout",
    "eai_again",
)


NO_INDEX = "the package index cannot be reached. Check the network or the proxy, then run the same command again."


def run(
    what: str, command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> str:
    """Runs `command` and returns what it printed; `what` names it in the sentence of a `Refusal`."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            env=env,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except OSError as error:
        raise Refusal(f"{what} could not be started: {error}.") from error
    if done.returncode:
        raise Refusal(sentence_for(what, done.stdout))
    return done.stdout


def sentence_for(what: str, output: str) -> str:
    """The sentence for a tool that failed, from the words it left behind."""
    heard = output.lower()
    if "no space left on device" in heard or "enospc" in heard or "disk quota exceeded" in heard:
        return DISK_FULL
    if any(sign in heard for sign in NO_NETWORK):
        return f"{what} failed: {NO_INDEX}"
    if "hash" in heard and "mismatch" in heard:
        return f"{what} was refused: a package does not match the hash it is pinned to. Nothing was installed."
    last = "\n".join("    " + line for line in output.strip().splitlines()[-12:])
    return f"{what} failed. Its last lines:\n{last}"
