"""A person on one page."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from linkworker.base.errors import NotFound
from linkworker.casework.consent.consenting import record_consent
from linkworker.casework.consent.withholding import withhold
from linkworker.casework.people.naming import age_words, folded, place_words, shown_name, told_apart
from linkworker.casework.people.people import add_person
from linkworker.casework.people.person_page import identity, person_page
from linkworker.casework.support.appointments import set_appointment
from linkworker.casework.support.contacts import write_note
from linkworker.casework.support.episodes import open_episode
from linkworker.records.activity import Activity
from linkworker.records.check_in import CheckIn
from linkworker.records.goal import Goal, Step
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.referral import Referral

TODAY = date(2026, 8, 6)


@pytest.fixture
def ali(store, worker):
    """Ali, with something of everything that the page shows."""
    with store.unit_of_work(worker) as uow:
        person = add_person(
            uow, "Alistair Marsh", known_as="Ali", date_of_birth=date(2007, 5, 3), establishment="FWK", wing="B wing",
            risk_level="medium", risk_source="oasys", risk_date=TODAY, language="ti", interpreter="yes",
            how_to_explain="One thing at a time", reading="short-words", what_helps="A walk first",
            adjustments=["breaks", "pictures"], asked_for=["football"], barriers=["stigma", "housing"],
            sex="male", ethnicity="prefers-not-to-say", numbers=[("prison-number", "A1234BC")],
        ).person_id  # fmt: skip
        open_episode(uow, person)
        plan = uow.add(Plan(person_id=person, matters="My little brother", review_on=TODAY + timedelta(days=30)))
        goal = uow.add(Goal(person_id=person, plan_id=plan.id, words="Play again"))
        for days, state in ((5, "not-started"), (2, "completed")):
            uow.add(
                Step(
                    person_id=person, goal_id=goal.id, words=f"Step {days}", due_on=TODAY + timedelta(days), state=state
                )
            )
        uow.add(
            Goal(person_id=person, plan_id=plan.id, words="Later", state="future", remind_on=TODAY + timedelta(days=90))
        )
        club = uow.add(Activity(name="Walking football"))
        uow.add(
            Referral(
                person_id=person, activity_id=club.id, state_on=TODAY, state="declined", revisit_on=TODAY + timedelta(3)
            )
        )
        first = uow.add(CheckIn(person_id=person, instrument="wemwbs", on=TODAY, moment="baseline", mode="p", raw=40))
        uow.add(
            CheckIn(
                person_id=person, instrument="wemwbs", on=TODAY, moment="baseline", mode="p", raw=41, corrects=first.id
            )
        )
        set_appointment(uow, person, TODAY + timedelta(days=1), about="review")
        for number in range(7):
            write_note(uow, person, f"Note {number}")
        record_consent(uow, person, "refer", given=True, how="spoken")
        withhold(uow, person)
        return person


@pytest.mark.practice(110, 111, 112)
def test_the_page_holds_what_the_summary_needs(store, ali):
    """The identity bar, own words, what helps, barriers, next three things, risk, consent and the latest notes."""
    with store.reading() as connection:
        page = person_page(connection, ali, TODAY)
    bar = page.identity
    assert (bar.name, bar.called, bar.age, bar.place) == ("Ali (Alistair Marsh)", "Ali", 19, "FWK, B wing")
    assert (bar.risk, bar.release_known, bar.adjustments_first) == ("Medium", "Not known yet", ("Breaks",))
    assert (page.worker, page.matters, page.asked_for) == ("Jo Brand-Taylor", "My little brother", ("Football",))
    assert page.barriers == ("Stigma", "Housing")
    assert page.about["ethnicity"] == "Prefers not to say"
    assert page.about["gender"] == "Not asked"
    room = page.in_the_room
    assert (room.language, room.interpreter, room.reading) == ("Tigrinya", "Yes", "Short words and sentences")
    assert [(one.what, one.on - TODAY) for one in page.next_things] == [
        ("appointment", timedelta(1)),
        ("activity", timedelta(3)),
        ("step", timedelta(5)),
    ]
    assert (page.latest_check_in.raw, page.latest_check_in.before_on) == (41, None)
    assert [note.words for note in page.notes] == ["Note 6", "Note 5", "Note 4", "Note 3", "Note 2"]
    assert (page.risk.source, page.risk.on) == ("OASys", TODAY)
    assert page.episode.number == 1
    assert len(page.consents) == len(page.appointments) == len(page.numbers) == 1
    assert page.kept_here


def test_a_page_of_somebody_of_whom_only_the_name_is_known(store, worker):
    """Nothing is missing that stops it."""
    with store.unit_of_work(worker) as uow:
        bea = uow.add(Person(name="Bea Nowak")).id
    with store.reading() as connection:
        page = person_page(connection, bea, TODAY)
        assert identity(connection, bea, TODAY) == page.identity
    assert page.next_things == page.notes == page.consents == ()
    assert (page.latest_check_in, page.episode, page.kept_here) == (None, None, False)


def test_somebody_entered_in_error_has_no_page(store, worker, ali):
    """Nor has nobody."""
    with store.unit_of_work(worker) as uow:
        uow.enter_in_error(uow.get(Person, ali), "twice")
    with store.reading() as connection:
        for person in (ali, "nobody"):
            with pytest.raises(NotFound):
                person_page(connection, person, TODAY)


def test_the_page_takes_as_many_selects_however_much_is_written(store, worker, ali):
    """One a list, none a row."""
    counts = []
    for _ in range(2):
        with store.reading() as connection:
            seen = []
            event.listen(connection, "before_cursor_execute", lambda *args, seen=seen: seen.append(args[2]))
            person_page(connection, ali, TODAY)
            counts.append(len(seen))
        with store.unit_of_work(worker) as uow:
            for number in range(20):
                write_note(uow, ali, f"More {number}")
    assert counts[0] == counts[1] <= 16


def test_names_as_people_say_them():
    """The name they like first; places in one line; what tells two apart."""
    assert shown_name("Bea Nowak", None) == shown_name("Bea Nowak", " bea  nowak") == "Bea Nowak"
    assert shown_name("Beatrix Nowak", "Bea") == "Bea (Beatrix Nowak)"
    assert place_words(None, "B wing", "1 High Street", "Lewes") == "1 High Street, Lewes"
    assert place_words(None, None, "1 High Street, lewes", "Lewes") == "1 High Street, lewes"
    assert place_words(None, None, None, None) is None
    assert told_apart("Bea", None, None) == "Bea"
    assert age_words(date(2007, 5, 3), TODAY) == "3 May 2007 (19)"
    assert age_words(None, TODAY) is None
    assert folded("  Zoë   O'Brien-Smith ") == "zoe o brien smith"
