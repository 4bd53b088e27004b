"""What a database can do to the hub, each said as one plain sentence; nothing is ever half done."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from linkworker.base.errors import LinkworkerError
from linkworker.vault.trouble import said_plainly as store_said_plainly

_FULL = "53100"  # PostgreSQL's disk_full
_STATES_OF_ACCESS = frozenset({"28000", "28P01", "42501"})  # who may log in, the password, rights
_NO_CONNECTION = re.compile(
    r'(?:(?:"|port \d+) failed: (?:FATAL:)?|(?=failed to resolve|invalid connection option)) *(.*)'
)
_STATES_OF_CONTENT = ("22", "23")  # data exceptions, and what breaks a table's own rules


class DatabaseGone(LinkworkerError):
    """The hub's database does not answer. Nothing was half done. Start the database, then run this again."""

    exit_code = 12


class DatabaseFull(LinkworkerError):
    """The disk of the hub's database is full. Nothing was half done. Make room, then run this again."""

    exit_code = 10


class NotLetIn(LinkworkerError):
    """The hub's database gives no connection: {}. Look at its address, the role and its password file."""

    exit_code = 11


class NoRights(LinkworkerError):
    """The hub's database does not let this account in. Check its role, its rights and its password file."""

    exit_code = 11


@contextmanager
def said_plainly() -> Iterator[None]:
    """Turn a failure of either database into the sentence for it; others pass as they are."""
    with store_said_plainly():
        try:
            yield
        except Exception as error:
            driver = _of_driver(error)
            if not type(driver).__module__.startswith("psycopg"):
                raise
            state = getattr(driver, "sqlstate", None) or ""
            if state == _FULL:
                raise DatabaseFull from error
            if state in _STATES_OF_ACCESS:
                raise NoRights from error
            if not state and (why := _why_not(driver)):
                raise NotLetIn(why) from error
            if _is_gone(driver, state):
                raise DatabaseGone from error
            raise


def refuses_content(error: Exception) -> bool:
    """Say whether a database will not keep what it was given, which is the content's fault: no id where one stands."""
    state = getattr(_of_driver(error), "sqlstate", None) or ""
    return isinstance(error, DataError | IntegrityError) or state.startswith(_STATES_OF_CONTENT)


def _of_driver(error: Exception) -> BaseException:
    """Return what the database's driver raised, whether it came through SQLAlchemy or not."""
    return error.orig if isinstance(error, DBAPIError) and error.orig is not None else error


def _why_not(driver: BaseException) -> str:
    """Return what speaks against a connection, but that no server answers: psycopg has no code for it, only words."""
    found = _NO_CONNECTION.findall(str(driver))
    return "" if not found or "Connection refused" in found[-1] else found[-1].strip().rstrip(".")


def _is_gone(driver: BaseException, state: str) -> bool:
    """Say whether the connection failed: the server is ending, or the line to it is cut."""
    lost = type(driver).__name__ in {"OperationalError", "InterfaceError", "AdminShutdown", "ConnectionTimeout"}
    return state.startswith(("08", "57P")) or (lost and not state)
