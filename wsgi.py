"""What a WSGI server serves: `wsgi:app`. Settings come from LANEWAY_* variables."""

from app.factory import create_app

app = create_app()
