"""What the data stores of the diagrams hold"""

import sqlalchemy as sa
from alembic import op


revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table(
        'data_store',
        sa.Column('key', sa.String(400), nullable=False),
        sa.Column('content', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('request_id', number, nullable=False),
        sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_data_store_request_id_request')),
        sa.PrimaryKeyConstraint('key', name=op.f('pk_data_store')),
    )


def downgrade() -> None:
    op.drop_table('data_store')
