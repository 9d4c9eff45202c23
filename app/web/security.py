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
STRICT = "; ".join(f"{name} {value}" for name, value in POLICY.items())
STYLED = f"{STRICT}; style-src-attr 'unsafe-inline'"
YEAR = 31_536_000


def allow_style_attributes() -> None:
    """For the page of this call: bpmn-js and dmn-js draw icons with style attributes."""
    g.style_attributes = True


def install(app: Flask, config: Config) -> None:
    """Add the headers to every answer, errors included."""
    https = {"Strict-Transport-Security": f"max-age={YEAR}"} if config.public_url.startswith("https://") else {}

    def protect(response: Response) -> Response:
        ours = {**HEADERS, **https, "Content-Security-Policy": policy()}
        if not request.path.startswith("/static/"):
            ours["Cache-Control"] = "no-store"
        said = {name.lower() for name, _ in response.headers}  # looked through once, and not for each of ours
        response.headers.extend({name: value for name, value in ours.items() if name.lower() not in said})
        return response

    app.after_request(protect)


def policy() -> str:
    """The Content-Security-Policy of this call's answer."""
    return STYLED if g.get("style_attributes") else STRICT
