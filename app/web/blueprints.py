"""Every blueprint of the house. A new page module is named here, and nowhere else."""

from flask import Flask

from app.web import health, login, passwords, profile, welcome

PAGES = (health.pages, login.pages, passwords.pages, profile.pages, welcome.pages)


def install(app: Flask) -> None:
    """Register the pages."""
    for pages in PAGES:
        app.register_blueprint(pages)
