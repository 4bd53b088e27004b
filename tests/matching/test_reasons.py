"""What is said of a match, what to do when nothing fits, and the evidence of a gap."""

import gc
from dataclasses import fields
from datetime import date

import pytest

from linkworker.base.lists import coded
from linkworker.matching import wording
from linkworker.matching.facts import ConsentFacts
from linkworker.matching.fallback import asks, fallback
from linkworker.matching.gap import GapEvidence, gap
from linkworker.matching.match import counts, judge_one, match
from linkworker.matching.reasons import (
    conditions,
    every_test,
    needs_reason,
    override_sentences,
    short_reasons,
    what_would_make_it_fit,
)
from linkworker.matching.verdict import Group
from matching.fictional import CHECKS, TODAY, ali, football, matched, provider

LAPSED = provider(checks=(CHECKS[0]._replace(expires_on=date(2026, 6, 3)), *CHECKS[1:]))


def test_the_match_page_speaks_in_conditions_and_sentences() -> None:
    """As on the page: a condition after "Fits if", what bars it after "Does not fit"."""
    assert short_reasons(matched(ali(), football(venue_area="Eastbourne"))) == (
        "asked for football",
        "if Ali can reach Eastbourne",
    )
    full = football(places=8, taken=8, waiting=3)
    assert short_reasons(matched(ali(asked_for=frozenset()), full)) == ("if a place comes free: 3 wait",)
    assert short_reasons(matched(ali(), football(provider=LAPSED))) == ("safeguarding policy ended 3 June 2026",)


def test_what_was_asked_for_comes_first_also_where_it_fits_if() -> None:
    """As on the page: what the person asked for, then on what it hangs."""
    far = matched(
        ali(asked_for=frozenset({"football"})), football(venue_area="Eastbourne", places=8, taken=8, waiting=3)
    )
    assert short_reasons(far)[0] == "asked for football"
    assert set(short_reasons(far)[1:]) == {"if Ali can reach Eastbourne", "if a place comes free: 3 wait"}
    assert conditions(far) == short_reasons(far)[1:]
    assert conditions(matched(ali(), football())) == ()


def test_what_would_make_it_fit_begins_with_what_bars_it() -> None:
    """One sentence each, the worst first; nothing for what fits."""
    both = football(provider=LAPSED, venue_area="Eastbourne")
    assert what_would_make_it_fit(matched(ali(), both)) == (
        "Ask the provider for new evidence: safeguarding policy.",
        "Ask Ali about getting to Eastbourne.",
    )
    assert what_would_make_it_fit(matched(ali(), football())) == ()


def test_every_test_has_a_line() -> None:
    """Label, answer and sentence, met ones too; prisons by name where the name is known."""
    lines = every_test(matched(ali(), football()))
    assert {line.verdict.words for line in lines} <= {"met", "does not apply"}
    assert ("Age", "It takes people of 16 to 25. Ali is 19.") in {(line.label, line.sentence) for line in lines}
    inside = football(settings=frozenset({"custody"}), establishments=frozenset({"FWK"}))
    person = ali(setting="custody", establishment="BZI")
    told = {line.test: line.sentence for line in every_test(matched(person, inside), {"FWK": "HMP Fenwick"})}
    assert told["setting"] == "It runs in HMP Fenwick. Ali is in BZI."


@pytest.mark.practice(24)
def test_going_ahead_against_a_test_needs_a_reason() -> None:
    """The tests that are not met are named, to be kept with the reason; what is only not known is not among them."""
    against = judge_one(ali(), football(provider=LAPSED, venue_area="Eastbourne", ages=None), TODAY)
    assert needs_reason(against)
    assert against.unmet() == ("area", "checks")
    assert override_sentences(against) == (
        "It is in Eastbourne, which is not on Ali's list of places to reach.",
        "Safeguarding policy ended 3 June 2026.",
    )
    assert not needs_reason(matched(ali(), football(ages=None)))


def test_what_to_ask_is_counted_by_activities() -> None:
    """A question that many activities hang on comes first; those that do not fit anyway do not count."""
    person = ali(risk_level=None, language=None)
    listed = [football(id="a"), football(id="b", languages=frozenset({"en"})), football(id="c", active=False)]
    found = asks(match(person, listed, TODAY))
    assert [(ask.sentence, ask.activities) for ask in found] == [
        ("Get Ali's risk assessed.", 2),
        ("Ask what language Ali uses.", 0),
    ]
    assert found[0].words == "2 activities hang on it"
    assert found[1].words == "Nothing hangs on it, but it is good to know"


def test_fallback_lists_the_nearest_and_what_can_be_told() -> None:
    """The least in the way first; where only sharing is in the way, the person can be told of it."""
    person = ali(consents=())
    far = football(id="far", ages=(40, 60), active=False)
    near = football(id="near", ages=(40, 60), needs_consent=False)
    told = football(id="told")
    found = fallback(match(person, [far, near, told], TODAY))
    assert [one.activity.id for one in found.nearest] == ["told", "near", "far"]
    assert [one.activity.id for one in found.signposts] == ["told"]
    assert found.sentence == "Nothing fits Ali yet. 1 activity would, on a condition."


def test_someone_who_said_no_can_still_be_told() -> None:
    """A refusal to be referred bars the referral, not the telling."""
    person = ali(consents=(ConsentFacts(None, given=False, on=TODAY),))
    assert len(fallback(match(person, [football()], TODAY)).signposts) == 1


def test_fallback_sentences() -> None:
    """One for each state of things."""
    assert (
        fallback(match(ali(), [], TODAY)).sentence == "There are no activities yet. Bring in a directory, or add one."
    )
    assert fallback(match(ali(), [football()], TODAY)).sentence == "1 activity fits Ali."
    assert fallback(match(ali(), [football(active=False)], TODAY)).sentence.startswith("Nothing fits Ali. The nearest")


def test_counts_of_the_groups() -> None:
    """How many are in each."""
    found = match(ali(), [football(id="a"), football(id="b", active=False)], TODAY)
    assert counts(found) == {Group.FITS: 1, Group.FITS_IF: 0, Group.DOES_NOT_FIT: 1}


def test_a_gap_says_why_and_names_nobody() -> None:
    """Need, kind, area and reasons by the list that reports use; no name, no id."""
    listed = [
        football(id="a", ages=(40, 60)),
        football(id="b", ages=(40, 60), places=1, taken=1),
        football(id="c", venue_area="Eastbourne"),
    ]
    found = gap(match(ali(), listed, TODAY), domain="isolation", kind_wanted="football")
    assert found == GapEvidence(
        "isolation",
        "football",
        "Lewes",
        None,
        ("age", "not-in-area"),
        "3 activities looked at, none fits: outside the ages and nothing in an area they can reach.",
    )
    assert not any("Ali" in str(getattr(found, part.name)) for part in fields(GapEvidence))


def test_no_gap_where_something_fits_and_one_where_nothing_is_known() -> None:
    """Only what was looked for counts."""
    found = match(ali(), [football()], TODAY)
    assert gap(found, domain="isolation") is None
    missing = gap(found, kind_wanted="gardening")
    assert missing is not None
    assert missing.reasons == ("none-of-this-kind",)


def test_a_code_that_its_list_does_not_hold_is_shown_in_its_own_words() -> None:
    """A code of another program's is still read out, never hidden."""
    person = ali(exclusions=frozenset({"open-water"}))
    found = matched(person, football(excludes=frozenset({"open-water"})))
    assert short_reasons(found) == ("Ali must be kept from this, which it states: open water",)


def test_the_collector_is_left_as_it_was() -> None:
    """Matching holds the garbage collector off and puts it back as it found it."""
    gc.disable()
    try:
        assert len(match(ali(), [football()], TODAY)) == 1
        assert not gc.isenabled()
    finally:
        gc.enable()
    assert len(match(ali(), [football()], TODAY)) == 1
    assert gc.isenabled()


def test_more_than_three_checks_are_counted():
    """A row stays short: a few are listed, more are told by their number."""
    codes = coded("oversight-check").codes()
    assert wording._some("oversight-check", codes[:4]) == "4 of its checks"
    assert " and " in wording._some("oversight-check", codes[:2])
