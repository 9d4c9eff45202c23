"""When approvals are reminded of, and passed on"""

import sqlalchemy as sa
from alembic import op


revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None

LIVE = sa.text("state in ('ready', 'leased')")
number = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        'nudge',
        sa.Column('id', number, nullable=False),
        sa.Column('task_id', number, nullable=False),
        sa.Column('since', moment, nullable=False),
        sa.Column('times', sa.Integer(), nullable=False),
        sa.Column('passed_on', sa.Boolean(), nullable=False),
        sa.Column('asked_at', moment, nullable=True),
        sa.Column('state', sa.String(10), nullable=False),
        sa.Column('run_at', moment, nullable=False),
        sa.Column('attempts', sa.Integer(), nullable=False),
        sa.Column('lease_token', sa.Integer(), nullable=False),
        sa.Column('lease_until', moment, nullable=True),
        sa.Column('owner', sa.String(80), nullable=False),
        sa.Column('error', sa.Text(), nullable=False),
        sa.Column('done_at', moment, nullable=True),
        sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_nudge_task_id_task')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_nudge')),
        sa.UniqueConstraint('task_id', name=op.f('uq_nudge_task_id')),
    )
    op.create_index('ix_nudge_live', 'nudge', ['run_at'], postgresql_where=LIVE, sqlite_where=LIVE)


def downgrade() -> None:
    op.drop_table('nudge')
