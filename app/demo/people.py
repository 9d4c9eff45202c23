"""The demo organisation in plain rows: a bridge-building firm with offices in four countries. Invented, all of it."""

from decimal import Decimal
from typing import NamedTuple

from app.operations import passwords


class Row(NamedTuple):
    """One person. `limit` in euro; None approves nothing."""

    login: str
    name: str
    manager: str | None
    department: str
    cost_centre: str
    country: str
    language: str
    limit: Decimal | None = None
    heads: bool = False
    roles: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


EUR = Decimal
PEOPLE = (
    Row("clara", "Clara Hoffmann", None, "Management", "1000", "DE", "de", EUR(250000), True),
    Row("anna", "Anna Berg", "clara", "Bridges", "4720", "DE", "de", EUR(20000), True),
    Row("tom", "Tom Reiter", "anna", "Bridges", "4720", "AT", "de", EUR(1000)),
    Row("ilse", "Ilse Brandt", "tom", "Bridges", "4720", "DE", "de"),
    Row("karol", "Karol Zając", "tom", "Bridges", "4720", "PL", "pl"),
    Row("jonas", "Jonas Weber", "clara", "Design", "4711", "DE", "de", EUR(5000), True),
    Row("marta", "Marta Kovács", "jonas", "Design", "4711", "HU", "hu"),
    Row("tamas", "Tamás Nagy", "jonas", "Design", "4711", "HU", "hu"),
    Row(
        "grace",
        "Grace Miller",
        "clara",
        "IT",
        "4800",
        "DE",
        "en",
        EUR(20000),
        True,
        groups=("it-budget", "infrastructure"),
    ),
    Row("eva", "Ewa Nowak", "grace", "IT", "4800", "PL", "pl", groups=("desktop-support",)),
    Row("dan", "Dan Fischer", "grace", "IT", "4800", "DE", "en", groups=("desktop-support", "infrastructure")),
    Row("piotr", "Piotr Wiśniewski", "grace", "IT", "4800", "PL", "pl", groups=("infrastructure",)),
    Row("dana", "Dana Lang", "grace", "Service desk", "4810", "DE", "en", roles=("desk",), groups=("service-desk",)),
    Row("lena", "Lena Vogel", "clara", "Purchasing", "4900", "AT", "de", EUR(10000), True, groups=("procurement",)),
    Row("bela", "Béla Szabó", "lena", "Purchasing", "4900", "HU", "hu", groups=("procurement",)),
    Row(
        "oskar",
        "Oskar Brunner",
        "clara",
        "Office services",
        "4920",
        "AT",
        "de",
        EUR(2000),
        True,
        groups=("office-services",),
    ),
    Row("zsofia", "Zsófia Tóth", "oskar", "Office services", "4920", "HU", "hu", groups=("office-services",)),
    Row("stefan", "Stefan Keller", "clara", "Security", "4930", "DE", "de", EUR(2000), True, groups=("security",)),
    Row("hanna", "Hanna Lindner", "clara", "Human resources", "4940", "DE", "de", EUR(5000), True, groups=("hr",)),
    Row("olivia", "Olivia Kern", "grace", "IT", "4800", "DE", "en", roles=("process_owner",)),
    Row("paul", "Paul Adler", "grace", "IT", "4800", "DE", "de", roles=("process_manager",)),
    Row("admin", "Ada Minner", "grace", "IT", "4800", "DE", "en", roles=("administrator",)),
)

#: Key: (name, who answers for it, what each language calls it).
GROUPS = {
    "infrastructure": (
        "IT infrastructure",
        "grace",
        {"de": "IT-Infrastruktur", "pl": "Infrastruktura IT", "hu": "Informatikai infrastruktúra"},
    ),
    "it-budget": ("IT budget", "clara", {"de": "IT-Budget", "pl": "Budżet IT", "hu": "Informatikai keret"}),
    "procurement": ("Procurement", "lena", {"de": "Einkauf", "pl": "Zakupy", "hu": "Beszerzés"}),
    "desktop-support": (
        "Desktop support",
        "grace",
        {"de": "Desktop-Support", "pl": "Wsparcie użytkowników", "hu": "Felhasználói támogatás"},
    ),
    "service-desk": ("Service desk", "grace", {"de": "Servicedesk", "pl": "Service desk", "hu": "Ügyfélszolgálat"}),
    "office-services": (
        "Office services",
        "oskar",
        {"de": "Bürodienste", "pl": "Administracja biura", "hu": "Irodaüzemeltetés"},
    ),
    "security": ("Security", "stefan", {"de": "Sicherheit", "pl": "Ochrona", "hu": "Biztonsági szolgálat"}),
    "hr": ("Human resources", "hanna", {"de": "Personalabteilung", "pl": "Kadry", "hu": "Személyügy"}),
}

ZONES = {"DE": "Europe/Berlin", "AT": "Europe/Vienna", "PL": "Europe/Warsaw", "HU": "Europe/Budapest"}
PASSWORD = passwords.DEMO

SHOWN = ("dan", "grace", "marta", "jonas", "ilse", "lena", "eva", "dana", "paul", "olivia", "admin")
