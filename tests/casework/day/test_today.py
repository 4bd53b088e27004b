"""Today: each group, why each thing is there, oldest first."""

from datetime import date, timedelta
from typing import Any

import pytest

from linkworker.base.clock import FixedClock
from linkworker.base.settings import Settings, load_settings
from linkworker.base.words import avoided_words
from linkworker.casework.day.due_rules import GROUPS, DueFault, due_rules, read_due_rules
from linkworker.casework.day.today import Today, today
from linkworker.casework.plans import agreeing, goals, planning
from linkworker.casework.reviews import holding, reviewing
from linkworker.journal.outbox import keep, unsent
from linkworker.records.activity import Activity
from linkworker.records.check_in import CheckIn
from linkworker.records.episode import Episode
from linkworker.records.money import MoneyRequest
from linkworker.records.person import Person
from linkworker.records.provider import Provider, ProviderAgreement, ProviderCheck
from linkworker.records.referral import Referral
from linkworker.records.referral_in import ReferralIn
from linkworker.vault.store import Store

DAY = date(2026, 8, 6)
FAR = date(2027, 1, 1)


@pytest.fixture
def settings(tmp_path: Any) -> Settings:
    """The built-in settings."""
    return load_settings(site_folder=tmp_path, user_folder=tmp_path)


def supported(store: Store, worker: str, name: str, opened: date = DAY, **facts: Any) -> tuple[str, str]:
    """Add a person of the worker's in support, with a plan that is not agreed; return both ids."""
    with store.unit_of_work(worker) as uow:
        person = uow.add(Person(name=name, worker_id=worker, **facts))
        uow.add(Episode(person_id=person.id, opened_on=opened))
        plan = planning.start_plan(uow, person.id)
        planning.decline_words(uow, person.id, plan)
        planning.set_review_date(uow, person.id, plan, FAR)
        return person.id, plan


def listed(store: Store, settings: Settings, day: date = DAY, **asked: Any) -> Today:
    """Return Today as it stands, without what is unsent unless asked."""
    with store.reading() as connection:
        return today(connection, day, settings, device_id=store.device_id, **({"syncs": False} | asked))


def only(found: Today) -> Any:
    """Return the one item of a day that has one, with its group."""
    assert found.total == 1, [item for group in found.groups for item in group.items]
    return found.groups[0].items[0]


def test_an_empty_day_is_a_good_day(store: Store, worker: str, settings: Settings) -> None:
    """Nothing to do says so."""
    found = listed(store, settings)
    assert (found.total, found.groups) == (0, ())
    assert found.sentence() == "Nothing needs you today. A good day."


def test_reviews_are_listed_by_how_they_stand(store: Store, worker: str, settings: Settings) -> None:
    """Overdue, due, on hold and begun: four groups, each opening the right thing, counted in the heading."""
    people = [supported(store, worker, name) for name in ("Ali Marsh", "Bo Ek", "Cy Dunn", "Di Ray", "Ed Poe")]
    days = (DAY - timedelta(days=3), DAY + timedelta(days=14), DAY - timedelta(days=1), FAR, DAY - timedelta(days=9))
    with store.unit_of_work(worker) as uow:
        for (person, plan), day in zip(people, days, strict=True):
            uow.change(planning.open_plan(uow, person, plan), review_on=day)
        holding.put_on_hold(uow, people[2][0], "staffing")
        review = reviewing.start_review(uow, people[3][0], name="My voice matters")
    found = listed(store, settings, worker_id=worker)
    assert [(group.heading(), [item.opens_id for item in group.items]) for group in found.groups] == [
        ("Reviews to finish (1)", [review]),
        ("Reviews overdue (2)", [people[4][1], people[0][1]]),
        ("Reviews due (1)", [people[1][1]]),
        ("Reviews on hold (1)", [people[2][1]]),
    ]
    assert found.groups[0].items[0].why == "My voice matters of 6 August 2026 is not finished."
    assert found.groups[3].items[0].why == "On hold since 6 August 2026: staffing."
    assert found.sentence() == "5 things need you today."
    assert listed(store, settings, worker_id=people[0][0]).total == 0


def test_a_first_check_in_is_due_once_the_plan_is_agreed(store: Store, worker: str, settings: Settings) -> None:
    """Missing since the agreement; then again after 91 days; one from earlier support does not count."""
    ali, plan = supported(store, worker, "Ali Marsh", opened=date(2026, 7, 1))
    with store.unit_of_work(worker) as uow:
        uow.add(CheckIn(person_id=ali, instrument="ons4", on=date(2026, 1, 1), moment="end", mode="on-paper"))
        agreeing.agree(uow, ali, plan, "agreed", on=date(2026, 8, 1))
    item = only(listed(store, settings, worker_id=worker))
    assert (item.group, item.since, item.opens, item.opens_id) == ("check-ins", date(2026, 8, 1), "person", ali)
    assert item.why == "The plan was agreed on 1 August 2026 and there is no first check-in."
    with store.unit_of_work(worker) as uow:
        uow.add(CheckIn(person_id=ali, instrument="ons4", on=DAY, moment="baseline", mode="on-paper"))
    assert listed(store, settings).total == 0
    assert listed(store, settings, DAY + timedelta(days=90)).total == 0
    again = only(listed(store, settings, DAY + timedelta(days=91)))
    assert (again.why, again.since) == ("The last check-in was on 6 August 2026.", DAY + timedelta(days=91))


def test_a_plan_that_is_not_agreed_waits_a_week(store: Store, worker: str, settings: Settings) -> None:
    """A draft is listed from the seventh day of support."""
    _, plan = supported(store, worker, "Ali Marsh", opened=date(2026, 7, 31))
    assert listed(store, settings).total == 0
    item = only(listed(store, settings, date(2026, 8, 7)))
    assert (item.group, item.opens, item.opens_id) == ("plans-to-agree", "plan", plan)


def test_goals_releases_and_referrals_in_are_listed(store: Store, worker: str, settings: Settings) -> None:
    """A reminder that has come, a release near, and a referral to us that nobody decided."""
    ali, plan = supported(store, worker, "Ali Marsh")
    with store.unit_of_work(worker) as uow:
        goals.add_goal(uow, ali, plan, "Learn to drive", remind_on=date(2026, 8, 10))
        uow.add(Person(name="Bo Ek", release_date=date(2026, 8, 11)))
        uow.add(Person(name="Cy Dunn", release_date=date(2027, 8, 11)))
        uow.add(ReferralIn(person_id=ali, received_on=date(2026, 8, 1)))
        uow.add(ReferralIn(person_id=ali, received_on=date(2026, 8, 1), decision="accepted"))
    found = listed(store, settings, date(2026, 8, 10))
    assert [(group.code, [(i.shown_name, i.why) for i in group.items]) for group in found.groups] == [
        ("referrals-in", [("Ali Marsh", "Received on 1 August 2026, not decided.")]),
        ("goals", [("Ali Marsh", "Come back to: Learn to drive")]),
        ("releases", [("Bo Ek", "Release is tomorrow.")]),
    ]


def test_referrals_out_wait_for_an_answer_or_to_be_asked_again(store: Store, worker: str, settings: Settings) -> None:
    """A provider silent for a week; somebody to ask again on the day they chose; started ones need nothing."""
    ali, _ = supported(store, worker, "Ali Marsh")
    with store.unit_of_work(worker) as uow:
        club = uow.add(Activity(name="Walking football"))
        for state, on, revisit in (
            ("referred", date(2026, 7, 30), None),
            ("referred", date(2026, 7, 31), None),
            ("declined", date(2026, 7, 1), DAY),
            ("thinking-about-it", date(2026, 7, 1), DAY + timedelta(days=1)),
            ("started", date(2026, 7, 1), date(2026, 7, 2)),
        ):
            uow.add(Referral(person_id=ali, activity_id=club.id, state=state, state_on=on, revisit_on=revisit))
    found = listed(store, settings)
    assert [(group.code, [item.why for item in group.items]) for group in found.groups] == [
        ("referrals", ["Walking football: referred on 30 July 2026, no answer yet."]),
        ("revisit", ["Walking football: declined. Ask again."]),
    ]


def test_money_and_providers_are_listed(store: Store, worker: str, settings: Settings) -> None:
    """A request nobody decided; the newest check of a provider that lapses; an agreement to look at."""
    ali, _ = supported(store, worker, "Ali Marsh")
    with store.unit_of_work(worker) as uow:
        uow.add(MoneyRequest(person_id=ali, amount_pence=2500, what_for="boots", state_on=date(2026, 8, 2)))
        club = uow.add(Provider(name="Lewes FC", approved=True))
        for provider, item, day in (
            (club, "insurance", date(2026, 6, 3)),
            (club, "dbs", date(2025, 1, 1)),
            (club, "dbs", date(2027, 1, 1)),
            (club, "training", date(2026, 9, 5)),
            (club, "data-protection", date(2026, 9, 5)),
            (club, "references", None),
        ):
            uow.add(ProviderCheck(provider_id=provider.id, item=item, expires_on=day))
        for part in ("roles", "risk-assessment"):
            uow.add(ProviderAgreement(provider_id=club.id, part=part, present=True, review_on=date(2026, 8, 20)))
    found = listed(store, settings, worker_id=worker)
    assert [(group.code, [item.why for item in group.items]) for group in found.groups] == [
        ("requests", ["£25.00 for boots."]),
        ("checks", ["Lewes FC: Insurance ended on 3 June 2026.",
                    "Lewes FC: Data protection and safeguarding training end on 5 September 2026."]),
        ("agreements", ["Lewes FC: look again by 20 August 2026 at: Risk assessment and roles."]),
    ]  # fmt: skip
    assert {item.opens_id for group in found.groups[1:] for item in group.items} == {club.id}


def test_many_checks_of_one_day_are_counted(store: Store, worker: str, settings: Settings) -> None:
    """Named, they would not stand on one line."""
    with store.unit_of_work(worker) as uow:
        club = uow.add(Provider(name="Lewes FC", approved=True))
        for item in ("insurance", "dbs", "training", "data-protection"):
            uow.add(ProviderCheck(provider_id=club.id, item=item, expires_on=date(2026, 9, 5)))
    (group,) = listed(store, settings, worker_id=worker).groups
    assert [item.why for item in group.items] == ["Lewes FC: 4 checks end on 5 September 2026."]


@pytest.mark.practice(40)
def test_medium_risk_without_oversight_is_listed(store: Store, worker: str, settings: Settings) -> None:
    """By the days in the settings, with the level and that nobody looked."""
    ali, _ = supported(store, worker, "Ali Marsh", risk_level="medium", risk_date=date(2026, 8, 1))
    item = only(listed(store, settings, worker_id=worker))
    assert (item.group, item.why, item.opens_id) == ("oversight", "Medium risk. No manager has looked yet.", ali)


def test_what_is_unsent_is_listed_with_its_age(
    store: Store, worker: str, settings: Settings, clock: FixedClock
) -> None:
    """Nothing for a week; then how much and since when; a laptop that never syncs is not told."""
    assert listed(store, settings, DAY + timedelta(days=6), syncs=True).total == 0
    item = only(listed(store, settings, DAY + timedelta(days=7), syncs=True))
    assert (item.group, item.opens, item.since) == ("unsent", "sync", DAY)
    assert item.why == "3 changes are not exported, the oldest from 6 August 2026."
    assert listed(store, settings, DAY + timedelta(days=7)).total == 0


def test_the_rules_know_every_group_and_our_words_are_plain() -> None:
    """Each group that the program can fill has a row, and no title says what we do not say."""
    rules = due_rules()
    assert {group.code for group in rules.groups} == GROUPS
    assert not [word for group in rules.groups for word in avoided_words(group.title)]
    assert rules.group("reviews-due") is not None
    assert rules.group("weather") is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x =", "cannot be used"),
        ("[check_in]\nagain_days=1", "'release_review_months' must be a whole number"),
        ("[review]\nrelease_review_months=1\n[check_in]\nagain_days=true", "'again_days' must be"),
        ("[[group]]\ncode='weather'\ntitle='x'", "'weather' is no group"),
        ("[[group]]\ncode='goals'\ntitle='x'\nsize=3", "'goals' does not know 'size'"),
        ("[[group]]\ncode='goals'\ntitle='x'\n[[group]]\ncode='goals'\ntitle='y'", "a group stands in it twice"),
    ],
)
def test_rules_that_cannot_be_used_say_what_is_wrong(text: str, sentence: str) -> None:
    """Each fault in a team's own file is named."""
    whole = text if "release" in text or "check_in" in text else (
        f"[review]\nrelease_review_months=3\n[check_in]\nagain_days=91\n{text}"
    )  # fmt: skip
    with pytest.raises(DueFault, match=sentence):
        read_due_rules(whole)


def test_a_bundle_without_a_receipt_is_listed(store: Store, worker: str, settings: Settings, clock: FixedClock) -> None:
    """What was exported and never answered is not yet with the centre."""
    with store.writing() as connection:
        span = unsent(connection, store.device_id)
        assert span is not None
        keep(connection, store.device_id, span, digest="0" * 64, manifest="{}", made_at=clock.now())
    item = only(listed(store, settings, DAY + timedelta(days=7), syncs=True))
    assert (item.opens, item.opens_id, item.why) == ("bundle", "1", "Bundle 1 of 6 August 2026 has no receipt yet.")
