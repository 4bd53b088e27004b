"""Six plain words that stand for a key or a hash, to read aloud and compare."""

import functools
import hashlib
from importlib import resources

WORDS_IN_CODE = 6
STRETCH_SALT = b"linkworker fingerprint v1"
STRETCH_ROUNDS = 200_000


@functools.cache
def word_list() -> tuple[str, ...]:
    """Return the 256 words of data/words.txt; word n stands for byte n."""
    text = resources.files("linkworker.sync").joinpath("data", "words.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(word for line in lines for word in line.split())


def hash_words(digest: bytes) -> str:
    """Return the six words of a hash's first six bytes. Enough for a slip of copying, not against an attacker."""
    return " ".join(word_list()[byte] for byte in digest[:WORDS_IN_CODE])


@functools.lru_cache(maxsize=64)
def fingerprint_words(public: bytes) -> str:
    """Return the six words of a public key, by which two people check over the telephone that a file is theirs.

    Six words are 48 bits, within reach of someone who makes keys until one fits. PBKDF2-HMAC-SHA256 over the key with
    200,000 rounds makes each try cost some 2^18 more, about 66 bits in all, and costs an honest reader a tenth of a
    second, once.
    """
    return hash_words(hashlib.pbkdf2_hmac("sha256", public, STRETCH_SALT, STRETCH_ROUNDS, WORDS_IN_CODE))
