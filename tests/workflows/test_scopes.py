"""Scopes: look-up walks up, a result goes to the nearest that has the name, a called process is sealed."""

from workflows import scopes


def tree():
    record = scopes.empty()
    scopes.root(record).update(a=1, b=1)
    scopes.open_scope(record, "1", "", {"b": 2, "c": 2})
    scopes.open_scope(record, "2", "1", {"c": 3})
    scopes.open_scope(record, "3", "1", {"x": 4}, sealed=True)
    scopes.open_scope(record, "4", "3", {"y": 5})
    return record


def test_nearer_scopes_hide_farther_ones():
    assert scopes.visible(tree(), "2") == {"a": 1, "b": 2, "c": 3}
    assert scopes.visible(tree(), "") == {"a": 1, "b": 1}


def test_look_up_never_leaves_a_called_process():
    assert scopes.visible(tree(), "4") == {"x": 4, "y": 5}


def test_a_result_goes_to_the_nearest_holder_else_to_the_outermost_in_sight():
    record = tree()
    scopes.merge(record, "2", {"c": "new", "b": "new", "z": "new"})
    assert scopes.own(record, "2") == {"c": "new"}
    assert scopes.own(record, "1") == {"b": "new", "c": 2}
    assert scopes.root(record) == {"a": 1, "b": 1, "z": "new"}
    scopes.merge(record, "4", {"a": 9})
    assert scopes.own(record, "3") == {"x": 4, "a": 9}


def test_a_copy_is_written_without_touching_the_original():
    record = tree()
    scopes.merge(scopes.copy(record), "2", {"a": 0, "c": 0})
    assert record == tree()


def test_assigning_to_a_path_renews_what_is_on_the_way():
    inner = {"kept": 1}
    target = {"a": inner, "n": 5}
    scopes.assign(target, "a.b.c", 2)
    scopes.assign(target, "n.m", 3)
    assert target == {"a": {"kept": 1, "b": {"c": 2}}, "n": {"m": 3}}
    assert inner == {"kept": 1}
