"""One thing the doctor found. Plain data."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Level = Literal["well", "mind", "ill"]


@dataclass(frozen=True)
class Finding:
    """`level`: well, mind (somebody should know) or ill (something does not work). `advice`: what to do about it."""

    level: Level
    area: str
    said: str
    advice: str = ""


Findings = Iterator[Finding]
