"""How uploads are described in the OpenAPI document: a form with files."""

from typing import Any

FILE = {"type": "string", "format": "binary"}


def form(field: str, *, many: bool = False, **beside: Any) -> dict[str, Any]:
    """The request body of a route that takes the file or files `field` and the texts `beside`."""
    files = {"type": "array", "items": FILE} if many else FILE
    schema = {"type": "object", "required": [field], "properties": {field: files, **beside}}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}
