"""What goes over the wire, as marshmallow schemas: strict (a "1" is no number), and unknown keys are refused.

Those of answers describe the document only; the views of queries are sent as they are.
"""

from datetime import UTC
from typing import Any

from marshmallow import INCLUDE, Schema, fields, validate

LOGIN = {"description": "a login name"}


class Answer(Schema):
    """Base of what is answered: more may be in it than is described."""

    class Meta:
        """marshmallow's settings."""

        unknown = INCLUDE


class Problem(Answer):
    """RFC 9457."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True, strict=True)
    detail = fields.String(required=True)
    instance = fields.String()
    problems = fields.List(fields.Dict())


class Moment(fields.AwareDateTime):
    """A moment of every zone's calendar: at the ends of time one may be none in UTC."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        moment = super()._deserialize(value, attr, data, **kwargs)
        try:
            return moment.astimezone(UTC)
        except OverflowError as error:
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE) from error


class Nothing(Schema):
    """An empty object."""


class Listing(Schema):
    """Every list takes these. A larger `limit` counts as 200."""

    cursor = fields.String(load_default="")
    limit = fields.Integer(load_default=50, validate=validate.Range(min=1))


class Person(Answer):
    """A person, for administrators."""

    login = fields.String()
    name = fields.String()
    email = fields.String()
    department = fields.String()
    cost_centre = fields.String()
    country = fields.String()
    language = fields.String()
    timezone = fields.String()
    manager = fields.String(allow_none=True, metadata=LOGIN)
    roles = fields.List(fields.String())
    groups = fields.List(fields.String())
    group_names = fields.List(fields.String())
    limit = fields.Dict(allow_none=True)
    limits = fields.Dict()
    heads_department = fields.Boolean()
    active = fields.Boolean()


class Task(Answer):
    """A task in a list."""

    id = fields.Integer()
    request = fields.String()
    title = fields.String()
    item = fields.String()
    name = fields.String()
    stage = fields.String()
    kind = fields.String()
    state = fields.String()
    group = fields.String(allow_none=True)
    assignee = fields.String(allow_none=True, metadata=LOGIN)
    for_name = fields.String(allow_none=True, metadata={"description": "In whose place the assignee has it."})
    candidates = fields.List(fields.String(metadata=LOGIN))
    priority = fields.Integer()
    created_at = fields.DateTime()
    due_at = fields.DateTime(allow_none=True)


class Step(Answer):
    """A step of an ad-hoc sub-process."""

    element = fields.String()
    name = fields.String()


class TaskWhole(Task):
    """One task with its form; `steps`: what may be begun, null for all but ad-hoc sub-processes."""

    version = fields.Integer()
    form = fields.Dict(allow_none=True)
    data = fields.Dict()
    steps = fields.List(fields.Nested(Step), allow_none=True)
    may_finish = fields.Boolean()
    checklist = fields.List(fields.Dict())


class Stage(Answer):
    """Where a request stands; `state`: done, current, ahead."""

    name = fields.String()
    state = fields.String()
    who = fields.String(allow_none=True)
    since = fields.DateTime(allow_none=True)
    limit = fields.Dict(allow_none=True, metadata={"description": "Of an approval ahead: up to this it suffices."})


class Incident(Answer):
    """What is stuck."""

    id = fields.Integer()
    request = fields.String()
    kind = fields.String()
    element = fields.String()
    cause = fields.String()
    since = fields.DateTime()
    attempts = fields.Integer()
    cause_key = fields.String()


class Request(Answer):
    """A request in a list."""

    number = fields.String()
    item = fields.String()
    title = fields.String()
    requester = fields.String(metadata=LOGIN)
    requested_for = fields.String(metadata=LOGIN)
    state = fields.String()
    outcome = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)
    created_at = fields.DateTime()
    ended_at = fields.DateTime(allow_none=True)
    due_at = fields.DateTime(allow_none=True)


class LedgerLine(Answer):
    """A line of a clock's ledger; `cause`: why it stood, "" when it ran."""

    start = fields.DateTime()
    end = fields.DateTime()
    seconds = fields.Integer()
    cause = fields.String()
    note = fields.String()


class Clock(Answer):
    """A clock of a request, a lane or a step, in working seconds; the lines of the ledger that ran add up to `used`."""

    kind = fields.String()
    element = fields.String()
    name = fields.String()
    goal = fields.String()
    goal_seconds = fields.Integer()
    used = fields.Integer()
    left = fields.Integer()
    started_at = fields.DateTime()
    due_at = fields.DateTime(allow_none=True)
    ended_at = fields.DateTime(allow_none=True)
    breached_at = fields.DateTime(allow_none=True)
    cause = fields.String()
    verdict = fields.String(allow_none=True)
    calendar = fields.String()
    why = fields.String()
    ledger = fields.List(fields.Nested(LedgerLine))


class RequestWhole(Request):
    """One request whole."""

    version = fields.Integer()
    stages = fields.List(fields.Nested(Stage))
    tasks = fields.List(fields.Nested(Task))
    timers = fields.List(fields.Dict())
    incidents = fields.List(fields.Nested(Incident))
    clocks = fields.List(fields.Nested(Clock))
    variables = fields.Dict()


class Entry(Answer):
    """An entry of the journal."""

    seq = fields.Integer()
    at = fields.DateTime()
    actor = fields.String()
    kind = fields.String()
    text = fields.String()
    data = fields.Dict()
    hash = fields.String()


class Item(Answer):
    """A catalogue item."""

    key = fields.String()
    title = fields.String()
    description = fields.String()
    category = fields.String()


class ItemWhole(Item):
    """An item with its form."""

    version = fields.Integer()
    form = fields.Dict(allow_none=True)
    data = fields.Dict()


def names() -> fields.Dict:
    """{language: name}: what each language calls it; where one is left out it has its `name`."""
    return fields.Dict(keys=fields.String(), values=fields.String(validate=validate.Length(max=200)))


class Group(Answer):
    """A fulfilment group."""

    key = fields.String()
    name = fields.String()
    names = names()
    called = fields.String()
    email = fields.String()
    manager = fields.String(allow_none=True, metadata=LOGIN)
    members = fields.List(fields.String(metadata=LOGIN))
    active = fields.Boolean()


def pages(of: type[Schema]) -> type[Schema]:
    """The schema of a list's answer: {items, next}."""
    shape: dict[str, Any] = {"items": fields.List(fields.Nested(of)), "next": fields.String(allow_none=True)}
    return Answer.from_dict(shape, name=f"{of.__name__}Page")
