"""Grounds of rejections, and what is counted of stars"""

import sqlalchemy as sa
from alembic import op


revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('request', sa.Column('ground', sa.String(length=40), nullable=True))
    op.create_index('ix_request_ground_ended_at_item', 'request', ['ground', 'ended_at', 'item'])
    op.create_index('ix_request_stars_ended_at_item', 'request', ['stars', 'ended_at', 'item'])


def downgrade() -> None:
    op.drop_index('ix_request_stars_ended_at_item', 'request')
    op.drop_index('ix_request_ground_ended_at_item', 'request')
    op.drop_column('request', 'ground')
