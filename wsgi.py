"""What a WSGI server serves: `wsgi:app`. Settings come from LANEWAY_* variables."""

from app import lines
from app.factory import create_app

lines.configure()

app = create_app()
