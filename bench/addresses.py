"""Every page of the house, and who would open it: checked against the URL map, so that none is forgotten."""

from dataclasses import dataclass

from flask import Flask

from bench.address_rows import named

EVERYBODY = ("marta", "staff0001", "jonas", "staff0000", "eva", "bela", "dana", "olivia", "paul", "admin")
OVERSEERS = ("paul", "olivia", "admin")
DESK = ("dana", "paul", "admin")
LEFT_OUT = {
    "/events": "a stream that stays open",
    "/static/<path:filename>": "files, served with a cache",
    "/welcome": "opens only in a house without people",
}


@dataclass(frozen=True)
class Visit:
    """One address as its readers open it; "" is somebody who is not signed in."""

    path: str
    people: tuple[str, ...]


def visits(app: Flask) -> dict[str, list[Visit]]:
    """{rule of the URL map: visits}. A page that stands in neither table is left out; `unvisited` names it."""
    known = _known()
    return {rule: known[rule] for rule in _rules(app) if rule in known}


def unvisited(app: Flask) -> list[str]:
    """Pages that nobody here opens: add them below."""
    known = _known()
    return [rule for rule in _rules(app) if rule not in known and rule not in LEFT_OUT]


def _rules(app: Flask) -> list[str]:
    rules = app.url_map.iter_rules()
    return sorted(r.rule for r in rules if "GET" in (r.methods or ()) and not r.rule.startswith("/api"))


def _known() -> dict[str, list[Visit]]:
    rows = named()
    return {**_of_everybody(rows), **_of_overseers(rows), **_of_drawers(rows)}


def _of_everybody(rows: dict[str, str]) -> dict[str, list[Visit]]:
    """What people order, decide and work on."""
    item, task = rows["item"], rows["task"]
    return {
        "/": [Visit("/", EVERYBODY), Visit("/?q=laptp", ("marta",))],
        "/decide/<secret>": [Visit(f"/decide/{rows['decide']}", ("jonas",))],
        "/decisions": [Visit("/decisions", ("jonas", "staff0000"))],
        "/decisions/together": [Visit("/decisions/together", ("jonas", "staff0000"))],
        "/decisions/<int:approval_id>": [Visit(f"/decisions/{rows['approval']}", ("jonas",))],
        "/desk": [Visit("/desk", DESK), Visit("/desk?q=horvath", DESK)],
        "/desk/<login>": [Visit("/desk/marta", DESK), Visit("/desk/jonas", DESK), Visit("/desk/bela", DESK)],
        "/inbox": [*_each("/inbox", "?view=approvals", "?view=done"), *_of_groups()],
        "/canned": [Visit("/canned", ("dan",))],
        "/canned/<int:answer_id>": [Visit(f"/canned/{rows['canned']}", ("dan",))],
        "/inbox/together": [Visit("/inbox/together?view=group:desktop-support", ("dan",))],
        "/items/<key>": [Visit(f"/items/{key}", EVERYBODY) for key in ("new_software", item)],
        "/items/<key>/answers": [Visit("/items/new_software/answers?subject=vpn+token", ("marta",))],
        "/knowledge": [Visit("/knowledge", EVERYBODY), Visit("/knowledge?q=vpn", ("marta",))],
        "/knowledge/<key>": [Visit(f"/knowledge/{rows['article']}", EVERYBODY)],
        "/knowledge/<key>/<language>": [Visit(f"/knowledge/{rows['article']}/en", ("dan", "olivia"))],
        "/knowledge/new": [Visit("/knowledge/new", ("dan",))],
        "/login": [Visit("/login", ("",))],
        "/news": [Visit("/news", EVERYBODY)],
        "/mailbox": [Visit("/mailbox", EVERYBODY), Visit("/mailbox?whose=all", ("admin",))],
        "/mailbox/<int:letter_id>": [Visit(f"/mailbox/{rows['letter']}", ("marta",))],
        "/mailbox/<int:letter_id>/page": [Visit(f"/mailbox/{rows['letter']}/page", ("marta",))],
        "/password": [Visit("/password", ("",))],
        "/password/<secret>": [Visit(f"/password/{rows['secret']}", ("",))],
        "/profile": [Visit("/profile", EVERYBODY)],
        "/requests": _each("/requests", *LISTS),
        "/requests/<number>/canned": [Visit(f"/requests/{rows['numbers'].split()[0]}/canned", ("dana",))],
        "/requests/<number>/readers": [Visit(f"/requests/{rows['numbers'].split()[0]}/readers?q=an", ("marta",))],
        "/requests/<number>": [Visit(f"/requests/{number}", ("marta", *DESK)) for number in rows["numbers"].split()],
        "/tasks/<int:task_id>": [Visit(f"/tasks/{task}", ("jonas",)), Visit(f"/tasks/{rows['work']}", ("zsofia",))],
        "/tasks/<int:task_id>/colleagues": [Visit(f"/tasks/{rows['work']}/colleagues?q=an", ("zsofia",))],
    }


def _of_overseers(rows: dict[str, str]) -> dict[str, list[Visit]]:
    """What those who run the house look at, and the machines that watch it."""
    request = rows["request"]
    return {
        "/calendars": [Visit("/calendars", ("paul", "admin"))],
        "/calendars/<calendar>": [Visit("/calendars/standard", ("paul",))],
        "/calendars/<calendar>/recount": [Visit("/calendars/standard/recount", ("paul",))],
        "/components": [Visit("/components", ("",))],
        "/connectors": [Visit("/connectors", ("admin",))],
        "/groups": [Visit("/groups", ("admin",))],
        "/groups/<key>": [Visit("/groups/procurement", ("admin",))],
        "/healthz": [Visit("/healthz", ("",))],
        "/incidents": [Visit("/incidents", ("paul", "admin"))],
        "/incidents/<int:incident_id>": [Visit(f"/incidents/{rows['incident']}", ("paul",))],
        "/insights": [Visit("/insights", OVERSEERS), Visit("/insights?item=general_request", ("paul",))],
        "/insights/clocks": [Visit("/insights/clocks", OVERSEERS)],
        "/insights/clocks/clocks.csv": [Visit("/insights/clocks/clocks.csv", ("paul",))],
        "/insights/figures.csv": [Visit("/insights/figures.csv", ("paul",))],
        "/insights/overdue": [Visit("/insights/overdue", OVERSEERS)],
        "/insights/overdue.csv": [Visit("/insights/overdue.csv", ("paul",))],
        "/insights/routing": [Visit("/insights/routing", OVERSEERS)],
        "/insights/routing.csv": [Visit("/insights/routing.csv", ("paul",))],
        "/insights/training": [Visit("/insights/training", OVERSEERS)],
        "/insights/training.csv": [Visit("/insights/training.csv", ("paul",))],
        "/insights/requests": [Visit(f"/insights/requests{query}", OVERSEERS) for query in FILTERS],
        "/insights/requests.csv": [Visit("/insights/requests.csv?state=open", ("paul",))],
        "/incidents/causes/<key>": [Visit(f"/incidents/causes/{rows['cause']}", ("paul",))],
        "/incidents/moves/<int:move_id>": [Visit(f"/incidents/moves/{rows['move']}", ("paul",))],
        "/journal": [Visit(f"/journal{query}", ("admin",)) for query in ("", "?who=marta", f"?request={request}")],
        "/journal/entries.csv": [Visit("/journal/entries.csv?who=marta&since=2026-01-01", ("admin",))],
        "/metrics": [Visit("/metrics", ("",))],
        "/people": [Visit("/people", ("admin",)), Visit("/people?q=horvath", ("admin",))],
        "/people/<login>": [Visit("/people/marta", ("admin",))],
        "/readyz": [Visit("/readyz", ("",))],
        "/rosters": [Visit("/rosters", ("admin",))],
        "/mail-texts": [Visit("/mail-texts", ("paul",))],
        "/mail-texts/<kind>": [Visit("/mail-texts/comment?language=de", ("paul",))],
        "/mail-texts/<kind>/<language>/preview": [Visit("/mail-texts/comment/de/preview", ("paul",))],
        "/skills": [Visit("/skills?group=infrastructure", ("admin",))],
        "/settings": [Visit("/settings", ("admin",))],
    }


def _of_drawers(rows: dict[str, str]) -> dict[str, list[Visit]]:
    """The studio."""
    item = rows["item"]
    version = f"/studio/{item}/{rows['version']}"
    return {
        "/suspensions": [Visit("/suspensions?target=item:new_software", ("paul",))],
        "/studio": [Visit("/studio", ("olivia", "admin"))],
        "/studio/<key>": [Visit(f"/studio/{item}", ("olivia",))],
        "/studio/<key>/<int:version_number>": [Visit(version, ("olivia",))],
        "/studio/<key>/<int:version_number>/export": [Visit(f"{version}/export", ("olivia",))],
        "/studio/<key>/<int:version_number>/forms/<form_id>": [Visit(f"{version}/forms/order", ("olivia",))],
        "/studio/<key>/<int:version_number>/changes": [Visit(f"{version}/changes", ("olivia",))],
        "/studio/<key>/<int:version_number>/decisions/<name>": [Visit(TABLE, ("olivia",))],
        "/studio/<key>/<int:version_number>/migrate": [Visit(f"{version}/migrate", ("admin", "paul"))],
        "/studio/<key>/<int:version_number>/parts": [Visit(f"{version}/parts", ("olivia",))],
        "/studio/<key>/<int:version_number>/publish": [Visit(f"{version}/publish", ("olivia",))],
        "/studio/<key>/<int:version_number>/report": [Visit(f"{version}/report", ("olivia",))],
        "/studio/<key>/<int:version_number>/rules/<name>": [
            Visit("/studio/new_software/1/rules/approvals", ("olivia",))
        ],
        "/studio/<key>/<int:version_number>/texts": [Visit(f"{version}/texts", ("olivia",))],
    }


TABLE = "/studio/new_software/1/decisions/new_software.dmn"
LISTS = (
    "",
    "?view=ended",
    "?view=all&whose=all",
    "?view=open&whose=all",
    "?q=radiator",
    "?q=horvath+chairs",
    "?q=xyzzy",
)
FILTERS = (
    "",
    "?state=open",
    "?outcome=rejected",
    "?item=new_software",
    "?group=procurement",
    "?overdue=yes",
    "?requester=marta",
    "?since=2026-01-01&until=2026-02-01",
)


def _each(path: str, *queries: str) -> list[Visit]:
    return [Visit(path + query, EVERYBODY) for query in queries] or [Visit(path, EVERYBODY)]


def _of_groups() -> list[Visit]:
    filtered = "/inbox?view=group:procurement&q=a&order=newest"
    return [
        Visit("/inbox", ("zsofia",)),
        *(Visit(path, ("bela",)) for path in ("/inbox?view=group:procurement", filtered)),
    ]
