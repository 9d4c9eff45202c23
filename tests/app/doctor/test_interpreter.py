"""What the doctor says of the Python it runs on, by what builds say of themselves."""

import pytest

from app.doctor import interpreter

PYENV = "'--prefix=/home/eva/.pyenv/versions/3.11.7' '--enable-shared'"
CONTAINER = "'--build=x86_64-linux-gnu' '--enable-optimizations' '--enable-shared' '--with-lto'"
DEBIAN = "'--enable-shared' '--prefix=/usr' '--with-system-expat'"


@pytest.mark.parametrize(
    ("facts", "prefix", "said"),
    [
        ({"CONFIG_ARGS": PYENV, "PGO_PROF_USE_FLAG": "-fprofile-use"}, "/home/eva/.pyenv/versions/3.11.7", "plain"),
        ({"CONFIG_ARGS": "'--with-ensurepip'"}, "/usr/local", "plain"),
        ({"CONFIG_ARGS": CONTAINER}, "/usr/local", "quick"),
        ({"CONFIG_ARGS": PYENV, "PY_CORE_CFLAGS": "-O3 -fprofile-instr-use=code"}, "/opt/python", "quick"),
        ({"CONFIG_ARGS": DEBIAN, "PY_CFLAGS": "-O2"}, "/usr", ""),
        ({"CONFIG_ARGS": None}, r"C:\Python311", ""),
    ],
)
def test_a_build_is_known_by_what_it_says(facts: dict[str, object], prefix: str, said: str) -> None:
    assert interpreter._built(facts, prefix) == said


def test_a_plain_build_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpreter.sysconfig, "get_config_vars", lambda: {"CONFIG_ARGS": PYENV})
    monkeypatch.setattr(interpreter.sys, "base_prefix", "/home/eva/.pyenv/versions/3.11.7")
    [found] = interpreter.look()
    assert found.level == "mind"
    assert "a third" in found.said
    assert "--enable-optimizations" in found.advice
