"""The signed cookie of what is said once, on the next page: as Flask keeps it, with a signer that is made once and not
for each call.
"""

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer


class SignedOnce(SecureCookieSessionInterface):
    """Of one app, whose secret does not change."""

    _signer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """As Flask has it."""
        self._signer = self._signer or super().get_signing_serializer(app)
        return self._signer


def install(app: Flask) -> None:
    """Keep the app's session so."""
    app.session_interface = SignedOnce()
