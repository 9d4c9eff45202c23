"""The house's own forms, for work that no item's diagram has: form-js schemas in the language of the moment. Pure."""

from typing import Any

from app.language import gettext as _

PREFIX = "laneway:"
ANSWER, DECIDE, QUALITY = "laneway:answer", "laneway:decide", "laneway:quality"
MOST = 5000


def schema(form_id: str) -> dict[str, Any] | None:
    """The form of that id, or None."""
    made = {ANSWER: _answer, DECIDE: _decide, QUALITY: _quality}.get(form_id)
    return {"type": "default", "schemaVersion": 19, "id": form_id, "components": made()} if made else None


def _answer() -> list[dict[str, Any]]:
    """Added work: what became of it."""
    results = [{"label": _("Done"), "value": "done"}, {"label": _("Refused"), "value": "refused"}]
    return [
        _field("radio", "result", _("What became of it?"), values=results, validate={"required": True}),
        _field("textarea", "answer", _("Your answer"), validate={"required": True, "maxLength": MOST}),
        _field("filepicker", "files", _("Files"), multiple=True),
    ]


def _decide() -> list[dict[str, Any]]:
    """An added approval."""
    decisions = [
        {"label": _("Approve"), "value": "approve"},
        {"label": _("Change this, please"), "value": "change"},
        {"label": _("Reject"), "value": "reject"},
    ]
    help_text = _("Needed when you reject or ask for a change.")
    return [
        _field("radio", "decision", _("Your decision"), values=decisions, validate={"required": True}),
        _field("textarea", "reason", _("Reason"), description=help_text, validate={"maxLength": MOST}),
    ]


def _quality() -> list[dict[str, Any]]:
    """A quality check: whether the finished work may go to its requester."""
    results = [{"label": _("It is right"), "value": True}, {"label": _("It goes back"), "value": False}]
    why = {"required": True, "maxLength": MOST}
    return [
        _field("radio", "passed", _("Is the work as it should be?"), values=results, validate={"required": True}),
        _field("textarea", "reason", _("What is missing"), conditional={"hide": "=passed != false"}, validate=why),
    ]


def _field(kind: str, key: str, label: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "key": key, "id": f"laneway_{key}", "label": label, "properties": {"fresh": "true"}, **more}
