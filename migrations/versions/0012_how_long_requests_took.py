"""How long requests took is read from the index of those that ended, not from the requests themselves"""

from alembic import op


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

ENDED = ['ended_at', 'item', 'outcome']


def upgrade() -> None:
    op.drop_index('ix_request_ended_at_item_outcome', 'request')
    op.create_index('ix_request_ended_at_item_outcome_created_at', 'request', [*ENDED, 'created_at'])


def downgrade() -> None:
    op.drop_index('ix_request_ended_at_item_outcome_created_at', 'request')
    op.create_index('ix_request_ended_at_item_outcome', 'request', ENDED)
