"""Suspensions, and which requests stand still under them"""

import sqlalchemy as sa
from alembic import op


revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

LIVE = sa.text("state in ('ready', 'leased')")
NOW = sa.text('ended_at is null')
number = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        'suspension',
        sa.Column('id', number, nullable=False),
        sa.Column('scope', sa.String(10), nullable=False),
        sa.Column('what', sa.String(100), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('pauses_clocks', sa.Boolean(), nullable=False),
        sa.Column('began_at', moment, nullable=False),
        sa.Column('ends_at', moment, nullable=True),
        sa.Column('person_id', number, nullable=False),
        sa.Column('ended_by_id', number, nullable=True),
        sa.Column('state', sa.String(10), nullable=False),
        sa.Column('run_at', moment, nullable=False),
        sa.Column('attempts', sa.Integer(), nullable=False),
        sa.Column('lease_token', sa.Integer(), nullable=False),
        sa.Column('lease_until', moment, nullable=True),
        sa.Column('owner', sa.String(80), nullable=False),
        sa.Column('error', sa.Text(), nullable=False),
        sa.Column('done_at', moment, nullable=True),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_suspension_person_id_person')),
        sa.ForeignKeyConstraint(['ended_by_id'], ['person.id'], name=op.f('fk_suspension_ended_by_id_person')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_suspension')),
    )
    op.create_index('ix_suspension_live', 'suspension', ['run_at'], postgresql_where=LIVE, sqlite_where=LIVE)
    op.create_table(
        'standstill',
        sa.Column('id', number, nullable=False),
        sa.Column('suspension_id', number, nullable=False),
        sa.Column('request_id', number, nullable=False),
        sa.Column('since', moment, nullable=False),
        sa.Column('began_at', moment, nullable=False),
        sa.Column('ended_at', moment, nullable=True),
        sa.ForeignKeyConstraint(['suspension_id'], ['suspension.id'], name=op.f('fk_standstill_suspension_id_suspension')),
        sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_standstill_request_id_request')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_standstill')),
    )
    columns = ['suspension_id', 'request_id']
    op.create_index('ix_standstill_suspension_open', 'standstill', columns, postgresql_where=NOW, sqlite_where=NOW)
    op.create_index(op.f('ix_standstill_request_id'), 'standstill', ['request_id'])


def downgrade() -> None:
    op.drop_table('standstill')
    op.drop_table('suspension')
