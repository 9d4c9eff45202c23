"""What the demo organisation has written down: a few answers in its languages, proposed and published by its people."""

from dataclasses import dataclass

from sqlalchemy import select

from app.db import session, transaction
from app.models.person import Person
from app.operations import articles, house
from app.operations.articles import Draft
from app.operations.permissions import Actor, actor_of

WRITER, REVIEWER = "dan", "olivia"


@dataclass(frozen=True)
class Said:
    """An article in one language: title, other words for it, what helps."""

    title: str
    keywords: str
    text: str


ANSWERS: dict[str, dict[str, Said]] = {
    "vpn-token": {
        "en": Said(
            "Reset your VPN token",
            "vpn token remote home office access authenticator reset",
            "1. Open the token app on your phone.\n2. Choose **Account, Reset**.\n3. Scan the code "
            "that the sign-in page "
            "of the VPN shows after your password.\n\nA lost phone: the service desk removes the old token first.",
        ),
        "de": Said(
            "VPN-Token zurücksetzen",
            "vpn token zuhause homeoffice zugang authenticator zurücksetzen",
            "1. Die Token-App auf dem Telefon öffnen.\n2. **Konto, Zurücksetzen** wählen.\n3. Den "
            "Code scannen, den die "
            "Anmeldeseite des VPN nach dem Passwort zeigt.\n\nTelefon verloren: Der Service Desk "
            "entfernt zuerst das alte "
            "Token.",
        ),
        "pl": Said(
            "Zresetuj token VPN",
            "vpn token zdalnie dom dostęp reset uwierzytelnianie",
            "1. Otwórz aplikację tokena w telefonie.\n2. Wybierz **Konto, Resetuj**.\n3. Zeskanuj kod, który strona "
            "logowania VPN pokazuje po haśle.\n\nZgubiony telefon: Service Desk najpierw usuwa stary token.",
        ),
        "hu": Said(
            "A VPN-token visszaállítása",
            "vpn token távoli otthon hozzáférés visszaállítás",
            "1. Nyisd meg a token alkalmazást a telefonodon.\n2. Válaszd: **Fiók, "
            "Visszaállítás**.\n3. Olvasd be a kódot, "
            "amelyet a VPN bejelentkező oldala a jelszó után mutat.\n\nElveszett telefon: a Service "
            "Desk előbb törli a "
            "régi tokent.",
        ),
    },
    "vpn-slow": {
        "en": Said(
            "The VPN is slow",
            "vpn slow remote connection home",
            "Choose the gateway of your country in the VPN program. If it stays slow, note the hour and ask us.",
        ),
        "de": Said(
            "Das VPN ist langsam",
            "vpn langsam verbindung zuhause",
            "Im VPN-Programm das Gateway des eigenen Landes wählen. Bleibt es langsam, die Uhrzeit "
            "notieren und uns fragen.",
        ),
    },
    "printer-silent": {
        "en": Said(
            "The printer does not print",
            "printer paper jam queue plotter",
            "Sign out of the printer and in again with your badge: it fetches your queue. Paper "
            "jams: open door B first.",
        ),
        "de": Said(
            "Der Drucker druckt nicht",
            "drucker papierstau warteschlange plotter",
            "Mit dem Ausweis am Drucker ab- und wieder anmelden: Er holt die Warteschlange. "
            "Papierstau: zuerst Klappe B.",
        ),
        "pl": Said(
            "Drukarka nie drukuje",
            "drukarka papier zacięcie kolejka ploter",
            "Wyloguj się z drukarki i zaloguj ponownie identyfikatorem: pobierze kolejkę. Zacięcie "
            "papieru: najpierw klapa B.",
        ),
        "hu": Said(
            "A nyomtató nem nyomtat",
            "nyomtató papír elakadás várólista plotter",
            "Jelentkezz ki a nyomtatón, majd be újra a belépőkártyáddal: lehozza a várólistát. "
            "Elakadt papír: előbb a B ajtó.",
        ),
    },
    "travel-costs": {
        "en": Said(
            "Hand in travel costs",
            "travel costs expenses receipt train hotel payroll",
            "Put the receipts into the payroll form before the 20th; the money comes with the next salary.",
        ),
        "de": Said(
            "Reisekosten einreichen",
            "reisekosten spesen beleg bahn hotel abrechnung",
            "Die Belege bis zum 20. in das Gehaltsformular legen; das Geld kommt mit dem nächsten Gehalt.",
        ),
        "pl": Said(
            "Rozlicz podróż służbową",
            "podróż koszty delegacja paragon pociąg hotel",
            "Dołącz paragony do formularza płacowego przed 20. dniem miesiąca; pieniądze przyjdą z następną pensją.",
        ),
        "hu": Said(
            "Útiköltség elszámolása",
            "út költség számla vonat szálloda elszámolás",
            "Csatold a számlákat a bérügyi űrlaphoz 20-a előtt; a pénz a következő fizetéssel érkezik.",
        ),
    },
    "new-phone-mail": {
        "en": Said(
            "Mail on a new phone",
            "mail phone mobile new set up calendar",
            "Install the company portal, sign in with your user name, and say yes to both "
            "questions. Mail and calendar "
            "appear within ten minutes.",
        ),
        "de": Said(
            "Mail auf einem neuen Telefon",
            "mail telefon handy neu einrichten kalender",
            "Das Firmenportal installieren, mit dem Benutzernamen anmelden, beide Fragen bejahen. Mail und Kalender "
            "erscheinen binnen zehn Minuten.",
        ),
    },
}


def seed() -> int:
    """Write them down in a house that has none, in the languages it speaks; how many."""
    with transaction():
        writer, reviewer = _person(WRITER), _person(REVIEWER)
        for key, languages in ANSWERS.items():
            for language, said in languages.items():
                if language in house.config().languages:
                    articles.propose(writer, Draft(key, language, said.title, said.text, said.keywords))
                    articles.publish(reviewer, key, language)
    return len(ANSWERS)


def _person(login: str) -> Actor:
    return actor_of(session().scalars(select(Person).where(Person.login == login)).one())
