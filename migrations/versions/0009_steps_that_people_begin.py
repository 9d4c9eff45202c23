"""Steps that people begin: what may be begun, on the task of an ad-hoc sub-process"""

import sqlalchemy as sa
from alembic import op


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('task', sa.Column('steps', sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column('task', 'steps')
