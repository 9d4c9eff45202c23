"""Nothing but its arguments changes an answer: no clock, no locale, no ambient decimal context, no other thread."""

import ast
import decimal
import threading
from pathlib import Path

import workflows.feel
from tests.workflows.feel.evaluation import shown

TEXTS = (
    "1 / 3 + 2 ** 0.5",
    "round half up(1.005, 2)",
    '@"PT1M3.123456789S".seconds',
    "time(10, 20, 30.123456789)",
    "stddev([2, 4, 7, 5]) + modulo(10.1, 3) + exp(1) + log(2)",
    "string(12345678901234567890123456789012345 * 10 ** 40)",
    "abs(-1.2345678901234567890123456789012345)",
    'number("1.234567890123456789012345678901234")',
)


def test_the_ambient_decimal_context_does_not_matter() -> None:
    expected = [shown(text) for text in TEXTS]
    with decimal.localcontext() as context:
        context.prec = 3
        context.rounding = decimal.ROUND_UP
        assert [shown(text) for text in TEXTS] == expected


def test_threads_do_not_disturb_one_another() -> None:
    expected = [shown(text) for text in TEXTS]
    found: list[list[str]] = []
    threads = [threading.Thread(target=lambda: found.append([shown(text) for text in TEXTS * 10])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected * 10] * 4


FORBIDDEN = {"app", "SpiffWorkflow", "flask", "os", "sys", "socket", "random", "locale", "subprocess", "time", "uuid"}


def test_the_package_reads_no_clock_no_locale_and_nothing_of_ours() -> None:
    for file in Path(workflows.feel.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            modules = [name.name for name in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for module in modules:
                assert module.split(".")[0] not in FORBIDDEN, f"{file.name} imports {module}"
                ours = module.startswith("workflows.") and module != "workflows.sentences"
                assert not ours or module.startswith("workflows.feel"), file.name
            assert not (isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today", "environ")), (
                file.name
            )
