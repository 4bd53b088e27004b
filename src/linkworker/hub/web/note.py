"""What is written down of each request: nothing personal, and nothing of what was sent."""

import json
import logging
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

LOGGER = "linkworker.hub.web"
_KEY = "linkworker.note"
_METHODS = frozenset({"GET", "HEAD", "PUT"})


@dataclass(slots=True)
class Note:
    """One request: what was asked for (bundle, receipt, health, or nothing of ours), by whom, and what came of it.

    `device` is the laptop's short id, once its signature was found good; `number` a receipt's number; `state` what
    became of a bundle, or the code of a refusal; `bytes` those of the body that came or went; `ms` the time it took.
    """

    method: str
    what: str = "none"
    device: str | None = None
    number: int | None = None
    state: str | None = None
    status: int = 0
    bytes: int = 0
    ms: int = 0


def note_of(scope: Any) -> Note:
    """Return the note of a request, made with the first word of it."""
    if _KEY not in scope:
        method = scope.get("method", "")
        scope[_KEY] = Note(method if method in _METHODS else "other")
    found: Note = scope[_KEY]
    return found


def write_note(note: Note) -> None:
    """Write the note of a request that has ended."""
    logging.getLogger(LOGGER).info("request", extra={"held": asdict(note)})


def write_fault(where: str) -> None:
    """Write that the program broke; `where` holds nothing of what was sent."""
    logging.getLogger(LOGGER).error("fault", extra={"held": {"where": where}})


class JsonLines(logging.Formatter):
    """One JSON object a line: the time in UTC, what happened, and what is held of it. No traceback: it may quote."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line. What the web server itself says is kept as it words it, without what it caught."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        ours = record.name == LOGGER
        held = getattr(record, "held", {}) if ours else {"said": record.getMessage().strip()}
        return json.dumps({"at": at, "event": record.msg if ours else "server", **held}, separators=(",", ":"))


def log_to(stream: Any = None) -> None:
    """Send what is written down, and the web server's own warnings, to a stream (standard error if none is given)."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    for name, level in ((LOGGER, logging.INFO), ("uvicorn", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)
