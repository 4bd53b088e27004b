"""For tests of what the centre gets out: the demonstration's store, a person with every odd thing, files read back."""

import csv
import importlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import demonstration
from linkworker.hub.exports.fhir.writing import write_fhir
from linkworker.records.activity import Activity, ActivityTime
from linkworker.records.check_in import CheckIn
from linkworker.records.consent import Consent
from linkworker.records.contact_detail import ContactDetail
from linkworker.records.episode import Episode
from linkworker.records.goal import Goal, GoalNote, Step
from linkworker.records.identifier import Identifier
from linkworker.records.need import Need
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.professional import Professional
from linkworker.records.provider import Provider
from linkworker.records.referral import Referral, ReferralState
from linkworker.records.referral_in import ReferralIn
from linkworker.records.venue import Venue
from linkworker.records.withholding import Withholding
from linkworker.vault.store import Store

NOON = demonstration.NOON
TODAY = NOON.date()
THREES = {str(number): 3 for number in range(1, 15)}


@contextmanager
def demonstration_store(folder: Path) -> Iterator[Store]:
    """Give the store of the fictional people, a copy of its own."""
    told = demonstration.told_once().copied(folder).opened()
    try:
        yield told.store
    finally:
        told.store.close()


def fhir(store_or_engine: Any, folder: Path, **options: Any) -> dict[str, list[dict[str, Any]]]:
    """Write all as FHIR and read it back: resources by type, numbers as decimals."""
    with store_or_engine.reading() as connection:
        write_fhir(connection, folder, made_at=NOON, **options)
    return {
        file.stem: [json.loads(line, parse_float=Decimal) for line in file.read_text("utf-8").splitlines()]
        for file in sorted(folder.glob("*.ndjson"))
    }


def checked(kind: str, text: str) -> Any:
    """Return a resource as the library of R4B reads it; raises what it says of one that breaks the standard."""
    module = importlib.import_module(f"fhir.resources.R4B.{kind.lower()}")
    return getattr(module, kind).model_validate_json(text)


def sheet(file: Path) -> list[dict[str, str]]:
    """Read a CSV file back."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def odd_person(store: Store, worker: str) -> Mapping[str, str]:
    """Keep a fictional person with what the demonstration lacks; return the ids that tests look for."""
    with store.unit_of_work(worker) as uow:
        provider = uow.add(Provider(name="Quay Trust", type="charity", phone="01632 960100", contact_name="Bo Lund")).id
        venue = uow.add(Venue(name="Quay hall", address="1 Quay", postcode="ZZ1 1ZZ", travel="Step-free")).id
        activity = uow.add(
            Activity(
                name="=Rowing", plain="Row together", kinds=["arts"], provider_id=provider, venue_id=venue,
                ends_on=date(2026, 12, 1), eligibility="Over 16", phone="01632 960101", languages=["cy"],
                feed="Quay directory", source_id="r1", how_to_join="Ring",
            )
        ).id  # fmt: skip
        uow.add(ActivityTime(activity_id=activity, weekday="monday", starts="10:00", ends="11:30"))
        ida = uow.add(
            Person(
                name="Ida Marsh", known_as="Ida", date_of_birth=date(2001, 3, 4), sex="intersex", interpreter="yes",
                language="cy", worker_id=worker, area="Lewes", address="2 Quay", other_names="@Ida",
            )
        ).id  # fmt: skip
        twin = uow.add(Person(name="Ida M", merged_into=ida)).id
        uow.add(Plan(person_id=twin, agreement="agreed", agreed_on=date(2026, 3, 1)))
        wrong = uow.add(Person(name="Nobody At-All"))
        uow.enter_in_error(wrong, "Typed twice")
        ids = {"ida": ida, "twin": twin, "wrong": wrong.id, "provider": provider, "activity": activity}
        return {**ids, **_around(uow, ida, provider), **_support(uow, ida, activity, worker)}


def _around(uow: Any, ida: str, provider: str) -> dict[str, str]:
    uow.add(Identifier(person_id=ida, scheme="nhs", value="9990000018"))
    uow.add(Identifier(person_id=ida, scheme="nhs", value="9990000019", warning="It does not fit."))
    uow.add(Identifier(person_id=ida, scheme="prison-number", value="A1234BC", status="replaced"))
    uow.add(ContactDetail(person_id=ida, channel="phone", value="01632 960102", safe="yes"))
    uow.add(ContactDetail(person_id=ida, channel="letter", value="3 Quay", safe="yes"))
    uow.add(ContactDetail(person_id=ida, channel="text", value="01632 960103", safe="no"))
    uow.add(ContactDetail(person_id=ida, channel="email", value="ida@example.invalid"))
    uow.add(Professional(person_id=ida, role="gp", name="Dr Amin", organisation="Quay surgery"))
    uow.add(Consent(person_id=ida, purpose="refer", provider_id=provider, given=True, decided_on=date(2026, 5, 1),
                    withdrawn_on=date(2026, 6, 1)))  # fmt: skip
    uow.add(Consent(person_id=ida, purpose="mentor", given=False, with_whom="Bo", decided_on=date(2026, 5, 1)))
    bad = uow.add(
        Consent(person_id=ida, purpose="quote", given=True, decided_on=date(2026, 5, 1), words="secret words")
    )
    uow.enter_in_error(bad, "Another person's")
    held = uow.add(Consent(person_id=ida, purpose="research", given=True, decided_on=date(2026, 5, 1))).id
    uow.add(Withholding(person_id=ida, record_id=held))
    return {"bad_consent": bad.id, "withheld": held}


def _support(uow: Any, ida: str, activity: str, worker: str) -> dict[str, str]:
    came = uow.add(ReferralIn(person_id=ida, received_on=date(2026, 4, 1), decision="accepted", source="gp",
                              source_name="Dr Amin", reason="-lonely", decided_on=date(2026, 4, 3), decided_by=worker,
                              why="Fits"))  # fmt: skip
    episode = uow.add(Episode(person_id=ida, referral_in_id=came.id, opened_on=date(2026, 4, 3)))
    uow.add(ReferralIn(person_id=ida, received_on=date(2025, 4, 1), decision="not-accepted"))
    plan = uow.add(Plan(person_id=ida, episode_id=episode.id, agreement="agreed", matters="The sea\nand quiet",
                        agreed_on=date(2026, 5, 1), agreement_note="Gladly"))  # fmt: skip
    uow.add(Need(person_id=ida, plan_id=plan.id, domain="other", words="Company", met=True))
    goals = {state: uow.add(Goal(person_id=ida, plan_id=plan.id, words=f"Goal {state}", state=state, belonging=True,
                                 remind_on=date(2026, 9, 1), removed_reason="No")).id
             for state in ("active", "future", "achieved", "removed")}  # fmt: skip
    wrong_goal = uow.add(Goal(person_id=ida, plan_id=plan.id, words="Somebody else's goal"))
    uow.enter_in_error(wrong_goal, "Wrong plan")
    uow.add(Step(person_id=ida, goal_id=goals["active"], words="Ring", state="completed", due_on=date(2026, 6, 1)))
    uow.add(GoalNote(person_id=ida, goal_id=goals["active"], on=date(2026, 6, 2), words="Rang"))
    first = uow.add(Referral(person_id=ida, activity_id=activity, plan_id=plan.id, goal_id=goals["active"],
                             state="declined", state_on=date(2026, 5, 9), override_reason="Asked for it"))  # fmt: skip
    uow.add(ReferralState(person_id=ida, referral_id=first.id, state="offered", on=date(2026, 5, 2), worker_id=worker))
    uow.add(ReferralState(person_id=ida, referral_id=first.id, state="declined", on=date(2026, 5, 9),
                          reasons=["money"], words="Too dear", worker_id=worker))  # fmt: skip
    again = uow.add(Referral(person_id=ida, activity_id=activity, again_of=first.id, state="paused",
                             state_on=date(2026, 7, 1)))  # fmt: skip
    return {"plan": plan.id, "referral": first.id, "again": again.id, "wrong_goal": wrong_goal.id, **_asked(uow, ida)}


def _asked(uow: Any, ida: str) -> dict[str, str]:
    def check_in(on: date, instrument: str = "wemwbs", **more: Any) -> str:
        given = {"moment": "during", "mode": "on-screen", "answers": THREES, "raw": 42, **more}
        return uow.add(CheckIn(person_id=ida, instrument=instrument, on=on, **given)).id

    base = check_in(date(2026, 5, 1), moment="baseline")
    slip = check_in(date(2026, 7, 1), answers={**THREES, "1": 1}, raw=40)
    right = check_in(date(2026, 7, 1), answers={**THREES, "1": 5, "2": 5}, raw=46, corrects=slip)
    part = check_in(date(2026, 7, 20), answers={**THREES, "3": None}, raw=None, partial_reason="declined-item")
    gone = uow.get_of(CheckIn, ida, check_in(date(2026, 7, 21)))
    uow.enter_in_error(gone, "Somebody else's")
    ons = check_in(date(2026, 8, 1), "ons4", answers={"1": 5, "2": 6, "3": 7, "4": 2}, raw=None)
    newer = check_in(date(2026, 8, 2), "not-known-here", answers={"1": 2}, raw=None)
    return {"base": base, "slip": slip, "right": right, "part": part, "gone": gone.id, "ons": ons, "newer": newer}
