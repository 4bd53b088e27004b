"""Fictional people and what is written about them: many, varied, and the same in every run."""

from collections.abc import Iterator
from importlib.resources import files
from itertools import accumulate
from random import Random

# The words that most sentences are made of come first, so that a key press can hit nearly every note.
_COMMON = [
    "the", "and", "to", "he", "she", "was", "with", "said", "a", "of", "about", "in", "that", "for", "had", "on",
    "is", "they", "we", "his", "her", "at", "but", "not", "have", "so", "will", "would", "been", "this", "them",
    "more", "can", "next", "week", "time", "go", "out", "up", "like", "when", "home", "feel", "day", "well", "think",
    "talk", "work", "plan", "going", "still", "want", "help", "better", "see", "again", "get", "sleep", "after",
    "family", "new", "did", "now", "just", "back", "make", "keep", "good", "team", "session", "phone",
]  # fmt: skip
_FIRST = [
    "Ada", "Ali", "Amal", "Ben", "Bilal", "Callum", "Chidi", "Corin", "Dana", "Dev", "Ebo", "Elif", "Ezra", "Farah",
    "Finn", "Gwen", "Hana", "Hugo", "Ida", "Imran", "Ines", "Jaya", "Joel", "Kai", "Kofi", "Lara", "Leon", "Lina",
    "Malik", "Mara", "Marek", "Maya", "Milo", "Mona", "Nadia", "Ned", "Nia", "Noor", "Oisin", "Ola", "Omar", "Orla",
    "Perry", "Petra", "Quinn", "Rafi", "Rhys", "Rosa", "Sami", "Sian", "Sol", "Tariq", "Tess", "Theo", "Uma", "Vik",
    "Wren", "Yara", "Yusuf", "Zara",
]  # fmt: skip
_STARTS = [
    "Ash", "Barn", "Birk", "Bram", "Cald", "Cran", "Dar", "Dun", "Elm", "Fair", "Farn", "Glen", "Gran", "Hal",
    "Hart", "Hazel", "Holm", "Ivel", "Kel", "Kings", "Lang", "Leigh", "Lin", "March", "Mel", "Mor", "Nether", "Nor",
    "Oak", "Ock", "Pem", "Pen", "Quarn", "Rad", "Rock", "Rush", "Sal", "Shel", "Stan", "Stav", "Ten", "Thorn",
    "Under", "Up", "Wake", "Wel", "Whit", "Win", "Wood", "Yar",
]  # fmt: skip
_ENDS = [
    "bourne", "brook", "by", "combe", "cott", "croft", "dale", "den", "field", "ford", "ham", "hurst", "ley", "low",
    "mere", "more", "ridge", "stead", "ton", "well", "worth",
]  # fmt: skip


def chance(seed: str) -> Random:
    """Return a source of chance that gives the same in every run."""
    return Random(seed)  # noqa: S311 - fictional people need no secrecy


def ids(seed: str, start_ms: int = 1_700_000_000_000) -> Iterator[str]:
    """Yield ids that sort in the order given, as UUIDv7 made over the years do."""
    source, at = chance(seed), start_ms
    while True:
        at += source.randrange(1, 60_000)
        tail = f"{source.getrandbits(76):019x}"
        yield f"{at >> 16:08x}-{at & 0xFFFF:04x}-7{tail[:3]}-{'89ab'[int(tail[3], 16) % 4]}{tail[4:7]}-{tail[7:]}"


class Writer:
    """Writes notes: common words often, thousands of rarer ones seldom."""

    def __init__(self, seed: str) -> None:
        rare = (files("linkworker.vault") / "data" / "words.txt").read_text("utf-8").split()
        self._chance = chance(seed)
        self._chance.shuffle(rare)
        self.words = _COMMON + rare
        self._weights = list(accumulate(1 / (place + 3) for place in range(len(self.words))))

    def text(self, least: int, most: int) -> str:
        """Return some sentences of this many words."""
        count = self._chance.randint(least, most)
        chosen = self._chance.choices(self.words, cum_weights=self._weights, k=count)
        return " ".join(chosen).capitalize() + "."


def name(source: Random) -> str:
    """Return a person's name; some 60,000 are possible."""
    return f"{source.choice(_FIRST)} {source.choice(_STARTS)}{source.choice(_ENDS)}"
