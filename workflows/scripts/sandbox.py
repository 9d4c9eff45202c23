"""The sandbox: a few worker processes of pydantic-monty, each script in a session of its own that is thrown away after.

Workers are made when the first script runs and end with the process. A process that is forked after that cannot make
its own (the library's threads do not survive), so it is refused rather than left hanging: fork first, run scripts then.
"""

import atexit
import os
import threading
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pydantic_monty as monty

from workflows.scripts.crossing import changed, lent
from workflows.scripts.errors import ScriptFailed, ScriptLimit
from workflows.scripts.forgetting import forgotten
from workflows.scripts.reading import MAX_TEXT, SECONDS, holds_half_characters

MEMORY_BYTES = 64_000_000
DEPTH = 200
WORKERS = 2
WAIT_SECONDS = 10.0
#: The last line of defence: a worker that does not even answer is ended.
ANSWER_SECONDS = 2.5
# Lists what a script leaves behind, inside the sandbox, where types can still be told: data by name, or why not.
LEFT = """
def _left_behind(_pairs, _type=type, _isinstance=isinstance, _list=list, _dict=dict, _tuple=tuple, _len=len):
    _code = ("module", "function", "type", "builtin_function_or_method")
    _plain = ("NoneType", "bool", "int", "float", "str", "Decimal", "date", "datetime", "time", "timedelta")
    _data = {}
    for _name, _value in _pairs:
        if _type(_value).__name__ in _code or _name[:1] == "_":
            continue
        _data[_name] = _value
        _waiting = [(_value, 1)]
        while _waiting:
            _item, _depth = _waiting.pop()
            if _depth > 40:
                return _name + " is nested too deeply to be kept"
            if _isinstance(_item, _dict):
                for _key in _item:
                    if _type(_key).__name__ != "str":
                        return _name + " has a key that is no text"
                _waiting.extend([(_one, _depth + 1) for _one in _item.values()])
            elif _isinstance(_item, (_list, _tuple)):
                _waiting.extend([(_one, _depth + 1) for _one in _item])
            elif _type(_item).__name__ not in _plain:
                return _name + " is or holds a " + _type(_item).__name__ + ", which has no place in a variable"
    return _data
"""
_lock = threading.Lock()
_pools: dict[int, monty.Monty] = {}


def run(script: str, variables: Mapping[str, Any], *, at: datetime, zone: str, seed: str) -> dict[str, Any]:
    """The variables that the script gave or changed, as plain data that is not yet checked.

    `at` is what its clock says, in `zone`. Raises ScriptFailed, ScriptLimit.
    """
    if len(script) > MAX_TEXT:
        raise ScriptFailed(f"it is longer than {MAX_TEXT:,} characters")
    if holds_half_characters(script):
        raise ScriptFailed("a text in it holds half of a surrogate pair, which no variable can keep")
    given = lent(variables)
    script, gone = forgotten(script)
    limits = monty.ResourceLimits(
        max_feed_duration_secs=SECONDS, max_memory=MEMORY_BYTES, max_recursion_depth=DEPTH, max_suspensions=1
    )
    policy = monty.OSPolicy(datetime=at, timezone=zone, sleep="call_host", random_start={"seed": seed})
    try:
        with _pool().checkout(limits=limits, os_policy=policy) as session:
            session.feed_run(LEFT)
            session.feed_run(script, inputs=given, print_callback=_unheard)
            left = session.feed_run("_left_behind(locals().items())", print_callback=_unheard)
    except monty.MontyRuntimeError as error:
        raise _failed(error) from error
    except monty.MontyCrashedError as error:
        raise ScriptLimit("it brought its sandbox down, by time, memory or depth") from error
    except (monty.MontyError, ValueError, OverflowError, TypeError) as error:
        raise ScriptFailed(str(error)[:300]) from error
    except TimeoutError as error:
        raise ScriptFailed("no sandbox was free in time; try again") from error
    if not isinstance(left, dict):
        raise ScriptFailed(str(left)[:300])
    kept = {name: value for name, value in left.items() if name not in gone}
    return {**changed(given, kept), **dict.fromkeys(gone & given.keys())}


def _failed(error: monty.MontyRuntimeError) -> ScriptFailed:
    said = error.display(format="type-msg")[:300]
    line = next((frame.line for frame in reversed(error.traceback()) if frame.line), 0)
    at = f" (line {line})" if line else ""
    limits = {"TimeoutError": f"it takes longer than {SECONDS:g} s", "MemoryError": "it needs too much memory",
              "RecursionError": f"its calls are more than {DEPTH} levels deep"}  # fmt: skip
    sentence = limits.get(said.partition(":")[0])
    return ScriptLimit(f"{sentence}{at}") if sentence else ScriptFailed(f"{said}{at}")


def _unheard(_stream: str, _text: str) -> None:
    """What a script prints is read by nobody."""


def _pool() -> monty.Monty:
    """This process's workers."""
    with _lock:
        mine = os.getpid()
        if mine not in _pools:
            if _pools:
                raise ScriptFailed("this process was forked from one that runs scripts, and cannot run any itself")
            made = monty.Monty(
                max_processes=WORKERS, checkout_timeout=WAIT_SECONDS, request_timeout=ANSWER_SECONDS,
                feed_duration_limit_grace=0.5,
            )  # fmt: skip
            _pools[mine] = made.__enter__()
            atexit.register(_close, mine)
        return _pools[mine]


def _close(owner: int) -> None:
    if os.getpid() == owner and owner in _pools:
        _pools.pop(owner).__exit__(None, None, None)
