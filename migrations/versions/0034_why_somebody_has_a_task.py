"""Why somebody has a task is kept as facts, said in each reader's language; the sentence stays for the release before"""

import sqlalchemy as sa
from alembic import op


revision = '0034'
down_revision = '0033'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('task', sa.Column('because', sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column('task', 'because')
