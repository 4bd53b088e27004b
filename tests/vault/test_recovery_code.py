"""The recovery code: read back whatever the handwriting, and a slip told from another store's code."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from linkworker.vault.key_errors import CodeLength, MistypedCode
from linkworker.vault.recovery_code import ALPHABET, CHARACTERS, RecoveryCode, _check_characters

codes = st.text(ALPHABET, min_size=26, max_size=26).map(lambda drawn: RecoveryCode(drawn + _check_characters(drawn)))
places = st.integers(0, CHARACTERS - 1)
letters = st.sampled_from(ALPHABET)


def test_a_code_is_28_characters_in_groups_of_four() -> None:
    """26 random characters of five bits and two that check them; no I, L, O or U."""
    code = RecoveryCode.make()
    groups = code.printed().split("-")
    assert [len(group) for group in groups] == [4] * 7
    assert not set(code.characters) & set("ILOU")
    assert len({RecoveryCode.make().characters for _ in range(200)}) == 200
    assert code.characters not in repr(code)
    assert code.as_bytes().decode() == code.characters


def test_a_worked_code_stays_what_it_is() -> None:
    """The check of a known code (worked out by hand over GF(32)) never changes: codes are on paper for years."""
    assert RecoveryCode.read("0000-0000-0000-0000-0000-0000-0000").characters == "0" * 28
    assert _check_characters("0123456789ABCDEFGHJKMNPQRS") == "CT"


@given(codes)
def test_every_code_reads_back(code: RecoveryCode) -> None:
    """As printed, in lower case, with spaces, dashes or nothing between."""
    printed = code.printed()
    for typed in (printed, printed.lower(), printed.replace("-", " "), code.characters, f" {printed} \n"):
        assert RecoveryCode.read(typed) == code
    assert RecoveryCode.read(printed.replace("-", " \u2013 ")) == code


@given(codes)
def test_letters_that_look_like_digits_are_forgiven(code: RecoveryCode) -> None:
    """O is read as 0, I and L as 1."""
    assert RecoveryCode.read(code.printed().replace("0", "O").replace("1", "I")) == code
    assert RecoveryCode.read(code.printed().lower().replace("0", "o").replace("1", "l")) == code


@given(codes, places, letters)
def test_every_single_mistyped_character_is_found(code: RecoveryCode, at: int, other: str) -> None:
    """One wrong character anywhere is said to be mistyped."""
    assume(code.characters[at] != other)
    with pytest.raises(MistypedCode, match="mistyped"):
        RecoveryCode.read(code.characters[:at] + other + code.characters[at + 1 :])


@given(codes, places, places, letters, letters)
def test_every_two_mistyped_characters_are_found(code: RecoveryCode, at: int, too: int, one: str, two: str) -> None:
    """Two wrong characters, so also any two that changed places."""
    typed = list(code.characters)
    typed[at], typed[too] = one, two
    assume("".join(typed) != code.characters)
    with pytest.raises(MistypedCode):
        RecoveryCode.read("".join(typed))


@given(codes, places)
def test_a_character_outside_the_alphabet_is_mistyped(code: RecoveryCode, at: int) -> None:
    """U and signs are never in a code."""
    for other in ("U", "?", "\u00e9"):
        with pytest.raises(MistypedCode):
            RecoveryCode.read(code.characters[:at] + other + code.characters[at + 1 :])


@given(codes, st.integers(0, CHARACTERS - 1))
def test_a_code_cut_short_says_how_many_are_there(code: RecoveryCode, length: int) -> None:
    """Missing characters are counted, not called mistyped."""
    with pytest.raises(CodeLength, match=rf"28 letters and digits, and this has {length}\."):
        RecoveryCode.read(code.characters[:length])


@given(st.text(max_size=27))
def test_any_text_gets_a_plain_answer(typed: str) -> None:
    """Whatever is pasted is one of the two refusals."""
    with pytest.raises((CodeLength, MistypedCode), match=r"\.$"):
        RecoveryCode.read(typed)
