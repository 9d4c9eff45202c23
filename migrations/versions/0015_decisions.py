"""Links in mails to approvers, corrections that they ask for, approvals given to others, by which way one came in"""

import sqlalchemy as sa
from alembic import op


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table('decision_link',
    sa.Column('id', NUMBER, nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.Column('thread', sa.String(length=32), nullable=False),
    sa.Column('task_id', NUMBER, nullable=False),
    sa.Column('task_version', sa.Integer(), nullable=False),
    sa.Column('person_id', NUMBER, nullable=False),
    sa.Column('created_at', MOMENT, nullable=False),
    sa.Column('expires_at', MOMENT, nullable=False),
    sa.Column('used_at', MOMENT, nullable=True),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_decision_link_task_id_task')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_decision_link_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_link')),
    sa.UniqueConstraint('hash', name=op.f('uq_decision_link_hash'))
    )
    op.create_index('ix_decision_link_task_id', 'decision_link', ['task_id'])
    op.create_index('ix_decision_link_thread', 'decision_link', ['thread'])
    op.create_table('correction',
    sa.Column('id', NUMBER, nullable=False),
    sa.Column('request_id', NUMBER, nullable=False),
    sa.Column('task_id', NUMBER, nullable=False),
    sa.Column('by_id', NUMBER, nullable=False),
    sa.Column('fields', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('before', sa.Text(), nullable=False),
    sa.Column('after', sa.Text(), nullable=True),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('asked_at', MOMENT, nullable=False),
    sa.Column('answered_at', MOMENT, nullable=True),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_correction_request_id_request')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_correction_task_id_task')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_correction_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction')),
    sa.UniqueConstraint('task_id', name=op.f('uq_correction_task_id'))
    )
    op.create_index('ix_correction_request_id', 'correction', ['request_id'])
    op.create_table('delegation',
    sa.Column('id', NUMBER, nullable=False),
    sa.Column('task_id', NUMBER, nullable=False),
    sa.Column('from_id', NUMBER, nullable=False),
    sa.Column('to_id', NUMBER, nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_delegation_task_id_task')),
    sa.ForeignKeyConstraint(['from_id'], ['person.id'], name=op.f('fk_delegation_from_id_person')),
    sa.ForeignKeyConstraint(['to_id'], ['person.id'], name=op.f('fk_delegation_to_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delegation'))
    )
    op.create_index('ix_delegation_task_id', 'delegation', ['task_id'])
    op.add_column('approval', sa.Column('way', sa.String(length=12), nullable=False, server_default=''))


def downgrade() -> None:
    op.drop_column('approval', 'way')
    op.drop_table('delegation')
    op.drop_table('correction')
    op.drop_table('decision_link')
