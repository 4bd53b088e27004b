"""Whether what was acknowledged is there: each kind of work has its own way to be found again."""

import tomllib
from collections.abc import Callable, Iterable

from faults.laptop import Laptop
from faults.proof import Held
from faults.works import CHOICES, PEOPLE, PRINT_BYTES, Said, epoch
from linkworker.base.errors import LinkworkerError
from linkworker.sync.own_identities import device
from linkworker.sync.unseal import verify
from linkworker.vault import backups
from linkworker.vault.drafts import draft
from linkworker.vault.store import Store


def lost(laptop: Laptop, store: Store, worker_id: str, held: Held, said: Iterable[Said]) -> list[str]:
    """Return what was acknowledged and is not there, in words; and what is there by halves."""
    gone = [f"{each.kind} {each.number}" for each in said if not _found(laptop, store, worker_id, held, each)]
    halves = [
        f"{name} has {number} people" for name, number in held.people.items() if name[:4] == "List" and number != PEOPLE
    ]
    kept = [words for words in held.notes.values() if words.startswith("Kept ")]
    newest = max(kept, key=_number, default="")
    parted = bool(newest) and held.wing != f"W{newest}"[:20]
    return gone + halves + (["a note and the wing of its unit of work were parted"] if parted else [])


def _number(words: str) -> int:
    return int(words.split(":", maxsplit=1)[0].split()[1])


def _found(laptop: Laptop, store: Store, worker_id: str, held: Held, each: Said) -> bool:
    look = _LOOKS.get(each.kind)
    if look is not None:
        return look(laptop, store, worker_id, each)
    if each.kind == "note":
        return held.notes.get(each.what, "").startswith(f"Kept {each.number}:")
    if each.kind == "import":
        return held.people.get(each.what) == PEOPLE
    return True  # a restoring or an unlocking leaves nothing of its own to look for


def _bundle(laptop: Laptop, store: Store, worker_id: str, each: Said) -> bool:
    name, digest = each.what.split()
    return _bundle_hash(laptop, store, name) == digest


def _draft(laptop: Laptop, store: Store, worker_id: str, each: Said) -> bool:
    with store.reading() as connection:
        kept = draft(connection, worker_id, each.what)
    return kept is not None and _draft_number(kept.fields["words"]) >= each.number


def _print(laptop: Laptop, store: Store, worker_id: str, each: Said) -> bool:
    return (laptop.store / "prints" / each.what).stat().st_size == PRINT_BYTES


def _choice(laptop: Laptop, store: Store, worker_id: str, each: Said) -> bool:
    return tomllib.loads((laptop.choices / "choices.toml").read_text("utf-8"))["theme"] in CHOICES


def _backup(laptop: Laptop, store: Store, worker_id: str, each: Said) -> bool:
    """Say whether there is a whole backup as new as this one."""
    as_new = [backup for backup in backups.list_backups(laptop.store) if backup.path.name >= each.what]
    for backup in as_new:
        backups.verify(backup, store.copier.key)
    return bool(as_new)


def _epoch(laptop: Laptop, store: Store, worker_id: str, each: Said) -> bool:
    return epoch(laptop) >= int(each.what)


_LOOKS: dict[str, Callable[[Laptop, Store, str, Said], bool]] = {
    "bundle": _bundle,
    "draft": _draft,
    "print": _print,
    "choice": _choice,
    "backup": _backup,
    "rotation": _epoch,
    "passphrase": _epoch,
}


def _draft_number(words: str) -> int:
    return int(words.split(":", maxsplit=1)[0].split()[1])


def _bundle_hash(laptop: Laptop, store: Store, name: str) -> str:
    try:
        return verify(laptop.stick / name, laptop.hub, [device(store).public]).hash
    except LinkworkerError as error:
        return str(error)
