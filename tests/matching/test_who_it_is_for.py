"""Age, sex, risk, exclusions, under-18s, people to keep apart, access and language."""

from datetime import date

import pytest

from linkworker.matching.facts import ANY_AGE, NO_OLDEST
from linkworker.matching.fallback import asks
from linkworker.matching.match import match
from linkworker.matching.verdict import Group, Verdict
from matching.fictional import TODAY, ali, football, matched, outcome, said


@pytest.mark.parametrize(
    ("born", "verdict"),
    [
        (date(2010, 8, 6), "met"),  # 16 today
        (date(2010, 8, 7), "not met"),  # 16 tomorrow
        (date(2000, 8, 7), "met"),  # 26 tomorrow
        (date(2000, 8, 6), "not met"),  # 26 today
    ],
)
def test_age_takes_both_ends_of_its_range(born: date, verdict: str) -> None:
    """The youngest and the oldest age are both inside, to the day."""
    assert said("age", ali(born=born), football(ages=(16, 25)))[0] == verdict


def test_age_is_said_with_its_figures() -> None:
    """The sentence names the person's age and the ages taken."""
    assert said("age", ali(), football())[2] == "It takes people of 16 to 25. Ali is 19."
    assert said("age", ali(), football(ages=(21, NO_OLDEST)))[2] == "It takes people of 21 and over. Ali is 19."
    assert said("age", ali(), football(ages=(0, 17)))[2] == "It takes people up to 17. Ali is 19."


def test_unknown_age_on_either_side_is_not_known() -> None:
    """Neither an unknown birth date nor unstated ages make it suitable or unsuitable; any age is met without asking."""
    assert said("age", ali(born=None), football())[:2] == ("not known", "born-not-known")
    assert said("age", ali(), football(ages=None))[:2] == ("not known", "ages-not-known")
    assert said("age", ali(born=None), football(ages=ANY_AGE))[0] == "met"


@pytest.mark.parametrize(
    ("sex", "verdict", "group"),
    [
        ("female", "met", Group.FITS),
        ("male", "not met", Group.DOES_NOT_FIT),
        ("prefers-not-to-say", "not known", Group.FITS_IF),
        ("intersex", "not known", Group.FITS_IF),
        (None, "not known", Group.FITS_IF),
    ],
)
def test_single_sex_service(sex: str | None, verdict: str, group: Group) -> None:
    """Only a known other sex is not met: whoever prefers not to say is shown the service and chooses."""
    found = matched(ali(sex=sex), football(only_sex="female"))
    assert (found.outcome("sex").verdict.words, found.group) == (verdict, group)


def test_a_service_for_everyone_asks_for_no_sex() -> None:
    """The test does not apply where the service is open to everyone, whatever was asked or not."""
    assert said("sex", ali(sex=None), football())[0] == "does not apply"
    assert said("sex", ali(), football(only_sex=None))[:2] == ("not known", "service-not-known")


def test_unassessed_risk_is_not_known() -> None:
    """Never silently suitable, never silently unsuitable: it fits if the risk is assessed."""
    found = matched(ali(risk_level=None), football())
    assert found.group is Group.FITS_IF
    assert said("risk", ali(risk_level=None), football())[2] == "Ali's risk has not been assessed."


def test_risk_level_against_the_levels_taken() -> None:
    """A level that is taken is met, another is not, and unstated levels are not known."""
    assert said("risk", ali(risk_level="medium"), football())[0] == "met"
    assert said("risk", ali(risk_level="high"), football())[2] == (
        "It takes low or medium risk. Ali is assessed as high."
    )
    assert said("risk", ali(), football(risk_levels=None))[:2] == ("not known", "levels-not-known")


def test_stated_exclusions() -> None:
    """What the activity states against what the person must be kept from."""
    tools = football(excludes=frozenset({"weapons"}))
    assert said("exclusions", ali(exclusions=frozenset({"weapons", "internet"})), tools)[2] == (
        "Ali must be kept from this, which it states: sessions with blades or tools."
    )
    assert said("exclusions", ali(), tools)[0] == "met"
    assert said("exclusions", ali(risk_level=None), tools)[0] == "not known"
    assert said("exclusions", ali(), football())[0] == "does not apply"


@pytest.mark.parametrize(
    ("there", "verdict", "group"),
    [
        (True, "not met", Group.DOES_NOT_FIT),
        (False, "met", Group.FITS),
        (None, "not known", Group.FITS_IF),
    ],
)
def test_no_sessions_with_under_18s(*, there: bool | None, verdict: str, group: Group) -> None:
    """An adults-only age range is not taken to say that no under-18s are there."""
    found = matched(ali(no_under_18s=True), football(has_under_18s=there, ages=(18, 25)))
    assert (found.outcome("under-18s").verdict.words, found.group) == (verdict, group)


def test_under_18s_do_not_matter_to_others() -> None:
    """Without the exclusion the test does not apply."""
    assert said("under-18s", ali(), football(has_under_18s=True))[0] == "does not apply"


def test_keep_apart_never_says_who() -> None:
    """Somebody in the group who must be kept apart bars it, and the sentence names nobody."""
    person = ali(apart=frozenset({"person-kit"}))
    verdict, _, sentence = said("keep-apart", person, football(members=frozenset({"person-kit", "person-jo"})))
    assert (verdict, sentence) == ("not met", "Someone in this group must be kept apart from Ali.")
    assert said("keep-apart", person, football(members=frozenset({"person-jo"})))[0] == "met"
    assert said("keep-apart", person, football(item="equipment"))[0] == "does not apply"
    assert said("keep-apart", ali(), football())[0] == "does not apply"


def test_someone_already_there() -> None:
    """A place or open referral of one's own is said."""
    assert said("already", ali(), football(members=frozenset({"person-ali"})))[0] == "not met"
    assert said("already", ali(), football())[0] == "met"


def test_access_needs() -> None:
    """Every need must be listed; what is not listed is named."""
    person = ali(access_needs=frozenset({"step-free", "hearing-loop"}))
    assert said("access", person, football())[2] == "It does not list hearing loop, which Ali needs."
    assert said("access", person, football(access=None))[0] == "not known"
    assert said("access", ali(access_needs=frozenset({"step-free"})), football())[0] == "met"
    assert said("access", ali(), football(access=None))[0] == "does not apply"


@pytest.mark.parametrize(
    ("language", "needs", "held_in", "interpreter", "expected"),
    [
        ("en", False, frozenset({"en"}), None, ("met", "spoken")),
        ("en", False, None, None, ("met", "none-other")),
        ("en", False, frozenset({"cy"}), None, ("not met", "other")),
        ("ti", None, None, None, ("not known", "languages-not-known")),
        ("ti", None, frozenset({"en"}), True, ("met", "interpreter")),
        ("ti", None, frozenset({"en"}), False, ("not met", "other")),
        ("ti", False, None, None, ("met", "no-help-needed")),
        ("ti", False, frozenset({"en"}), None, ("met", "no-help-needed")),
        ("ti", False, frozenset({"cy"}), None, ("not met", "other")),
        ("ti", True, frozenset({"en"}), None, ("not known", "interpreter-not-known")),
        ("ti", True, frozenset({"en"}), False, ("not met", "no-interpreter")),
        ("ti", True, frozenset({"ti"}), False, ("met", "spoken")),
        (None, True, frozenset({"en"}), True, ("met", "interpreter")),
        (None, True, None, None, ("not known", "interpreter-not-known")),
        (None, False, frozenset({"en"}), True, ("not known", "common-likely")),
        (None, None, None, None, ("not known", "common-likely")),
        (None, None, frozenset({"en", "ti"}), None, ("not known", "common-likely")),
        (None, None, frozenset({"cy"}), None, ("not known", "person-not-known")),
    ],
)
def test_language_and_interpreter(
    *,
    language: str | None,
    needs: bool | None,
    held_in: frozenset[str] | None,
    interpreter: bool | None,
    expected: tuple[str, str],
) -> None:
    """The person's language, or an interpreter where one is needed; an unrecorded language is not known."""
    found = outcome(
        "language", ali(language=language, interpreter=needs), football(languages=held_in, interpreter=interpreter)
    )
    assert (found.verdict.words, found.reason) == expected


def test_a_language_that_was_never_recorded_does_not_hold_everything_back() -> None:
    """What is held in the common language fits all the same, shows the gap and asks; what is held in another waits."""
    person = ali(language=None)
    found = match(person, [football(languages=None), football(id="cy", languages=frozenset({"cy"}))], TODAY)
    assert [one.activity.id for one in found.fits_if] == ["cy"]
    assert found.fits[0].outcome("language").verdict is Verdict.NOT_KNOWN
    assert [(ask.sentence, ask.activities) for ask in asks(found)] == [("Ask what language Ali uses.", 1)]
    needs_one = match(ali(language=None, interpreter=True), [football(languages=None)], TODAY)
    assert not needs_one.fits


def test_everything_known_and_right_fits() -> None:
    """The fictional pair fits by every test, so that each test here changes one thing."""
    assert matched(ali(), football(), TODAY).group is Group.FITS
