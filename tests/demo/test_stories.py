"""The store as the story leaves it: every stage, state and turn promised is there, put in as a worker would."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from demonstration import NOON
from linkworker.base.lists import coded
from linkworker.base.words import avoided_words
from linkworker.casework.check_ins.check_in_reading import check_ins_of, result
from linkworker.casework.consent import consenting
from linkworker.casework.consent.withholding import may_leave
from linkworker.casework.day.today import today as needs_today
from linkworker.casework.directory.providers import lapsing
from linkworker.casework.matches.matching import match_person
from linkworker.casework.money.money_reading import budgets_of
from linkworker.casework.people import keeping_apart
from linkworker.casework.people.finding import one_person
from linkworker.casework.people.release_dates import countdown, release_date_history
from linkworker.casework.plans import agreeing
from linkworker.casework.referrals import referral_reading
from linkworker.casework.reviews import overseeing
from linkworker.casework.reviews.review_due import intervals, reviews_due
from linkworker.casework.support import receiving
from linkworker.demo.content import Content, demonstration_settings
from linkworker.journal.chain import last_of
from linkworker.journal.tables import ENTRY
from linkworker.journal.unit_of_work import live
from linkworker.records.activity import Activity
from linkworker.records.check_in import CheckIn
from linkworker.records.episode import Episode
from linkworker.records.mentor import Mentor
from linkworker.records.money import MoneyRequest, Pot
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.plan_version import PlanVersion
from linkworker.records.provider import Provider
from linkworker.records.record import Record
from linkworker.records.referral import Referral
from linkworker.records.referral_in import ReferralIn
from linkworker.records.review import Review
from linkworker.records.worker import Team, Worker
from linkworker.vault.store import Store

TODAY = NOON.date()
SETTINGS = demonstration_settings()


def rows(store: Store, kind: type[Record]) -> list[Any]:
    """Every record of a kind."""
    with store.reading() as connection:
        return list(connection.execute(live(kind)))


def who(store: Store, name: str) -> str:
    """The id of a person by name."""
    with store.reading() as connection:
        return one_person(connection, name)


def totals(store: Store, name: str) -> list[int | None]:
    """The raw WEMWBS scores of a person, oldest first."""
    with store.reading() as connection:
        return [each.raw for each in reversed(check_ins_of(connection, one_person(connection, name)))]


def test_everybody_and_everything_promised_is_in_the_store(demonstration: Store) -> None:
    """40 people, two teams, 60 activities, 25 providers, seven mentors, four pots."""
    kinds = (Person, Team, Activity, Provider, Mentor, Pot, Worker)
    assert [len(rows(demonstration, kind)) for kind in kinds] == [40, 2, 60, 25, 7, 4, 7]


def test_plans_stand_at_every_stage(demonstration: Store) -> None:
    """None yet, draft, agreed, reviewed and closed are all there, and each answer that a person can give."""
    plans = rows(demonstration, Plan)
    without = len(rows(demonstration, Person)) - len({plan.person_id for plan in plans})
    reviewed = {review.plan_id for review in rows(demonstration, Review)}
    assert without >= 6
    assert sum(plan.agreement == "draft" for plan in plans) >= 2
    assert sum(plan.closed_on is not None for plan in plans) >= 4
    assert len(reviewed) >= 6
    assert {plan.agreement for plan in plans} == set(coded("agreement").codes())


def test_reviews_are_due_overdue_and_on_hold(demonstration: Store) -> None:
    """What Today lists of reviews has something under each heading."""
    with demonstration.reading() as connection:
        due = reviews_due(connection, TODAY, 14, team_intervals=intervals(SETTINGS))
    assert sum(each.overdue for each in due) >= 5
    assert sum(not each.overdue and each.hold is None for each in due) >= 5
    assert sum(each.hold is not None for each in due) == 1


def test_every_frozen_version_proves(demonstration: Store) -> None:
    """Versions were frozen by agreeing, so each hash is right."""
    with demonstration.reading() as connection:
        for row in rows_of_versions(connection):
            assert all(agreeing.prove(each) for each in agreeing.versions(connection, row.person_id, row.plan_id))


def rows_of_versions(connection: Any) -> list[Any]:
    """Person and plan of every frozen version."""
    table = PlanVersion.table().c
    return list(connection.execute(select(table.person_id, table.plan_id).distinct()))


def test_a_referral_stands_in_every_state(demonstration: Store) -> None:
    """All 14 of them, in all three forms but one."""
    referrals = rows(demonstration, Referral)
    last = {referral.state for referral in referrals}
    with demonstration.reading() as connection:
        passed = {
            state.state
            for person in {referral.person_id for referral in referrals}
            for each in referral_reading.of_person(connection, person)
            for state in each.states
        }
    assert last | passed == set(coded("referral-state").codes())
    assert len(last) >= 11
    assert {referral.form for referral in referrals} >= {"signpost", "referral"}
    assert sum(bool(referral.override_reason) for referral in referrals) >= 10


def test_requests_for_money_stand_in_every_state(demonstration: Store) -> None:
    """Requested to refunded, and every pot that is open has some left."""
    assert {request.state for request in rows(demonstration, MoneyRequest)} == set(coded("money-state").codes())


def test_some_providers_have_lapsed_checks(demonstration: Store) -> None:
    """Insurance, DBS and a safeguarding policy have run out; one provider is suspended, some not approved."""
    with demonstration.reading() as connection:
        lapsed = [each for each in lapsing(connection, TODAY) if each.days < 0]
    assert {each.label for each in lapsed} == {"Insurance", "DBS checks", "Safeguarding policy"}
    providers = rows(demonstration, Provider)
    assert sum(provider.suspended for provider in providers) == 1
    assert sum(not provider.approved for provider in providers) >= 3


def test_the_directory_has_waiting_lists_single_sex_services_and_unknown_facts(demonstration: Store) -> None:
    """What matching must face is there."""
    activities = rows(demonstration, Activity)
    assert sum(bool(activity.waiting) for activity in activities) >= 6
    assert sum(activity.single_sex is not None for activity in activities) == 3
    assert sum(activity.cost_pence is None for activity in activities) >= 1
    assert sum(activity.places is None for activity in activities) >= 5
    assert sum(activity.item == "membership" for activity in activities) >= 2
    kinds = Counter(kind for activity in activities for kind in activity.kinds)
    for kind in ("football", "gym", "bicycle", "gardening", "library", "cookery", "arts", "education", "faith"):
        assert kinds[kind] >= 1
    for kind in ("housing-advice", "money-advice"):
        assert kinds[kind] >= 2


def test_the_fitness_programme_is_told_with_its_weeks_and_sessions(demonstration: Store) -> None:
    """The 12-week lived-experience programme is there."""
    programme = next(each for each in rows(demonstration, Activity) if each.name.startswith("Standing Strong: 12"))
    assert programme.weeks == 12
    assert "lived-experience-led" in programme.attributes


def test_the_match_screen_of_ali_can_be_drawn(demonstration: Store) -> None:
    """Ali M, 19, asked for football and meeting people, with £182.00 left: the five rows stand in their groups."""
    ali = who(demonstration, "Ali M")
    with demonstration.reading() as connection:
        matched = match_person(connection, ali, TODAY, SETTINGS)
        assert [budget.balance.left_pence for budget in budgets_of(connection, ali)] == [18_200]
    assert matched.header().startswith("Ali M - 19 - Lowmere - asked for: Football, and meeting people")
    found = {row.name: row for row in matched.rows()}
    groups = {name: row.group.words for name, row in found.items()}
    assert [row.name for row in matched.rows()][:2] == ["Lowmere FC walking football", "Phoenix Gym membership"]
    assert groups["Boxing, Eastmouth"] == groups["Cook and eat, Newcove"] == "Fits if"
    assert groups["Climbing wall"] == "Does not fit"
    assert {"asked for football and social group", "2 goals"} <= set(found["Lowmere FC walking football"].reasons)
    assert any("mentor" in reason for reason in found["Lowmere FC walking football"].reasons)
    assert "if Ali M can reach Eastmouth" in found["Boxing, Eastmouth"].reasons
    assert "if a place comes free: 3 wait" in found["Cook and eat, Newcove"].reasons
    assert any("insurance ended" in reason for reason in found["Climbing wall"].reasons)
    whens = [(found[name].when, found[name].cost) for name in ("Lowmere FC walking football", "Climbing wall")]
    assert whens == [("Tuesday 6:00pm", "free"), ("any day", "£90.00")]


def test_a_steady_rise(demonstration: Store) -> None:
    """Darren's four check-ins each stand above the last."""
    scores = [score for score in totals(demonstration, "Darren") if score is not None]
    assert len(scores) == 4
    assert scores == sorted(scores)
    assert scores[-1] - scores[0] >= 9


def test_a_dip_at_a_recall_and_a_recovery(demonstration: Store) -> None:
    """Aaron falls past the reliable threshold when he is recalled, and comes back."""
    first, before, dip, after, last = [score or 0 for score in totals(demonstration, "Aaron")]
    assert before - dip >= 9
    assert dip < after < last
    assert last > first


def test_a_drop_prompts_the_safety_procedure_and_what_was_decided_is_kept(demonstration: Store) -> None:
    """Connor's last check-in is very low; the decision stands beside it."""
    with demonstration.reading() as connection:
        found = result(connection, one_person(connection, "Connor"), today=TODAY)
    assert found.prompt is not None
    assert found.check_in.safety_prompted
    assert "crisis line" in (found.check_in.safety_decision or "")


def test_partial_answers_no_change_and_a_baseline_alone(demonstration: Store) -> None:
    """Forms with each reason for a gap, three scores that hardly move, and people with one check-in only."""
    taken = rows(demonstration, CheckIn)
    assert {each.partial_reason for each in taken if each.raw is None} == {
        "declined-item", "interrupted", "not-understood",
    }  # fmt: skip
    leon = [score or 0 for score in totals(demonstration, "Leon")]
    assert len(leon) == 3
    assert max(leon) - min(leon) < 3
    alone = Counter(each.person_id for each in taken)
    assert sum(number == 1 for number in alone.values()) >= 5
    assert {each.mode for each in taken} == {
        "on-screen", "one-at-a-time", "on-paper", "read-aloud", "interpreter",
    }  # fmt: skip


def test_check_ins_say_under_which_licence_they_were_taken(demonstration: Store) -> None:
    """The demonstration's, and no other."""
    assert {each.licence for each in rows(demonstration, CheckIn)} == {"demonstration"}


def test_oversight_is_there_and_missing(demonstration: Store) -> None:
    """Some medium and high risk cases have a manager's look in time, some an old one, some none."""
    with demonstration.reading() as connection:
        missing = overseeing.without_oversight(connection, TODAY, SETTINGS.oversight_days.value)
    assert sum(each.seen_on is None for each in missing) >= 2
    assert sum(each.seen_on is not None for each in missing) >= 2
    watched = [p for p in rows(demonstration, Person) if coded("risk-level")[p.risk_level].is_set("oversight")]
    assert len(watched) > len(missing)


def test_every_risk_level_is_there(demonstration: Store) -> None:
    """From not assessed to very high."""
    assert {person.risk_level for person in rows(demonstration, Person)} == set(coded("risk-level").codes())


def test_two_pairs_are_kept_apart(demonstration: Store) -> None:
    """Read from either side."""
    for one, other in (("Leon", "Kieran"), ("Tobi", "Gethin")):
        with demonstration.reading() as connection:
            ids = one_person(connection, one), one_person(connection, other)
            assert [each.other_id for each in keeping_apart.kept_apart(connection, ids[0], TODAY)] == [ids[1]]
            assert [each.other_id for each in keeping_apart.kept_apart(connection, ids[1], TODAY)] == [ids[0]]


def test_release_dates_are_near_unknown_moved_and_none(demonstration: Store) -> None:
    """Through the gate within weeks; not known yet; changed twice; indeterminate."""
    with demonstration.reading() as connection:
        assert len(countdown(connection, TODAY, 91)) >= 4
        assert len(release_date_history(connection, one_person(connection, "Aaron"))) >= 2
    known = {person.release_known for person in rows(demonstration, Person)}
    assert known == {"known", "not-known", "none", "does-not-apply"}


def test_consent_is_given_refused_withdrawn_and_not_asked(demonstration: Store) -> None:
    """Some records leave, some stay: refused, not asked, or kept here by a worker."""
    with demonstration.reading() as connection:
        leaving = {
            person.name: may_leave(connection, person.id, SETTINGS.sharing.value).allowed
            for person in rows_in(connection, Person)
        }
        taken_back = consenting.latest_consent(connection, one_person(connection, "Noah"), "refer")
    assert sum(leaving.values()) >= 15
    assert sum(not allowed for allowed in leaving.values()) >= 10
    assert taken_back is not None
    assert not taken_back.in_force


def rows_in(connection: Any, kind: type[Record]) -> list[Any]:
    """Every record of a kind, within a reading."""
    return list(connection.execute(live(kind)))


def test_referrals_to_us_wait_are_accepted_and_not_accepted(demonstration: Store) -> None:
    """Two wait for an answer; one was sent on; the others opened episodes, some of which ended."""
    with demonstration.reading() as connection:
        waiting = receiving.waiting_list(connection, TODAY)
    decisions = Counter(each.decision for each in rows(demonstration, ReferralIn))
    assert len(waiting) == decisions["waiting"] == 2
    assert decisions["not-accepted"] == 1
    episodes = rows(demonstration, Episode)
    assert len(episodes) == decisions["accepted"] == 37
    assert sum(episode.ended_on is not None for episode in episodes) == 4
    assert all(episode.end_reasons for episode in episodes if episode.ended_on)


def test_today_has_something_to_do_for_the_worker_who_opens_it(demonstration: Store) -> None:
    """Dana's day is not empty, and everybody's fills most headings."""
    dana = next(worker.id for worker in rows(demonstration, Worker) if worker.name == "Dana Whitlock")
    with demonstration.reading() as connection:
        options: dict[str, Any] = {"device_id": demonstration.device_id, "syncs": False}
        own = needs_today(connection, TODAY, SETTINGS, worker_id=dana, **options)
        everybody = needs_today(connection, TODAY, SETTINGS, worker_id=None, **options)
    assert own.total >= 8
    assert len(everybody.groups) >= 10


def test_history_reads_as_it_happened(demonstration: Store) -> None:
    """Entries follow each other in time from more than a year ago to this week, and the chain holds."""
    with demonstration.reading() as connection:
        headers = connection.execute(select(ENTRY.c.seq, ENTRY.c.hlc).order_by(ENTRY.c.seq)).all()
        assert last_of(connection, demonstration.device_id).seq == headers[-1].seq
    assert [row.hlc for row in headers] == sorted(row.hlc for row in headers)
    workers = {each.worker_id for each in rows(demonstration, CheckIn)}
    assert len(workers) == 4


def test_nothing_in_the_store_says_a_word_that_we_avoid(demonstration: Store) -> None:
    """Plans, notes and names alike."""
    for kind in (Person, Plan, Review, Activity, Provider):
        for row in rows(demonstration, kind):
            assert not avoided_words(" ".join(value for value in row if isinstance(value, str)))


def test_interpreters_adjustments_and_languages_are_told(demonstration: Store, told: Content) -> None:
    """Some need an interpreter, many an adjustment, and not everybody was asked everything."""
    people = rows(demonstration, Person)
    assert sum(person.interpreter == "yes" for person in people) >= 3
    assert sum(bool(person.adjustments) for person in people) >= 15
    assert "not-asked" in {person.ethnicity for person in people}
    assert "prefers-not-to-say" in {person.ethnicity for person in people}
    assert len(told.people) == len(people)
    assert max(person.date_of_birth for person in people if person.date_of_birth) < TODAY - timedelta(days=13 * 365)
    assert isinstance(TODAY, date)
