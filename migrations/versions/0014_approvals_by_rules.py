"""Approvals by rules: rule sets of a version, rounds of questions, limits by currency; substitutes by item and amount"""

import sqlalchemy as sa
from alembic import op


revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
MOMENT = sa.DateTime(timezone=True)
AMOUNT = sa.Numeric(18, 4).with_variant(sa.String(32), 'sqlite')


def upgrade() -> None:
    op.add_column('definition_version', sa.Column('rules', sa.Text(), server_default='{}', nullable=False))
    op.create_table('approval_round',
    sa.Column('id', NUMBER, nullable=False),
    sa.Column('instance_id', NUMBER, nullable=False),
    sa.Column('request_id', NUMBER, nullable=False),
    sa.Column('engine_id', sa.String(length=40), nullable=False),
    sa.Column('element', sa.String(length=200), nullable=False),
    sa.Column('version_id', NUMBER, nullable=False),
    sa.Column('rules', sa.String(length=100), nullable=False),
    sa.Column('task', sa.Text(), nullable=False),
    sa.Column('course', sa.Text(), nullable=False),
    sa.Column('given', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('decision', sa.String(length=10), nullable=False),
    sa.Column('opened_at', MOMENT, nullable=False),
    sa.Column('closed_at', MOMENT, nullable=True),
    sa.ForeignKeyConstraint(['instance_id'], ['instance.id'], name=op.f('fk_approval_round_instance_id_instance')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_approval_round_request_id_request')),
    sa.ForeignKeyConstraint(['version_id'], ['definition_version.id'],
                            name=op.f('fk_approval_round_version_id_definition_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_approval_round')),
    sa.UniqueConstraint('instance_id', 'engine_id', name=op.f('uq_approval_round_instance_id_engine_id'))
    )
    op.create_index('ix_approval_round_request_id', 'approval_round', ['request_id'])
    op.create_table('approval_question',
    sa.Column('task_id', NUMBER, nullable=False),
    sa.Column('round_id', NUMBER, nullable=False),
    sa.Column('rule', sa.String(length=40), nullable=False),
    sa.Column('seat_id', NUMBER, nullable=True),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_approval_question_task_id_task')),
    sa.ForeignKeyConstraint(['round_id'], ['approval_round.id'], name=op.f('fk_approval_question_round_id_approval_round')),
    sa.ForeignKeyConstraint(['seat_id'], ['person.id'], name=op.f('fk_approval_question_seat_id_person')),
    sa.PrimaryKeyConstraint('task_id', name=op.f('pk_approval_question'))
    )
    op.create_index('ix_approval_question_round_id', 'approval_question', ['round_id'])
    op.create_table('person_limit',
    sa.Column('person_id', NUMBER, nullable=False),
    sa.Column('currency', sa.String(length=3), nullable=False),
    sa.Column('amount', AMOUNT, nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_person_limit_person_id_person')),
    sa.PrimaryKeyConstraint('person_id', 'currency', name=op.f('pk_person_limit'))
    )
    op.create_table('stand_in',
    sa.Column('task_id', NUMBER, nullable=False),
    sa.Column('for_id', NUMBER, nullable=False),
    sa.Column('since', MOMENT, nullable=False),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_stand_in_task_id_task')),
    sa.ForeignKeyConstraint(['for_id'], ['person.id'], name=op.f('fk_stand_in_for_id_person')),
    sa.PrimaryKeyConstraint('task_id', name=op.f('pk_stand_in'))
    )
    op.create_index('ix_stand_in_for_id', 'stand_in', ['for_id'])
    op.add_column('substitute', sa.Column('item', sa.String(length=100), server_default='', nullable=False))
    op.add_column('substitute', sa.Column('above_amount', AMOUNT, nullable=True))
    op.add_column('substitute', sa.Column('above_currency', sa.String(length=3), server_default='', nullable=False))
    op.add_column('substitute', sa.Column('state', sa.String(length=10), server_default='ahead', nullable=False))
    op.create_index('ix_substitute_state', 'substitute', ['state'])


def downgrade() -> None:
    op.drop_index('ix_substitute_state', 'substitute')
    for name in ('state', 'above_currency', 'above_amount', 'item'):
        op.drop_column('substitute', name)
    op.drop_table('stand_in')
    op.drop_table('person_limit')
    op.drop_table('approval_question')
    op.drop_table('approval_round')
    op.drop_column('definition_version', 'rules')
