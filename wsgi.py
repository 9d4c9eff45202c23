"""What a WSGI server serves: `wsgi:app`. Settings come from LANEWAY_* variables."""

from app import log_lines
from app.config import Config
from app.factory import create_app

config = Config.from_env()
log_lines.configure(config.veiled)

app = create_app(config)
