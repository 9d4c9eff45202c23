"""Sign-in with the company's directory (LDAP), where one is set up: the one way out that web takes by itself.

Named exception of the import rules: three seconds at most, no transaction open, nothing written.
"""

from app.config import Config


def opens(config: Config, login: str, password: str) -> bool:
    """True when the directory takes this login and password; False when none is set up.

    Raises ConnectorError when the directory does not answer.
    """
    if not config.ldap_url or not password:
        return False
    from app.connectors.directory import authenticate  # noqa: PLC0415 - ldap3 is loaded only where it is used

    return authenticate(config, login, password)
