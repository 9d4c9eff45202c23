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
    number = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    with op.batch_alter_table('saved_view') as batch_op:
        batch_op.add_column(sa.Column('page', sa.String(length=10), nullable=False, server_default='requests'))
        batch_op.add_column(sa.Column('group_id', number, nullable=True))
        batch_op.create_foreign_key(op.f('fk_saved_view_group_id_group'), 'group', ['group_id'], ['id'])
        batch_op.drop_constraint('uq_saved_view_person_id_name', type_='unique')
        batch_op.create_unique_constraint(op.f('uq_saved_view_person_id_page_name'), ['person_id', 'page', 'name'])
    op.create_index('ix_saved_view_group_id', 'saved_view', ['group_id'])
    for name, columns in ORDERS.items():
        op.create_index(name, 'task', columns, postgresql_where=OPEN, sqlite_where=OPEN)


def downgrade() -> None:
    for name in ORDERS:
        op.drop_index(name, 'task')
    op.drop_index('ix_saved_view_group_id', 'saved_view')
    with op.batch_alter_table('saved_view') as batch_op:
        batch_op.drop_constraint('uq_saved_view_person_id_page_name', type_='unique')
        batch_op.drop_constraint('fk_saved_view_group_id_group', type_='foreignkey')
        batch_op.create_unique_constraint(op.f('uq_saved_view_person_id_name'), ['person_id', 'name'])
        batch_op.drop_column('group_id')
        batch_op.drop_column('page')
