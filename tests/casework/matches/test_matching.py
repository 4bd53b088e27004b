"""Matching from the records: what each test reads, on a plain database of the same tables."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel

from linkworker.base.errors import NotFound
from linkworker.base.lists import coded
from linkworker.base.setting_values import Establishment
from linkworker.base.settings import Settings, Sourced, load_settings
from linkworker.casework.matches.match_activity_facts import activity_facts
from linkworker.casework.matches.match_person_facts import minutes, person_facts
from linkworker.casework.matches.match_provider_facts import IN_HOUSE
from linkworker.casework.matches.matching import directory, match_person, mentors_for
from linkworker.matching.facts import ALWAYS, NEVER, NO_OLDEST, ActivityFacts, TakenTime, TimeFacts
from linkworker.matching.verdict import Group
from linkworker.records.activity import Activity, ActivityTime
from linkworker.records.consent import Consent
from linkworker.records.goal import Goal
from linkworker.records.keep_apart import KeepApart
from linkworker.records.mentor import Mentor
from linkworker.records.money import Budget, MoneyRequest, Pot
from linkworker.records.need import GoalNeed, Need
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.provider import Provider, ProviderAgreement, ProviderCheck
from linkworker.records.record import Record
from linkworker.records.referral import Referral
from linkworker.records.registry import KINDS
from linkworker.records.unavailable import Unavailable
from linkworker.records.venue import Venue

TODAY = date(2026, 8, 6)


class Desk:
    """A database in memory with one fictional person, and a way to put records in."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.ali = self.put(
            Person(
                name="Alistair Marsh", known_as="Ali", date_of_birth=date(2007, 5, 3), setting="community",
                area="Lewes", sex="male", risk_level="low", language="en", asked_for=["football"], experiences=["care"],
            )
        )  # fmt: skip
        self.put(Consent(person_id=self.ali, purpose="refer", how="spoken", decided_on=TODAY))
        self.provider = self.put(Provider(name="Lewes Rovers Trust", approved=True))
        for row in coded("due-diligence-item"):
            self.put(ProviderCheck(provider_id=self.provider, item=row.code, expires_on=date(2027, 6, 3)))
        self.put(ProviderAgreement(provider_id=self.provider, part="information-sharing", present=True))
        self.venue = self.put(Venue(name="The Dripping Field", area="LEWES", access=["step-free"]))

    def put(self, record: Record) -> str:
        """Keep a record and return its id."""
        with Session(self.connection) as session:
            session.add(record)
            session.flush()
            record_id = record.id
            session.commit()
        return record_id

    def football(self, **changed: Any) -> str:
        """Keep football sessions that fit Ali, with some fields changed."""
        known: dict[str, Any] = {
            "name": "Walking football", "kinds": ["football"], "provider_id": self.provider, "venue_id": self.venue,
            "domains": ["isolation"], "settings": ["community"], "areas": ["Lewes"], "minimum_age": 16,
            "maximum_age": 25, "risk_levels": ["low", "medium"], "has_under_18s": False, "languages": ["en"],
            "places": 12, "taken": 5, "waiting": 0, "cost_pence": 0, "status_on": date(2026, 7, 1),
        }  # fmt: skip
        activity = self.put(Activity(**{**known, **changed}))
        self.put(ActivityTime(activity_id=activity, weekday="tuesday", starts="18:00", ends="19:30"))
        return activity

    def facts(self) -> dict[str, ActivityFacts]:
        """Return the facts of all activities by id."""
        return {one.id: one for one in activity_facts(self.connection, TODAY)}


@pytest.fixture
def desk() -> Iterator[Desk]:
    """An open desk."""
    assert KINDS  # every table is known
    engine = create_engine("sqlite://", poolclass=StaticPool)
    SQLModel.metadata.create_all(engine)
    with engine.connect() as connection:
        yield Desk(connection)
    engine.dispose()


def test_a_person_and_an_activity_that_fit(desk: Desk) -> None:
    """Read from the records, by every test."""
    football = desk.football()
    found = match_person(desk.connection, desk.ali, TODAY)
    (row,) = found.rows()
    assert (row.number, row.activity_id, row.when, row.cost, row.group) == (
        1, football, "Tuesday 6:00pm", "free", Group.FITS,
    )  # fmt: skip
    assert row.reasons == ("asked for football", "own area", "starts 11 August 2026", "free")
    assert {line.verdict.words for line in found.every_test(football)} == {"met", "does not apply"}
    assert found.what_would_make_it_fit(football) == ()
    assert found.against(football) == ((), ())
    assert found.header() == "Ali - 19 - Lewes - asked for: football"


def test_the_header_tells_prison_and_budget(desk: Desk) -> None:
    """A prison is named by the settings, money left in pounds."""
    settings = with_prison(load_settings())
    person = desk.put(Person(name="Kit Rowe", setting="custody", establishment="FWK"))
    desk.put(Budget(person_id=person, amount_pence=20_000, agreed_on=TODAY))
    found = match_person(desk.connection, person, TODAY, settings)
    assert found.header() == "Kit Rowe - HMP Fenwick - budget left £200.00"


def with_prison(settings: Settings) -> Settings:
    """Return settings that know HMP Fenwick."""
    return replace(settings, establishments=Sourced((Establishment("FWK", "HMP Fenwick"),), "built in"))


def test_nobody_there(desk: Desk) -> None:
    """A person or activity that is not here, or was entered in error, is said."""
    gone = desk.put(Person(name="Kit Rowe", in_error=True))
    for person in ("nobody", gone):
        with pytest.raises(NotFound):
            person_facts(desk.connection, person, TODAY)
    with pytest.raises(NotFound):
        match_person(desk.connection, desk.ali, TODAY).found("nothing")


def test_what_was_not_asked_is_not_known(desk: Desk) -> None:
    """A person with only a name has no facts, and none is made up."""
    found = person_facts(desk.connection, desk.put(Person(name="Kit Rowe")), TODAY)
    assert (found.who, found.born, found.setting, found.release_date, found.sex, found.risk_level, found.language) == (
        "Kit Rowe", None, None, None, None, None, None,
    )  # fmt: skip
    assert (found.budget_left, found.consents, found.needs, found.goals) == (None, (), (), ())


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ("known", (date(2026, 10, 1), False)),
        ("not-known", (None, False)),
        ("none", (None, True)),
        ("does-not-apply", (None, False)),
    ],
)
def test_a_release_date_counts_only_while_it_is_known(desk: Desk, known: str, expected: tuple[Any, bool]) -> None:
    """A date that is no longer certain is not known; having none is a fact."""
    person = desk.put(Person(name="Kit Rowe", release_date=date(2026, 10, 1), release_known=known))
    found = person_facts(desk.connection, person, TODAY)
    assert (found.release_date, found.no_release) == expected


def test_under_18s_are_kept_from_by_either_field(desk: Desk) -> None:
    """The stated exclusion and the field of its own mean the same."""
    person = desk.put(Person(name="Kit Rowe", exclusions=["under-18s", "weapons"]))
    found = person_facts(desk.connection, person, TODAY)
    assert (found.no_under_18s, found.exclusions) == (True, frozenset({"weapons"}))


def test_needs_and_goals_of_open_plans(desk: Desk) -> None:
    """Unmet needs and open goals, with the needs that each goal serves; nothing of a closed plan."""
    plan = desk.put(Plan(person_id=desk.ali))
    closed = desk.put(Plan(person_id=desk.ali, closed_on=TODAY))
    lonely = desk.put(Need(person_id=desk.ali, plan_id=plan, domain="isolation", words="No mates here"))
    met = desk.put(Need(person_id=desk.ali, plan_id=plan, domain="sleep", words="Up all night", met=True))
    desk.put(Need(person_id=desk.ali, plan_id=closed, domain="money", words="Debt"))
    desk.put(Need(person_id=desk.ali, plan_id=plan, domain="work", words="Slip", in_error=True))
    goal = desk.put(Goal(person_id=desk.ali, plan_id=plan, words="Play in a team"))
    done = desk.put(Goal(person_id=desk.ali, plan_id=plan, words="Sleep", state="achieved"))
    for goal_id, need_id in ((goal, lonely), (goal, met), (done, met)):
        desk.put(GoalNeed(person_id=desk.ali, goal_id=goal_id, need_id=need_id))
    found = person_facts(desk.connection, desk.ali, TODAY)
    assert [(need.id, need.domain) for need in found.needs] == [(lonely, "isolation")]
    assert [(one.id, one.domains) for one in found.goals] == [(goal, frozenset({"isolation", "sleep"}))]


def test_times_people_and_consents(desk: Desk) -> None:
    """Times that still hold, people to keep apart both ways, answers about referral only."""
    kit, jo = desk.put(Person(name="Kit Rowe")), desk.put(Person(name="Jo Lane"))
    desk.put(KeepApart(person_id=desk.ali, other_id=kit))
    desk.put(KeepApart(person_id=jo, other_id=desk.ali))
    desk.put(Unavailable(person_id=desk.ali, weekday="monday", starts="09:00", ends="17:00", until=date(2026, 12, 1)))
    desk.put(Unavailable(person_id=desk.ali, weekday="friday"))
    desk.put(Unavailable(person_id=desk.ali, weekday="sunday", until=TODAY - timedelta(days=1)))
    desk.put(Consent(person_id=desk.ali, purpose="mentor", decided_on=TODAY))
    desk.put(Consent(person_id=desk.ali, purpose="quote", decided_on=TODAY, given=False))
    found = person_facts(desk.connection, desk.ali, TODAY)
    assert found.apart == {kit, jo}
    assert found.unavailable == (TakenTime("monday", 540, 1020, date(2026, 12, 1)), TakenTime("friday"))
    assert ([answer.given for answer in found.consents], found.mentor_consent) == ([True], True)


@pytest.mark.parametrize(
    ("clock", "expected"),
    [("09:05", 545), ("00:00", 0), ("24:00", 1440), ("24:01", None), ("noon", None), ("9", None), (None, None)],
)
def test_minutes(clock: str | None, expected: int | None) -> None:
    """HH:MM as minutes after midnight; anything else is not known."""
    assert minutes(clock) == expected


def test_money_left(desk: Desk) -> None:
    """Budget and pot less what was approved, spent or asked for; not what was refused or came back."""
    pot = desk.put(Pot(name="Small grants", amount_pence=100_000, maximum_age=25, settings=["community"]))
    budget = desk.put(Budget(person_id=desk.ali, amount_pence=50_000, agreed_on=TODAY))
    for state, pence in (
        ("approved", 10_000),
        ("paid", 5_000),
        ("requested", 1_000),
        ("refused", 400),
        ("refunded", 20),
    ):
        desk.put(
            MoneyRequest(
                person_id=desk.ali, budget_id=budget, pot_id=pot, amount_pence=pence, what_for="Gym", state=state,
                state_on=TODAY,
            )
        )  # fmt: skip
    found = person_facts(desk.connection, desk.ali, TODAY)
    assert found.budget_left == 34_000
    (held,) = found.pots
    assert (held.name, held.left_pence, held.ages, held.settings) == (
        "Small grants", 84_000, (0, 25), frozenset({"community"}),
    )  # fmt: skip


def test_group_is_those_with_a_live_referral(desk: Desk) -> None:
    """Agreed to started, not offered, ended or entered in error."""
    football, kit = desk.football(), desk.put(Person(name="Kit Rowe"))
    for person, state, wrong in (
        (desk.ali, "offered", False),
        (desk.ali, "completed", False),
        (kit, "started", False),
        (desk.ali, "agreed", True),
    ):
        desk.put(Referral(person_id=person, activity_id=football, state=state, state_on=TODAY, in_error=wrong))
    assert desk.facts()[football].members == {kit}


def test_what_an_activity_does_not_say_is_not_known(desk: Desk) -> None:
    """An activity with only a name; empty lists are not known, and one entered in error is left out."""
    bare = desk.put(Activity(name="Chess"))
    desk.put(Activity(name="Slip", in_error=True))
    facts = desk.facts()
    assert list(facts) == [bare]
    found = facts[bare]
    unknown = (
        "settings", "establishments", "areas", "venue_area", "venue_name", "ages", "risk_levels", "has_under_18s",
        "access", "languages", "interpreter", "dates", "weeks", "times", "places", "taken", "waiting", "cost_pence",
        "victim_check", "confirmed_on", "provider",
    )  # fmt: skip
    assert {name: getattr(found, name) for name in unknown} == dict.fromkeys(unknown)
    assert (found.only_sex, found.withdrawn_on, found.members, found.mentors) == ("", NEVER, frozenset(), ())


def test_activity_fields_become_facts(desk: Desk) -> None:
    """Dates, ages, venue, sex and cost as the tests read them."""
    football = desk.football(
        maximum_age=None, starts_on=date(2026, 9, 1), attributes=["women-only", "free", "children-welcome"],
        cost_pence=None, access=["lift"], assured_on=date(2026, 7, 15), withdrawn_on=TODAY,
    )  # fmt: skip
    found = desk.facts()[football]
    assert (found.ages, found.dates) == ((16, NO_OLDEST), (date(2026, 9, 1), NEVER))
    assert (found.only_sex, found.cost_pence, found.has_under_18s) == ("female", 0, True)
    assert (found.venue_area, found.venue_name, found.access) == (
        "LEWES", "The Dripping Field", frozenset({"lift", "step-free"}),
    )  # fmt: skip
    assert (found.confirmed_on, found.withdrawn_on) == (date(2026, 7, 15), TODAY)
    assert found.times == (TimeFacts("tuesday", 1080, 1170),)


def test_what_runs_weekly_runs_on(desk: Desk) -> None:
    """Weekly times without dates, and memberships, run on; times that have ended are left out."""
    football = desk.football()
    gym = desk.put(Activity(name="Gym", item="membership"))
    over = desk.put(Activity(name="Choir"))
    desk.put(ActivityTime(activity_id=over, weekday="monday", to_on=TODAY - timedelta(days=1)))
    desk.put(ActivityTime(activity_id=football, weekday="monday", starts="10:00"))
    facts = desk.facts()
    assert facts[football].dates == facts[gym].dates == (ALWAYS, NEVER)
    assert (facts[over].dates, facts[over].times) == (None, None)
    assert facts[football].times == (TimeFacts("monday", 600), TimeFacts("tuesday", 1080, 1170))


def test_the_prisons_own_activities(desk: Desk) -> None:
    """A prison category without a provider is the prison's own; its venue tells the establishment."""
    chapel = desk.put(Venue(name="Chapel", establishment="FWK"))
    inside = desk.put(Activity(name="Choir", prison_category="other", settings=["custody"], venue_id=chapel))
    anywhere = desk.put(Activity(name="In-cell workout", settings=["custody"], anywhere=True, single_sex="male"))
    facts = desk.facts()
    assert facts[inside].provider is IN_HOUSE
    assert facts[inside].establishments == {"FWK"}
    assert (facts[anywhere].venue_area, facts[anywhere].venue_name, facts[anywhere].only_sex) == ("", "", "male")


def test_providers_and_mentors(desk: Desk) -> None:
    """What runs out needs a date, what does not holds; mentors come with their provider."""
    bare = desk.put(Provider(name="Phoenix Gym", stage="ended"))
    desk.put(ProviderCheck(provider_id=bare, item="insurance"))
    desk.put(ProviderCheck(provider_id=bare, item="references"))
    desk.put(ProviderAgreement(provider_id=bare, part="information-sharing", present=True, review_on=TODAY))
    mentor = desk.put(
        Mentor(
            name="Sam Okafor", provider_id=bare, experiences=["care"], languages=["en"], areas=["Lewes"], capacity=2,
            supporting=0, checks_until=TODAY,
        )
    )  # fmt: skip
    desk.put(Mentor(name="Una Wray"))
    football = desk.football(provider_id=bare)
    found = desk.facts()[football]
    assert found.provider is not None
    assert found.provider.ended
    assert [(check.item, check.expires_on) for check in found.provider.checks] == [
        ("insurance", None), ("references", NEVER),
    ]  # fmt: skip
    assert found.provider.agreements[0].review_on == TODAY
    assert [one.id for one in found.mentors] == [mentor]
    suggestions = mentors_for(desk.connection, desk.ali, TODAY)
    assert [row.mentor.name for row in suggestions.suggested] == ["Sam Okafor"]
    assert [one.name for one, _ in suggestions.not_now] == ["Una Wray"]


def test_nothing_fits(desk: Desk) -> None:
    """The fallback, the reason that going ahead needs, and the evidence of a gap."""
    football = desk.football(maximum_age=18)
    found = match_person(desk.connection, desk.ali, TODAY)
    assert [row.reasons for row in found.rows(Group.DOES_NOT_FIT)] == [("it takes people of 16 to 18. Ali is 19",)]
    assert found.rows(Group.FITS) == ()
    assert found.against(football) == (("age",), ("It takes people of 16 to 18. Ali is 19.",))
    assert found.fallback().nearest[0].activity.id == football
    gap = found.gap("isolation", "football")
    assert gap is not None
    assert gap.reasons == ("age",)


def test_lists_say_when_and_what_it_costs(desk: Desk) -> None:
    """In the words of the page, also for what is not known."""
    desk.put(Activity(name="Gym", item="membership", cost_pence=2_500, cost_per="month"))
    desk.put(Activity(name="Chess"))
    found = match_person(desk.connection, desk.ali, TODAY)
    assert {(row.name, row.when, row.cost) for row in found.rows()} == {
        ("Gym", "any day", "£25.00 a month"),
        ("Chess", "times not known", "cost not known"),
    }


def test_reading_takes_as_many_selects_for_fifty_as_for_one(desk: Desk) -> None:
    """No select is made for each activity, provider or person."""
    told: list[str] = []
    event.listen(desk.connection, "before_cursor_execute", lambda *given: told.append(given[2]))
    desk.football()
    told.clear()
    match_person(desk.connection, desk.ali, TODAY)
    for_one = len(told)
    for number in range(50):
        desk.football(name=f"Football {number}")
    told.clear()
    found = match_person(desk.connection, desk.ali, TODAY)
    assert len(found.matches) == 51
    assert len(told) == for_one
    told.clear()
    match_person(desk.connection, desk.ali, TODAY, activities=directory(desk.connection, TODAY))
    assert len(told) == for_one
