"""What the centre decides about people: money, a manager's look, erasing, two records of one person."""

from argparse import Namespace

from linkworker.base.errors import BadInput, NotFound
from linkworker.base.ids import is_id
from linkworker.base.lists import coded
from linkworker.casework.erasure.erasing import check_name
from linkworker.casework.money.money_reading import to_approve
from linkworker.cli.commands.hub_at import by, hub_at, name_of
from linkworker.cli.desk import Desk
from linkworker.hub.deciding import erase_person, erase_record, fund, merge, sign_off, unmerge
from linkworker.hub.engine import Hub
from linkworker.hub.finding import called, one_person
from linkworker.journal.erased import REASONS

_DOWN = "It goes down with the next receipts."


def _fund(args: Namespace, desk: Desk) -> None:
    with hub_at(args, desk) as hub:
        if args.request is None:
            with hub.reading() as connection:
                found = to_approve(connection)
            lines = [f"{each.id}  {each.person}: {each.words()}" for each in found]
            desk.answer(found, lines or ["No request waits for approval."])
            return
        if args.approve == args.refuse:
            raise BadInput("Add --approve or --refuse.")
        fund(hub, by(args, hub), args.request, approve=args.approve, why=args.why, despite=args.despite)
    said = "approved" if args.approve else "refused"
    desk.answer({"request": args.request, "state": said}, [f"The request is {said}. {_DOWN}"])


def _sign_off(args: Namespace, desk: Desk) -> None:
    with hub_at(args, desk) as hub:
        person = _person(hub, args.person)
        made = sign_off(hub, by(args, hub), person, by_name=name_of(args), checked=args.checked, actions=args.actions)
    desk.answer({"id": made}, [f"Kept. {_DOWN}"])


def _erase(args: Namespace, desk: Desk) -> None:
    coded(REASONS).find(args.because)  # a slip is told before anything is asked
    with hub_at(args, desk) as hub:
        try:
            person = _person(hub, args.what)
        except NotFound:
            if not is_id(args.what):
                raise
            _erase_record(args, desk, hub)
            return
        with hub.reading() as connection:
            name = called(connection, person)
        desk.say(f"This erases everything about {name}, here and on every laptop. It cannot be undone.")
        check_name(desk.ask(f"Type the name, {name}, to erase this person: "), name)
        gone = erase_person(hub, by(args, hub), person, args.because, despite=args.despite)
    desk.answer({"records": len(gone.ids)}, [f"Erased: {len(gone.ids)} records. {_DOWN}"])


def _erase_record(args: Namespace, desk: Desk, hub: Hub) -> None:
    desk.say("This erases one record with what belongs to it, here and on every laptop. It cannot be undone.")
    if desk.ask("Type 'erase' to go on: ") != "erase":
        raise BadInput("Nothing was erased.")
    gone = erase_record(hub, by(args, hub), args.what, args.because)
    desk.answer({"records": len(gone.ids)}, [f"Erased: {len(gone.ids)} records. {_DOWN}"])


def _merge(args: Namespace, desk: Desk) -> None:
    with hub_at(args, desk) as hub:
        person = _person(hub, args.person)
        if args.undo:
            unmerge(hub, by(args, hub), person, args.why)
            desk.answer({"person": person, "into": None}, [f"Taken back. {_DOWN}"])
            return
        if args.into is None:
            raise BadInput("Name the record that stays, too.")
        into = _person(hub, args.into)
        merge(hub, by(args, hub), person, into, args.why)
    lines = [f"The first record leads to the second now. {_DOWN}", "Where they lie on two laptops, transfer one."]
    desk.answer({"person": person, "into": into}, lines)


def _person(hub: Hub, typed: str) -> str:
    with hub.reading() as connection:
        return one_person(connection, typed)
