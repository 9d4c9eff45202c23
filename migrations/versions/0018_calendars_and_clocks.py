"""Calendars, clocks beside the engine with their ledgers, and what an instance remembers of them"""

import sqlalchemy as sa
from alembic import op


revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
MOMENT = sa.DateTime(timezone=True)
CURRENT = sa.text('current')
LIVE = sa.text("state in ('ready', 'leased')")
OPEN = sa.text('ended_at is null')


def upgrade() -> None:
    op.create_table('calendar',
    sa.Column('id', NUMBER, nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('language', sa.String(length=16), nullable=False),
    sa.Column('until', sa.Integer(), nullable=False),
    sa.Column('current', sa.Boolean(), nullable=False),
    sa.Column('created_at', MOMENT, nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar')),
    sa.UniqueConstraint('key', 'number', name=op.f('uq_calendar_key_number'))
    )
    op.create_index('ix_calendar_current', 'calendar', ['key'], unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT)
    op.create_table('clock',
    sa.Column('id', NUMBER, nullable=False),
    sa.Column('instance_id', NUMBER, nullable=False),
    sa.Column('request_id', NUMBER, nullable=False),
    sa.Column('item', sa.String(length=100), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('key', sa.String(length=210), nullable=False),
    sa.Column('element', sa.String(length=200), nullable=False),
    sa.Column('name', sa.String(length=300), nullable=False),
    sa.Column('group_key', sa.String(length=64), nullable=False),
    sa.Column('calendar_id', NUMBER, nullable=False),
    sa.Column('goal', sa.String(length=40), nullable=False),
    sa.Column('goal_seconds', sa.Integer(), nullable=False),
    sa.Column('elapsed', sa.Integer(), nullable=False),
    sa.Column('since', MOMENT, nullable=True),
    sa.Column('cause', sa.String(length=210), nullable=False),
    sa.Column('started_at', MOMENT, nullable=False),
    sa.Column('due_at', MOMENT, nullable=True),
    sa.Column('rung', sa.Integer(), nullable=False),
    sa.Column('ended_at', MOMENT, nullable=True),
    sa.Column('breached_at', MOMENT, nullable=True),
    sa.Column('verdict', sa.String(length=10), nullable=True),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('run_at', MOMENT, nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('lease_token', sa.Integer(), nullable=False),
    sa.Column('lease_until', MOMENT, nullable=True),
    sa.Column('owner', sa.String(length=80), nullable=False),
    sa.Column('error', sa.Text(), nullable=False),
    sa.Column('done_at', MOMENT, nullable=True),
    sa.ForeignKeyConstraint(['instance_id'], ['instance.id'], name=op.f('fk_clock_instance_id_instance')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_clock_request_id_request')),
    sa.ForeignKeyConstraint(['calendar_id'], ['calendar.id'], name=op.f('fk_clock_calendar_id_calendar')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clock')),
    sa.UniqueConstraint('instance_id', 'key', name=op.f('uq_clock_instance_id_key'))
    )
    op.create_index('ix_clock_live', 'clock', ['run_at'], sqlite_where=LIVE, postgresql_where=LIVE)
    op.create_index('ix_clock_request_id', 'clock', ['request_id'])
    op.create_index('ix_clock_open_by_calendar', 'clock', ['calendar_id', 'id'], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index(op.f('ix_clock_ended_at_item_kind_verdict_group_key'), 'clock',
                    ['ended_at', 'item', 'kind', 'verdict', 'group_key'])
    op.create_table('clock_segment',
    sa.Column('id', NUMBER, nullable=False),
    sa.Column('clock_id', NUMBER, nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('cause', sa.String(length=210), nullable=False),
    sa.Column('note', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['clock_id'], ['clock.id'], name=op.f('fk_clock_segment_clock_id_clock')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clock_segment'))
    )
    op.create_index('ix_clock_segment_clock_id_id', 'clock_segment', ['clock_id', 'id'])
    op.add_column('instance', sa.Column('clocks', sa.Text(), server_default='{}', nullable=False))


def downgrade() -> None:
    op.drop_column('instance', 'clocks')
    op.drop_index('ix_clock_segment_clock_id_id', 'clock_segment')
    op.drop_table('clock_segment')
    for name in ('ended_at_item_kind_verdict_group_key', 'open_by_calendar', 'request_id', 'live'):
        op.drop_index(f'ix_clock_{name}', 'clock')
    op.drop_table('clock')
    op.drop_index('ix_calendar_current', 'calendar')
    op.drop_table('calendar')
