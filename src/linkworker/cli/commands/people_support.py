"""Steps of `people` for support: referrals in and the decision, episodes, appointments, release dates near."""

from argparse import Namespace

from linkworker.base.dates import parse_date, show_date
from linkworker.base.errors import NotFound
from linkworker.base.times import parse_time
from linkworker.base.words import count
from linkworker.casework.people.release_dates import countdown, release_date_history
from linkworker.casework.support import appointments, episodes, receiving
from linkworker.cli.desk import Desk


def _referral_in(args: Namespace, desk: Desk) -> None:
    person_id = desk.person(args.person)
    on = parse_date(args.on, today=desk.today) if args.on else None
    with desk.unit_of_work() as uow:
        if args.source:
            receiving.receive(
                uow,
                person_id,
                args.source,
                reason=args.reason,
                received_on=on,
                source_name=args.source_name,
                stage=args.stage,
            )
        held = receiving.referrals_in(uow.connection, person_id, desk.today)
        open_ones = [one for one in held if one.waiting is not None]
        if args.accept or args.why_not is not None:
            if not open_ones:
                raise NotFound("No referral of this person waits for an answer. Add one with --source.")
            oldest, day = open_ones[-1], None if args.source else on
            if args.accept:
                receiving.accept(uow, person_id, oldest.id, level=args.level, on=day)
            else:
                receiving.do_not_accept(uow, person_id, oldest.id, args.why_not, on=day)
            held = receiving.referrals_in(uow.connection, person_id, desk.today)
    desk.answer(held, [received_words(one) for one in held] or ["There is no referral in. Add one with --source."])


def received_words(one: receiving.Received) -> str:
    """Return a referral in, in one line."""
    source = ", ".join(part for part in (one.source, one.source_name) if part)
    decided = (
        f"{one.decision} {show_date(one.decided_on)}" if one.decided_on else f"waiting {count(one.waiting or 0, 'day')}"
    )
    why = one.why or None
    return "; ".join(part for part in (f"{show_date(one.received_on)}: {source}", one.reason, decided, why) if part)


def _waiting(_args: Namespace, desk: Desk) -> None:
    with desk.reading() as connection:
        held = receiving.waiting_list(connection, desk.today)
    lines = [f"{one.name}; received {received_words(one)}" for one in held]
    desk.answer(held, lines or ["No referral waits for an answer."])


def _episode(args: Namespace, desk: Desk) -> None:
    person_id = desk.person(args.person)
    on = parse_date(args.on, today=desk.today) if args.on else None
    with desk.unit_of_work() as uow:
        if args.open:
            episodes.open_episode(uow, person_id, level=args.level or "light", on=on)
        elif args.end is not None:
            reasons = [part for part in args.end.split(",") if part.strip()]
            episodes.end_episode(uow, person_id, reasons, words=args.words, on=on)
        elif args.level:
            episodes.change_level(uow, person_id, args.level)
        held = episodes.episodes(uow.connection, person_id)
    desk.answer(held, [episode_words(one) for one in held] or ["This person has had no episode of support."])


def episode_words(one: episodes.EpisodeView) -> str:
    """Return an episode in one line."""
    dates = [
        f"{words} {show_date(day)}"
        for field, words in episodes.MILESTONES.items()
        if (day := getattr(one, field)) is not None
    ]
    ended = f"ended {show_date(one.ended_on)} ({one.why_ended()})" if one.ended_on else "open"
    parts = (f"Episode {one.number}: {one.level}", one.stage, f"opened {show_date(one.opened_on)}", *dates, ended)
    return "; ".join(part for part in parts if part)


def _appointment(args: Namespace, desk: Desk) -> None:
    person_id = desk.person(args.person)
    with desk.unit_of_work() as uow:
        if args.went:
            unsaid = appointments.without_outcome(uow.connection, person_id, desk.today)
            today = [one for one in appointments.coming(uow.connection, person_id, desk.today) if one.on == desk.today]
            if not (unsaid or today):
                raise NotFound("No appointment up to today lacks an answer.")
            appointments.say_how_it_went(uow, person_id, (*unsaid, *today)[0].id, args.went, note=args.note)
        elif args.on:
            appointments.set_appointment(
                uow,
                person_id,
                parse_date(args.on, today=desk.today),
                at=parse_time(args.at) if args.at else None,
                minutes=args.minutes,
                where=args.where,
                mode=args.how,
                about=args.about,
                note=args.note,
            )
        held = appointments.appointments(uow.connection, person_id)
    desk.answer(held, [one.words for one in held] or ["There is no appointment. Set one with --on DATE."])


def _releases(args: Namespace, desk: Desk) -> None:
    if args.person:
        person_id = desk.person(args.person)
        with desk.reading() as connection:
            history = release_date_history(connection, person_id)
        lines = [
            f"{show_date(one.at.date())}, {one.who}: "
            + (show_date(one.release_date) if one.release_date else "not known")
            for one in history
        ]
        desk.answer(history, lines or ["No release date was ever entered."])
        return
    with desk.reading() as connection:
        near = countdown(connection, desk.today, args.days)
    said = [f"{one.name}: {show_date(one.release_date)}, in {count(one.days, 'day')}" for one in near]
    desk.answer(near, said or [f"Nobody is released within {count(args.days, 'day')}."])
