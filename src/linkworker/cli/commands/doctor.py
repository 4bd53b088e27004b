"""Check the store, the journal's chain, the keys, the console, the clock and the versions."""

import platform
import sqlite3
import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version

from linkworker import __version__
from linkworker.base.errors import LinkworkerError
from linkworker.base.times import show_instant
from linkworker.base.words import count
from linkworker.casework.backup_words import in_words
from linkworker.cli.desk import Desk
from linkworker.journal.chain import last_of, verify_chains, verify_values
from linkworker.journal.hybrid_clock import milliseconds
from linkworker.vault.backups import list_backups
from linkworker.vault.devices import chain_ends, own_devices
from linkworker.vault.engine import check_encrypted
from linkworker.vault.place import check_place
from linkworker.vault.slots import SLOTS_NAME, Slots

# No laptop of ours is older than the program: a clock before this has lost its battery.
_FIRST_RELEASE = datetime(2026, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=2)
_OLD = timedelta(days=14)
_PARTS = ("sqlmodel", "sqlcipher3", "cryptography", "pyrage", "typst")


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was looked at, whether it is well, and a sentence."""

    what: str
    well: bool
    sentence: str


def run(args: Namespace, desk: Desk) -> int:
    """Check; return 0 when all is well, 1 when something is not."""
    checks: list[tuple[str, Callable[[Desk], str]]] = [
        ("versions", _versions),
        ("settings", _settings),
        ("console", _console),
        ("clock", _clock),
        ("folder", _folder),
        ("keys", _keys),
    ]
    found = [_checked(what, check, desk) for what, check in checks]
    if not args.locked:
        found.append(_checked("passphrase", _unlock, desk))
    if desk.is_open:
        behind: list[tuple[str, Callable[[Desk], str]]] = [
            ("store", _store),
            ("journal", _journal),
            ("time", _time),
            ("backup", _backup),
        ]
        found += [_checked(what, check, desk) for what, check in behind]
    lines = [f"{'well   ' if row.well else 'TROUBLE'}  {row.what:<10} {row.sentence}" for row in found]
    desk.answer(found, lines)
    return 0 if all(row.well for row in found) else 1


def _checked(what: str, check: Callable[[Desk], str], desk: Desk) -> Finding:
    try:
        return Finding(what, well=True, sentence=check(desk))
    except LinkworkerError as error:
        return Finding(what, well=False, sentence=str(error))


class Trouble(LinkworkerError):
    """{}"""  # noqa: D400 - the whole sentence is the detail


def _versions(_desk: Desk) -> str:
    parts = ", ".join(f"{name} {version(name)}" for name in _PARTS)
    return f"linkworker {__version__}, Python {platform.python_version()} on {platform.system()}; {parts}."


def _settings(desk: Desk) -> str:
    if desk.settings.faults:
        raise Trouble(" ".join(desk.settings.faults))
    return "Every setting could be read."


def _console(_desk: Desk) -> str:
    encoding = sys.stdout.encoding or "unknown"
    missing = [letter for letter in "£éłم" if not _can_show(letter, encoding)]
    if missing:
        return f"It uses {encoding}, which has no room for some letters. They show as a question mark."
    return f"It uses {encoding} and shows every letter."


def _can_show(letter: str, encoding: str) -> bool:
    try:
        letter.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _clock(desk: Desk) -> str:
    now = desk.clock.now()
    if now < _FIRST_RELEASE:
        raise Trouble(f"The laptop's clock says {show_instant(now)}. Set it right: reviews are counted from it.")
    return f"It says {show_instant(now)}."


def _folder(desk: Desk) -> str:
    check_place(desk.folder)
    return f"{desk.folder} is on this laptop's own disk."


def _keys(desk: Desk) -> str:
    slots = Slots.read(desk.folder / SLOTS_NAME, floor=desk.cost)
    if slots.from_copy:
        raise Trouble("The key file was damaged or missing, so its copy was used. Unlock once to mend it.")
    return f"The key file is whole and opens for {count(len(slots.user_names()), 'worker')}."


def _unlock(desk: Desk) -> str:
    _ = desk.store
    return "It opens the store."


def _store(desk: Desk) -> str:
    check_encrypted(desk.store.path)
    with suppress(LinkworkerError):  # read-only, say; the check of the pages reads past the log
        desk.store.empty_wal()
    with desk.reading() as connection:
        bad = connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
        shape = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
        ties = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        cipher = connection.exec_driver_sql("PRAGMA cipher_version").scalar()
    if bad or shape != "ok" or ties:
        raise Trouble("The store is damaged. Keep the folder as it is and tell your IT team.")
    try:
        plain = sqlite3.connect(f"file:{desk.store.path.as_posix()}?mode=ro", uri=True)
        plain.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.DatabaseError:
        return f"Every page is whole, and nothing opens it without the key (SQLCipher {cipher})."
    raise Trouble("The store opens without its key. Stop using it and tell your IT team.")


def _journal(desk: Desk) -> str:
    own = [device.device_id for device in own_devices(desk.store)]
    with desk.reading() as connection:
        entries = verify_chains(connection, own, chain_ends(connection))
        values = verify_values(connection)
    return f"{count(entries, 'entry', 'entries')} prove each other, and {count(values, 'value')} match them."


def _time(desk: Desk) -> str:
    with desk.reading() as connection:
        last = last_of(connection, desk.store.device_id)
    newest = datetime.fromtimestamp(milliseconds(last.hlc) / 1000, tz=UTC)
    if newest - desk.clock.now() > _AHEAD:
        raise Trouble(f"The newest entry is from {show_instant(newest)}, which is still to come. Set the clock right.")
    return f"The newest entry is from {show_instant(newest)}."


def _backup(desk: Desk) -> str:
    found = list_backups(desk.folder)
    if not found:
        return "There is no backup yet. One is made when this command ends."
    newest, now = found[0], desk.clock.now()
    said = f"The newest of {count(len(found), 'backup')} is from {in_words(newest, now).sentence()}."
    if min(abs(now - each.made_at) for each in found) > _OLD:
        raise Trouble(f"{said} Make one: 'linkworker backup now'.")
    return said
