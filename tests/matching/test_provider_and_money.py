"""Due diligence, working agreement, consent and cost."""

from datetime import date, timedelta
from typing import Any

import pytest

from linkworker.matching.facts import NEVER, AgreementFacts, CheckFacts, ConsentFacts, PotFacts
from linkworker.matching.verdict import Group
from matching.fictional import CHECKS, TODAY, ali, football, matched, provider, said


def with_check(item: str, expires_on: date | None) -> Any:
    """Return the football of a provider whose one check is another."""
    others = tuple(check for check in CHECKS if check.item != item)
    return football(provider=provider(checks=(*others, CheckFacts(item, expires_on))))


@pytest.mark.practice(55)
def test_a_lapsed_check_is_said_with_its_date() -> None:
    """Insurance that ended bars the activity, with the day it ended."""
    found = said("checks", ali(), with_check("insurance", date(2026, 6, 3)))
    assert found == ("not met", "lapsed", "Insurance ended 3 June 2026.")
    assert matched(ali(), with_check("insurance", date(2026, 6, 3))).group is Group.DOES_NOT_FIT


@pytest.mark.parametrize(
    ("expires_on", "expected"),
    [
        (TODAY - timedelta(days=1), "lapsed"),
        (TODAY, "in-date-until"),
        (NEVER, "in-date-until"),
        (None, "expiry-not-known"),
    ],
)
def test_a_check_holds_on_its_last_day(expires_on: date | None, expected: str) -> None:
    """It lapses the day after; without a date it is not known."""
    assert said("checks", ali(), with_check("dbs", expires_on))[1] == expected


def test_newer_evidence_stands_for_older() -> None:
    """A renewed certificate ends a lapse."""
    renewed = (*CHECKS, CheckFacts("insurance", date(2025, 1, 1)))
    assert said("checks", ali(), football(provider=provider(checks=renewed)))[0] == "met"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"suspended": True}, ("not met", "suspended")),
        ({"ended": True}, ("not met", "work-ended")),
        ({"approved": False}, ("not known", "not-approved")),
        ({"checks": CHECKS[1:]}, ("not known", "missing")),
        ({"checks": tuple(check._replace(expires_on=NEVER) for check in CHECKS)}, ("met", "in-date")),
    ],
)
def test_a_providers_standing(changed: dict[str, Any], expected: tuple[str, str]) -> None:
    """Suspended and ended bar it; not approved and missing evidence are not known."""
    assert said("checks", ali(), football(provider=provider(**changed)))[:2] == expected


def test_no_provider_and_the_prisons_own() -> None:
    """An unknown provider is not known; what the prison runs has no outside checks or agreement."""
    assert said("checks", ali(), football(provider=None))[:2] == ("not known", "no-provider")
    own = football(provider=provider(in_house=True, checks=(), agreements=()))
    assert said("checks", ali(), own)[0] == "does not apply"
    assert said("agreement", ali(), own)[1] == "in-house"


@pytest.mark.practice(54)
@pytest.mark.parametrize(
    ("agreements", "expected"),
    [
        ((AgreementFacts("information-sharing", present=True),), ("met", "covers")),
        ((AgreementFacts("information-sharing", present=True, review_on=TODAY),), ("met", "covers")),
        (
            (AgreementFacts("information-sharing", present=True, review_on=TODAY - timedelta(days=1)),),
            ("not met", "review-passed"),
        ),
        ((AgreementFacts("information-sharing", present=False),), ("not met", "not-covered")),
        ((AgreementFacts("roles", present=True),), ("not known", "none-recorded")),
    ],
)
def test_working_agreement(agreements: tuple[AgreementFacts, ...], expected: tuple[str, str]) -> None:
    """Only the part on sharing information covers a referral, until its review has passed."""
    assert said("agreement", ali(), football(provider=provider(agreements=agreements)))[:2] == expected


def test_nothing_to_share() -> None:
    """What needs no consent needs no agreement."""
    open_to_all = football(needs_consent=False, provider=provider(agreements=()))
    assert said("agreement", ali(consents=()), open_to_all)[1] == "nothing-shared"
    assert said("consent", ali(consents=()), open_to_all)[1] == "nothing-shared"
    assert said("agreement", ali(), football(provider=None))[1] == "no-provider"


DAY_ONE, DAY_TWO = date(2026, 7, 1), date(2026, 7, 2)


@pytest.mark.practice(25)
@pytest.mark.parametrize(
    ("consents", "expected"),
    [
        ((), ("not known", "not-asked")),
        ((ConsentFacts(None, given=True, on=DAY_ONE),), ("met", "given")),
        ((ConsentFacts("prov-1", given=True, on=DAY_ONE),), ("met", "given")),
        ((ConsentFacts("lewes rovers trust", given=False, on=DAY_ONE),), ("not met", "refused")),
        ((ConsentFacts("prov-2", given=True, on=DAY_ONE),), ("not known", "not-asked")),
        (
            (ConsentFacts(None, given=True, on=DAY_TWO), ConsentFacts("prov-1", given=False, on=DAY_ONE)),
            ("not met", "refused"),
        ),
        (
            (ConsentFacts("prov-1", given=False, on=DAY_ONE), ConsentFacts("prov-1", given=True, on=DAY_TWO)),
            ("met", "given"),
        ),
        ((ConsentFacts(None, given=True, on=DAY_ONE, withdrawn_on=TODAY),), ("not met", "withdrawn")),
        ((ConsentFacts(None, given=True, on=DAY_ONE, withdrawn_on=TODAY + timedelta(days=1)),), ("met", "given")),
    ],
)
def test_consent_is_never_implied(consents: tuple[ConsentFacts, ...], expected: tuple[str, str]) -> None:
    """The latest answer about this provider decides, then the latest about any; nobody asked is not known."""
    assert said("consent", ali(consents=consents), football())[:2] == expected


@pytest.mark.parametrize(
    ("pence", "left", "expected"),
    [
        (0, None, ("met", "free")),
        (None, 5_000, ("not known", "cost-not-known")),
        (5_000, 5_000, ("met", "within")),
        (5_001, 5_000, ("not met", "too-costly")),
        (5_000, None, ("not known", "no-money-recorded")),
        (5_000, 0, ("not met", "too-costly")),
    ],
)
def test_cost_against_the_budget(pence: int | None, left: int | None, expected: tuple[str, str]) -> None:
    """Exactly what is left is enough; a penny more is not."""
    assert said("cost", ali(budget_left=left), football(cost_pence=pence))[:2] == expected


def test_cost_is_said_with_its_figures() -> None:
    """Price, what is left, and what is lacking."""
    gym = football(cost_pence=2_500, cost_per="month")
    assert said("cost", ali(), gym)[2] == "£25.00 a month is within the personal budget, which has £182.00 left."
    dear = matched(ali(budget_left=1_000), gym)
    assert dear.group is Group.FITS_IF
    assert dear.outcome("cost").args[-1] == 1_500


def test_a_course_that_costs_more_than_one_payment() -> None:
    """One payment is within the budget, all twelve weeks are not."""
    boxing = football(cost_pence=500, cost_per="session", weeks=12)
    assert said("cost", ali(budget_left=5_999), boxing)[2] == (
        "12 weeks cost £60.00, and the personal budget has £59.99 left."
    )
    assert said("cost", ali(budget_left=6_000), boxing)[0] == "met"
    assert said("cost", ali(budget_left=500), football(cost_pence=500, cost_per="once", weeks=12))[0] == "met"


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "met"),
        ({"ages": (16, 19)}, "met"),
        ({"ages": (20, 25)}, "not known"),
        ({"settings": frozenset({"custody"})}, "not known"),
        ({"ends_on": TODAY}, "met"),
        ({"ends_on": TODAY - timedelta(days=1)}, "not known"),
        ({"starts_on": TODAY + timedelta(days=1)}, "not known"),
        ({"left_pence": 4_999}, "not met"),
    ],
)
def test_a_pot_pays_only_within_its_terms(changed: dict[str, Any], verdict: str) -> None:
    """Ages, settings and dates of the pot must be known to be met."""
    pot = PotFacts("Small grants", 5_000)._replace(**changed)
    assert said("cost", ali(budget_left=None, pots=(pot,)), football(cost_pence=5_000))[0] == verdict


def test_a_pot_with_ages_does_not_open_for_an_unknown_age() -> None:
    """What is not known opens no pot."""
    pot = PotFacts("Small grants", 5_000, ages=(16, 25))
    assert said("cost", ali(born=None, budget_left=None, pots=(pot,)), football(cost_pence=100))[0] == "not known"
