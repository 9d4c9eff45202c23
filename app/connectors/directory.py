"""The directory of people: LDAP. Sign-in, finding somebody, membership in groups, new accounts.

Every name from outside is escaped before it enters a filter or a DN (RFC 4515, RFC 4514). Every verb may be repeated:
what is there already counts as done. Passwords are only ever tried, never read, chosen or written.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import ldap3
from ldap3.core.exceptions import LDAPException, LDAPSocketOpenError
from ldap3.utils.conv import escape_filter_chars
from ldap3.utils.dn import escape_rdn

from app.connectors.actions import action
from app.connectors.base import BusinessError, ConnectorError, Order
from app.language import gettext as _

TIMEOUT = 10
SIGN_IN_TIMEOUT = 3
DONE = {0, 20}  # success, attributeOrValueExists: somebody was faster (RFC 4511, 4.1.9)
ABSENT = {0, 16}  # success, noSuchAttribute
PASSING = {51, 52, 80}  # busy, unavailable, other


class Ldap:
    """A directory with inetOrgPerson entries (`uid`) and groupOfNames groups (`cn`) somewhere below `base`."""

    type = "directory"
    name = "Directory"

    def __init__(self, url: str, base: str, bind_dn: str, password: str, strategy: str = ldap3.SYNC) -> None:
        self._server = ldap3.Server(url, connect_timeout=TIMEOUT, get_info=ldap3.NONE)
        self._base, self._bind_dn, self._password, self._strategy = base, bind_dn, password, strategy
        self._actions: dict[str, Callable[[ldap3.Connection, Order], dict[str, Any]]] = {
            "find": self._find,
            "grant": self._grant,
            "revoke": self._revoke,
            "create_account": self._create,
            "reset_password": self._reset,
        }

    def run(self, order: Order) -> dict[str, Any]:
        """Raises BusinessError `unknown_person`, `unknown_entitlement` or `login_taken`; ConnectorError."""
        todo = action(order, self._actions)
        with self._line() as line:
            return todo(line, order)

    def test(self) -> str:
        """Bind and look at the base. Raises ConnectorError."""
        with self._line() as line:
            if not line.search(self._base, "(objectClass=*)", search_scope=ldap3.BASE):
                raise ConnectorError(_("The directory knows nothing below %(base)s.", base=self._base), permanent=True)
        return _("The directory answers.")

    def check_password(self, login: str, password: str) -> bool:
        """Whether this password is the person's: by binding as them, in 3 seconds. Raises ConnectorError."""
        if not password:  # RFC 4513, 5.1.2: an empty password binds as nobody, and succeeds
            return False
        with self._line(SIGN_IN_TIMEOUT) as line:
            dn = self._dn(line, login)
        with self._line(SIGN_IN_TIMEOUT, dn or f"uid=,{self._base}", password) as line:  # as long for a stranger
            return bool(line.bound) and dn is not None

    def _find(self, line: ldap3.Connection, order: Order) -> dict[str, Any]:
        entry = self._entry(line, "uid", order.word("login"), ["uid", "cn", "mail"])
        if entry is None:
            return {"found": False}
        names = {"login": "uid", "name": "cn", "email": "mail"}
        return {"found": True, **{ours: _first(entry["attributes"].get(theirs)) for ours, theirs in names.items()}}

    def _grant(self, line: ldap3.Connection, order: Order) -> dict[str, Any]:
        group, person = self._pair(line, order)
        if not line.compare(group, "member", person):
            line.modify(group, {"member": [(ldap3.MODIFY_ADD, [person])]})
            _must(line, DONE)
        return {"granted": order.word("entitlement")}

    def _revoke(self, line: ldap3.Connection, order: Order) -> dict[str, Any]:
        group, person = self._pair(line, order)
        if line.compare(group, "member", person):
            line.modify(group, {"member": [(ldap3.MODIFY_DELETE, [person])]})
            _must(line, ABSENT)
        return {"revoked": order.word("entitlement")}

    def _create(self, line: ldap3.Connection, order: Order) -> dict[str, Any]:
        login, name, email = (order.word(word).strip() for word in ("login", "name", "email"))
        known = self._entry(line, "uid", login, ["description"])
        if known is not None:
            if order.key in str(known["attributes"].get("description")):
                return {"login": login}
            raise BusinessError("login_taken", _("The login %(login)s is taken.", login=login))
        facts = {"uid": login, "cn": name or login, "sn": name.rpartition(" ")[2] or login, "description": order.key}
        facts.update({"mail": email} if email else {})
        line.add(f"uid={escape_rdn(login)},{self._base}", "inetOrgPerson", facts)
        _must(line, {0})
        return {"login": login}

    def _reset(self, _line: ldap3.Connection, _order: Order) -> dict[str, Any]:
        """Never: whatever we could write here would be a password that somebody other than its owner chose."""
        raise BusinessError("not_supported", _("This directory lets nobody but the owner set a password."))

    def _pair(self, line: ldap3.Connection, order: Order) -> tuple[str, str]:
        """The DNs of the group and the person that the order names."""
        person = self._dn(line, order.word("login"))
        if person is None:
            raise BusinessError("unknown_person", _("Nobody has the login %(login)s.", login=order.word("login")))
        group = self._entry(line, "cn", order.word("entitlement"), ["cn"])
        if group is None:
            text = _("The directory has no group %(name)s.", name=order.word("entitlement"))
            raise BusinessError("unknown_entitlement", text)
        return str(group["dn"]), person

    def _dn(self, line: ldap3.Connection, login: str) -> str | None:
        entry = self._entry(line, "uid", login, ["uid"])
        return None if entry is None else str(entry["dn"])

    def _entry(self, line: ldap3.Connection, attribute: str, value: str, wanted: list[str]) -> dict[str, Any] | None:
        if not value:
            return None
        line.search(self._base, f"({attribute}={escape_filter_chars(value)})", attributes=wanted, size_limit=2)
        found = [entry for entry in line.response or [] if entry.get("type", "searchResEntry") == "searchResEntry"]
        return found[0] if len(found) == 1 else None

    @contextmanager
    def _line(
        self, seconds: int = TIMEOUT, dn: str | None = None, password: str | None = None
    ) -> Iterator[ldap3.Connection]:
        """A connection bound as `dn`, else as the house. A refused bind of a person is no error: `bound` tells."""
        line = ldap3.Connection(
            self._server,
            user=dn or self._bind_dn or None,
            password=password or self._password or None,
            client_strategy=self._strategy,
            receive_timeout=seconds,
            raise_exceptions=False,
        )
        try:
            if not line.bind() and dn is None:
                raise ConnectorError(_("The directory refuses our own sign-in."))
            yield line
        except LDAPSocketOpenError as error:  # whose own words blame the address, whatever the reason
            where = f"{self._server.host}:{self._server.port}"
            raise ConnectorError(_("Could not connect to the directory at %(where)s.", where=where)) from error
        except LDAPException as error:
            raise ConnectorError(_("The directory does not answer: %(error)s", error=error)) from error
        finally:
            line.unbind()
            if line.socket is not None:  # left behind by the library when the server cannot be reached
                line.socket.close()


def _first(values: Any) -> str:
    """Attributes may have several values, or none."""
    found = values[0] if isinstance(values, list) and values else values
    return str(found or "")


def _must(line: ldap3.Connection, codes: set[int]) -> None:
    code = line.result["result"]
    if code not in codes:
        text = line.result.get("description") or code
        raise ConnectorError(_("The directory said: %(text)s", text=text), permanent=code not in PASSING)
