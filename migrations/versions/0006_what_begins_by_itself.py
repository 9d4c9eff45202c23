"""Signals waited for; schedules, and messages and signals, that begin a request"""

import sqlalchemy as sa
from alembic import op


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

LIVE = sa.text("state in ('ready', 'leased')")
OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    moment = sa.DateTime(timezone=True)
    op.add_column('message_wait', sa.Column('kind', sa.String(length=10), nullable=False, server_default='message'))
    op.create_table('schedule',
    sa.Column('id', number, nullable=False),
    sa.Column('definition_id', number, nullable=False),
    sa.Column('version_id', number, nullable=False),
    sa.Column('element', sa.String(length=200), nullable=False),
    sa.Column('said', sa.String(length=500), nullable=False),
    sa.Column('first_at', moment, nullable=False),
    sa.Column('period', sa.String(length=100), nullable=False),
    sa.Column('last', sa.Integer(), nullable=True),
    sa.Column('turn', sa.Integer(), nullable=False),
    sa.Column('request_id', number, nullable=True),
    sa.Column('created_at', moment, nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('run_at', moment, nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('lease_token', sa.Integer(), nullable=False),
    sa.Column('lease_until', moment, nullable=True),
    sa.Column('owner', sa.String(length=80), nullable=False),
    sa.Column('error', sa.Text(), nullable=False),
    sa.Column('done_at', moment, nullable=True),
    sa.ForeignKeyConstraint(['definition_id'], ['definition.id'], name=op.f('fk_schedule_definition_id_definition')),
    sa.ForeignKeyConstraint(['version_id'], ['definition_version.id'], name=op.f('fk_schedule_version_id_definition_version')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_schedule_request_id_request')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_schedule')),
    sa.UniqueConstraint('definition_id', 'element', name=op.f('uq_schedule_definition_id_element'))
    )
    op.create_index('ix_schedule_live', 'schedule', ['run_at'], postgresql_where=LIVE, sqlite_where=LIVE)
    op.create_table('entrance',
    sa.Column('id', number, nullable=False),
    sa.Column('definition_id', number, nullable=False),
    sa.Column('version_id', number, nullable=False),
    sa.Column('element', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['definition_id'], ['definition.id'], name=op.f('fk_entrance_definition_id_definition')),
    sa.ForeignKeyConstraint(['version_id'], ['definition_version.id'], name=op.f('fk_entrance_version_id_definition_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entrance')),
    sa.UniqueConstraint('definition_id', 'element', 'kind', 'name', name=op.f('uq_entrance_definition_id_element_kind_name'))
    )
    op.create_index('ix_entrance_name_kind', 'entrance', ['name', 'kind'])
    op.create_table('beginning',
    sa.Column('request_id', number, nullable=False),
    sa.Column('definition_id', number, nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('correlation_key', sa.String(length=200), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_beginning_request_id_request')),
    sa.ForeignKeyConstraint(['definition_id'], ['definition.id'], name=op.f('fk_beginning_definition_id_definition')),
    sa.PrimaryKeyConstraint('request_id', name=op.f('pk_beginning'))
    )
    op.create_index('uq_beginning_open', 'beginning', ['definition_id', 'name', 'correlation_key'], unique=True,
                    postgresql_where=OPEN, sqlite_where=OPEN)


def downgrade() -> None:
    op.drop_table('beginning')
    op.drop_table('entrance')
    op.drop_table('schedule')
    op.drop_column('message_wait', 'kind')
