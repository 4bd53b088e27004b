"""Erase what is held about a person, or one record of theirs."""

from argparse import Namespace

from linkworker.base.errors import BadInput, NotFound
from linkworker.base.lists import coded
from linkworker.base.words import count, listed
from linkworker.casework.check_ins.check_in_list import check_in_list
from linkworker.casework.erasure.erasing import (
    ToErase,
    check_name,
    drafts_said,
    erase_person,
    erase_record,
    may_erase,
    person_to_erase,
    record_to_erase,
)
from linkworker.casework.erasure.finishing import finish_erasures
from linkworker.casework.support.contacts import contact_log
from linkworker.casework.workers.roles import NotForRole, who_may
from linkworker.cli.desk import Desk
from linkworker.vault.erasure import waiting

_STAYS = (
    "What stays: the date, the reason, who did it, and an id. Bundles that left and copies on sticks are out of reach."
)


def run(args: Namespace, desk: Desk) -> int:
    """Erase a person or one record, or finish what was erased."""
    with desk.reading() as connection:
        if not may_erase(connection, desk.worker_id):
            raise NotForRole(who_may("erase"))
    if args.finish:
        return _finish(desk)
    if not args.person:
        raise BadInput("Say whom to erase, or type --finish.")
    if not args.reason:
        raise BadInput(f"Say why: --reason with {listed(coded('erasure-reason').codes(), 'or')}.")
    person_id = desk.person(args.person)
    if args.note is None and args.check_in is None:
        return _person(args, desk, person_id)
    return _record(args, desk, person_id)


def _person(args: Namespace, desk: Desk, person_id: str) -> int:
    with desk.reading() as connection:
        found = person_to_erase(connection, person_id, desk.today)
    desk.say(f"This erases {found.name}: {found.said or 'no more than the name'}. It cannot be undone.", _STAYS)
    for one in found.against:
        desk.warn(f"Speaks against it: {one.sentence}")
    if found.against and not args.despite:
        raise BadInput("Say why it is right all the same: --despite with a reason. Nothing was erased.")
    typed = desk.ask(f"Type the name, {found.name}, to erase this person: ")
    sharing = desk.settings.sharing.value
    with desk.unit_of_work() as uow:
        gone = erase_person(uow, person_id, args.reason, typed=typed, sharing=sharing, despite=args.despite)
    return _done(desk, found, f"{found.name} is erased.", gone.drafts)


def _record(args: Namespace, desk: Desk, person_id: str) -> int:
    kind, record_id = _numbered(args, desk, person_id)
    with desk.reading() as connection:
        found = record_to_erase(connection, person_id, kind, record_id)
    desk.say(f"This erases one record about {found.name}: {found.said}. It cannot be undone.", _STAYS)
    check_name(desk.ask(f"Type the name, {found.name}, to erase this record: "), found.name)
    with desk.unit_of_work() as uow:
        gone = erase_record(uow, person_id, kind, record_id, args.reason, sharing=desk.settings.sharing.value)
    return _done(desk, found, f"Erased: {found.said}.", gone.drafts)


def _numbered(args: Namespace, desk: Desk, person_id: str) -> tuple[str, str]:
    """Return the kind and id of what was named by its number, as the log and the list of check-ins show them."""
    with desk.reading() as connection:
        if args.note is not None:
            log = contact_log(connection, person_id, most=1, skip=max(args.note - 1, 0))
            if args.note < 1 or not log:
                raise NotFound(f"There is no note {args.note} in the log.")
            return "note", log[0].id
        held = check_in_list(connection, person_id, desk.today)
    if not 1 <= args.check_in <= len(held):
        raise NotFound(f"There is no check-in {args.check_in}.")
    return "check_in", held[args.check_in - 1].view.id


def _done(desk: Desk, found: ToErase, said: str, drafts: int) -> int:
    desk.store.empty_wal()
    desk.empty_prints()
    with desk.reading() as connection:
        number = waiting(connection)
    waits = count(number, "erasure waits", "erasures wait")
    finish = f"Backups still hold it. {waits} for the new key: linkworker erase --finish"
    desk.answer(
        {"erased": found.records, "drafts": drafts, "waiting": number},
        [*filter(None, (said, drafts_said(drafts))), finish],
    )
    return 0


def _finish(desk: Desk) -> int:
    store, worker_id = desk.store, desk.worker_id
    number = finish_erasures(store, worker_id, desk.passphrase("Your passphrase: "), cost=desk.cost)
    desk.close()
    done = count(number, "erasure is", "erasures are")
    desk.answer(
        {"finished": number},
        [f"{done} finished. The store has a new key and a new backup; the older backups are gone."],
    )
    return 0
