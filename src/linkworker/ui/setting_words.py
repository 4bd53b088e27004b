"""The settings in words: what each is called, what it does, and where its value came from."""

import re

from linkworker.base.settings import BUILT_IN

NAMES = {
    "look": ("Look", "How the screens are drawn. Auto asks the terminal. Console is for a plain Windows console."),
    "theme": ("Theme", "The colours of the screens."),
    "language": ("Language", "The language of the screens. There is English so far."),
    "organisation": ("Organisation", "What your organisation is called, on printouts and bundles."),
    "team": ("Teams", "Each team, what its workers are called, and what it calls a review."),
    "establishment": ("Prisons", "The prisons that people may be in, by their code of three letters."),
    "areas": ("Areas", "The areas where people live and activities are."),
    "wemwbs-licence": ("WEMWBS licence", "Without one the program takes no WEMWBS check-in of a real person."),
    "sharing": ("Sharing", "Whose record goes to the centre when nothing was said about it."),
    "idle-minutes": ("Locks after", "Minutes without a key, after which the program locks."),
    "oversight-days": ("Oversight", "Days after which a medium or high risk case without oversight is listed."),
    "personal-budget": ("Personal budget", "The most that one person may have, and at which ages."),
    "hub-invitation": ("Centre's invitation", "The file by which this laptop learns whom to seal bundles to."),
    "hub-url": ("Centre's address", "Where a laptop with a network sends bundles and fetches receipts."),
    "escrow-recipient": ("Organisation's key", "The age key with which your organisation can open this store too."),
    "data-folder": ("Folder", "Where the encrypted store is."),
}
"""By key of the settings file: what it is called, and what it does."""

_UNITS = {"idle-minutes": " minutes", "oversight-days": " days"}
_LANGUAGES = {"en": "English"}
_WHERE = re.compile(r"(?P<whose>.+) \((?P<file>.+?)(?:, line (?P<line>\d+))?\)")


def value_words(key: str, shown: str) -> str:
    """Return a value with its unit, or the name that it is a code of; `shown` is as `Settings.explain` gives it."""
    return _LANGUAGES.get(shown, shown) if key == "language" else shown + _UNITS.get(key, "")


def source_words(source: str) -> str:
    """Return where a value came from, as a plain sentence; `source` is as `Settings.explain` gives it."""
    if source == BUILT_IN:
        return "Nobody set this, so the built-in value holds."
    if source.startswith("--"):
        return f"It was given with {source} when the program was started."
    found = _WHERE.fullmatch(source)
    if found is None:
        return f"It comes from {source}."
    line = f", line {found['line']}" if found["line"] else ""
    whose = "You chose this" if found["whose"] == "your choice" else "Your organisation set this"
    return f"{whose}. It stands in {found['file']}{line}."


def source_in_short(source: str) -> str:
    """Return whose word a value is, in a word or two for a list."""
    if source == BUILT_IN:
        return "built in"
    if source.startswith("--"):
        return f"at the start ({source})"
    for start, said in (("your choice", "your choice"), ("the organisation", "your organisation")):
        if source.startswith(start):
            return said
    return source
