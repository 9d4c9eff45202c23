"""Calls that programs take as jobs: our own workers' index leaves them out, theirs has only them"""

import sqlalchemy as sa
from alembic import op


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

LIVE = "state in ('ready', 'leased')"


def upgrade() -> None:
    op.add_column('call', sa.Column('outside', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.drop_index('ix_call_live', 'call')
    _index('ix_call_live', ['run_at'], f'{LIVE} and not outside')
    _index('ix_call_jobs', ['type', 'run_at'], f'{LIVE} and outside')


def downgrade() -> None:
    op.drop_index('ix_call_jobs', 'call')
    op.drop_index('ix_call_live', 'call')
    op.drop_column('call', 'outside')
    _index('ix_call_live', ['run_at'], LIVE)


def _index(name: str, columns: list[str], where: str) -> None:
    op.create_index(name, 'call', columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
