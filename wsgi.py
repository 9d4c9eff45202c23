"""What a WSGI server serves: `wsgi:app`. Settings come from LANEWAY_* variables.

Here, and not in web/, the doorbell is tied to commits: web knows no queue.
"""

from app.db import after_commit
from app.factory import create_app
from app.jobs import bell

app = create_app()
after_commit.append(bell.ring)
