"""Canned answers"""

import sqlalchemy as sa
from alembic import op


revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table('canned_answer',
    sa.Column('id', number, nullable=False),
    sa.Column('group_id', number, nullable=True),
    sa.Column('person_id', number, nullable=True),
    sa.Column('title', sa.String(length=100), nullable=False),
    sa.Column('texts', sa.Text(), nullable=False),
    sa.Column('by_id', number, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['group.id'], name=op.f('fk_canned_answer_group_id_group')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_canned_answer_person_id_person')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_canned_answer_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_canned_answer'))
    )
    op.create_index('ix_canned_answer_group_id', 'canned_answer', ['group_id'])
    op.create_index('ix_canned_answer_person_id', 'canned_answer', ['person_id'])


def downgrade() -> None:
    op.drop_table('canned_answer')
