"""The licence gate: what may be used with real people, on which day, and what is offered instead."""

from datetime import date

import pytest

from linkworker.wellbeing.licence import Licence, may_use
from linkworker.wellbeing.packs import instrument

DAY = date(2026, 8, 6)
OFFER = "You can use ONS4 now, from age 16."


def licence(granted: date = date(2026, 1, 1), expiry: date | None = None, **changed: str) -> Licence:
    """Return a fictional organisation's licence."""
    words = {"holder": "Eastmarsh Leaving Care", "reference": "FICTION-12"} | changed
    return Licence(words["holder"], words["reference"], granted, expiry)


@pytest.mark.parametrize("code", ["wemwbs", "swemwbs"])
def test_without_a_licence_the_scales_wait_and_ons4_is_offered(code):
    """The sentence says why, and what can be used now and from which age."""
    verdict = may_use(instrument(code), None, DAY, demonstration=False)
    name = code.upper()
    assert not verdict.allowed
    assert verdict.sentence == f"{name} needs your organisation's licence before it is used with real people. {OFFER}"
    assert verdict.offers == ("ons4",)


@pytest.mark.parametrize("given", [None, licence(), licence(expiry=date(2020, 1, 1))])
def test_ons4_is_free_whatever_the_licence(given):
    """No licence is asked for."""
    verdict = may_use(instrument("ons4"), given, DAY, demonstration=False)
    assert (verdict.allowed, verdict.sentence, verdict.offers) == (True, "ONS4 is free to use.", ())


def test_the_demonstration_may_use_the_scales_as_they_stand():
    """Fictional people need no licence."""
    verdict = may_use(instrument("wemwbs"), None, DAY, demonstration=True)
    assert (verdict.allowed, verdict.sentence) == (True, "WEMWBS is shown with fictional people only.")


def test_a_licence_without_end_holds():
    """The sentence names holder and reference."""
    verdict = may_use(instrument("wemwbs"), licence(), DAY, demonstration=False)
    assert (verdict.allowed, verdict.offers) == (True, ())
    assert verdict.sentence == "WEMWBS is licensed to Eastmarsh Leaving Care (FICTION-12)."


@pytest.mark.parametrize(
    ("expiry", "allowed", "sentence"),
    [
        (date(2026, 8, 7), True, "WEMWBS is licensed to Eastmarsh Leaving Care (FICTION-12), until 7 August 2026."),
        (date(2026, 8, 6), True, "WEMWBS is licensed to Eastmarsh Leaving Care (FICTION-12), until 6 August 2026."),
        (date(2026, 8, 5), False, f"The licence for WEMWBS ended on 5 August 2026. {OFFER}"),
    ],
)
def test_a_licence_holds_to_the_end_of_its_last_day(expiry, allowed, sentence):
    """Both sides of the expiry."""
    verdict = may_use(instrument("wemwbs"), licence(expiry=expiry), DAY, demonstration=False)
    assert (verdict.allowed, verdict.sentence) == (allowed, sentence)


@pytest.mark.parametrize(
    ("granted", "allowed"), [(date(2026, 8, 5), True), (date(2026, 8, 6), True), (date(2026, 8, 7), False)]
)
def test_a_licence_holds_from_the_day_it_was_granted(granted, allowed):
    """Both sides of the beginning."""
    verdict = may_use(instrument("swemwbs"), licence(granted=granted), DAY, demonstration=False)
    assert verdict.allowed is allowed
    if not allowed:
        assert verdict.sentence == f"The licence for SWEMWBS begins on 7 August 2026. {OFFER}"


@pytest.mark.parametrize("blank", [{"holder": " "}, {"reference": ""}])
def test_a_licence_with_no_holder_or_reference_is_none(blank):
    """A blank line in the settings opens nothing."""
    verdict = may_use(instrument("wemwbs"), licence(**blank), DAY, demonstration=False)
    assert not verdict.allowed
    assert verdict.offers == ("ons4",)
