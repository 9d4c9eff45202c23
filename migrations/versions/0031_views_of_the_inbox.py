"""Saved views of the inbox, shared with a group; work in other orders than by its due moment"""

import sqlalchemy as sa
from alembic import op


revision = '0031'
down_revision = '0030'
branch_labels = None
depends_on = None

OPEN = sa.text("state = 'open'")
ORDERS = {
    'ix_task_assignee_newest': ['assignee_id', 'id'],
    'ix_task_group_newest': ['group_id', 'id'],
    'ix_task_newest': ['id'],
}


def upgrade() -> None:
    op.add_column('saved_view', sa.Column('page', sa.String(length=10), nullable=False, server_default='requests'))
    number = 'INTEGER' if op.get_bind().dialect.name == 'sqlite' else 'BIGINT'
    # in words: SQLite adds a column with its reference at once, or copies the table
    group = 'CONSTRAINT fk_saved_view_group_id_group REFERENCES "group" (id)'
    op.execute(f'ALTER TABLE saved_view ADD COLUMN group_id {number} {group}')
    op.create_index('ix_saved_view_group_id', 'saved_view', ['group_id'])
    for name, columns in ORDERS.items():
        op.create_index(name, 'task', columns, postgresql_where=OPEN, sqlite_where=OPEN)


def downgrade() -> None:
    for name in ORDERS:
        op.drop_index(name, 'task')
    op.drop_index('ix_saved_view_group_id', 'saved_view')
    with op.batch_alter_table('saved_view') as batch_op:
        batch_op.drop_column('group_id')
        batch_op.drop_column('page')
