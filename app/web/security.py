"""Headers of every answer: what a browser may do with our pages (ASVS 5.0.0, 3.4).

The policy allows our own scripts and styles and nothing inline. Only a page with the modeler may ask for style
attributes (they cannot run a script): it calls `allow_style_attributes()`.
"""

from flask import Flask, Response, g, request

from app.config import Config

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}
YEAR = 31_536_000


def allow_style_attributes() -> None:
    """For the page of this call: bpmn-js and dmn-js draw icons with style attributes."""
    g.style_attributes = True


def install(app: Flask, config: Config) -> None:
    """Add the headers to every answer, errors included."""
    https = config.public_url.startswith("https://")

    def protect(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", policy())
        if https:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}"
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    app.after_request(protect)


def policy() -> str:
    """The Content-Security-Policy of this call's answer."""
    parts = [f"{name} {value}" for name, value in POLICY.items()]
    if g.get("style_attributes"):
        parts.append("style-src-attr 'unsafe-inline'")
    return "; ".join(parts)
