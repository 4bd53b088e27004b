"""Who a person is, put into the store: how they came, what they agreed to, how they are reached, notes, endings."""

from datetime import time
from typing import Any

from linkworker.casework.consent import consenting, withholding
from linkworker.casework.people import availability, keeping_apart, people, reaching
from linkworker.casework.reviews import holding, overseeing
from linkworker.casework.support import appointments, contacts, episodes, receiving
from linkworker.demo import shapes
from linkworker.demo.fault import DemonstrationFault
from linkworker.demo.scene import Scene


def come(scene: Scene, told: shapes.PersonTold) -> None:
    """Add the person, with numbers, ways to reach them, professionals and times when they cannot come."""
    uow, worker_id = scene.uow, scene.id("workers", told.worker)
    fields: dict[str, Any] = dict(told.facts)
    name = fields.pop("name")
    team_id = scene.id("team of", told.worker)
    added = people.add_person(
        uow, name, numbers=told.numbers.items(), anyway=True, worker_id=worker_id, team_id=team_id, **fields
    )
    if added.person_id is None:
        raise DemonstrationFault(f"{told.key} could not be added")
    person_id = scene.made(added.person_id, "people", told.key)
    for way in told.reach:
        reaching.add_contact_detail(uow, person_id, way.channel, way.value, safe=way.safe, note=way.note)
    for around in told.professional:
        reaching.add_professional(
            uow, person_id, around.role, around.name, organisation=around.organisation, phone=around.phone
        )
    for busy in told.busy:
        starts, ends = time.fromisoformat(busy.starts), time.fromisoformat(busy.ends)
        availability.cannot_come(uow, person_id, weekday=busy.weekday, starts=starts, ends=ends, why=busy.why)


def be_referred_in(scene: Scene, key: str, told: shapes.ReferralInTold) -> None:
    """Receive the referral."""
    referral_id = receiving.receive(
        scene.uow,
        scene.id("people", key),
        told.source,
        reason=told.reason,
        source_name=told.source_name,
        stage=told.stage,
    )
    scene.made(referral_id, key, "referral in")


def be_accepted(scene: Scene, key: str, told: shapes.ReferralInTold) -> None:
    """Accept the referral, which opens the episode."""
    receiving.accept(scene.uow, scene.id("people", key), scene.id(key, "referral in"), level=told.level)


def be_refused(scene: Scene, key: str, told: shapes.ReferralInTold) -> None:
    """Do not accept the referral."""
    receiving.do_not_accept(scene.uow, scene.id("people", key), scene.id(key, "referral in"), told.why)


def be_changed(scene: Scene, key: str, told: shapes.ChangeTold) -> None:
    """Change what is known of the person, and note why."""
    people.change_person(scene.uow, scene.id("people", key), **told.set)
    contacts.write_note(scene.uow, scene.id("people", key), told.words, about="with-professional", mode="phone")


def answer_about_sharing(scene: Scene, key: str, told: shapes.ConsentTold) -> None:
    """Record a consent or a refusal."""
    consent_id = consenting.record_consent(
        scene.uow, scene.id("people", key), told.purpose, given=told.given, how=told.how, words=told.words
    )
    scene.made(consent_id, key, "consent", told.purpose)


def take_consent_back(scene: Scene, key: str, purpose: str) -> None:
    """Withdraw a consent."""
    consenting.withdraw_consent(scene.uow, scene.id("people", key), scene.id(key, "consent", purpose))


def be_kept_apart(scene: Scene, key: str, told: shapes.ApartTold) -> None:
    """Keep two people apart."""
    keeping_apart.keep_apart(
        scene.uow, scene.id("people", key), scene.id("people", told.other), source=told.source, why=told.why
    )


def write_note(scene: Scene, key: str, told: shapes.NoteTold) -> None:
    """Write a contact down."""
    contacts.write_note(
        scene.uow,
        scene.id("people", key),
        told.words,
        about=told.about,
        mode=told.mode,
        minutes=told.minutes,
        where=told.where,
    )


def set_time(scene: Scene, key: str, told: shapes.AppointmentTold) -> None:
    """Set an appointment."""
    appointments.set_appointment(
        scene.uow,
        scene.id("people", key),
        told.on,
        at=time.fromisoformat(told.at),
        minutes=told.minutes,
        where=told.where,
        about=told.about,
    )


def be_overseen(scene: Scene, key: str, told: shapes.OversightTold) -> None:
    """Keep a manager's look."""
    overseeing.add_oversight(
        scene.uow, scene.id("people", key), by_name=told.by, checked=told.checked, actions=told.actions
    )


def be_put_on_hold(scene: Scene, key: str, told: shapes.HoldTold) -> None:
    """Put reviews on hold."""
    holding.put_on_hold(scene.uow, scene.id("people", key), told.reason)


def be_withheld(scene: Scene, key: str, told: shapes.WithheldTold) -> None:
    """Keep the person's record on this laptop."""
    withholding.withhold(scene.uow, scene.id("people", key), why=told.why)


def end(scene: Scene, key: str, told: shapes.EndTold) -> None:
    """End the episode."""
    episodes.end_episode(scene.uow, scene.id("people", key), told.reasons, words=told.words)
