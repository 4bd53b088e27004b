"""Letters that the fonts cannot set are found before printing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.printing.letters import BOX, FAMILIES, FONTS, cannot_set, font_letters, tidy, with_boxes


@pytest.mark.parametrize(
    "text",
    [
        "Zoë, Łukasz, Siân, Ngũgĩ, Ağrı, Ștefan, Nguyễn Thị Ánh",  # noqa: RUF001 - Turkish has a dotless i
        "Ελληνικά, Українська, Қазақша",
        "العربية فارسی کوردی اردو پښتو ١٢٣",
        "አማርኛ ትግርኛ ።",
        "£25.00 – €3 … ‘quoted’ “so” • ½ ° ©",  # noqa: RUF001 - the signs that word processors put in
        "line\nline\ttab\r\nline",
    ],
)
def test_the_languages_asked_for_can_be_set(text):
    """Latin, Greek, Cyrillic, Arabic and Ethiopic are all held, in regular and in bold."""
    assert cannot_set(text) == ()
    assert BOX not in with_boxes(text)


def test_what_is_not_held_is_named_once_in_the_order_met():
    """Each missing letter is named once, so that the worker can say what to write instead."""
    assert cannot_set("日本 👍 日 ok") == ("日", "本", "👍")


@pytest.mark.parametrize(
    ("text", "boxed"),
    [("👨‍👩‍👧 us", f"{BOX} us"), ("👍🏽!", f"{BOX}!"), ("❤️", BOX), ("日本", BOX * 2), ("ok", "ok")],
)
def test_one_box_stands_for_one_sign(text, boxed):
    """A sign made of several, as emoji are, leaves one box."""
    assert with_boxes(text) == boxed


def test_what_only_machines_see_is_dropped_without_a_word():
    """Controls and byte-order marks come with pasting; nobody wrote them."""
    assert tidy("\ufeffa\x00b\x07c\u202ed\x85e") == "abcd\ne"
    assert cannot_set("\ufeffa\x00b\x07") == ()


def test_letters_in_parts_are_put_together():
    """An e and its accent typed apart are one letter, as fonts have it."""
    assert tidy("e\u0301") == "é"


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
@pytest.mark.parametrize("family", FAMILIES)
def test_every_font_comes_with_us_and_can_be_read(family, weight):
    """Each family is there in both weights, with its table of letters."""
    assert len(font_letters(FONTS / f"{family.replace(' ', '')}-{weight}.ttf")) > 300


def test_the_fonts_bring_their_licence():
    """The Open Font License stands beside the fonts, with their copyright lines."""
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert licence.count("Copyright 2015") == 3


@given(st.text())
def test_nothing_is_missing_once_boxes_stand(text):
    """After boxing, every letter can be set, and boxing again changes nothing."""
    boxed = with_boxes(text)
    assert cannot_set(boxed) == ()
    assert with_boxes(boxed) == boxed
