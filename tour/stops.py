"""The pages of the tour in the order of the tour: who stands there, where, and what the page says first.

A test compares this list with the URL map: a new page for people is a stop, or stands in PASSED_BY with its reason.
"""

from dataclasses import dataclass

NOBODY = ""


@dataclass(frozen=True)
class Stop:
    """`who`: the login that looks; `path`: with {facts} of the demo; `words`: one or two sentences for docs/tour.md.

    `at`: a selector to bring into view. `language`: what that person reads.
    """

    name: str
    title: str
    who: str
    path: str
    words: str
    at: str = ""
    language: str = "en"


CHAPTERS: tuple[tuple[str, tuple[Stop, ...]], ...] = (
    (
        "At the door",
        (
            Stop("login", "Sign in", NOBODY, "/login", "For everybody. One name, one password, nothing else to read."),
            Stop("password", "Forgotten password", NOBODY, "/password",
                 "For whoever forgot theirs. The answer is the same whether the account exists or not."),
        ),
    ),
    (
        "The requester",
        (
            Stop("catalogue", "Catalogue", "marta", "/",
                 "For everybody. It asks what one needs, then shows what is on its way and everything to order."),
            Stop("search", "Search that forgives", "marta", "/?q=sofware",
                 "For everybody. A slip of the finger still finds the item."),
            Stop("item", "An item and its form", "marta", "/items/new_software",
                 "For whoever orders. Says what happens, who decides and how long it usually takes, beside the form."),
            Stop("requests", "My requests", "marta", "/requests",
                 "For the requester. What is on its way and where it stands, without asking anybody."),
            Stop("finished", "Finished requests", "marta", "/requests?view=ended",
                 "For the requester. How everything ended: fulfilled, rejected with its reason, withdrawn."),
            Stop("request", "A request", "marta", "/requests/{move}",
                 "For everybody who has to do with it. Says in plain words where it stands and whom it waits for."),
            Stop("diagram", "The live diagram", "ilse", "/requests/{autocad}",
                 "The same page further down: the way taken, and a token where the work is now.", at="#diagram"),
            Stop("talk", "The conversation", "ilse", "/requests/{autocad}",
                 "One conversation with everybody who works on it, and the history below.", at="#talk"),
            Stop("ended", "A fulfilled request", "marta", "/requests/{miro}",
                 "For the requester. How it ended, how it was, and order it again."),
            Stop("answers", "Answers", "marta", "/knowledge?q=vpn",
                 "For everybody. What helped others, found in one's own words; the same stands beside a question."),
            Stop("article", "An answer", "marta", "/knowledge/vpn-token",
                 "For everybody. Short, in the reader's language or the nearest there is."),
            Stop("news", "News", "marta", "/news",
                 "For everybody. What one was told of, not yet read first; the bell counts it."),
            Stop("notices", "What one is told of", "marta", "/profile",
                 "For everybody. Each event under News, by mail at once or once a day; quiet hours.", at="#notices"),
            Stop("mailbox", "Mailbox", "dan", "/mailbox",
                 "For everybody in a demo house. The mails as they would arrive, for a house without a mail server."),
            Stop("letter", "A mail", "dan", "/mailbox/{letter}",
                 "One mail: its words, and beside them how a mail program shows it."),
            Stop("profile", "Profile", "marta", "/profile",
                 "For everybody. Language, look, substitutes, password, signed-in browsers and tokens."),
        ),
    ),
    (
        "The approver",
        (
            Stop("approvals", "What waits for me", "jonas", "/inbox",
                 "For the approver. What waits, the most urgent first; a task opens beside the list."),
            Stop("approval", "A decision", "jonas", "/tasks/{approval}",
                 "For the approver. What, for whom, how much and why above the fold; one click decides."),
            Stop("decided", "My decisions", "jonas", "/decisions",
                 "For the approver. What was decided, when, and what became of it."),
            Stop("decision", "A decision as it was", "jonas", "/decisions/{decision}",
                 "For the approver. Exactly what was seen at that moment, whatever became of the request."),
            Stop("team", "My people's requests", "jonas", "/requests?whose=people",
                 "For a line manager. What their people ordered, and whom it waits for."),
        ),
    ),
    (
        "The fulfiller",
        (
            Stop("inbox", "A group's inbox", "dan", "/inbox?view=group:desktop-support",
                 "For a fulfilment group. What nobody has taken yet, what is overdue first; J and K move, C takes."),
            Stop("task", "A task", "bela", "/tasks/{fulfilment}",
                 "For the fulfiller. The order, what approvers said, the form of this step and the conversation."),
            Stop("several", "Several at once", "dan", "/inbox/together?view=group:desktop-support",
                 "For a fulfilment group. Ticked together: taken, given back, handed over, made urgent."),
            Stop("canned", "Canned answers", "dan", "/canned",
                 "For the fulfiller. What is written again and again, in the language of whoever asked."),
        ),
    ),
    (
        "The desk",
        (
            Stop("desk", "Find a person", "dana", "/desk?q=marta",
                 "For the service desk. One search finds the person who is on the phone."),
            Stop("dossier", "Everything about a person", "dana", "/desk/marta",
                 "For the service desk. What this person ordered and what waits for them; order for them from here."),
        ),
    ),
    (
        "The process owner",
        (
            Stop("write", "Writing an answer", "olivia", "/knowledge/vpn-token/en",
                 "For those who do the work. They propose, a reviewer publishes, and how often it helped is counted."),
            Stop("studio", "Studio", "olivia", "/studio",
                 "For the process owner. Every item with its version, what stands against it and what runs on it."),
            Stop("versions", "An item and its versions", "olivia", "/studio/new_software",
                 "For the process owner. Drafts, published and retired versions; publish, export, import."),
            Stop("editor", "The editor", "olivia", "/studio/new_software/1",
                 "For the process owner. The diagram, its properties in plain words, and problems as one draws."),
            Stop("form", "The form editor", "olivia", "/studio/new_software/1/forms/order",
                 "For the process owner. What people fill in, drawn by hand, from the same file that is enforced."),
            Stop("parts", "Forms and tables", "olivia", "/studio/new_software/1/parts",
                 "For the process owner. What a version is made of beside its diagram, and which step uses it."),
            Stop("report", "What was understood", "olivia", "/studio/new_software/1/report",
                 "For the process owner. After an import: what became of every element, drawn and row by row."),
            Stop("rules", "A decision table", "olivia", "/studio/new_software/1/decisions/new_software.dmn",
                 "For the process owner. Rules as rows; what nobody touches stays byte for byte in the file."),
            Stop("approval-rules", "Rules of approvals", "olivia", "/studio/new_software/1/rules/approvals",
                 "For the process owner. Who is asked, how many must agree, up to what sum; and who would be asked."),
            Stop("changes", "What has changed", "olivia", "/studio/report_request/2/changes",
                 "For the process owner. Step by step what is new, gone or other in a version."),
            Stop("along", "Taking requests along", "olivia", "/studio/report_request/1/migrate",
                 "For the process owner. What would become of each running request in the new version."),
            Stop("texts", "Texts in every language", "olivia", "/studio/new_software/1/texts",
                 "For the process owner. Every text side by side in each language; what is missing is marked."),
        ),
    ),
    (
        "Process manager and administrator",
        (
            Stop("insights", "Figures", "paul", "/insights",
                 "For the process manager. Received, fulfilled and rejected by item and month, and how long it took."),
            Stop("agreed", "Agreed times", "paul", "/insights/clocks",
                 "For the process manager. Clocks met and breached, by item and by group."),
            Stop("all", "All requests", "paul", "/insights/requests",
                 "For the process manager. Every request by filters that are kept in the address and under a name."),
            Stop("overdue", "Overdue", "paul", "/insights/overdue",
                 "For the process manager. What is late, with whom, and for how long."),
            Stop("incidents", "Stuck requests", "paul", "/incidents",
                 "For the process manager. What cannot go on by itself, with its cause in words."),
            Stop("cause", "Of the same cause", "paul", "/incidents/causes/{cause}",
                 "For the process manager. All that failed of the same: tried again together, or paused."),
            Stop("incident", "One incident", "paul", "/incidents/{incident}",
                 "For the process manager. What failed, and the ways out: again, by hand, corrected, given up."),
            Stop("everybody", "Everybody's requests", "paul", "/requests?whose=all",
                 "For those who oversee. All that they may see, found by number, name or words."),
            Stop("people", "People", "admin", "/people",
                 "For the administrator. Who is in the house, found by any part of a name."),
            Stop("rosters", "People and groups from a file", "admin", "/rosters",
                 "For the administrator. Reads a list of people or groups, and says first what it would change."),
            Stop("person", "One person", "admin", "/people/marta",
                 "For the administrator. Department, manager, limits, roles, groups."),
            Stop("skills", "Skills", "admin", "/skills?group=infrastructure",
                 "For whoever answers for a group. Who can do what, how well, and how much each is given at a time."),
            Stop("routing", "Work that was given back", "paul", "/insights/routing",
                 "For the process manager. What did not find the right person, and why."),
            Stop("training", "What people should be taught", "paul", "/insights/training",
                 "For those who train. What people ask how to do, what articles were worth, who forgets passwords."),
            Stop("groups", "Groups", "admin", "/groups", "For the administrator. Who does what."),
            Stop("group", "One group", "admin", "/groups/desktop-support",
                 "For the administrator. Its members and its manager."),
            Stop("mail-texts", "Words of mails", "admin", "/mail-texts",
                 "For administrators and process managers. Every mail, and where the house has words of its own."),
            Stop("mail-text", "The words of one mail", "admin", "/mail-texts/comment?language=de",
                 "Subject and text with placeholders in one language, and the mail as it will look."),
            Stop("calendars", "Working time", "admin", "/calendars",
                 "For the process manager. The calendars by which promises and clocks count."),
            Stop("calendar", "One calendar", "admin", "/calendars/standard",
                 "For the process manager. Hours with lunch, public holidays of a region, own days."),
            Stop("suspensions", "Pausing work", "paul", "/suspensions?target=item:new_software&reason=Maintenance",
                 "For the process manager. Before anything is paused, it says what that would mean."),
            Stop("settings", "Settings", "admin", "/settings",
                 "For the administrator. How this house is set up."),
            Stop("connectors", "Connectors", "admin", "/connectors",
                 "For the administrator. The ways out of the house, and whether they answer."),
            Stop("journal", "Journal", "admin", "/journal",
                 "For the administrator. Everything that happened, in order, by request, person, kind and days, also "
                 "as a file; and whether the chain of hashes holds."),
        ),
    ),
    (
        "In other languages, and when something is wrong",
        (
            Stop("german", "The catalogue in German", "ilse", "/", "The same house for Ilse.", language="de"),
            Stop("polish", "A request in Polish", "karol", "/", "And for Karol.", language="pl"),
            Stop("hungarian", "A request in Hungarian", "marta", "/requests/{move}", "And for Marta.", language="hu"),
            Stop("nowhere", "A page that does not exist", "marta", "/nowhere",
                 "The same answer whether it does not exist or is not meant for you; it offers the search."),
            Stop("components", "Components", "admin", "/components",
                 "For who works on the pages. Every part they are made of, in both themes."),
        ),
    ),
)  # fmt: skip

#: GET routes that are no page of their own for people, each with its reason.
PASSED_BY = {
    "insights.figures_csv": "a file",
    "compliance.csv": "a file",
    "insights.requests_csv": "a file",
    "insights.overdue_csv": "a file",
    "journal.entries_csv": "a file",
    "refusals.report_csv": "a file",
    "training.report_csv": "a file",
    "studio.export": "a file",
    "calendars.preview": "what counting anew would change; the story of the tour changes no calendar",
    "releases.ask": "what changed between two versions, with the button that publishes",
    "item.answered": "the answers beside a question, part of its form",
    "articles.new": "the form of an answer, empty; a stop shows it filled",
    "moves.show": "a step moved by hand; in the story of the tour nothing is",
    "canned_answers.choose": "canned answers filled in for a request, a part of the task",
    "canned_answers.edit": "one canned answer in the form that a stop shows",
    "watching.readers": "a part of a comment's field: whom one can name",
    "colleagues.show": "a part of the dialog that hands a task over",
    "live.events": "a stream for the pages' script",
    "mail_texts.sealed": "the frame inside the page of a mail's words",
    "mailbox.sealed": "the frame inside a mail's page",
    "together.show": "the approvals of the inbox as a list to tick",
    "decision_links.show": "opens only with the secret of a mail; it looks as the task does",
    "passwords.choose": "opens only with the secret of a mail; it looks as the profile's password form",
    "welcome.page": "only in a house without people: asks for the first administrator",
    "health.alive": "for machines",
    "health.ready": "for machines",
    "health.metrics": "for machines",
    "static": "files",
}


def stops() -> list[Stop]:
    """All of them in order."""
    return [stop for _, chapter in CHAPTERS for stop in chapter]
