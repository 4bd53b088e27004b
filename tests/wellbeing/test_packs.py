"""The instruments' data packs: the licensed words as they stand, and the figures of the facts they carry."""

import hashlib
import json
from decimal import Decimal
from pathlib import Path

import pytest

import linkworker.wellbeing
from linkworker.wellbeing.packs import NoSuchInstrument, instrument, instruments
from linkworker.wellbeing.parts import LicenceKind

ROOM = Path(linkworker.wellbeing.__file__).parent
VECTOR = Path(__file__).parents[1] / "data" / "swemwbs_table.json"

# SHA-256 of the published words, one a line, so that no slip of a keyboard changes a licensed form.
WEMWBS_ITEMS = "5216693510c7397a97680e73e30c4f6fde12bf3e362b98913dda28097278bb64"
SWEMWBS_ITEMS = "91dd0613be199f69a9a566722dcf34995f55d78e26387b15601a1906c39bd39b"
RESPONSES = "dea109d70d5e5c7c162fe934c0a2647fd60c85362cb52a6cc28541f52241b23b"
SCREEN_PROMPT = "02609ff43ce00c093febb9b1b2ced135f785a6289adce72487a615893f4099c0"
PAPER_PROMPT = "7d967559590d4d791a77cfaa1bec38fd6fbc6acc53968f0c3542c20a8ff48f8e"
ONS4_ITEMS = "d9eafd84302f60d651353bf089d04e5f82a4f3b76d2f506109b53394154c40b1"
ONS4_PROMPT = "c93ff5e29db25281383ce2a0d8c9a6003907830155d1e35fad04173bf6200063"


def digest(*words: str) -> str:
    """Return the SHA-256 of words, one a line."""
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def test_three_instruments_come_in_the_order_to_offer_them():
    """WEMWBS first, then its short form, then the free questions."""
    assert [each.code for each in instruments()] == ["wemwbs", "swemwbs", "ons4"]


@pytest.mark.parametrize("typed", ["wemwbs", "WEMWBS", " Wemwbs "])
def test_an_instrument_is_found_by_code_in_any_case(typed):
    """A worker types the name as it comes."""
    assert instrument(typed).short_name == "WEMWBS"


def test_an_unknown_instrument_names_those_there_are():
    """The sentence says what to choose from."""
    with pytest.raises(NoSuchInstrument, match="Choose one of: wemwbs, swemwbs, ons4") as caught:
        instrument("phq9")
    assert caught.value.exit_code == 4


def test_reading_the_packs_twice_gives_the_same_instrument():
    """Packs are read once."""
    assert instrument("wemwbs") is instrument("wemwbs")


@pytest.mark.practice(90)
def test_wemwbs_has_exactly_the_licensed_words():
    """14 statements, five answers 1 to 5, and both prompts, letter for letter."""
    wemwbs = instrument("wemwbs")
    assert [item.number for item in wemwbs.items] == list(range(1, 15))
    assert digest(*(item.text for item in wemwbs.items)) == WEMWBS_ITEMS
    assert [answer.value for answer in wemwbs.responses] == [1, 2, 3, 4, 5]
    assert digest(*(answer.label or "" for answer in wemwbs.responses)) == RESPONSES
    assert digest(wemwbs.prompt_screen) == SCREEN_PROMPT
    assert digest(wemwbs.prompt_paper) == PAPER_PROMPT


def test_swemwbs_has_exactly_the_licensed_words():
    """7 statements, and the answers and prompts of the long form."""
    short, long = instrument("swemwbs"), instrument("wemwbs")
    assert digest(*(item.text for item in short.items)) == SWEMWBS_ITEMS
    assert short.responses == long.responses
    assert (short.prompt_screen, short.prompt_paper) == (long.prompt_screen, long.prompt_paper)


def test_ons4_has_exactly_the_published_words():
    """Four questions 0 to 10, with ends of their own for the anxious one, where higher is not better."""
    ons4 = instrument("ons4")
    assert digest(*(item.text for item in ons4.items)) == ONS4_ITEMS
    assert digest(ons4.prompt_screen) == digest(ons4.prompt_paper) == ONS4_PROMPT
    assert (ons4.lowest_answer, ons4.highest_answer) == (0, 10)
    assert (ons4.responses[0].label, ons4.responses[10].label) == ("not at all", "completely")
    assert {answer.label for answer in ons4.responses[1:10]} == {None}
    assert [item.higher_is_better for item in ons4.items] == [True, True, True, False]
    assert (ons4.items[3].lowest_label, ons4.items[3].highest_label) == ("not at all anxious", "completely anxious")


def test_ages_days_and_layout_are_those_of_the_facts():
    """13 and 14 days for the scales, 16 and no wait for ONS4; the scales are a grid whose numbers may be hidden."""
    rules = {
        each.code: (each.least_age, each.least_days_between, each.layout, each.numbers_may_be_hidden)
        for each in instruments()
    }
    assert rules == {
        "wemwbs": (13, 14, "grid", True),
        "swemwbs": (13, 14, "grid", True),
        "ons4": (16, None, "scale", False),
    }


def test_snomed_codes_come_from_the_packs():
    """One code for each scored scale, none for ONS4."""
    codes = {each.code: [(code.system, code.code) for code in each.codes] for each in instruments()}
    assert codes == {"wemwbs": [("SNOMED CT", "718426000")], "swemwbs": [("SNOMED CT", "718466001")], "ons4": []}


def test_thresholds_and_their_sources_are_those_of_the_facts():
    """3 and 9 on WEMWBS, 1 and 3 on the SWEMWBS metric, each with its source; none for ONS4."""
    rules = {each.code: {rule.name: rule.figure for rule in each.thresholds} for each in instruments()}
    assert rules == {
        "wemwbs": {"meaningful": Decimal(3), "reliable": Decimal(9)},
        "swemwbs": {"meaningful": Decimal(1), "reliable": Decimal(3)},
        "ons4": {},
    }
    assert all("Warwick FAQ" in rule.source for rule in instrument("wemwbs").thresholds)
    assert all("10.1186/s12955-018-1060-2" in rule.source for rule in instrument("swemwbs").thresholds)
    assert [rule.basis for rule in instrument("swemwbs").thresholds] == ["1 SEM = 1.03", "2.87 rounded"]


def test_conversion_equals_the_independent_table():
    """All 29 rows of the published Rasch conversion, to the hundredth, as decimals."""
    table = json.loads(VECTOR.read_text(encoding="utf-8"), parse_float=Decimal)
    expected = {int(raw): metric for raw, metric in table["swemwbs_raw_to_metric"].items()}
    assert len(expected) == 29
    assert expected == dict(instrument("swemwbs").conversion)
    assert all(isinstance(metric, Decimal) for metric in instrument("swemwbs").conversion.values())


def test_the_items_that_make_up_the_short_form_equal_the_independent_list():
    """Items 1, 2, 3, 6, 7, 9 and 11 of the long form; the short form yields nothing else."""
    table = json.loads(VECTOR.read_text(encoding="utf-8"))
    (yields,) = instrument("wemwbs").also_yields
    assert (yields.instrument, list(yields.items)) == ("swemwbs", table["swemwbs_items_in_wemwbs_order"])
    assert instrument("swemwbs").also_yields == ()


def test_each_scale_carries_its_owners_notice_and_licence():
    """The copyright line with its year, the citation, and whether a licence is needed."""
    owners = "NHS Health Scotland, University of Warwick and University of Edinburgh"
    assert f"{owners}, 2006, all rights reserved" in instrument("wemwbs").notice
    assert f"{owners}, 2008, all rights reserved" in instrument("swemwbs").notice
    assert "Office for National Statistics" in instrument("ons4").notice
    assert [each.licence for each in instruments()] == [LicenceKind.NEEDED, LicenceKind.NEEDED, LicenceKind.FREE]
    assert "2007" in instrument("wemwbs").citation
    assert "2009" in instrument("swemwbs").citation


def test_readme_beside_the_packs_says_whose_they_are():
    """The packs are named as outside the project's own licence, with their citations."""
    words = (ROOM / "instruments" / "README.txt").read_text(encoding="utf-8")
    assert "NOT under this project's own MIT licence" in words
    assert all(f"{each.code}.toml" in words for each in instruments())
    assert "doi:10.1186/1477-7525-5-63" in words
    assert "doi:10.1186/1477-7525-7-15" in words


def test_no_words_of_a_pack_stand_in_code():
    """Items, prompts, answers and notices are read from the packs and nowhere else."""
    code = "\n".join(file.read_text(encoding="utf-8") for file in ROOM.rglob("*.py"))
    for each in instruments():
        words = [item.text for item in each.items] + [answer.label for answer in each.responses if answer.label]
        assert not [text for text in [*words, each.prompt_screen, each.notice, *codes(each)] if text in code]


def codes(each) -> list[str]:
    """Return the clinical codes of an instrument."""
    return [code.code for code in each.codes]


def test_no_pack_or_code_speaks_of_depression():
    """The scale is not a screening tool, so the label is nowhere to be printed from."""
    for file in [*ROOM.rglob("*.py"), *ROOM.rglob("*.toml"), *ROOM.rglob("*.txt")]:
        assert "depress" not in file.read_text(encoding="utf-8").casefold(), file.name
