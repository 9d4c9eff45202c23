"""What is new in a published version, in a sentence"""

import sqlalchemy as sa
from alembic import op


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('definition_version', sa.Column('note', sa.String(length=300), server_default='', nullable=False))


def downgrade() -> None:
    op.drop_column('definition_version', 'note')
