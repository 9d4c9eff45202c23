"""Work added to a running request, plans of groups that work side by side, links between requests"""

import sqlalchemy as sa
from alembic import op


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table('added_work',
    sa.Column('id', NUMBER, nullable=False),
    sa.Column('request_id', NUMBER, nullable=False),
    sa.Column('task_id', NUMBER, nullable=False),
    sa.Column('beside_id', NUMBER, nullable=False),
    sa.Column('by_id', NUMBER, nullable=False),
    sa.Column('item', sa.String(length=100), nullable=False),
    sa.Column('element', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('blocking', sa.Boolean(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('result', sa.String(length=12), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_added_work_request_id_request')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_added_work_task_id_task')),
    sa.ForeignKeyConstraint(['beside_id'], ['task.id'], name=op.f('fk_added_work_beside_id_task')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_added_work_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_added_work')),
    sa.UniqueConstraint('task_id', name=op.f('uq_added_work_task_id'))
    )
    op.create_index('ix_added_work_beside_id', 'added_work', ['beside_id'])
    op.create_index('ix_added_work_request_id', 'added_work', ['request_id'])
    op.create_index('ix_added_work_item_element', 'added_work', ['item', 'element'])
    op.create_table('plan',
    sa.Column('id', NUMBER, nullable=False),
    sa.Column('request_id', NUMBER, nullable=False),
    sa.Column('element', sa.String(length=200), nullable=False),
    sa.Column('day', sa.Date(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('by_id', NUMBER, nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_plan_request_id_request')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_plan_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan')),
    sa.UniqueConstraint('request_id', 'element', name=op.f('uq_plan_request_id_element'))
    )
    op.create_table('request_link',
    sa.Column('request_id', NUMBER, nullable=False),
    sa.Column('other_id', NUMBER, nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('by_id', NUMBER, nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_request_link_request_id_request')),
    sa.ForeignKeyConstraint(['other_id'], ['request.id'], name=op.f('fk_request_link_other_id_request')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_request_link_by_id_person')),
    sa.PrimaryKeyConstraint('request_id', 'other_id', name=op.f('pk_request_link'))
    )
    op.create_index('ix_request_link_other_id', 'request_link', ['other_id'])


def downgrade() -> None:
    op.drop_index('ix_request_link_other_id', 'request_link')
    op.drop_table('request_link')
    op.drop_table('plan')
    for column in ('item_element', 'request_id', 'beside_id'):
        op.drop_index(f'ix_added_work_{column}', 'added_work')
    op.drop_table('added_work')
