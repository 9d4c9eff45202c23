"""Tokens moved by hand, with two signatures"""

import sqlalchemy as sa
from alembic import op


revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None

OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    moment = sa.DateTime(timezone=True)
    op.create_table(
        'token_move',
        sa.Column('id', number, nullable=False),
        sa.Column('incident_id', number, nullable=False),
        sa.Column('request_id', number, nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('token', sa.String(40), nullable=False),
        sa.Column('element', sa.String(200), nullable=False),
        sa.Column('target', sa.String(200), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('pictures', sa.Text(), nullable=False),
        sa.Column('by_id', number, nullable=False),
        sa.Column('at', moment, nullable=False),
        sa.Column('state', sa.String(10), nullable=False),
        sa.Column('second_id', number, nullable=True),
        sa.Column('second_at', moment, nullable=True),
        sa.Column('second_reason', sa.Text(), nullable=False),
        sa.Column('after', sa.Integer(), nullable=True),
        sa.Column('before', sa.LargeBinary(), nullable=True),
        sa.Column('variables', sa.Text(), nullable=True),
        sa.Column('rows', sa.Text(), nullable=False),
        sa.Column('may_undo', sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(['incident_id'], ['incident.id'], name=op.f('fk_token_move_incident_id_incident')),
        sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_token_move_request_id_request')),
        sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_token_move_by_id_person')),
        sa.ForeignKeyConstraint(['second_id'], ['person.id'], name=op.f('fk_token_move_second_id_person')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_token_move')),
    )
    where = {'unique': True, 'postgresql_where': OPEN, 'sqlite_where': OPEN}
    op.create_index('uq_token_move_open', 'token_move', ['incident_id'], **where)
    op.create_index(op.f('ix_token_move_request_id'), 'token_move', ['request_id'])


def downgrade() -> None:
    op.drop_table('token_move')
