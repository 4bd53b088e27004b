"""Making receipts: for each laptop one sealed file that says what the centre has of it, and brings what is new."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, insert, select, update

from linkworker import __version__
from linkworker.base.errors import LinkworkerError
from linkworker.base.fault import fault_in_a_line
from linkworker.base.progress import Progress, nobody_watches
from linkworker.base.words import count
from linkworker.hub.devices import Device, State, devices
from linkworker.hub.engine import Hub
from linkworker.hub.people import HERE, LEAVING
from linkworker.hub.places import last_place
from linkworker.hub.receipt_content import Content
from linkworker.hub.receipt_facts import chains, clock_of, gets_lines, people, refused, waiting
from linkworker.hub.tables import ASSIGNMENT, HUB_DEVICE, HUB_RECEIPT
from linkworker.hub.trouble import DatabaseFull, DatabaseGone, NoRights, NotLetIn
from linkworker.journal.canonical import instant_text
from linkworker.sync.carriers.names import receipt_name
from linkworker.sync.identity import HubIdentity, key_id
from linkworker.sync.problems import NotWritten
from linkworker.sync.receipt import Counts, NewKeys, ReceiptFacts, Status
from linkworker.sync.receipt_sealing import write_receipt
from linkworker.vault.steps import STEPS

_R = HUB_RECEIPT.c
_TOLD = frozenset({State.ENROLLED, State.SUSPENDED, State.RETIRED})
_OF_ALL = (NotWritten, DatabaseGone, DatabaseFull, NotLetIn, NoRights, MemoryError)  # no laptop gets one then


class NotAllMade(LinkworkerError):
    """{} could not be made. The others are good."""

    def __init__(self, failed: dict[str, str]) -> None:
        """Keep why for each laptop, by its short id, beside the sentence."""
        super().__init__(count(len(failed), "receipt"))
        self.failed = failed


@dataclass(frozen=True, slots=True)
class Made:
    """One receipt that was written: for which laptop, its number and file, its hash, words and lines."""

    device: str
    short: str
    number: int
    path: Path
    hash: str
    words: str
    counts: Counts


def write_receipts(
    hub: Hub,
    folder: Path,
    device_ids: Collection[str] | None = None,
    *,
    progress: Progress = nobody_watches,
) -> Iterator[Made]:
    """Write a receipt for each laptop (or those named) into a folder, yielding each when it lies there whole.

    One that ended gets none: its heir's receipt speaks of it. Raises NotWritten when the medium fails, and what was
    written before stays good. Where the program fails over one laptop the others get theirs, and NotAllMade is raised
    at the end.
    """
    with hub.reading() as connection:
        chosen = [each for each in devices(connection) if each.state in _TOLD]
    if device_ids is not None:
        chosen = [each for each in chosen if each.id in set(device_ids)]
    folder.mkdir(parents=True, exist_ok=True)
    failed: dict[str, str] = {}
    for done, each in enumerate(chosen):
        progress(done, len(chosen))
        try:
            made = _write(hub, each, folder)
        except _OF_ALL:
            raise
        except Exception as error:  # noqa: BLE001 - one laptop that we fail over must not keep all others without
            failed[each.public.short] = str(error) if isinstance(error, LinkworkerError) else fault_in_a_line(error)
        else:
            yield made
    progress(len(chosen), len(chosen))
    if failed:
        raise NotAllMade(failed)


def _write(hub: Hub, device: Device, folder: Path) -> Made:
    """Write one receipt. Its number is taken before the file is written, so that none ever stands for two contents."""
    number, signer = _take_number(hub, device), _trusted_by(hub, device)
    with hub.reading() as connection:
        upto = last_place(connection) if gets_lines(device) else device.acknowledged_place
        content = Content(device.id, device.acknowledged_place, upto, device.public.former)
        counts = content.counts(connection) if gets_lines(device) else Counts()
        facts = _facts(hub, connection, device, number, counts, _new_keys(hub, signer))
        asked = (content.held(), content.told()) if gets_lines(device) else ()
        held, whole = [connection.execute(each).scalars().all() for each in asked] or ((), ())

        def lines() -> Iterator[bytes]:
            return content.lines(connection) if gets_lines(device) else iter(())

        out = folder / receipt_name(device.public.short, number)
        sealed = write_receipt(facts, lines, signer, device.public, out)
    if held:
        _let_wait(hub, device, held, upto)
    _note(hub, device, facts, sealed.hash, upto, whole)
    return Made(device.id, device.public.short, number, out, sealed.hash, sealed.words, counts)


def _take_number(hub: Hub, device: Device) -> int:
    """Take the next number, and note which key the laptop will trust once it has taken in what goes under it.

    Should the program be killed when the file is written and not yet noted, the laptop's word that it has it tells the
    hub at least that; its lines go again.
    """
    with hub.writing() as connection:
        mine = HUB_DEVICE.c.device_id == device.id
        connection.execute(update(HUB_DEVICE).where(mine).values(receipts=HUB_DEVICE.c.receipts + 1))
        number = int(connection.execute(select(HUB_DEVICE.c.receipts).where(mine)).scalar_one())
        row = {
            "device_id": device.id, "number": number, "hash": "", "made_at": hub.clock.now(),
            "after_place": device.acknowledged_place, "place": device.acknowledged_place,
            "key_id": key_id(hub.identity.recipient),
        }  # fmt: skip
        connection.execute(insert(HUB_RECEIPT).values(row))
    return number


def _facts(
    hub: Hub, connection: Connection, device: Device, number: int, counts: Counts, new_keys: NewKeys | None
) -> ReceiptFacts:
    return ReceiptFacts(
        schema=len(STEPS),
        program=__version__,
        hub=hub.identity.hub,
        device=device.id,
        number=number,
        previous=_hash_of(connection, device.id, device.acknowledged),
        made_at=instant_text(hub.clock.now()),
        status=Status(device.state),
        chains=chains(connection, device),
        refused=refused(connection, device),
        waiting=waiting(connection, device),
        clock=clock_of(connection, device),
        people=people(connection, device),
        new_keys=new_keys,
        counts=counts,
    )


def _hash_of(connection: Connection, device_id: str, number: int) -> str | None:
    return connection.execute(select(_R.hash).where(_R.device_id == device_id, _R.number == number)).scalar() or None


def _trusted_by(hub: Hub, device: Device) -> HubIdentity:
    """Return the identity that a laptop trusts: it may not have heard of newer keys yet."""
    every = {key_id(each.recipient): each for each in (hub.identity, *hub.former)}
    return every.get(device.key_id, hub.identity)


def _new_keys(hub: Hub, signer: HubIdentity) -> NewKeys | None:
    if signer == hub.identity:
        return None
    invitation = hub.identity.invitation
    return NewKeys(invitation.recipient, invitation.verify_key)


def _note(hub: Hub, device: Device, facts: ReceiptFacts, digest: str, place: int, whole: Sequence[str]) -> None:
    """Note that a receipt was made, whose whole story it has, and in which one a laptop is told that somebody leaves.

    All at once: until then a receipt without its hash may have anybody's story.
    """
    with hub.writing() as connection:
        this = _R.device_id == device.id, _R.number == facts.number
        values = {"previous": facts.previous, "hash": digest, "place": place}
        connection.execute(update(HUB_RECEIPT).where(*this).values(**values))
        told = [each.person for each in facts.people if each.state == LEAVING]
        for start in range(0, len(told), 500):
            some = ASSIGNMENT.c.person_id.in_(told[start : start + 500])
            first = ASSIGNMENT.c.device_id == device.id, ASSIGNMENT.c.state == LEAVING, ASSIGNMENT.c.told_in.is_(None)
            connection.execute(update(ASSIGNMENT).where(*first, some).values(told_in=facts.number))
        for start in range(0, len(whole), 500):
            had = ASSIGNMENT.c.device_id == device.id, ASSIGNMENT.c.person_id.in_(whole[start : start + 500])
            connection.execute(update(ASSIGNMENT).where(*had).values(may_have=True))


def _let_wait(hub: Hub, device: Device, people: Sequence[str], upto: int) -> None:
    """Let the story of people who are held back begin after this receipt, so that a later one brings it whole.

    Before the receipt counts: it would be taken for what brought the story.
    """
    own = ASSIGNMENT.c.device_id == device.id, ASSIGNMENT.c.state == HERE, ASSIGNMENT.c.since_place <= upto
    with hub.writing() as connection:
        for start in range(0, len(people), 500):
            some = ASSIGNMENT.c.person_id.in_(people[start : start + 500])
            connection.execute(update(ASSIGNMENT).where(*own, some).values(since_place=upto + 1))


def newest_receipt(connection: Connection, device_id: str) -> int:
    """Return the number of the newest receipt that was made whole, 0 for none."""
    chosen = _R.device_id == device_id, _R.hash != ""
    return connection.execute(select(func.max(_R.number)).where(*chosen)).scalar() or 0
