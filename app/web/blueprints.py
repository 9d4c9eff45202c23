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
    passwords,
    people,
    profile,
    request,
    requests,
    rosters,
    schedules,
    studio,
    task,
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
    people.pages,
    request.pages,
    requests.pages,
    rosters.pages,
    schedules.pages,
    studio.pages,
    task.pages,
)


def install(app: Flask) -> None:
    """Register the pages."""
    for pages in PAGES:
        app.register_blueprint(pages)
