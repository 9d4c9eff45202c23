"""Articles that answer before somebody asks, and who had read which"""

import sqlalchemy as sa
from alembic import op


revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table('article',
    sa.Column('id', NUMBER, nullable=False),
    sa.Column('key', sa.String(length=100), nullable=False),
    sa.Column('language', sa.String(length=10), nullable=False),
    sa.Column('item', sa.String(length=100), nullable=False),
    sa.Column('audience', sa.String(length=10), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('keywords', sa.String(length=500), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('search', sa.Text(), nullable=False),
    sa.Column('proposal', sa.Text(), nullable=True),
    sa.Column('proposed_by_id', NUMBER, nullable=True),
    sa.Column('published_by_id', NUMBER, nullable=True),
    sa.Column('published_at', MOMENT, nullable=True),
    sa.Column('changed_at', MOMENT, nullable=False),
    sa.ForeignKeyConstraint(['proposed_by_id'], ['person.id'], name=op.f('fk_article_proposed_by_id_person')),
    sa.ForeignKeyConstraint(['published_by_id'], ['person.id'], name=op.f('fk_article_published_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_article')),
    sa.UniqueConstraint('key', 'language', name=op.f('uq_article_key_language'))
    )
    op.create_index('ix_article_language_item', 'article', ['language', 'item'])
    op.create_table('reading',
    sa.Column('id', NUMBER, nullable=False),
    sa.Column('article_id', NUMBER, nullable=False),
    sa.Column('request_id', NUMBER, nullable=False),
    sa.Column('solved', sa.Boolean(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_reading_article_id_article')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_reading_request_id_request')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reading'))
    )
    op.create_index('ix_reading_request_id', 'reading', ['request_id'])
    op.create_index('ix_reading_article_id_solved', 'reading', ['article_id', 'solved'])


def downgrade() -> None:
    op.drop_table('reading')
    op.drop_table('article')
