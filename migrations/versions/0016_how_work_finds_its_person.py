"""How work finds its person: skills, capacity, turns, why a task went to somebody, and who gave it back"""

import sqlalchemy as sa
from alembic import op


revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def _of(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f'{other}.id'], name=op.f(f'fk_{table}_{column}_{other}'))


def upgrade() -> None:
    op.add_column('task', sa.Column('points', sa.Integer(), server_default='1', nullable=False))
    op.create_table('skill',
    sa.Column('person_id', NUMBER, nullable=False),
    sa.Column('key', sa.String(length=60), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('level', sa.Integer(), nullable=False),
    _of('skill', 'person_id', 'person'),
    sa.PrimaryKeyConstraint('person_id', 'key', name=op.f('pk_skill'))
    )
    op.create_table('capacity',
    sa.Column('person_id', NUMBER, nullable=False),
    sa.Column('points', sa.Integer(), nullable=False),
    _of('capacity', 'person_id', 'person'),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_capacity'))
    )
    op.create_table('turn',
    sa.Column('group_id', NUMBER, nullable=False),
    sa.Column('person_id', NUMBER, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    _of('turn', 'group_id', 'group'),
    _of('turn', 'person_id', 'person'),
    sa.PrimaryKeyConstraint('group_id', 'person_id', name=op.f('pk_turn'))
    )
    op.create_table('reckoning',
    sa.Column('task_id', NUMBER, nullable=False),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    _of('reckoning', 'task_id', 'task'),
    sa.PrimaryKeyConstraint('task_id', name=op.f('pk_reckoning'))
    )
    op.create_table('refusal',
    sa.Column('id', NUMBER, nullable=False),
    sa.Column('task_id', NUMBER, nullable=False),
    sa.Column('person_id', NUMBER, nullable=False),
    sa.Column('group_id', NUMBER, nullable=True),
    sa.Column('item', sa.String(length=100), nullable=False),
    sa.Column('reason', sa.String(length=20), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    _of('refusal', 'task_id', 'task'),
    _of('refusal', 'person_id', 'person'),
    _of('refusal', 'group_id', 'group'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_refusal'))
    )
    op.create_index('ix_refusal_task_id', 'refusal', ['task_id'])
    op.create_index('ix_refusal_at', 'refusal', ['at'])


def downgrade() -> None:
    for table in ('refusal', 'reckoning', 'turn', 'capacity', 'skill'):
        op.drop_table(table)
    op.drop_column('task', 'points')
