"""What lint and the loader found is said in each reader's language: what a sentence is made of stands beside it"""

import sqlalchemy as sa
from alembic import op


revision = '0036'
down_revision = '0035'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('definition_version', sa.Column('sentences', sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column('definition_version', 'sentences')
