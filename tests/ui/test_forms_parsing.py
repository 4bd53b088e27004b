"""From what is typed in a field to its value, or to the sentence that is said."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.base.errors import BadInput, LinkworkerError
from linkworker.base.words import avoided_words
from linkworker.ui.forms.field import Field, Kind, Option
from linkworker.ui.forms.parsing import existing_file, existing_folder, value_of

TODAY = date(2026, 8, 6)
SPOKE = (Option("face", "Face to face"), Option("phone", "By phone"), Option("letter", "By letter"))
MANY = tuple(Option(f"n{number}", f"Language {number}") for number in range(30))

GOOD = [
    (Kind.TEXT, "  Ali M ", "Ali M"),
    (Kind.TEXT, "[b]Ali[/b]", "[b]Ali[/b]"),
    (Kind.LONG, "One.\n\nTwo.\n", "One.\n\nTwo."),
    (Kind.DATE, "6/9/26", date(2026, 9, 6)),
    (Kind.DATE, "tomorrow", date(2026, 8, 7)),
    (Kind.BIRTH, "6/8/31", date(1931, 8, 6)),
    (Kind.TIME, "5.30pm", time(17, 30)),
    (Kind.MONEY, "£1,250.5", 125050),
    (Kind.NUMBER, " 1,200 ", 1200),
    (Kind.CHOICE, "phone", "phone"),
    (Kind.CHOICE, "by PHONE", "phone"),
    (Kind.CHOICES, "letter\nface\nletter", ("letter", "face")),
    (Kind.YES_NO, "yes", True),
    (Kind.YES_NO, "no", False),
    (Kind.SECRET, " kettle orbit ", " kettle orbit "),
    (Kind.FOLDER, '"/tmp/some folder"', Path("/tmp/some folder")),  # noqa: S108 - only a name
]
WRONG = [
    (Kind.DATE, "31/2/26", "That day is not in the calendar. Enter a date, for example 6 August 2026."),
    (Kind.BIRTH, "7 August 2026", "Enter a date of birth that is not after today."),
    (Kind.BIRTH, "June", "Enter a date of birth, for example 6 August 1998."),
    (Kind.TIME, "5:30", "Say morning or afternoon: 5:30am or 5:30pm."),
    (Kind.MONEY, "lots", "Enter an amount, for example £25.00."),
    (Kind.NUMBER, "12.5", "Enter a whole number, for example 12."),
    (Kind.NUMBER, "9" * 30, "Enter a whole number of 9 digits at most."),
    (Kind.CHOICE, "email", "Choose one: Face to face, By phone or By letter."),
    (Kind.CHOICES, "face\nemail", "Choose one: Face to face, By phone or By letter."),
    (Kind.YES_NO, "perhaps", "Choose one: Yes or No."),
]


def a_field(kind: Kind, **named: Any) -> Field:
    return Field("answer", "Answer", kind, options=SPOKE, **named)


@pytest.mark.parametrize(("kind", "typed", "value"), GOOD)
def test_typed_text_becomes_the_value_of_its_kind(kind: Kind, typed: str, value: Any) -> None:
    """Each kind reads what people write."""
    assert value_of(a_field(kind), typed, TODAY) == value


@pytest.mark.parametrize(("kind", "typed", "sentence"), WRONG)
def test_what_cannot_be_read_says_what_to_enter(kind: Kind, typed: str, sentence: str) -> None:
    """The sentence says what to type, and none of the words we avoid."""
    with pytest.raises(LinkworkerError) as caught:
        value_of(a_field(kind), typed, TODAY)
    assert str(caught.value) == sentence
    assert not avoided_words(sentence)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.CHOICES])
@pytest.mark.parametrize("typed", ["", "  ", "\n"])
def test_an_empty_field_that_may_be_empty_is_none(kind: Kind, typed: str) -> None:
    """Nothing typed is no answer, never an empty word or nought."""
    assert value_of(a_field(kind), typed, TODAY) is None


def test_no_ticks_are_an_empty_tuple() -> None:
    """Of several, none is an answer of its own shape."""
    assert value_of(a_field(Kind.CHOICES), "", TODAY) == ()


@pytest.mark.parametrize("kind", list(Kind))
def test_an_empty_field_that_is_needed_says_its_sentence(kind: Kind) -> None:
    """The field's own words, whatever its kind."""
    with pytest.raises(BadInput, match=r"^Enter a name\.$"):
        value_of(a_field(kind, needed="Enter a name."), " ", TODAY)


def test_a_field_names_its_answer_in_the_sentence() -> None:
    """`what` stands in the middle of it."""
    with pytest.raises(BadInput, match=r"^Enter a release date, for example"):
        value_of(a_field(Kind.DATE, what="a release date"), "soon", TODAY)


def test_a_long_list_is_not_read_out_in_a_sentence() -> None:
    """Thirty names in a row help nobody."""
    with pytest.raises(BadInput, match=r"^Choose a language from the list\.$"):
        value_of(Field("language", "Language", Kind.PICK, options=lambda: MANY, what="a language"), "klingon", TODAY)


def test_a_fields_own_reading_comes_after_that_of_its_kind() -> None:
    """It gets the day, not the text, and its sentence is the one said."""

    def after_today(day: date) -> date:
        if day <= TODAY:
            raise BadInput("Release date must be after 6 August 2026.")
        return day

    release = a_field(Kind.DATE, parse=after_today)
    assert value_of(release, "7 August 2026", TODAY) == date(2026, 8, 7)
    with pytest.raises(BadInput, match="must be after"):
        value_of(release, "yesterday", TODAY)


def test_a_file_to_read_has_to_be_there(tmp_path: Path) -> None:
    """A folder is not a file, and a file not a folder."""
    file = tmp_path / "people.csv"
    file.touch()
    assert existing_file(file) == file
    assert existing_folder(tmp_path) == tmp_path
    with pytest.raises(BadInput, match="no file of that name"):
        existing_file(tmp_path)
    with pytest.raises(BadInput, match="no folder of that name"):
        existing_folder(file)


def test_a_home_that_nobody_has_is_left_as_typed() -> None:
    """It is a name like any other, and no crash."""
    typed = "~nobody-of-that-name/people.csv"
    assert value_of(a_field(Kind.FILE), typed, TODAY) == Path(typed)


@given(kind=st.sampled_from(list(Kind)), typed=st.text())
def test_nothing_typed_breaks_a_form(kind: Kind, typed: str) -> None:
    """Whatever is typed gives a value or a sentence."""
    try:
        value_of(a_field(kind), typed, TODAY)
    except LinkworkerError as error:
        assert str(error)  # noqa: PT017 - either is right
