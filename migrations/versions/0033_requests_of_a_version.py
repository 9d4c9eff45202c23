"""How many requests are on their way on a version is counted in an index of those alone"""

import sqlalchemy as sa
from alembic import op


revision = '0033'
down_revision = '0032'
branch_labels = None
depends_on = None

LIVE = sa.text("state <> 'ended'")


def upgrade() -> None:
    op.create_index(
        'ix_request_live_version', 'request', ['version_id'], postgresql_where=LIVE, sqlite_where=LIVE
    )


def downgrade() -> None:
    op.drop_index('ix_request_live_version', 'request')
