"""Ticked points of checklists"""

import sqlalchemy as sa
from alembic import op


revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table('tick',
    sa.Column('task_id', number, nullable=False),
    sa.Column('point', sa.String(length=200), nullable=False),
    sa.Column('person_id', number, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_tick_task_id_task')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_tick_person_id_person')),
    sa.PrimaryKeyConstraint('task_id', 'point', name=op.f('pk_tick'))
    )


def downgrade() -> None:
    op.drop_table('tick')
