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
    from app.connectors.directory import Ldap  # noqa: PLC0415 - 5 MB, only where there is a directory

    directory = Ldap(config.ldap_url, config.ldap_base, config.ldap_bind_dn, config.ldap_bind_password)
    return directory.check_password(login, password)
