"""Questions asked from a task, and when somebody last looked at a request or a task"""

import sqlalchemy as sa
from alembic import op


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

WAITING = sa.text("answer_id is null and withdrawn_at is null")


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table('question',
    sa.Column('id', number, nullable=False),
    sa.Column('request_id', number, nullable=False),
    sa.Column('task_id', number, nullable=False),
    sa.Column('asked_id', number, nullable=False),
    sa.Column('comment_id', number, nullable=False),
    sa.Column('answer_id', number, nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_question_request_id_request')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_question_task_id_task')),
    sa.ForeignKeyConstraint(['asked_id'], ['person.id'], name=op.f('fk_question_asked_id_person')),
    sa.ForeignKeyConstraint(['comment_id'], ['comment.id'], name=op.f('fk_question_comment_id_comment')),
    sa.ForeignKeyConstraint(['answer_id'], ['comment.id'], name=op.f('fk_question_answer_id_comment')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question')),
    sa.UniqueConstraint('comment_id', name=op.f('uq_question_comment_id')),
    sa.UniqueConstraint('answer_id', name=op.f('uq_question_answer_id'))
    )
    op.create_index('ix_question_task_id', 'question', ['task_id'])
    op.create_index('ix_question_request_id', 'question', ['request_id'])
    op.create_index('ix_question_asked_waiting', 'question', ['asked_id'],
                    postgresql_where=WAITING, sqlite_where=WAITING)
    op.create_table('seen',
    sa.Column('person_id', number, nullable=False),
    sa.Column('request_id', number, nullable=False),
    sa.Column('task_id', number, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_seen_person_id_person')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_seen_request_id_request')),
    sa.PrimaryKeyConstraint('person_id', 'request_id', 'task_id', name=op.f('pk_seen'))
    )


def downgrade() -> None:
    op.drop_table('seen')
    op.drop_index('ix_question_asked_waiting', 'question')
    op.drop_index('ix_question_request_id', 'question')
    op.drop_index('ix_question_task_id', 'question')
    op.drop_table('question')
