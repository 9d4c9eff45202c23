"""Context functions (DMN 1.5, 10.3.4.10). Contexts are copied, never changed."""

from typing import Any

from workflows.feel.functions.registry import builtin
from workflows.feel.run import Run


@builtin("get value", "m: context, key: string")
def get_value(_run: Run, context: dict[str, Any], key: str) -> Any:
    return context.get(key)


@builtin("get value", "context: context, keys: list")
def get_value_within(run: Run, context: Any, keys: list[Any]) -> Any:
    """Down a path of keys."""
    value: Any = context
    for key in keys:
        run.charge(1)
        if type(key) is not str or type(value) is not dict:
            return None
        value = value.get(key)
    return value if keys else None


@builtin("get entries", "m: context")
def get_entries(run: Run, context: dict[str, Any]) -> list[dict[str, Any]]:
    run.charge(len(context))
    return [{"key": key, "value": value} for key, value in context.items()]


@builtin("context", "entries: list")
def context_of(run: Run, entries: list[Any]) -> dict[str, Any] | None:
    """The context of entries {key, value}; null when a key is missing, no string, or there twice."""
    run.charge(len(entries))
    built: dict[str, Any] = {}
    for entry in entries:
        key = entry.get("key") if type(entry) is dict else None
        if type(key) is not str or key in built or "value" not in entry:
            return run.null("context() takes entries with a key, each once, and a value")
        built[key] = entry["value"]
    return built


@builtin("context put", "context: context, key: string, value: any")
def context_put(run: Run, context: dict[str, Any], key: str, value: Any) -> dict[str, Any]:
    run.charge(len(context) // 4)
    return {**context, key: value}


@builtin("context put", "context: context, keys: list, value: any")
def context_put_within(run: Run, context: dict[str, Any], keys: list[Any], value: Any) -> dict[str, Any] | None:
    """Down a path of keys; contexts that are missing on the way are made."""
    if not keys or not all(type(key) is str for key in keys):
        return run.null("context put() takes a list of keys")
    run.charge(len(context) // 4 + 1)
    if len(keys) == 1:
        return {**context, keys[0]: value}
    below = context.get(keys[0])
    if below is not None and type(below) is not dict:
        return run.null(f"{keys[0]} is no context")
    inner = context_put_within(run, below or {}, keys[1:], value)
    return None if inner is None else {**context, keys[0]: inner}


@builtin("context merge", "contexts*: any")
def context_merge(run: Run, *contexts: Any) -> dict[str, Any] | None:
    """Later entries win; takes a list of contexts or the contexts themselves."""
    given = contexts[0] if len(contexts) == 1 and type(contexts[0]) is list else list(contexts)
    if not given or not all(type(context) is dict for context in given):
        return run.null("context merge() takes contexts")
    run.charge(sum(len(context) for context in given) // 4)
    return {key: value for context in given for key, value in context.items()}
