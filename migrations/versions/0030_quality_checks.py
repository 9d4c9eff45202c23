"""Quality checks"""

import sqlalchemy as sa
from alembic import op


revision = '0030'
down_revision = '0029'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('quality_check',
    sa.Column('id', NUMBER, nullable=False),
    sa.Column('request_id', NUMBER, nullable=False),
    sa.Column('task_id', NUMBER, nullable=False),
    sa.Column('item', sa.String(length=100), nullable=False),
    sa.Column('element', sa.String(length=200), nullable=False),
    sa.Column('by_id', NUMBER, nullable=False),
    sa.Column('passed', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_quality_check_by_id_person')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_quality_check_request_id_request')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_quality_check_task_id_task')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quality_check')),
    sa.UniqueConstraint('task_id', name=op.f('uq_quality_check_task_id'))
    )
    op.create_index(op.f('ix_quality_check_at_item_passed'), 'quality_check', ['at', 'item', 'passed'])


def downgrade() -> None:
    op.drop_table('quality_check')
