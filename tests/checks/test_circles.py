"""No module needs itself to be imported: whichever process imports what first, it starts."""

from graphlib import CycleError, TopologicalSorter

import grimp


def test_no_import_goes_in_a_circle() -> None:
    graph = grimp.build_graph("app", "workflows", "launcher", exclude_type_checking_imports=True)
    needs = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as circle:
        raise AssertionError(" -> ".join(circle.args[1])) from None
