"""Whether a sentence that a worker reads is plain: short, whole, and without a machine's words."""

import re
from collections.abc import Callable
from typing import TypeVar

from faults.counts import Counts
from linkworker.base.errors import LinkworkerError

T = TypeVar("T")

NOT_PLAIN = "said otherwise than in a plain sentence"
"""What a campaign counts, and must never see."""

_MOST_WORDS = 24
_NOT_SAID = re.compile(
    r"please|sorry|invalid|illegal|oops|errno|sqlite|traceback|exception|database|operationalerror|\bNone\b|0x",
    re.IGNORECASE,
)
_PATH = re.compile(r"\S*[/\\]\S*")


def is_plain(said: str) -> bool:
    """Say whether every sentence ends, is short, and has none of a machine's words in it.

    A path in it is the worker's own, or a test's folder of any letters: `70xhyv95` is no address.
    """
    sentences = [sentence for sentence in re.split(r"(?<=[.?!])\s+", said.strip()) if sentence]
    short = all(len(sentence.split()) <= _MOST_WORDS for sentence in sentences)
    return bool(sentences) and said.strip()[-1] in ".?!" and short and not _NOT_SAID.search(_PATH.sub("", said))


def told(counts: Counts, how: str, work: Callable[[], T]) -> T | None:
    """Do work under a fault; return what it acknowledged, or None if it failed: in a plain sentence, or counted."""
    try:
        return work()
    except LinkworkerError as error:
        counts.saw(f"told {type(error).__name__}")
        if not is_plain(str(error)):
            counts.went_wrong(NOT_PLAIN, f"{how}: {error}")
    except Exception as error:  # noqa: BLE001 - anything else would be a traceback to the worker
        counts.went_wrong(NOT_PLAIN, f"{how}: {type(error).__name__}: {error}")
    return None
