"""One item of the demo gets a second version while requests run on the first: Olivia draws the report anew.

Its question is another step now, and IT has a checklist; what each request may follow is then for her to decide.
"""

import json
from collections.abc import Mapping
from datetime import timedelta

from app.db import transaction
from app.demo.diary import Diary, Script
from app.demo.voices import Voice
from app.operations import definitions, drafts, publishing
from app.operations.drafts import Work

KEY = "report_request"
NOTE = "A checklist before a report goes out, and the question asks for an example."
NAME, NEW_NAME = "Answer the question", "Say it with an example"
SPOKEN = {"de": "Mit einem Beispiel sagen", "pl": "Podaj przykład", "hu": "Mondja el egy példával"}
POINTS = "Compared with last month*; The period stands on it"
REPORTS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("ilse", "Hours by project", "projects", {}),
    ("tom", "Travel of the site teams", "projects", {"result": "question", "question": "With the hired cars?"}),
    ("bela", "Suppliers by country", "purchases", {"result": "ready", "answer": "In your folder, as a table."}),
)  # who, what, from where, how IT answered


def tell(diary: Diary) -> None:
    """Three reports on the first version, each at another step; then the second one, and a report on that."""
    for number, report in enumerate(REPORTS):
        diary.add(diary.ago(days=4, hours=5 - number), asked(*report))
    diary.add(diary.ago(days=2, hours=20), published())
    diary.add(diary.ago(hours=20), asked("karol", "Concrete by month", "purchases", {}))


def asked(who: str, subject: str, source: str, answer: Mapping[str, str]) -> Script:
    """A report that IT has not begun (no answer), asks about, or has made."""
    number = Voice(who).orders(KEY, subject=subject, source=source, period="This year by month", shape="table")
    yield timedelta(hours=2)
    if answer:
        Voice("piotr").does(number, **answer)


def published() -> Script:
    """Olivia draws and publishes it."""
    with transaction():
        olivia = Voice("olivia").actor()
        before = definitions.published(KEY)
        texts = json.loads(before.texts)
        spoken = {language: {**known, NEW_NAME: SPOKEN[language]} for language, known in texts.items()}
        work = Work(diagram=drawn(before.diagram), texts=spoken)
        row = drafts.keep(olivia, KEY, before.number, drafts.mark(before), work)
        publishing.publish(olivia, KEY, row.number, NOTE)
    yield from ()


def drawn(diagram: bytes) -> bytes:
    """The diagram of the second version: `question` is `example` now, and `make` has a checklist."""
    text = diagram.decode()
    for place in ('id="{}"', 'Ref="{}"', 'bpmnElement="{}"', ">{}</bpmn:flowNodeRef>"):
        text = text.replace(place.format("question"), place.format("example"))
    group = '<zeebe:property name="group" value="infrastructure"/>'
    text = text.replace(group, f'{group}<zeebe:property name="checklist" value="{POINTS}"/>', 1)
    return text.replace(f'name="{NAME}"', f'name="{NEW_NAME}"').encode()
