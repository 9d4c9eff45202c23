"""Incidents of the same cause, and everything of one cause tried again"""

import sqlalchemy as sa
from alembic import op


revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None

OPEN = sa.text("state = 'open'")
LIVE = sa.text("state in ('ready', 'leased')")


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    moment = sa.DateTime(timezone=True)
    op.add_column('incident', sa.Column('cause_key', sa.String(20), server_default='', nullable=False))
    op.create_index('ix_incident_cause', 'incident', ['cause_key', 'id'], postgresql_where=OPEN, sqlite_where=OPEN)
    op.create_table(
        'repair',
        sa.Column('id', number, nullable=False),
        sa.Column('cause_key', sa.String(20), nullable=False),
        sa.Column('person_id', number, nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('began_at', moment, nullable=False),
        sa.Column('last', sa.Integer(), nullable=False),
        sa.Column('until', sa.Integer(), nullable=False),
        sa.Column('total', sa.Integer(), nullable=False),
        sa.Column('tried', sa.Integer(), nullable=False),
        sa.Column('again', sa.Integer(), nullable=False),
        sa.Column('state', sa.String(10), nullable=False),
        sa.Column('run_at', moment, nullable=False),
        sa.Column('attempts', sa.Integer(), nullable=False),
        sa.Column('lease_token', sa.Integer(), nullable=False),
        sa.Column('lease_until', moment, nullable=True),
        sa.Column('owner', sa.String(80), nullable=False),
        sa.Column('error', sa.Text(), nullable=False),
        sa.Column('done_at', moment, nullable=True),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_repair_person_id_person')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_repair')),
    )
    op.create_index('ix_repair_live', 'repair', ['run_at'], postgresql_where=LIVE, sqlite_where=LIVE)
    op.create_index(op.f('ix_repair_cause_key'), 'repair', ['cause_key'])


def downgrade() -> None:
    op.drop_table('repair')
    op.drop_index('ix_incident_cause', 'incident')
    op.drop_column('incident', 'cause_key')
