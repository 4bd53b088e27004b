"""What a passphrase may be, and how strong it is said to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.vault.guessable import fold, guessable, is_common, without_names, without_runs, without_words
from linkworker.vault.key_errors import PassphraseRefused
from linkworker.vault.passphrase import (
    Fault,
    Strength,
    as_bytes,
    check_passphrase,
    fault_of,
    normalise,
    strength_in_words,
)
from linkworker.vault.phrases import LEAST_WORDS, WordListFault, checked_words, generate_phrase, word_list

NAMES = ("Priya Nowak", "Harbour Lane Trust")
GOOD = "Copper kettle on the 3rd shelf"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", Fault.TOO_SHORT),
        ("fourteen chars", Fault.TOO_SHORT),
        ("   fourteen chars   ", Fault.TOO_SHORT),
        ("x7" * 501, Fault.TOO_LONG),
        ("1q2w3e4r5t6y7u8i9o0p", Fault.COMMON),
        ("Manchester United", Fault.COMMON),
        ("CORRECT horse-battery staple", Fault.COMMON),
        ("to be, or not to be", Fault.COMMON),
        ("horse horse horse", Fault.REPEATED),
        ("Horsehorse horseHO", Fault.REPEATED),
        ("aaaaaaaaaaaaaaaaaa", Fault.REPEATED),
        ("a                b", Fault.REPEATED),
        ("aaaaaaaabbbbbbbbbccc", Fault.REPEATED),
        ("qwertyuiop asdfghjkl zx", Fault.RUN),
        ("mnbvcxz lkjhgfdsa", Fault.RUN),
        ("3edc4rfv5tgb6yhn", Fault.RUN),
        ("abcdefghijklmnopq", Fault.RUN),
        ("100 101 102 103 104", Fault.RUN),
        ("90 80 70 60 50 40 30 20", Fault.RUN),
        ("9876543210 cat dog", Fault.RUN),
        ("P@ssw0rd October 2026", Fault.WORDS),
        ("password!!!!!!!!!!", Fault.WORDS),
        ("LinkWorker Welcome 1", Fault.WORDS),
        ("Priya Nowak 2026!!!", Fault.NAME),
        ("harbour-lane-trust 7", Fault.NAME),
        ("pr1ya n0wak lane 99", Fault.NAME),
    ],
)
def test_a_guessable_passphrase_is_refused_with_the_reason(typed: str, fault: Fault) -> None:
    """Short, common, repeated, run, everybody's words and known names are each refused as what they are."""
    assert fault_of(typed, NAMES) is fault
    with pytest.raises(PassphraseRefused, match="Choose another passphrase: ") as refused:
        check_passphrase(typed, NAMES)
    assert fault.value in str(refused.value)
    assert typed == "" or typed not in str(refused.value)


@pytest.mark.parametrize(
    "typed", [GOOD, "gx7#Lq!v2Zp9@rTw", "fifteen letters", "Мой старый чайник поёт", "x" + GOOD * 3]
)
def test_a_long_passphrase_of_ones_own_is_taken(typed: str) -> None:
    """Fifteen characters in any alphabet are enough; no rule asks for digits or signs."""
    check_passphrase(typed, NAMES)


def test_a_name_counts_only_when_little_else_is_left() -> None:
    """A passphrase may hold a name among other words, and short parts of names are no matter."""
    assert fault_of("Priya likes cold marmalade", NAMES) is None
    assert without_names("ofalder", ("Al of Ware",)) == "ofalder"


def test_the_same_look_is_the_same_passphrase() -> None:
    """Composed and decomposed letters, full width, ligatures and no-break spaces make the same bytes."""
    assert as_bytes("caf\u00e9 au lait maison") == as_bytes("  cafe\u0301 au lait maison ")
    assert as_bytes("\uff21\ufb01ne long\u00a0passphrase") == b"Afine long passphrase"
    assert as_bytes("Case counts here, it does") != as_bytes("case counts here, it does")


def test_a_broken_console_makes_a_wrong_passphrase_not_a_crash() -> None:
    """Half characters are encoded as they came."""
    assert as_bytes("half \udc80 character") == b"half \xed\xb2\x80 character"


@given(st.text(max_size=60))
def test_normalising_twice_is_normalising_once(typed: str) -> None:
    """What is kept reads back as itself, and any text gets an answer."""
    assert normalise(normalise(typed)) == normalise(typed)
    assert strength_in_words(typed) in Strength


@pytest.mark.parametrize(
    ("typed", "strength"),
    [
        ("too short", Strength.TOO_SHORT),
        ("password12345678", Strength.WEAK),
        ("horse horse horse", Strength.WEAK),
        ("fifteen letters", Strength.FAIR),
        ("marmalade and rain", Strength.FAIR),
        ("marmalade kettle harvest window orbit", Strength.FAIR),
        ("marmalade kettle harvest window orbit stairs", Strength.STRONG),
        ("the cat sat on the mat", Strength.FAIR),
        ("thecatsatonthematagain", Strength.FAIR),
        ("h@rvest w1ndow k3ttle m0ther", Strength.FAIR),
        ("hush little baby dont say", Strength.WEAK),
        ("Twinkle twinkle little star", Strength.WEAK),
        ("gx7#Lq!v2Zp9@rTwK4&b", Strength.STRONG),
    ],
)
def test_strength_is_said_in_words(typed: str, strength: Strength) -> None:
    """Refused ones and rhymes are weak; six words of one's own or many kinds of characters strong, the rest fair."""
    assert strength_in_words(typed) is strength


def test_a_made_phrase_is_five_shipped_words_and_passes_the_rules() -> None:
    """No generated phrase is refused, and none comes twice."""
    phrases = {generate_phrase() for _ in range(300)}
    assert len(phrases) == 300
    for phrase in phrases:
        assert len(phrase.split()) == 5
        assert set(phrase.split()) <= set(word_list())
        assert fault_of(phrase) is None
        assert strength_in_words(phrase) is Strength.STRONG


def test_the_word_list_is_long_plain_and_told_apart() -> None:
    """At least 4,000 different words of three to nine plain letters."""
    assert len(word_list()) >= LEAST_WORDS
    assert list(word_list()) == sorted(set(word_list()))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda words: words[:3000], "fewer than 4000"),
        (lambda words: [*words, words[7]], "twice"),
        (lambda words: [*words, "e-mail"], "'e-mail'"),
    ],
)
def test_a_spoilt_word_list_is_refused(change: object, said: str) -> None:
    """A list cut short, with a word twice or not plain, is not drawn from."""
    assert callable(change)
    with pytest.raises(WordListFault, match=said):
        checked_words("\n".join(change(list(word_list()))))


def test_the_shipped_lists_are_folded_as_they_are_compared() -> None:
    """Every row can be met: folded, and no common one shorter than a passphrase may be by half."""
    rows = guessable()
    assert len(rows.common) > 80
    assert all(row == fold(row) and row.isalnum() for row in rows.common)
    assert all(is_common(row) for row in rows.common)
    assert all(word == fold(word) for word in rows.words)
    assert rows.least_left < 15


def test_taking_away_leaves_what_is_ones_own() -> None:
    """Runs and words go wherever they stand; other letters and short runs stay in order."""
    assert without_runs("kettleqwertyshelf123") == "kettleshelf123"
    assert without_runs("no34021numbers") == "no34021numbers"
    assert without_words("mypasswordkettle") == "mykettle"


def test_the_notice_names_source_and_licence_of_each_list() -> None:
    """The lists are others' work: their authors and licences stand beside them."""
    from importlib.resources import files  # noqa: PLC0415 - used here alone

    notice = (files("linkworker.vault") / "data" / "NOTICE.md").read_text(encoding="utf-8")
    for named in ("Electronic Frontier Foundation", "CC BY 3.0 US", "Django Software Foundation", "Daniel Wolf"):
        assert named in notice
    assert f"{len(word_list()):,}" in notice
