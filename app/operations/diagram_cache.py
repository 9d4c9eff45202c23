"""What the diagrams of a version say, kept small: a definition that was given up is made again without reading them.

Reading a diagram takes ten times as long as compiling what was read. Kept by what the diagrams are, not by version:
a wrong one cannot come out. Never leaves the process.
"""

import hashlib
import pickle
import zlib

from app.lately import Lately
from workflows.definition import Definition, Source, diagrams, load
from workflows.errors import Problem

#: 1 to 6 kB each.
_kept: Lately[bytes, bytes] = Lately(1_500)


def definition(source: Source) -> Definition:
    """As `load`, reading only diagrams that this process has not read lately. Raises DefinitionRefused."""
    key = _key(source)
    packed = _kept.get(key)
    if packed is not None:
        return load(source, pickle.loads(zlib.decompress(packed)))  # noqa: S301 - this process made it
    problems: list[Problem] = []
    drawn = diagrams(source, problems)
    if problems:
        return load(source)  # which refuses it, with all that is wrong
    _kept.keep(key, zlib.compress(pickle.dumps(drawn, pickle.HIGHEST_PROTOCOL), 1))
    return load(source, drawn)


def forget() -> None:
    """Empty the cache."""
    _kept.clear()


def _key(source: Source) -> bytes:
    parts = [(source.process_id or "").encode(), source.diagram]
    parts += [part for name in source.called for part in (name.encode(), source.called[name])]
    return hashlib.sha256(b"".join(len(part).to_bytes(8) + part for part in parts)).digest()
