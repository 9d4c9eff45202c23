"""What people are told of, and which way each of them wants it: shown under News, mailed at once or once a day.

Pure: reads no table and no clock. What must not be missed (an approval asked of one) cannot be switched off.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

MAILS = ("now", "digest", "no")
URGENT = frozenset({"reminder", "escalation", "clock", "incident"})
DIGEST_AT = time(8)
MARGIN = timedelta(minutes=2)  # a change that is being written now is still in time for the daily mail it is meant for
FURTHEST = 60  # days without work that a daily mail waits at most


@dataclass(frozen=True)
class Event:
    """What happened, as people tell it apart; `kinds`: the kinds of mail that speak of it."""

    key: str
    kinds: tuple[str, ...] = ()
    mail: str = "now"
    fixed: bool = False


EVENTS = (
    Event("approval", ("task-approval",), fixed=True),
    Event("assigned"),
    Event("offered", ("task-fulfilment",)),
    Event("turn", ("task-requester", "waiting")),
    Event("reminder", ("reminder", "escalation", "clock")),
    Event("question", ("question", "answer")),
    Event("comment", ("comment",)),
    Event("mention", ("mention",)),
    Event("watch", ("watched", "invited")),
    Event("added", ("added-done", "added-over")),
    Event("received", ("submitted", "begun")),
    Event("progress", ("progress", "moved")),
    Event("ended", ("ended",)),
    Event("substitute", ("substitute",)),
    Event("incident", ("incident",)),
    Event("other"),
)
KNOWN = {event.key: event for event in EVENTS}
OF_KIND = {kind: event.key for event in EVENTS for kind in event.kinds}


@dataclass(frozen=True)
class Way:
    """`shown`: under News. `mail`: now, digest, no."""

    shown: bool = True
    mail: str = "now"


@dataclass(frozen=True)
class Wishes:
    """One person's. `quiet`: from when to when mails wait; None is never. `urgent`: what is urgent does not wait."""

    ways: Mapping[str, Way] = field(default_factory=dict)
    digest_at: time = DIGEST_AT
    quiet: tuple[time, time] | None = None
    urgent: bool = True

    def way(self, event: str) -> Way:
        """Which way this person hears of it."""
        known = KNOWN.get(event, KNOWN["other"])
        usual = Way(mail=known.mail)
        return usual if known.fixed else self.ways.get(known.key, usual)

    def mail_at(self, kind: str, moment: datetime, zone: ZoneInfo) -> datetime:
        """When a mail of this kind that is written now may leave: at once, or when the quiet hours are over."""
        if self.quiet is None or (self.urgent and kind in URGENT):
            return moment
        begins, ends = self.quiet
        local = moment.astimezone(zone)
        at = local.time()
        if not (begins <= at < ends if begins < ends else at >= begins or at < ends):
            return moment
        day = local.date() + timedelta(days=1 if at >= ends else 0)
        return datetime.combine(day, ends, zone).astimezone(UTC)

    def next_digest(self, moment: datetime, zone: ZoneInfo, works: Callable[[date], bool]) -> datetime:
        """When the next daily mail is due: at the person's hour, on a working day."""
        day = moment.astimezone(zone).date()
        for ahead in range(FURTHEST):
            due = datetime.combine(day + timedelta(days=ahead), self.digest_at, zone).astimezone(UTC)
            if due >= moment + MARGIN and works(day + timedelta(days=ahead)):
                return due
        return due


def event_of(kind: str) -> str:
    """What a mail of this kind speaks of; a kind that nobody sorted is `other`."""
    return OF_KIND.get(kind, "other")


def read(facts: Mapping[str, Any]) -> Wishes:
    """Wishes as the person's row keeps them (`plain`)."""
    ways = {key: Way(bool(way["shown"]), way["mail"]) for key, way in facts.get("ways", {}).items()}
    quiet = facts.get("quiet")
    return Wishes(
        ways,
        time.fromisoformat(facts.get("digest_at") or DIGEST_AT.isoformat("minutes")),
        (time.fromisoformat(quiet[0]), time.fromisoformat(quiet[1])) if quiet else None,
        facts.get("urgent", True),
    )


def plain(wishes: Wishes) -> dict[str, Any]:
    """Wishes as JSON; what is as usual is left out, so that a better usual reaches those who never chose."""
    chosen = {k: w for k, w in wishes.ways.items() if k in KNOWN and w != Way(mail=KNOWN[k].mail)}
    return {
        "ways": {key: {"shown": way.shown, "mail": way.mail} for key, way in chosen.items()},
        "digest_at": wishes.digest_at.isoformat("minutes"),
        "quiet": [one.isoformat("minutes") for one in wishes.quiet] if wishes.quiet else None,
        "urgent": wishes.urgent,
    }
