"""Saved views, and the indexes that figures by month are counted from"""

import sqlalchemy as sa
from alembic import op


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('saved_view',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('query', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_saved_view_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_view')),
    sa.UniqueConstraint('person_id', 'name', name=op.f('uq_saved_view_person_id_name'))
    )
    op.create_index('ix_request_created_at_item', 'request', ['created_at', 'item'])
    op.create_index('ix_request_ended_at_item_outcome', 'request', ['ended_at', 'item', 'outcome'])
    op.create_index('ix_task_due_open', 'task', ['due_at', 'id'],
                    postgresql_where=sa.text("state = 'open'"), sqlite_where=sa.text("state = 'open'"))


def downgrade() -> None:
    op.drop_index('ix_task_due_open', 'task')
    op.drop_index('ix_request_ended_at_item_outcome', 'request')
    op.drop_index('ix_request_created_at_item', 'request')
    op.drop_table('saved_view')
