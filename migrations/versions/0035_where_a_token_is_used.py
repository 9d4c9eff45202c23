"""Whoever looks at a token for programs sees from where it was used last"""

import sqlalchemy as sa
from alembic import op


revision = '0035'
down_revision = '0034'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('token', sa.Column('used_from', sa.String(64), server_default='', nullable=False))


def downgrade() -> None:
    op.drop_column('token', 'used_from')
