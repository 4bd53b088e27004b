"""A pack with a fault in it is named by file and key, whatever the fault."""

import re
from pathlib import Path

import pytest

import linkworker.wellbeing
from linkworker.wellbeing.check_in_codes import read_check_in_codes
from linkworker.wellbeing.pack_reading import read_instrument
from linkworker.wellbeing.pack_table import BrokenPack
from linkworker.wellbeing.packs import read_packs

ROOM = Path(linkworker.wellbeing.__file__).parent
SHIPPED = ROOM / "instruments"


def spoiled(tmp_path: Path, name: str, old: str, new: str) -> Path:
    """Copy a shipped pack with its first `old` changed to `new`."""
    text = (SHIPPED / name).read_text(encoding="utf-8")
    assert old in text
    copy = tmp_path / name
    copy.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    return copy


def refusal(file: Path) -> str:
    """Return the sentence that a pack is refused with."""
    with pytest.raises(BrokenPack) as caught:
        read_instrument(file)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "old", "new", "named"),
    [
        ("wemwbs.toml", "order = 1", "", "order: it is missing; it needs a whole number"),
        ("wemwbs.toml", "order = 1", "order = true", "order: it needs a whole number"),
        ("wemwbs.toml", "least_age = 13", 'least_age = "13"', "least_age: it needs a whole number"),
        ("wemwbs.toml", 'short_name = "WEMWBS"', 'short_name = " "', "short_name: it needs some text"),
        ("wemwbs.toml", "summed = true", "summed = 1", "summed: it needs true or false"),
        ("wemwbs.toml", "summed = true", "", "summed: it is missing; it needs true or false"),
        ("wemwbs.toml", "order = 1", "order = 1\nordre = 1", "ordre: there is no such setting"),
        ("wemwbs.toml", 'layout = "grid"', 'layout = "list"', "layout: it needs one of: grid, scale"),
        ("wemwbs.toml", 'code = "wemwbs"', 'code = "wembws"', "code: it must be the name of the file"),
        ("wemwbs.toml", 'text = "I\'ve had energy to spare"', "text = 5", "items[5].text: it needs some text"),
        ("wemwbs.toml", "number = 14", "number = 15", "items: they must be numbered 1, 2, 3 and so on"),
        ("wemwbs.toml", "value = 5", "value = 6", "responses: their values must rise by one"),
        ("wemwbs.toml", 'kind = "licence needed"', 'kind = "any"', 'licence.kind: it needs "licence needed" or "free"'),
        ("wemwbs.toml", "items = [1, 2, 3, 6,", "items = [1, 2, 3, 3,", "also_yields[1].items: each must be an item"),
        ("wemwbs.toml", "items = [1, 2, 3, 6,", "items = [1, 2, 3, 99,", "also_yields[1].items: each must be an item"),
        (
            "wemwbs.toml",
            "items = [1, 2, 3, 6,",
            'items = ["1", 2, 3, 6,',
            "also_yields[1].items: it needs a list of whole",
        ),
        ("wemwbs.toml", "items = [1, 2, 3, 6, 7, 9, 11]", "items = 1", "also_yields[1].items: it needs a list"),
        ("wemwbs.toml", '"It is not a screening tool."', "7", "use_rules: it needs a list of texts"),
        ("wemwbs.toml", 'figure = "9"', "figure = 9.0", "thresholds[2].figure: it needs a decimal written as text"),
        ("wemwbs.toml", 'figure = "9"', 'figure = "nine"', "thresholds[2].figure: it needs a decimal written as text"),
        ("wemwbs.toml", 'figure = "9"', 'figure = "NaN"', "thresholds[2].figure: it needs a decimal written as text"),
        ("wemwbs.toml", 'figure = "9"', 'figure = "0"', "thresholds[2].figure: it must be more than 0"),
        ("wemwbs.toml", 'name = "reliable"', 'name = "meaningful"', "thresholds: two have the same name"),
        ("wemwbs.toml", 'at_least = "43"', 'at_least = "42"', "bands.rows: a score of 42 must lie in one band"),
        ("wemwbs.toml", 'at_least = "60"', 'at_least = "61"', "bands.rows: a score of 60 must lie in one band"),
        ("wemwbs.toml", 'mean = "43.4"', 'mean = "4.34"', "comparators[5].mean: it must lie between 14 and 70"),
        ("wemwbs.toml", 'sex = "male"', 'sex = "men"', "comparators[1].sex: it needs one of: male, female"),
        ("wemwbs.toml", 'very_low_at_most = "28"', 'very_low_at_most = "71"', "safety.very_low_at_most: it must lie"),
        ("swemwbs.toml", '35 = "35.00"', "", "conversion.rows: it needs each raw sum from 7 to 35"),
        ("swemwbs.toml", '8 = "9.51"', '8 = "7.00"', "conversion.rows.8: it must be more than the row before"),
        ("swemwbs.toml", '8 = "9.51"', "8 = 9.51", "conversion.rows.8: it needs a decimal written as text"),
        ("swemwbs.toml", '8 = "9.51"', 'eight = "9.51"', "conversion.rows: each key must be a raw sum"),
        ("ons4.toml", "summed = false", "summed = false\nsafety = 1", "safety: it needs a table"),
        ("ons4.toml", "summed = false", "summed = false\nitems = []", "its own form: it cannot be read"),
    ],
)
def test_a_fault_in_a_pack_is_named_by_file_and_key(tmp_path, name, old, new, named):
    """One sentence: which file, which key, what it needs."""
    assert f"The data file {name} is wrong at {named}" in refusal(spoiled(tmp_path, name, old, new))


def test_a_pack_that_is_not_toml_is_named(tmp_path):
    """Half a file, or one saved in another encoding, is said so."""
    half = tmp_path / "half.toml"
    half.write_text('code = "ha', encoding="utf-8", newline="\n")
    assert "The data file half.toml is wrong at its own form: it cannot be read" in refusal(half)
    half.write_bytes("name = 'Café'".encode("latin-1"))
    assert "The data file half.toml is wrong at its own form: it cannot be read" in refusal(half)


def test_rows_that_are_no_tables_are_named(tmp_path):
    """A list where tables are needed, or an empty one, is a fault of that key."""
    file = spoiled(tmp_path, "ons4.toml", "summed = false", "summed = false\ncodes = []")
    assert "codes: it needs one or more tables" in refusal(file)


def test_answers_that_are_never_added_up_can_have_no_threshold(tmp_path):
    """Nothing that needs a total is let into a pack without one."""
    rule = '\n[[thresholds]]\nname = "reliable"\nfigure = "1"\nbasis = "none"\nsource = "none"\n\n[licence]'
    file = spoiled(tmp_path, "ons4.toml", "\n[licence]", rule)
    assert "thresholds: answers that are never added up cannot have it" in refusal(file)


def test_bands_without_a_general_comparator_are_refused(tmp_path):
    """A band is never shown without a comparator, so a pack cannot have one without the other."""
    text = (SHIPPED / "swemwbs.toml").read_text(encoding="utf-8")
    bare = re.sub(r"\[\[comparators\]\].*?(?=#)", "", text, flags=re.DOTALL)
    copy = tmp_path / "swemwbs.toml"
    copy.write_text(bare, encoding="utf-8", newline="\n")
    assert "comparators: bands are never shown without one" in refusal(copy)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('instrument = "swemwbs"', 'instrument = "wemwbs"', "also_yields[1].instrument: there is no other pack"),
        ('instrument = "swemwbs"', 'instrument = "phq"', "also_yields[1].instrument: there is no other pack"),
        ("items = [1, 2, 3, 6,", "items = [1, 2, 3, 4,", "also_yields[1].items: their words differ"),
        ('label = "Often"', 'label = "Mostly"', "responses: they differ from those of swemwbs.toml"),
    ],
)
def test_packs_that_do_not_fit_each_other_are_named(tmp_path, old, new, named):
    """What the long form yields must be the short form, word for word."""
    for file in SHIPPED.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    spoiled(tmp_path, "wemwbs.toml", old, new)
    with pytest.raises(BrokenPack) as caught:
        read_packs(tmp_path)
    assert f"The data file wemwbs.toml is wrong at {named}" in str(caught.value)


def test_two_rows_of_codes_with_one_code_are_refused(tmp_path):
    """A code means one thing."""
    text = (ROOM / "check_in_codes.toml").read_text(encoding="utf-8")
    copy = tmp_path / "check_in_codes.toml"
    copy.write_text(text.replace('code = "during"', 'code = "baseline"'), encoding="utf-8", newline="\n")
    with pytest.raises(BrokenPack, match=r"check_in_codes.toml is wrong at moments\[2\].code: another row"):
        read_check_in_codes(copy)
