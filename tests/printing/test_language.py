"""A team can add a language by writing one file."""

from dataclasses import replace
from datetime import date

import pytest

from linkworker.base.errors import NotFound
from linkworker.base.lists import coded
from linkworker.printing.language import WORDS, LanguageFault, language
from linkworker.printing.render import render

ENGLISH = (WORDS / "en.toml").read_text(encoding="utf-8")


@pytest.fixture
def team(tmp_path):
    """Return a team's folder with an Arabic file of which the headings are done."""
    words = ENGLISH
    for ours, theirs in (
        ("My plan", "خطتي"),
        ("In my own words", "بكلماتي"),
        ("My goals", "أهدافي"),
        ("August", "أغسطس"),
    ):
        words = words.replace(f'"{ours}"', f'"{theirs}"')
    (tmp_path / "ar.toml").write_text(words, encoding="utf-8", newline="\n")
    return tmp_path


def test_english_comes_with_us():
    """English is there without any file of the team's."""
    english = language("en")
    assert english.title == "My plan"
    assert english.date(date(2026, 8, 6)) == "6 August 2026"
    assert english.say("labels", "page", page="1", pages="2") == "Page 1 of 2"


@pytest.mark.parametrize("name", ["goal-state", "step-state", "step-by", "agreement"])
def test_every_code_of_our_lists_has_plain_words(name):
    """Each code that a plan can hold has words for the person."""
    assert set(language("en").groups[name]) == set(coded(name).codes())


@pytest.mark.practice(110)
def test_a_second_line_stands_under_each_heading(plan, read, team):
    """The second language stands under the first and is tagged as its own."""
    found = read(render(replace(plan, second_language="ar"), team).pdf)
    plain = read(render(plan).pdf)
    assert found.root["/Lang"] == "en"
    assert (found.tags["/H1"], found.tags["/H2"]) == (1, 7)
    assert len(found.text) > len(plain.text)
    assert found.spans == {"ar"}
    assert plain.spans == set()


def test_a_copy_in_a_right_to_left_language_says_so(plan, read, team):
    """The whole copy turns round, in its tags as on paper."""
    found = read(render(replace(plan, language="ar"), team).pdf)
    assert found.root["/Lang"] == "ar"
    assert found.root["/ViewerPreferences"]["/Direction"] == "/R2L"
    assert found.title == "خطتي"


def test_a_file_that_is_mended_is_read_again(team):
    """The team need not start the program again to see a mended word."""
    assert language("ar", team).title == "خطتي"
    file = team / "ar.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("خطتي", "خطة"), encoding="utf-8", newline="\n")
    assert language("ar", team).title == "خطة"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('goals = "My goals"\n', "", "[headings] has no words for goals"),
        ("Made on {date}", "Made on {day}", "[labels] made must keep the places of the English: Made on {date}"),
        ("Made on {date}", "Made on {date", "must keep the places"),
        ('"January", ', "", "[months] needs twelve names"),
        ('title = "My plan"', 'title = ""', "it has no title"),
        ('title = "My plan"', "title = My plan", "(at line"),
    ],
)
def test_a_words_file_with_a_fault_is_named_with_what_is_wrong(tmp_path, old, new, said):
    """A wrong file is refused with its name and what to mend."""
    assert old in ENGLISH
    (tmp_path / "cy.toml").write_text(ENGLISH.replace(old, new), encoding="utf-8", newline="\n")
    with pytest.raises(LanguageFault) as refused:
        language("cy", tmp_path)
    assert "cy.toml" in str(refused.value)
    assert said in str(refused.value)


@pytest.mark.parametrize("code", ["cy", "../en", "EN", ""])
def test_a_language_that_is_not_there_is_said(code):
    """A code with no file, or one that is no code, is a plain sentence."""
    with pytest.raises(NotFound):
        language(code)


def test_our_words_are_plain():
    """Our own words never say please or sorry, and each sentence is short."""
    texts = [text for group in language("en").groups.values() for text in group.values()]
    for text in texts:
        assert not {"please", "sorry", "invalid", "required", "oops"} & set(text.casefold().replace(".", "").split())
        assert all(len(sentence.split()) < 20 for sentence in text.split("."))
