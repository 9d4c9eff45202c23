"""Times in every spelling: JUEL, cron, jBPM's short forms, Python's timedelta, ISO with blanks; all become ISO or FEEL.

A cron line stays one: it names its own moments, and only a cycle can have it.
"""

import re

from workflows.cron import is_cron
from workflows.loader.vocabulary import CAMUNDA, ZEEBE, Node, children, first
from workflows.sentences import sentence
from workflows.translation import cron, juel, python
from workflows.translation.conditions import is_spiff
from workflows.translation.errors import NotTranslatable
from workflows.translation.work import Work

_SHORT = re.compile(r"(?:(\d+)d)?\s*(?:(\d+)h)?\s*(?:(\d+)m)?\s*(?:(\d+)s)?\s*(?:(\d+)ms)?", re.IGNORECASE)
_KINDS = ("timeDate", "timeDuration", "timeCycle")
_ISO = re.compile(r"""\A["']?\s*(?:R\d*/|R-|[+-]?P|\d{4}-)""")
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)\Z")


def translate(work: Work) -> None:
    """All timer events."""
    for node in work.nodes():
        for timer in children(node, "timerEventDefinition"):
            said = first(timer, *_KINDS)
            if said is not None and (said.text or "").strip():
                _timer(work, node, said)


def _timer(work: Work, node: Node, said: Node) -> None:
    text = (said.text or "").strip()
    if text.startswith("="):
        return
    try:
        found = _read(work, text)
    except NotTranslatable:
        return
    if found.startswith(("R", '="R')) or (not found.startswith("=") and is_cron(found)):
        said.tag = str(said.tag).replace("timeDuration", "timeCycle").replace("timeDate", "timeCycle")
    elif found.startswith("P") and str(said.tag).endswith(("timeDate", "timeCycle")):
        said.tag = re.sub(r"time(Date|Cycle)$", "timeDuration", str(said.tag))
    if found != text:
        said.text = found
        work.rewritten(node, sentence("The time %(text)s is now %(found)s.", text=text[:80], found=found[:160]))


def _read(work: Work, text: str) -> str:
    if juel.is_juel(text):
        inner = juel.feel(text, work.names)
        bare = inner[1:-1] if re.fullmatch(r'"[^"]*"', inner) else None
        return bare if bare else f"={inner}"
    if _ISO.match(text):
        dated = _DATE.fullmatch(text)
        return f"{dated[1]}T{dated[2]}" if dated else text
    if is_cron(text) and not is_spiff(work):
        spoken = set((work.root.nsmap or {}).values())
        return cron.line(text, spring=ZEEBE in spoken and not spoken & set(CAMUNDA))
    short = _SHORT.fullmatch(text)
    if short and any(short.groups()):
        return _iso(short)
    if "###" in text:
        return _repeated(text)
    if (is_spiff(work) and text[0] not in "\"'") or text.startswith(("timedelta(", "datetime.timedelta(")):
        return f"={python.expression(text)}"
    raise NotTranslatable("it is no time that is known")


def _iso(short: re.Match[str]) -> str:
    days, hours, minutes, seconds, thousandths = (int(part or 0) for part in short.groups())
    seconds += -(-thousandths // 1000)
    clock = "".join(f"{n}{sign}" for n, sign in ((hours, "H"), (minutes, "M"), (seconds, "S")) if n)
    return "P" + (f"{days}D" if days else "") + (f"T{clock}" if clock else "") if days or clock else "PT0S"


def _repeated(text: str) -> str:
    """jBPM's `delay###period`: the first time after the delay, then every period."""
    delay, _, period = text.partition("###")
    first_time, step = _SHORT.fullmatch(delay.strip()), _SHORT.fullmatch(period.strip())
    if not first_time or not step or not any(step.groups()):
        raise NotTranslatable("it is no time that is known")
    if first_time.groups() == step.groups():
        return f"R/{_iso(step)}"
    return f'="R/" + string(now() + duration("{_iso(first_time)}")) + "/{_iso(step)}"'
