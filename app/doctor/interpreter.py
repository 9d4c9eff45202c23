"""The Python that runs the house: was it built to be quick? Asks what the build says of itself, measures nothing.

A distribution's Python (below /usr) is left in peace: Debian builds it with a profile and does not say so.
"""

import sys
import sysconfig
from collections.abc import Mapping
from pathlib import PurePath

from app.doctor.finding import Finding, Findings

AREA = "settings"
#: What configure was asked for, or what the compiler was given: either means a build by profile.
ASKED = "--enable-optimizations"
GIVEN = ("-fprofile-use", "-fprofile-instr-use")
FLAGS = ("PY_CFLAGS", "PY_CFLAGS_NODIST", "PY_CORE_CFLAGS")
DISTRIBUTIONS = PurePath("/usr")


def look() -> Findings:
    """What the doctor finds of this area: one line, or none where the build does not say."""
    told = _built(sysconfig.get_config_vars(), sys.base_prefix)
    version = ".".join(map(str, sys.version_info[:3]))
    if told == "quick":
        yield Finding("well", AREA, f"Python {version} was built with optimisation.")
    elif told == "plain":
        said = f"Python {version} was built without optimisation: its part of each page takes a third longer."
        advice = (
            f"Nothing is wrong. Quicker: a distribution's Python, the container, or one built with {ASKED} "
            f"(pyenv: PYTHON_CONFIGURE_OPTS={ASKED}). Remove .venv and start ./laneway by that one, as in "
            "`/usr/bin/python3.11 laneway up`."
        )
        yield Finding("mind", AREA, said, advice)


def _built(facts: Mapping[str, object], prefix: str) -> str:
    """quick, plain, or "" where nobody can tell."""
    asked = str(facts.get("CONFIG_ARGS") or "")
    given = " ".join(str(facts.get(name) or "") for name in FLAGS)
    if ASKED in asked or any(flag in given for flag in GIVEN):
        return "quick"
    return "" if not asked or PurePath(prefix) == DISTRIBUTIONS else "plain"
