"""Questions from a task: asked by who works on it, answered by who is asked, taken back by who asked.

Nothing of the process waits for them: the task stays open with its holder and its clock. A question waits no longer
than its task is open, so nothing has to be closed when a task is completed or a request withdrawn.
"""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from app.db import now, ring, session
from app.errors import AlreadyDone, Forbidden, InvalidForm, NotFound
from app.language import gettext as _
from app.models.person import Person
from app.models.question import Question
from app.models.task import Task
from app.operations import comments, journal, notices, seen
from app.operations.clocks import pausing
from app.operations.locking import lock_request
from app.operations.people import find
from app.operations.permissions import Actor, actor_of, is_party, may_act, see_request, see_task, sees_internal

MOST_WAITING = 10


def ask(
    actor: Actor, task_id: int, login: str, text: str, *, internal: bool = False, files: tuple[int, ...] = ()
) -> Question:
    """Ask somebody who may see the request. `internal`: hidden from the request's parties.

    Raises NotFound, AlreadyDone (the task is finished), Forbidden (not one's task), InvalidForm.
    """
    task = _open_task(see_task(actor, task_id))
    if not may_act(actor, task):
        raise Forbidden(_("Only who has the task can ask from it. Take it first."))
    person = _whom(actor, task, login, internal)
    if len([one for one in of_task(task.id) if one.state == "waiting"]) >= MOST_WAITING:
        raise InvalidForm({"text": _("Enough questions are open here already. Wait for an answer first.")})
    said = comments.say(task.request, actor, text, internal=internal, files=files)
    made = Question(request_id=task.request_id, task_id=task.id, asked_id=person.id, comment_id=said.id)
    made.task, made.asked, made.comment, made.request = task, person, said, task.request
    session().add(made)
    session().flush()
    facts = {"task": task.id, "element": task.element, "to": person.login, "who": person.name, "comment": said.id}
    journal.write(task.request_id, actor.login, "question.asked", f"Asked {person.name}.", internal=internal, **facts)
    notices.asked(made)
    pausing.asked(made)
    _tell(made)
    seen.mark(actor, task.request_id, task.id)
    return made


def answer(actor: Actor, number: str, question_id: int, text: str, files: tuple[int, ...] = ()) -> Question:
    """The answer goes into the conversation and back to the task.

    Raises NotFound, Forbidden (somebody else was asked), AlreadyDone, InvalidForm.
    """
    found = _locked(actor, number, question_id)
    if not may_answer(actor, found):
        raise Forbidden(_("%(name)s was asked.", name=found.asked.name))
    _must_wait(found)
    said = comments.say(found.request, actor, text, internal=found.comment.internal, files=files)
    found.answer_id, found.answer = said.id, said
    facts = {"task": found.task_id, "question": found.comment_id, "comment": said.id, "internal": said.internal}
    journal.write(found.request_id, actor.login, "question.answered", "Answered the question.", **facts)
    notices.replied(found)
    pausing.settled(found)
    _tell(found)
    return found


def withdraw(actor: Actor, number: str, question_id: int) -> Question:
    """Nobody needs the answer any more: said by who asked, or by who has the task now.

    Raises NotFound, Forbidden, AlreadyDone.
    """
    found = _locked(actor, number, question_id)
    if found.comment.author_id != actor.id and not may_act(actor, found.task):
        raise Forbidden(_("Only who asked can take a question back."))
    _must_wait(found)
    found.withdrawn_at = now()
    pausing.settled(found)
    facts = {"task": found.task_id, "comment": found.comment_id, "who": found.asked.name}
    text = f"Took back the question to {found.asked.name}."
    journal.write(found.request_id, actor.login, "question.withdrawn", text, **facts)
    _tell(found)
    return found


def may_answer(actor: Actor, question: Question) -> bool:
    """Who was asked, who stands in for them, and for a party of the request the other party."""
    if question.asked_id == actor.id or question.asked_id in actor.stands_for:
        return True
    parties = (question.request.requester_id, question.request.requested_for_id)
    return question.asked_id in parties and is_party(actor, question.request)


def of_task(task_id: int) -> list[Question]:
    """Every question of a task, oldest first."""
    return list(session().scalars(OF_TASK, {"task": task_id}))


WHOLE = select(Question).options(
    joinedload(Question.task),
    joinedload(Question.asked),
    joinedload(Question.comment),
    joinedload(Question.request),
)
OF_TASK = WHOLE.where(Question.task_id == bindparam("task")).order_by(Question.id)
FRESH = WHOLE.where(Question.id == bindparam("id")).execution_options(populate_existing=True)


def _open_task(task: Task) -> Task:
    """The task as it is under its instance's lock."""
    lock_request(task.request_id)
    session().refresh(task)
    if task.state != "open":
        raise AlreadyDone(_("This task is not needed any more."), at=task.completed_at)
    return task


def _whom(actor: Actor, task: Task, login: str, internal: bool) -> Person:
    person = find(login.strip())
    if person is None or person.id == actor.id:
        raise InvalidForm({"person": _("Choose somebody else who works here.")})
    theirs = actor_of(person)
    try:
        see_request(theirs, task.request_id)
    except NotFound:
        raise InvalidForm({"person": _("%(name)s may not see this request.", name=person.name)}) from None
    if internal and not sees_internal(theirs, task.request):
        raise InvalidForm({"person": _("%(name)s does not see internal words.", name=person.name)})
    return person


def _locked(actor: Actor, number: str, question_id: int) -> Question:
    request = see_request(actor, number)
    lock_request(request.id)
    found = session().scalar(FRESH, {"id": question_id})
    if found is None or found.request_id != request.id:
        raise NotFound()
    if found.comment.internal and not sees_internal(actor, request):
        raise NotFound()
    return found


def _must_wait(question: Question) -> None:
    sentences = {
        "answered": _("This question has its answer already."),
        "withdrawn": _("The question was taken back; nobody needs an answer any more."),
        "closed": _("The work has gone on without an answer; nobody needs it any more."),
    }
    if question.state != "waiting":
        raise AlreadyDone(sentences[question.state])


def _tell(question: Question) -> None:
    ring(f"inbox:{question.asked_id}")
    ring(f"inbox:{question.comment.author_id}")
    ring(f"task:{question.task_id}")
