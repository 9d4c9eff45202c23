"""Which connectors there are, and which of them this installation can reach by itself."""

from collections.abc import Mapping

from app.config import Config
from app.connectors.base import Connector
from app.connectors.http import Http


def build(config: Config) -> Mapping[str, Connector]:
    """The connectors that speak to the outside; those that need the house's own tables are added by app/jobs."""
    found: dict[str, Connector] = {"http": Http(config.http_allow, config.http_secret)}
    if config.ldap_url:
        from app.connectors.directory import Ldap  # noqa: PLC0415 - 5 MB, only where there is a directory

        found["directory"] = Ldap(config.ldap_url, config.ldap_base, config.ldap_bind_dn, config.ldap_bind_password)
    return found
