"""Every blueprint of the house. A new page module is named here, and nowhere else."""

from flask import Flask

from app.web import (
    catalogue,
    choice,
    components,
    desk,
    drawing,
    formroom,
    groups,
    health,
    house,
    inbox,
    incidents,
    insights,
    item,
    journal,
    live,
    login,
    mailbox,
    partsroom,
    passwords,
    people,
    profile,
    releases,
    request,
    requests,
    rosters,
    schedules,
    studio,
    tableroom,
    task,
    textroom,
    welcome,
)

PAGES = (
    health.pages,
    login.pages,
    passwords.pages,
    profile.pages,
    welcome.pages,
    catalogue.pages,
    desk.pages,
    house.pages,
    insights.pages,
    journal.pages,
    choice.pages,
    components.pages,
    drawing.pages,
    formroom.pages,
    groups.pages,
    incidents.pages,
    inbox.pages,
    item.pages,
    live.pages,
    mailbox.pages,
    partsroom.pages,
    people.pages,
    releases.pages,
    request.pages,
    requests.pages,
    rosters.pages,
    schedules.pages,
    studio.pages,
    tableroom.pages,
    textroom.pages,
    task.pages,
)


def install(app: Flask) -> None:
    """Register the pages."""
    for pages in PAGES:
        app.register_blueprint(pages)
