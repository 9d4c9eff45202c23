"""What a line of the log and a span know of where they stand: the call or the row in work, and the request it is about.

Spans go to LANEWAY_OTLP_URL (OpenTelemetry over HTTP) where that is set; without it nothing is
measured and no sender is loaded. Neither lines nor spans ever carry a body, an answer or a person's words.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any

_tracer: dict[str, Any] = {}
_known: ContextVar[Mapping[str, Any] | None] = ContextVar("known", default=None)
Headers = Iterable[tuple[str, str]]


def begin(correlation: str, **facts: str) -> None:
    """A call, or a row in work, begins: everything that this thread says from now on carries its id."""
    _known.set({"correlation": correlation, **facts})


def end() -> None:
    """It is over: what this thread says from now on is about nothing in particular."""
    _known.set(None)


def learn(**more: str) -> None:
    """What is said from now on says this, too."""
    _known.set({**facts(), **more})


def about(number: str) -> None:
    """What is said from now on is about this request."""
    learn(request=number)
    if _tracer:
        from opentelemetry.trace import get_current_span  # noqa: PLC0415 - only where it was asked for

        get_current_span().set_attribute("laneway.request", number)


def facts() -> Mapping[str, Any]:
    """What `begin`, `learn` and `about` said in this thread."""
    return _known.get() or {}


def span(name: str, kind: str = "internal", headers: Headers | None = None) -> AbstractContextManager[Any]:
    """A span around the body; `headers` are those of a caller who may have begun the trace. `kind`: as OpenTelemetry's
    SpanKind, in small letters.
    """
    return _span(name, kind, headers) if _tracer else nullcontext()


@contextmanager
def _span(name: str, kind: str, headers: Headers | None) -> Iterator[Any]:
    from opentelemetry.propagate import extract  # noqa: PLC0415
    from opentelemetry.trace import SpanKind  # noqa: PLC0415

    parent = extract(dict(headers)) if headers else None
    with _tracer["ours"].start_as_current_span(name, context=parent, kind=SpanKind[kind.upper()]) as made:
        known = facts()
        made.set_attributes({f"laneway.{key}": known[key] for key in ("correlation", "request") if key in known})
        yield made


def is_open() -> bool:
    """Whether spans are sent anywhere."""
    return bool(_tracer)


def passed_on() -> dict[str, str]:
    """The headers by which the other side of a call joins the trace; none without one."""
    carrier: dict[str, str] = {}
    if _tracer:
        from opentelemetry.propagate import inject  # noqa: PLC0415

        inject(carrier)
    return carrier


def open_(url: str, part: str) -> None:
    """Send this process's spans to `url` (ends in /v1/traces), as service laneway-`part`. An empty url: nothing."""
    if not url or _tracer:
        return
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    provider = TracerProvider(resource=Resource.create({"service.name": f"laneway-{part}"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=url)))
    _tracer.update(ours=provider.get_tracer("laneway"), provider=provider)


def close() -> None:
    """Send what is left, and stop."""
    if _tracer:
        _tracer.pop("provider").shutdown()
        _tracer.clear()
