"""Taking a check-in on the real store, and what it says."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from linkworker.base.clock import FixedClock
from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.base.setting_values import WemwbsLicence
from linkworker.casework.check_ins.check_in_reading import check_ins_of, result
from linkworker.casework.check_ins.check_in_view import Result
from linkworker.casework.check_ins.checking_in import (
    Form,
    Gate,
    NotForThem,
    NotLicensed,
    decide,
    enter_in_error,
    look,
    take,
)
from linkworker.records.person import Person
from linkworker.vault.store import Store
from linkworker.wellbeing.answers import parse_answers
from linkworker.wellbeing.packs import instrument

TODAY = date(2026, 8, 6)
GATE = Gate(WemwbsLicence("Ashdown Council", "W-123", date(2026, 1, 1), date(2026, 12, 31)))
Take = Callable[..., Result]


@pytest.fixture
def ali(store: Store, worker: str) -> str:
    """Ali Marsh, 19, in custody."""
    with store.unit_of_work(worker) as uow:
        return uow.add(Person(name="Ali Marsh", date_of_birth=date(2007, 5, 3), setting="custody", sex="male")).id


@pytest.fixture
def checked(store: Store, worker: str, ali: str) -> Take:
    """Take a WEMWBS check-in whose 14 answers are all alike, so many days ago."""

    def take_one(answer: int | str, days_ago: int = 0, *, code: str = "wemwbs", **given: Any) -> Result:
        typed = " ".join([str(answer)] * len(instrument(code).items)) if isinstance(answer, int) else answer
        extra = {name: given.pop(name) for name in ("decision", "corrects") if name in given}
        given = {"mode": "on-paper", "on": TODAY - timedelta(days=days_ago), **given}
        form = Form(code, parse_answers(instrument(code), typed), **given)
        with store.unit_of_work(worker) as uow:
            return take(uow, ali, form, GATE, **extra)

    return take_one


@pytest.mark.practice(90)
def test_a_wemwbs_check_in_shows_its_score_with_swemwbs_beside_it(checked: Take) -> None:
    """14 answers of 3 are WEMWBS 42, and the seven of the short scale are SWEMWBS 19.25."""
    told = checked(3, moment="baseline")
    assert told.score_lines() == ("WEMWBS 42", "SWEMWBS 19.25 (raw 21)")
    assert told.check_in.raw == 42
    assert told.check_in.licence == "Ashdown Council (W-123)"
    assert told.check_in.worker == "Jo Brand-Taylor"
    assert told.change_lines() == ("There is no earlier score to compare it with.",)
    assert "2006" in told.notice


def test_a_band_stands_beside_its_population_and_the_prison_average(checked: Take) -> None:
    """Half of the people in prison lie in the general low band, so the prison figure is always beside it."""
    told = checked(3)
    assert told.placing[0] == "Low for the general population (widely used, not from a primary source)."
    assert "The average for people in prison in Scotland was 41.2 (2017)." in told.placing


@pytest.mark.practice(90)
def test_change_is_shown_against_the_baseline_and_last_time_by_name_of_threshold(checked: Take) -> None:
    """Every sentence names what it is compared with and the threshold it was judged by."""
    checked(3, 60, moment="baseline")
    checked("3 3 3 3 3 3 3 3 3 3 3 3 4 4", 30, moment="during")
    told = checked(4, 0, moment="end")
    assert [each.against for each in told.comparisons] == ["baseline", "last time"]
    assert told.change_lines()[:2] == (
        "Since the baseline (7 June 2026): improved: WEMWBS up 14, at or past the meaningful threshold of 3.",
        "Since the baseline (7 June 2026): improved: WEMWBS up 14, at or past the reliable threshold of 9.",
    )
    assert told.change_lines()[2].startswith("Since the baseline (7 June 2026): improved: SWEMWBS up ")
    assert told.change_lines()[4].startswith("Since last time (7 July 2026): improved: WEMWBS up 12")


def test_the_trend_is_rows_oldest_first_with_the_change_of_each(checked: Take) -> None:
    """The same rows serve a chart and a table; a form without a total keeps its place in it."""
    checked(3, 60, moment="baseline")
    checked("3 3 3 3 3 3 3 3 3 3 3 3 3 -", 30, partial_reason="interrupted")
    told = checked(4)
    wemwbs, swemwbs = told.trends
    assert (wemwbs.name, wemwbs.lowest, wemwbs.highest) == ("WEMWBS", 14, 70)
    assert [(row.on, row.value, row.change) for row in wemwbs.rows] == [
        (date(2026, 6, 7), Decimal(42), None),
        (date(2026, 7, 7), None, None),
        (date(2026, 8, 6), Decimal(56), Decimal(14)),
    ]
    assert [row.value for row in swemwbs.rows] == [Decimal("19.25"), None, Decimal("25.03")]


def test_a_short_form_is_compared_with_a_long_one_on_the_scale_they_share(checked: Take) -> None:
    """SWEMWBS after WEMWBS: change is in metric points, and both are in the short scale's trend."""
    checked(3, 30, moment="baseline")
    told = checked(4, code="swemwbs")
    assert told.change_lines()[0].startswith("Since the baseline (7 July 2026): improved: SWEMWBS up 5.78")
    assert [row.value for row in told.trends[0].rows] == [Decimal("19.25"), Decimal("25.03")]


def test_a_partial_form_is_kept_with_its_reason_and_has_no_total(checked: Take) -> None:
    """Nothing is filled in for a skipped statement."""
    told = checked("3 3 3 3 3 3 3 3 3 3 3 3 3 -", partial_reason="declined-item")
    assert told.check_in.raw is None
    assert told.check_in.answers[14] is None
    assert told.score_lines() == ("WEMWBS: no total, 1 of 14 not answered (Declined to answer it).",)
    with pytest.raises(BadInput, match="Say why"):
        checked("3 3 3 3 3 3 3 3 3 3 3 3 3 -")


def test_without_a_licence_it_is_refused_and_ons4_offered(store: Store, ali: str) -> None:
    """The organisation's licence comes first; the demonstration store may use it as it stands."""
    form = Form("wemwbs", dict.fromkeys(range(1, 15), 3))
    with store.reading() as connection:
        with pytest.raises(NotLicensed, match="ONS4"):
            look(connection, ali, form, Gate(), today=TODAY)
        with pytest.raises(NotLicensed, match="31 July 2026"):
            ended = Gate(WemwbsLicence("Ashdown Council", "W-123", date(2026, 1, 1), date(2026, 7, 31)))
            look(connection, ali, form, ended, today=TODAY)
        shown = look(connection, ali, form, Gate(demonstration=True), today=TODAY)
    assert shown.check_in.licence == "demonstration"


def test_ons4_needs_no_licence_and_is_never_summed(checked: Take, ali: str, store: Store) -> None:
    """Four figures stand by themselves, each with a trend of its own; for anxiety lower is better."""
    checked("5 5 5 5", 40, code="ons4")
    told = checked("7 6 5 2", code="ons4")
    assert told.check_in.raw is None
    assert told.check_in.licence is None
    assert told.score_lines() == ("Life satisfaction: 7", "Worthwhile: 6", "Happiness: 5", "Anxiety: 2")
    assert told.change_lines() == ()
    assert [trend.name for trend in told.trends] == ["Life satisfaction", "Worthwhile", "Happiness", "Anxiety"]
    assert [row.change for row in told.trends[0].rows] == [None, Decimal(2)]
    assert not told.trends[3].higher_is_better


@pytest.mark.parametrize(("born", "stopped"), [(date(2013, 8, 7), True), (date(2013, 8, 6), False)])
def test_the_scale_is_for_people_of_13_and_over(store: Store, worker: str, born: date, stopped: bool) -> None:
    """The thirteenth birthday is old enough; the day before it is not."""
    with store.unit_of_work(worker) as uow:
        young = uow.add(Person(name="Sam Reed", date_of_birth=born)).id
    form = Form("wemwbs", dict.fromkeys(range(1, 15), 3))
    with store.reading() as connection:
        if stopped:
            with pytest.raises(NotForThem, match="aged 13 or over"):
                look(connection, young, form, GATE, today=TODAY)
        else:
            assert look(connection, young, form, GATE, today=TODAY).cautions == ()


@pytest.mark.parametrize(("days", "warned"), [(13, True), (14, False)])
def test_two_check_ins_under_14_days_apart_warn_and_never_block(checked: Take, days: int, warned: bool) -> None:
    """The items ask about the last 2 weeks."""
    checked(3, days)
    told = checked(4)
    assert ("too-near" in {caution.code for caution in told.cautions}) is warned


def test_a_check_in_dated_after_today_is_stopped(checked: Take) -> None:
    """What has not happened cannot be recorded."""
    with pytest.raises(NotForThem, match="must not be after today"):
        checked(3, -1)


def test_being_read_to_is_said_with_the_result(checked: Take) -> None:
    """Help tends to raise the answers, and a change of mode makes two hard to compare."""
    checked(3, 30)
    told = checked(4, mode="read-aloud")
    assert {"helped", "mode-changed"} <= {caution.code for caution in told.cautions}


def test_a_very_low_score_prompts_and_the_decision_is_kept(checked: Take, store: Store, worker: str, ali: str) -> None:
    """The prompt is kept with the check-in, and what the worker decided can follow as a new fact."""
    told = checked(2)
    assert told.prompt is not None
    assert told.prompt.words == "Follow your service's safety procedure"
    assert told.check_in.safety_prompted
    assert told.check_in.safety_decision is None
    with store.unit_of_work(worker) as uow:
        decide(uow, ali, told.check_in.id, "Spoke with Ali, and with the duty nurse at 3pm.")
    with store.reading() as connection:
        held = check_ins_of(connection, ali)
    assert [each.safety_decision for each in held] == ["Spoke with Ali, and with the duty nurse at 3pm."]
    assert held[0].corrects == told.check_in.id
    with store.unit_of_work(worker) as uow, pytest.raises(NotFound):
        decide(uow, ali, told.check_in.id, "Again.")


def test_worsening_past_the_reliable_threshold_prompts(checked: Take) -> None:
    """A fall of 9 points prompts though the score is not very low; the decision may come with it."""
    checked(4, 30, moment="baseline")
    told = checked(3, decision="Told the key worker.")
    assert told.prompt is not None
    assert told.check_in.safety_decision == "Told the key worker."


def test_nothing_to_decide_where_nothing_prompted(checked: Take, store: Store, worker: str, ali: str) -> None:
    """A decision without a prompt is refused."""
    told = checked(4)
    with store.unit_of_work(worker) as uow, pytest.raises(Refused):
        decide(uow, ali, told.check_in.id, "No need.")


def test_a_correction_takes_the_place_of_the_wrong_one(checked: Take, store: Store, ali: str) -> None:
    """The first stays in the store; lists, change and trend hold the second alone."""
    wrong = checked(3, 20)
    checked(4, 20, corrects=wrong.check_in.id)
    with store.reading() as connection:
        held = check_ins_of(connection, ali)
        told = result(connection, ali, today=TODAY)
        with pytest.raises(NotFound):
            result(connection, ali, wrong.check_in.id, today=TODAY)
    assert [each.raw for each in held] == [56]
    assert [row.value for row in told.trends[0].rows] == [Decimal(56)]
    assert "too-near" not in {caution.code for caution in told.cautions}


def test_entered_in_error_is_counted_nowhere(checked: Take, store: Store, worker: str, ali: str) -> None:
    """It was somebody else's form."""
    told = checked(3)
    with store.unit_of_work(worker) as uow:
        enter_in_error(uow, ali, told.check_in.id, "Another person's form.")
    with store.reading() as connection:
        assert check_ins_of(connection, ali) == ()
        with pytest.raises(NotFound, match="no check-in yet"):
            result(connection, ali, today=TODAY)


def test_a_look_keeps_nothing(store: Store, ali: str, clock: FixedClock) -> None:
    """The score can be worked out before it is kept, so that the worker decides first."""
    with store.reading() as connection:
        look(connection, ali, Form("ons4", {1: 5, 2: 5, 3: 5, 4: 5}), Gate(), today=clock.today())
        assert check_ins_of(connection, ali) == ()
