"""Enrol a laptop; suspend, resume and retire it; give the hub new keys."""

from argparse import Namespace

from linkworker.cli.commands.hub_at import by, hub_at
from linkworker.cli.commands.hub_told import told_of_bundles
from linkworker.cli.desk import Desk
from linkworker.hub.devices import State, named
from linkworker.hub.enrolment import change_state, check_words, enrol, is_unproved
from linkworker.hub.finding import one_team, one_worker
from linkworker.hub.receiving import look_again, what_waited
from linkworker.hub.rekey import rekey
from linkworker.hub.restored import go_on_as_another
from linkworker.hub.taken import Taken
from linkworker.sync.device import read_device

_SAID = {
    State.SUSPENDED: "Its bundles are kept sealed from now on, and nothing goes down to it.",
    State.RETIRED: "Nothing is taken from it any more. Transfer its people: linkworker hub transfer",
}

_UNPROVED = (
    "This file does not prove that the laptop was that one before. It only names the same store.",
    "Whoever has it would get all that laptop's people. Speak to its worker before you go on.",
)


def _enrol(args: Namespace, desk: Desk) -> None:
    public = read_device(args.file)
    with hub_at(args, desk) as hub:
        with hub.reading() as connection:
            team = one_team(connection, args.team) if args.team else None
            worker = one_worker(connection, args.worker) if args.worker else None
            before = named(connection, args.instead_of).id if args.instead_of else None
        given, unproved = args.words, before is not None and is_unproved(public, before)
        if unproved:
            desk.say(*_UNPROVED)
        if given is None or unproved:
            desk.say(f"This is the laptop {public.short}. Ask its worker to read out its six words.")
            given = desk.ask("Type them: ")
        check_words(public, given)
        enrol(hub, by(args, hub), public, team_id=team, worker_id=worker, instead_of=before, vouched=unproved)
        lines = [f"The laptop {public.short} is enrolled. Its words: {public.words}"]
        came: list[Taken] = []
        if before:
            came = [taken for each in dict.fromkeys([*public.former, before]) for taken in look_again(hub, each)]
            lines.append("What it was before has ended. Its people come down with the next receipt.")
        view = {"laptop": public.short, "device": public.device, "words": public.words, "bundles": came}
        desk.answer(view, [*lines, *told_of_bundles(came)])


def _suspend(args: Namespace, desk: Desk) -> None:
    _change(args, desk, State.SUSPENDED)


def _retire(args: Namespace, desk: Desk) -> None:
    _change(args, desk, State.RETIRED)


def _change(args: Namespace, desk: Desk, state: State) -> None:
    with hub_at(args, desk) as hub:
        with hub.reading() as connection:
            found = named(connection, args.laptop)
        done = change_state(hub, by(args, hub), found.id, state, args.why)
        came = list(look_again(hub, done.id)) if state == State.RETIRED else []
        view = {"laptop": done.public.short, "state": str(done.state), "bundles": came}
        desk.answer(view, [f"The laptop {done.public.short} is {done.state}. {_SAID[state]}", *told_of_bundles(came)])


def _resume(args: Namespace, desk: Desk) -> None:
    with hub_at(args, desk) as hub:
        with hub.reading() as connection:
            found = named(connection, args.laptop)
        done = change_state(hub, by(args, hub), found.id, State.ENROLLED, args.why)
        came = [*look_again(hub, done.id), *what_waited(hub, done.id)]
        lines = [f"The laptop {done.public.short} is enrolled.", *told_of_bundles(came)]
        desk.answer({"laptop": done.public.short, "state": str(done.state), "bundles": came}, lines)


def _rekey(args: Namespace, desk: Desk) -> None:
    with hub_at(args, desk) as hub:
        made = rekey(hub, by(args, hub))
        desk.answer(
            {"words": made.invitation.words},
            [
                "The hub has new keys. Keep hub-identity.json and the former ones in your key store.",
                "Each laptop hears of them in its next receipt. New laptops need the new invitation; its words:",
                f"    {made.invitation.words}",
            ],
        )


def _restored(args: Namespace, desk: Desk) -> None:
    with hub_at(args, desk) as hub:
        device = go_on_as_another(hub, by(args, hub))
    lines = [
        "Noted. Take in once more the bundles that came since the backup.",
        "For those you have no more, ask the laptops: linkworker sync again",
    ]
    desk.answer({"device": device}, lines)
