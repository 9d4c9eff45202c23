"""Notices, how people want them, and the house's own words of mails"""

import sqlalchemy as sa
from alembic import op


revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
UNREAD = sa.text('shown and read_at is null')


def upgrade() -> None:
    op.add_column('person', sa.Column('notices', sa.JSON(), nullable=False, server_default='{}'))
    op.create_table('notice',
    sa.Column('id', NUMBER, nullable=False),
    sa.Column('key', sa.String(length=300), nullable=False),
    sa.Column('person_id', NUMBER, nullable=False),
    sa.Column('request_id', NUMBER, nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('shown', sa.Boolean(), nullable=False),
    sa.Column('digest', sa.String(length=10), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_notice_person_id_person')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_notice_request_id_request')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice')),
    sa.UniqueConstraint('key', name=op.f('uq_notice_key'))
    )
    op.create_index(op.f('ix_notice_person_id_id'), 'notice', ['person_id', 'id'])
    op.create_index('ix_notice_unread', 'notice', ['person_id', 'id'], postgresql_where=UNREAD, sqlite_where=UNREAD)
    op.create_table('mail_text',
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('language', sa.String(length=5), nullable=False),
    sa.Column('subject', sa.String(length=300), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('by_id', NUMBER, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_mail_text_by_id_person')),
    sa.PrimaryKeyConstraint('kind', 'language', name=op.f('pk_mail_text'))
    )


def downgrade() -> None:
    op.drop_table('mail_text')
    op.drop_table('notice')
    op.drop_column('person', 'notices')
