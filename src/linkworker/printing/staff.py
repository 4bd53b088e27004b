"""Members of staff on a person's copy: by name, or, where asked, only by what they do."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

NAMES_THAT_ARE_WORDS = Path(__file__).with_name("data") / "names_that_are_words.txt"

_TITLES = ("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Officer", "SO", "CM")
_TITLE = rf"(?:(?:{'|'.join(_TITLES)})\.?\s+)?"
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_LEAST_LETTERS = 2
_LEAST_IN_EMAIL = 3


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who works with the person."""

    name: str
    role: str = ""
    """What they are called by title, as the team has set it: "personal adviser"."""
    also_called: tuple[str, ...] = ()
    """Other names for them that may stand in what people wrote: a nickname, initials."""

    def names(self) -> tuple[str, ...]:
        """Return every name that gives them away, longest first: whole names, then their parts."""
        whole = {" ".join(name.split()) for name in (self.name, *self.also_called)}
        parts = {part for name in whole for part in name.split() if _tells(part)}
        return tuple(sorted((whole | parts) - {""}, key=lambda name: (-len(name), name)))


def hiding(staff: Iterable[Staff], spare: str, fallback: str) -> Callable[[str], str]:
    """Return a function that puts what they do in place of every staff name in a text, in square brackets.

    A whole name goes however it is written, and so does a first name or surname alone, save those that are ordinary
    words too ("Will", "Grace"): these go only with a capital, which takes a word now and then at the head of a
    sentence. A name let through can harm somebody; a word hidden cannot. The words of `spare` (the person's own name)
    always stay. `fallback` is used for staff who have no role. An e-mail address with one of the names in it goes too.
    """
    kept = {word.casefold() for word in spare.split()} | {spare.casefold()}
    roles = {name: member.role or fallback for member in reversed(tuple(staff)) for name in member.names()}
    roles = {name: role for name, role in roles.items() if name.casefold() not in kept}
    # One pass over the text, longest first, so that what was put in is not searched again; roles stay as they are.
    longest_first = sorted(roles, key=lambda name: (-len(name), name))
    rules = [(re.escape(role), role) for role in dict.fromkeys(roles.values())]
    rules += [(_name(name), f"[{roles[name]}]") for name in longest_first]
    pattern = re.compile("|".join(f"({words})" for words, _put in rules))
    telling = {name.casefold(): f"[{role}]" for name, role in roles.items() if len(name) >= _LEAST_IN_EMAIL}

    def hide(text: str) -> str:
        text = _EMAIL.sub(lambda address: _email(address[0], telling), text)
        return pattern.sub(lambda hit: rules[(hit.lastindex or 1) - 1][1], text) if rules else text

    return hide


def _tells(part: str) -> bool:
    """Say whether a part of a name points to somebody by itself: "van" and "Mrs" do not."""
    return len(part) >= _LEAST_LETTERS and part not in _TITLES and not part[0].islower()


def _name(name: str) -> str:
    """Return the pattern of a name with any title before it."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    as_written = f"{words}|{words.upper()}" if name.casefold() in _also_words() else f"(?i:{words})"
    return rf"(?<!\w){_TITLE}(?:{as_written})(?!\w)"


@cache
def _also_words() -> frozenset[str]:
    lines = NAMES_THAT_ARE_WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip().casefold() for line in lines if line.strip() and not line.startswith("#"))


def _email(address: str, telling: dict[str, str]) -> str:
    mailbox = address.split("@", maxsplit=1)[0].casefold()
    for name, role in telling.items():
        if _bare(name) in _bare(mailbox):
            return role
    return address


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text)
