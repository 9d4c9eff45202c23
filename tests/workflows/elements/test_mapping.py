"""Variables in and out: which name is seen and set where."""

from tests.workflows.diagrams import (
    definition,
    mappings,
    par,
    path,
    service,
    start,
    sub,
    user,
)
from tests.workflows.play import Play


def test_a_result_goes_to_the_nearest_scope_that_has_the_name_else_to_the_root():
    play = Play(
        definition(
            start(),
            sub("box", start("s2"), user("a"), path("s2", "a"), ext=mappings({"local": "1"})),
            user("after"),
            path("start", "box", "after"),
        )
    )
    scope = play.step.tasks[0].scope
    assert play.seen(scope) == {"local": 1}
    play.complete("a", local=2, new=3)
    assert play.data == {"new": 3}
    assert list(play.step.variables) == [""]


def test_parallel_branches_never_overwrite_each_other_unless_drawn_so():
    play = Play(
        definition(
            start(),
            par("s"),
            user("a", ext=mappings({"form": "draft"}, {"left": "form"})),
            user("b", ext=mappings({"form": "draft"}, {"right": "form"})),
            par("j"),
            user("c"),
            path("start", "s", "a", "j", "c"),
            path("s", "b", "j"),
        ),
        draft={"sub": [1, 1, 3]},
    )
    play.complete("a", form={"sub": [9]})
    assert play.seen(play.task("b"))["form"] == {"sub": [1, 1, 3]}
    play.complete("b", form={"sub": [1, 1, 3]}, secret="stays inside")
    assert play.data == {"draft": {"sub": [1, 1, 3]}, "left": {"sub": [9]}, "right": {"sub": [1, 1, 3]}}


def test_mappings_into_paths_keep_what_is_beside():
    play = Play(
        definition(
            start(),
            service("s", ext=mappings({"to.name": "person.name", "to.mail": '"x@y"'}, {"person.id": "number"})),
            path("start", "s"),
        ),
        person={"name": "Ada", "age": 36},
    )
    assert play.step.calls[0].data == {"to": {"name": "Ada", "mail": "x@y"}}
    play.resume("s", number=7, other=8)
    assert play.data == {"person": {"name": "Ada", "age": 36, "id": 7}}
