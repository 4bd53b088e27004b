"""Six words that stand for a key or a hash."""

from linkworker.sync.words import fingerprint_words, hash_words, word_list


def apart(one: str, other: str) -> int:
    """Return how many letters must be changed, added or taken to make one word into the other."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row = row, [i]
        for j, its in enumerate(other, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != its)))
    return row[-1]


def test_the_list_has_256_short_words_no_two_of_which_are_one_letter_apart() -> None:
    """Words that are read aloud are not taken for one another."""
    words = word_list()
    assert len(words) == len(set(words)) == 256
    assert all(word.isascii() and word.islower() and 3 <= len(word) <= 9 for word in words)
    assert [(a, b) for i, a in enumerate(words) for b in words[i + 1 :] if apart(a, b) < 2] == []


def test_a_hash_becomes_the_words_of_its_first_six_bytes() -> None:
    """Word n stands for byte n, so that another program finds the same words."""
    assert hash_words(bytes([0, 1, 2, 253, 254, 255]) + b"more") == "acorn actor alarm walnut zebra zigzag"


def test_a_key_has_the_same_words_everywhere_and_another_key_has_others() -> None:
    """The words of a key are a fixed vector of the format."""
    assert fingerprint_words(bytes(32)) == "crayon cactus festival hedge drum zebra"
    assert fingerprint_words(bytes(31) + b"\x01") != fingerprint_words(bytes(32))
