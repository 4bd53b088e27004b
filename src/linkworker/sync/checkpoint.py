"""A checkpoint: the journal's head, signed with the laptop's key, and six words for it that somebody writes down.

Whoever holds the store's key could rewrite the journal and sign it anew; the words on paper then fit no more. Every
bundle's manifest holds the head too, under `manifest.json.sig`, so the central service has it without a checkpoint.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from linkworker.base.clock import london_day
from linkworker.base.errors import BadInput, LinkworkerError
from linkworker.base.words import listed
from linkworker.journal import checkpoints
from linkworker.journal.canonical import canonical, instant_text
from linkworker.journal.chain import hash_at, last_of, verify_chain
from linkworker.journal.checkpoints import Kept
from linkworker.sync.problems import WrongSignature
from linkworker.sync.sshsig import check, read_signature, sign
from linkworker.sync.words import WORDS_IN_CODE, fingerprint_words, word_list
from linkworker.vault.devices import chain_ends
from linkworker.vault.store import Store

NAMESPACE = "linkworker-checkpoint@v1"
_VERSION = 1


class NoCheckpoint(LinkworkerError):
    """No checkpoint with those words is kept here. Look for a slip; if there is none, tell your IT team."""

    exit_code = 4


class NotAsItWas(LinkworkerError):
    """The journal is not as it was when those words were written down: {}. Tell your IT team."""

    exit_code = 6


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of the journal at a moment: the entry's number and chain hash, and the six words for all of it."""

    device: str
    seq: int
    hash: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Proved:
    """What words have shown: the first `checkpoint.seq` entries are unchanged since, and all `entries` fit together."""

    checkpoint: Checkpoint
    entries: int


def make_checkpoint(store: Store) -> Checkpoint:
    """Sign the journal's head, keep it, and return it; the last one, if nothing was written since.

    Raises what a store that cannot be written to raises.
    """
    with store.reading() as connection:
        head = last_of(connection, store.device_id)
        last = checkpoints.last_kept(connection, store.device_id)
    if last is not None and last.seq == head.seq:
        return _read(last)
    at = instant_text(store.clock.now())
    said = canonical(
        {"at": at, "device": store.device_id, "hash": head.hash, "seq": head.seq, "store": store.id, "v": _VERSION}
    )
    signature = sign(said.encode(), store.device_key(), NAMESPACE).decode()
    kept = Kept(store.device_id, head.seq, _words(said), said, signature)
    with store.writing() as connection:
        checkpoints.keep(connection, kept)
    return _read(kept)


def last_checkpoint(store: Store) -> Checkpoint | None:
    """Return the newest checkpoint of this laptop, or None before the first."""
    with store.reading() as connection:
        kept = checkpoints.last_kept(connection, store.device_id)
    return None if kept is None else _read(kept)


def todays_checkpoint(store: Store) -> Checkpoint:
    """Return the newest checkpoint, made anew when that is not of this calendar day: one a day is kept."""
    last = last_checkpoint(store)
    return last if last is not None and london_day(last.at) == store.clock.today() else make_checkpoint(store)


def prove(store: Store, typed: str) -> Proved:
    """Return what six words that were written down prove of the journal as it is now; every entry is looked at.

    Raises BadInput for what is not six of the words, NoCheckpoint, NotAsItWas, BrokenChain.
    """
    words, ours = _six(typed), store.device_key().public_key().public_bytes_raw()
    with store.reading() as connection:
        found = checkpoints.with_words(connection, words)
        if not found:
            raise NoCheckpoint
        kept = found[-1]
        if _words(kept.said) != words:
            raise NotAsItWas("the checkpoint that stands under those words has others of its own")
        _check_signed(kept, ours if kept.device == store.device_id else None)
        checkpoint = _read(kept)
        if hash_at(connection, checkpoint.device, checkpoint.seq) != checkpoint.hash:
            raise NotAsItWas(f"entry {checkpoint.seq} is another one")
        ends = chain_ends(connection).get(checkpoint.device)
        entries = verify_chain(connection, checkpoint.device, up_to=ends)
    if entries < checkpoint.seq:
        raise NotAsItWas(f"it ends before entry {checkpoint.seq}")
    return Proved(checkpoint, entries)


def _check_signed(kept: Kept, public: bytes | None) -> None:
    """Raise NotAsItWas unless a checkpoint's signature fits it, and is of this key where it must be."""
    try:
        signature = read_signature(kept.signature.encode(), NAMESPACE)
        check(kept.said.encode(), signature, NAMESPACE)
    except WrongSignature as error:
        raise NotAsItWas("the checkpoint's signature does not fit it") from error
    if public not in {None, signature.public}:
        raise NotAsItWas("the checkpoint was not signed by this laptop")


def _six(typed: str) -> str:
    words = typed.casefold().replace(",", " ").split()
    if len(words) != WORDS_IN_CODE:
        raise BadInput("Enter the six words of the checkpoint.")
    unknown = [word for word in words if word not in word_list()]
    if unknown:
        raise BadInput(f"No checkpoint has {listed((repr(word) for word in unknown), 'or')}. Look for a slip.")
    return " ".join(words)


def _words(said: str) -> str:
    """Return the words, as slow to hit by trying as a key's are."""
    return fingerprint_words(hashlib.sha256(said.encode()).digest())


def _read(kept: Kept) -> Checkpoint:
    held = json.loads(kept.said)
    return Checkpoint(held["device"], held["seq"], held["hash"], datetime.fromisoformat(held["at"]), kept.words)
