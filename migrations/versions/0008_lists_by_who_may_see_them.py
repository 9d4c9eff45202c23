"""Lists of requests are read way by way: by group, holder, doer and decider; on PostgreSQL words have an index"""

import sqlalchemy as sa
from alembic import op


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

INDEXES = (('task', 'group_id'), ('task', 'assignee_id'), ('task', 'completed_by_id'), ('approval', 'person_id'))


def upgrade() -> None:
    for table, column in INDEXES:
        op.create_index(op.f(f'ix_{table}_{column}_request_id'), table, [column, 'request_id'])
    if op.get_bind().dialect.name == 'postgresql':
        _index_words()


def _index_words() -> None:
    """Trigrams, where the server has them and lets us; without, words are found by looking at every row."""
    bind = op.get_bind()
    try:
        with bind.begin_nested():
            bind.execute(sa.text('CREATE EXTENSION IF NOT EXISTS pg_trgm'))
            bind.execute(sa.text('CREATE INDEX ix_request_search_trigram ON request USING gin (search gin_trgm_ops)'))
    except sa.exc.DBAPIError:
        return


def downgrade() -> None:
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('DROP INDEX IF EXISTS ix_request_search_trigram')
    for table, column in INDEXES:
        op.drop_index(op.f(f'ix_{table}_{column}_request_id'), table)
