"""Answers that are kept while a form is filled in, and how long their files wait with them"""

import sqlalchemy as sa
from alembic import op


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('kept_answers',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('place', sa.String(length=120), nullable=False),
    sa.Column('opening', sa.String(length=120), nullable=False),
    sa.Column('version_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('requested_for', sa.String(length=200), nullable=False),
    sa.Column('answers', sa.Text(), nullable=False),
    sa.Column('lost', sa.Text(), nullable=False),
    sa.Column('files', sa.Text(), nullable=False),
    sa.Column('mark', sa.String(length=40), nullable=False),
    sa.Column('turn', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_kept_answers_person_id_person')),
    sa.ForeignKeyConstraint(['version_id'], ['definition_version.id'],
                            name=op.f('fk_kept_answers_version_id_definition_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kept_answers')),
    sa.UniqueConstraint('person_id', 'place', 'opening', name=op.f('uq_kept_answers_person_id_place_opening'))
    )
    op.create_index('ix_kept_answers_changed_at', 'kept_answers', ['changed_at'])
    op.add_column('file', sa.Column('kept_until', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column('file', 'kept_until')
    op.drop_index('ix_kept_answers_changed_at', 'kept_answers')
    op.drop_table('kept_answers')
