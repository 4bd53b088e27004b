"""Referrals on the real store: states by the rules, words kept, reasons counted, tests gone ahead against."""

from datetime import date, timedelta

import pytest

from casework import offered
from linkworker.base.clock import FixedClock
from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.casework.consent.consenting import withdraw_consent
from linkworker.casework.directory.activity_upkeep import add_mentor, change_activity
from linkworker.casework.directory.provider_upkeep import keep_agreement
from linkworker.casework.matches.gaps import gap_words, gaps, keep_gap
from linkworker.casework.matches.matching import match_person
from linkworker.casework.referrals.referral_reading import line, of_person, referral, to_revisit, waiting_for_answer
from linkworker.casework.referrals.referral_view import ReferralView
from linkworker.casework.referrals.referring import Said, choose_mentor, correct, move, refer
from linkworker.casework.support.episodes import current_episode, open_episode
from linkworker.records.referral import Referral
from linkworker.vault.store import Store

TODAY = offered.TODAY


class Case:
    """Ali, a provider in order and walking football, with referring made short."""

    def __init__(self, store: Store, worker: str) -> None:
        self.store, self.worker = store, worker
        with store.unit_of_work(worker) as uow:
            self.ali = offered.person(uow)
            self.provider = offered.provider(uow)
            self.football = offered.activity(uow, self.provider)
            self.consent = offered.consent(uow, self.ali)
            open_episode(uow, self.ali)

    def refer(self, activity: str | None = None, state: str = "offered", said: Said | None = None, **given: str) -> str:
        """Refer Ali to football unless another activity is named."""
        with self.store.unit_of_work(self.worker) as uow:
            return refer(uow, self.ali, activity or self.football, state=state, said=said or Said(), **given)

    def move(self, referral_id: str, *states: str, said: Said | None = None) -> None:
        """Move a referral through states, in one unit of work each; what is said goes with the last."""
        for number, state in enumerate(states, 1):
            with self.store.unit_of_work(self.worker) as uow:
                move(uow, self.ali, referral_id, state, said if said and number == len(states) else Said())

    def seen(self, referral_id: str) -> ReferralView:
        """Return a referral as it is shown."""
        with self.store.reading() as connection:
            return referral(connection, self.ali, referral_id)


@pytest.fixture
def case(store: Store, worker: str) -> Case:
    """Ali Marsh, and walking football that fits."""
    return Case(store, worker)


@pytest.mark.practice(24)
def test_a_person_thinks_declines_in_their_words_and_is_asked_again(case: Case) -> None:
    """Offered, thinking, declined with their own words and a day to look again, then agreed: one readable line."""
    made = case.refer()
    case.move(made, "thinking about it")
    case.move(made, "declined", said=Said("Not with my knee.", ("health",), date(2026, 9, 1)))
    view = case.seen(made)
    assert (view.state, view.revisit_on, view.open) == ("declined", date(2026, 9, 1), False)
    assert view.line() == (
        "Walking football: offered 6 August 2026, thinking about it 6 August 2026 then declined 6 August 2026 "
        '(structural: physical health), "Not with my knee", look again 1 September 2026.'
    )
    with case.store.reading() as connection:
        assert line(connection, case.ali, made) == view.line()
        assert to_revisit(connection, date(2026, 8, 31)) == ()
        assert [each.referral_id for each in to_revisit(connection, date(2026, 9, 1))] == [made]
    case.move(made, "agreed")
    assert case.seen(made).revisit_on is None


def test_a_state_that_may_not_follow_is_refused(case: Case) -> None:
    """The coded list says what may follow; a state that is not in it is asked for again."""
    made = case.refer()
    with pytest.raises(Refused, match="cannot become 'Completed'"):
        case.move(made, "completed")
    with pytest.raises(BadInput, match="Choose"):
        case.move(made, "lost")
    with pytest.raises(BadInput, match="cannot begin"):
        case.refer(state="completed")


def test_a_state_that_asks_why_is_told_why(case: Case) -> None:
    """Declining needs words or a reason; ending early needs a coded one, since it is counted by whose it was."""
    made = case.refer(state="referred")
    with pytest.raises(BadInput, match="Say why"):
        case.move(made, "declined")
    case.move(made, "started")
    with pytest.raises(BadInput, match="at least one reason"):
        case.move(made, "ended early", said=Said("I moved."))


@pytest.mark.practice(71)
def test_unsuited_and_structural_reasons_are_kept_apart(case: Case) -> None:
    """Several reasons are allowed, shown under whose they are, with the person's words."""
    made = case.refer(state="referred")
    case.move(made, "started", "ended early", said=Said("Lost my room.", ("Housing or homelessness", "too-hard")))
    state = case.seen(made).states[-1]
    assert state.reasons == ("housing", "too-hard")
    assert state.why() == "programme: too hard; structural: housing or homelessness"
    assert state.words == "Lost my room."


@pytest.mark.practice(72)
def test_coming_back_is_a_new_referral_that_names_the_old(case: Case) -> None:
    """Paused with a day to look again, ended early, and taken up again: the old one stays as it was."""
    made = case.refer(state="referred")
    case.move(made, "started", "paused", said=Said("Mum is ill.", ("caring",), TODAY + timedelta(days=30)))
    with case.store.reading() as connection:
        assert [each.activity for each in to_revisit(connection, TODAY + timedelta(days=30))] == ["Walking football"]
    case.move(made, "ended early", said=Said(reasons=("caring",)))
    again = case.refer()
    assert case.seen(again).again_of == made
    assert case.seen(made).state == "ended-early"
    with case.store.reading() as connection:
        assert [(each.number, each.id) for each in of_person(connection, case.ali)] == [(1, made), (2, again)]


def test_a_second_open_referral_to_one_activity_is_refused(case: Case) -> None:
    """The one that is open is moved on instead."""
    case.refer()
    with pytest.raises(Refused, match="open referral"):
        case.refer()


@pytest.mark.practice(28)
def test_a_signpost_needs_no_consent_and_awaits_no_answer(case: Case) -> None:
    """Told is not sent: without consent one may be told of an activity, and nobody has to answer."""
    with case.store.unit_of_work(case.worker) as uow:
        withdraw_consent(uow, case.ali, case.consent)
    told = case.refer(form="signpost")
    assert case.seen(told).form_label == "Signpost"
    with case.store.reading() as connection:
        assert waiting_for_answer(connection) == ()


def test_no_reason_replaces_consent(case: Case) -> None:
    """Offering needs none; sending details does, and 'despite' does not help."""
    with case.store.unit_of_work(case.worker) as uow:
        withdraw_consent(uow, case.ali, case.consent)
    made = case.refer()
    case.move(made, "agreed")
    with pytest.raises(Refused, match="took back consent"):
        case.move(made, "referred", said=Said(despite="It would do him good."))
    assert case.seen(made).state == "agreed"


def test_consent_is_kept_with_the_referral_that_stands_on_it(case: Case) -> None:
    """The referral names the consent under which the details went."""
    made = case.refer(state="referred")
    with case.store.unit_of_work(case.worker) as uow:
        assert uow.get_of(Referral, case.ali, made).consent_id == case.consent


@pytest.mark.practice(28)
def test_a_sent_referral_waits_for_its_answer_oldest_first(case: Case, clock: FixedClock) -> None:
    """A referral and a supported one wait; an answer takes them off the list; another worker's list is empty."""
    with case.store.unit_of_work(case.worker) as uow:
        gym = offered.activity(uow, case.provider, "Gym", kinds=["gym"])
    first = case.refer(state="referred")
    clock.advance(timedelta(days=1))
    second = case.refer(gym, state="referred", form="supported")
    with case.store.reading() as connection:
        waiting = waiting_for_answer(connection)
        assert waiting_for_answer(connection, worker_id=case.ali) == ()
        assert [each.referral_id for each in waiting_for_answer(connection, case.worker)] == [first, second]
    assert waiting[0].words() == "Ali Marsh: Walking football, referred since 6 August 2026"
    case.move(first, "accepted")
    with case.store.reading() as connection:
        assert [each.referral_id for each in waiting_for_answer(connection)] == [second]


@pytest.mark.practice(55)
def test_going_ahead_against_a_test_needs_a_reason_that_is_shown_later(case: Case, clock: FixedClock) -> None:
    """Suggesting is free; offering against a lapsed check says why not, and the reason stays with the test."""
    with case.store.unit_of_work(case.worker) as uow:
        lapsed = offered.provider(uow, "Ridge Boxing", ends=date(2026, 8, 6))
        boxing = offered.activity(uow, lapsed, "Boxing", kinds=["boxing"])
    clock.advance(timedelta(days=1))
    suggested = case.refer(boxing, state="suggested")
    assert case.seen(suggested).override_tests == ()
    with pytest.raises(Refused, match=r"ended.*Give a reason"):
        case.move(suggested, "offered")
    case.move(suggested, "offered", said=Said(despite="Renewal is in the post; seen by phone."))
    view = case.seen(suggested)
    assert view.override_tests == ("checks",)
    assert view.override_reason == "Renewal is in the post; seen by phone."
    assert view.override_words().endswith("Renewal is in the post; seen by phone.")
    case.move(suggested, "agreed", "referred")  # the same tests are not asked about twice


def test_what_lapsed_since_the_offer_is_asked_about_when_details_go_out(case: Case) -> None:
    """The tests are looked at again at the moment of referring."""
    made = case.refer()
    case.move(made, "agreed")
    with case.store.unit_of_work(case.worker) as uow:
        change_activity(uow, case.football, minimum_age=21)
    with pytest.raises(Refused, match="21"):
        case.move(made, "referred")


def test_without_an_agreement_on_sharing_a_reason_is_needed(case: Case) -> None:
    """The working agreement's part on information sharing lapsed: the reason is kept under that test."""
    with case.store.unit_of_work(case.worker) as uow:
        keep_agreement(uow, case.provider, "information-sharing", present=False)
    with pytest.raises(Refused, match=r"information-sharing|sharing information"):
        case.refer(state="referred")
    made = case.refer(state="referred", said=Said(despite="Ali asked me to phone them in front of him."))
    assert case.seen(made).override_tests == ("agreement",)


def test_the_first_attendance_dates_the_episode(case: Case) -> None:
    """The day the first activity starts is the episode's first attendance, and a later start does not move it."""
    made = case.refer(state="referred")
    case.move(made, "started", said=Said(on=TODAY))
    with case.store.reading() as connection:
        episode = current_episode(connection, case.ali)
    assert episode is not None
    assert episode.first_attendance_on == TODAY


def test_a_correction_takes_the_place_of_what_was_kept(case: Case, clock: FixedClock) -> None:
    """Words and day are corrected by a new fact; the line shows the new ones in the old place."""
    made = case.refer()
    clock.advance(timedelta(days=3))
    case.move(made, "thinking about it", said=Said("Maybe"))
    first = case.seen(made).states[0]
    with case.store.unit_of_work(case.worker) as uow:
        correct(uow, case.ali, made, first.id, Said("Sounds good", on=date(2026, 8, 5)))
    view = case.seen(made)
    assert [(each.state, each.on, each.words) for each in view.states] == [
        ("offered", date(2026, 8, 5), "Sounds good"),
        ("thinking-about-it", date(2026, 8, 9), "Maybe"),
    ]
    with case.store.unit_of_work(case.worker) as uow, pytest.raises(NotFound):
        correct(uow, case.ali, made, first.id, Said("Again"))


def test_days_must_be_possible(case: Case) -> None:
    """Not after today, not before the state before, and a day to look again only where the list has one."""
    made = case.refer()
    with pytest.raises(BadInput, match="today or earlier"):
        case.move(made, "agreed", said=Said(on=TODAY + timedelta(days=1)))
    with pytest.raises(BadInput, match="on or after 6 August 2026"):
        case.move(made, "agreed", said=Said(on=TODAY - timedelta(days=1)))
    with pytest.raises(BadInput, match="no day to look again"):
        case.move(made, "agreed", said=Said(revisit_on=TODAY + timedelta(days=9)))
    with pytest.raises(BadInput, match="after today"):
        case.move(made, "declined", said=Said("No", revisit_on=TODAY))


@pytest.mark.practice(70)
def test_the_mentor_whom_the_person_chose_is_kept(case: Case) -> None:
    """One with room is simply kept; one without needs a reason."""
    with case.store.unit_of_work(case.worker) as uow:
        sam = add_mentor(uow, "Sam Hart", capacity=2, supporting=1, checks_until=offered.NEXT_YEAR)
        full = add_mentor(uow, "Lee Fox", capacity=1, supporting=1, checks_until=offered.NEXT_YEAR)
    made = case.refer(mentor_id=sam)
    assert case.seen(made).mentor == "Sam Hart"
    with case.store.unit_of_work(case.worker) as uow, pytest.raises(Refused, match="No room"):
        choose_mentor(uow, case.ali, made, full)
    with case.store.unit_of_work(case.worker) as uow:
        choose_mentor(uow, case.ali, made, full, "Ali knows Lee and asked for him.")
    assert case.seen(made).mentor == "Lee Fox"


def test_that_nothing_fitted_is_kept_and_names_nobody(case: Case) -> None:
    """The need, the area and why: evidence of a gap; where something fits there is none to keep."""
    with case.store.unit_of_work(case.worker) as uow:
        matched = match_person(uow.connection, case.ali, TODAY)
        with pytest.raises(Refused, match="Something fits"):
            keep_gap(uow, matched)
        keep_gap(uow, matched, kind_wanted="gardening")
    with case.store.reading() as connection:
        found = gaps(connection)
    assert (found[0].kind_wanted, found[0].area) == ("Gardening", "Lewes")
    assert "Ali" not in gap_words(found[0])
    assert gap_words(found[0]).startswith("Gardening, Lewes: 0 activities looked at")
