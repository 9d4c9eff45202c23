"""Who watches a request"""

import sqlalchemy as sa
from alembic import op


revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table('watcher',
    sa.Column('request_id', number, nullable=False),
    sa.Column('person_id', number, nullable=False),
    sa.Column('by_id', number, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_watcher_request_id_request')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_watcher_person_id_person')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_watcher_by_id_person')),
    sa.PrimaryKeyConstraint('request_id', 'person_id', name=op.f('pk_watcher'))
    )
    op.create_index('ix_watcher_person_id_request_id', 'watcher', ['person_id', 'request_id'])
    op.add_column('request', sa.Column('watchers', sa.Integer(), server_default='0', nullable=False))


def downgrade() -> None:
    op.drop_column('request', 'watchers')
    op.drop_index('ix_watcher_person_id_request_id', 'watcher')
    op.drop_table('watcher')
