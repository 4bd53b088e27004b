"""What a network library raises, said in one of our own sentences."""

import errno
import socket
import ssl

from urllib3 import exceptions as wire

from linkworker.base.errors import LinkworkerError
from linkworker.sync.carriers.problems import (
    CutOff,
    NameNotFound,
    NoAnswer,
    NoNetwork,
    NothingListens,
    NotInDate,
    NotSecured,
    NotTrusted,
    ProxyInTheWay,
)

# OpenSSL's numbers for a certificate that is not yet, or no longer, in date (x509_vfy.h).
_OUT_OF_DATE = frozenset({9, 10})
_NO_WAY_OUT = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, 10051, 10065})  # Windows has its own

_SAID: tuple[tuple[type[Exception], type[LinkworkerError]], ...] = (
    (wire.ProxyError, ProxyInTheWay),
    (wire.TimeoutError, NoAnswer),
)


def said(error: Exception, host: str) -> LinkworkerError:
    """Return our error for what urllib3 raised on the way to a host."""
    if isinstance(error, wire.SSLError):
        return _secured(error, host)
    if isinstance(error, wire.NameResolutionError):
        return _named(error, host)
    if isinstance(error, wire.NewConnectionError):
        return _connected(error)
    return next((ours() for theirs, ours in _SAID if isinstance(error, theirs)), CutOff())


def _secured(error: wire.SSLError, host: str) -> LinkworkerError:
    cause = next((part for part in (*error.args, error.__cause__) if isinstance(part, ssl.SSLError)), None)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return NotInDate() if cause.verify_code in _OUT_OF_DATE else NotTrusted(host)
    return NotSecured(host)


def _named(error: wire.NameResolutionError, host: str) -> LinkworkerError:
    cause = error.__cause__
    if isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_AGAIN:
        return NoNetwork()
    return NameNotFound(host)


def _connected(error: wire.NewConnectionError) -> LinkworkerError:
    cause = error.__cause__
    if isinstance(cause, ConnectionRefusedError):
        return NothingListens()
    if isinstance(cause, OSError) and cause.errno in _NO_WAY_OUT:
        return NoNetwork()
    return NoAnswer()
