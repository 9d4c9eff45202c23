"""Which items somebody ordered or got is asked of an index, however many requests there are"""

from alembic import op


revision = '0032'
down_revision = '0031'
branch_labels = None
depends_on = None

INDEXES = {
    'ix_request_requester_id_item': ['requester_id', 'item'],
    'ix_request_requested_for_id_item': ['requested_for_id', 'item'],
}


def upgrade() -> None:
    for name, columns in INDEXES.items():
        op.create_index(name, 'request', columns)


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, 'request')
