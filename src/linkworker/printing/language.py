"""The words of a copy in one language, read from a file that a team can add without a release."""

import contextlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from linkworker.base.errors import LinkworkerError, NotFound

WORDS = Path(__file__).with_name("data") / "words"
ENGLISH = "en"
_CODE = re.compile(r"[a-z]{2,3}")
_GROUPS = ("headings", "nothing", "labels", "goal-state", "step-state", "step-by", "agreement")
_MONTHS = 12


class LanguageFault(LinkworkerError):
    """The words file {} cannot be used: {}."""


@dataclass(frozen=True, slots=True)
class Language:
    """Every word of our own on a copy, in one language."""

    code: str
    """Two or three letters (ISO 639), as PDF and screen readers take it."""
    name: str
    title: str
    date_pattern: str
    months: tuple[str, ...]
    groups: Mapping[str, Mapping[str, str]]

    def say(self, group: str, key: str, **filled: str) -> str:
        """Return the words of a key with its {places} filled."""
        return self.groups[group][key].format(**filled)

    def of_code(self, group: str, code: str) -> str:
        """Return the words of a code, or the code itself where a team has added one that the file does not know."""
        return self.groups[group].get(code, code)

    def date(self, day: date) -> str:
        """Return the day as this language writes it: 6 August 2026."""
        return self.date_pattern.format(day=day.day, month=self.months[day.month - 1], year=day.year)


def language(code: str, own: Path | None = None) -> Language:
    """Return a language's words from the team's `own` folder, or else from those that come with us.

    Raises NotFound when neither has it, LanguageFault when its file does not hold the same keys as English.
    """
    if not _CODE.fullmatch(code):
        raise NotFound(f"Enter a language as its two-letter code, for example {ENGLISH}.")
    file = next(
        (folder / f"{code}.toml" for folder in (own, WORDS) if folder and (folder / f"{code}.toml").is_file()), None
    )
    if file is None:
        raise NotFound(f"There is no words file for the language '{code}'. Add {code}.toml, or choose another.")
    return _read(file, file.stat().st_mtime_ns)


def other_languages(own: Path | None = None) -> tuple[Language, ...]:
    """Return the languages that a copy can have beside English, by name; a file that cannot be used is left out."""
    found = {}
    for file in sorted(file for folder in (WORDS, own) if folder and folder.is_dir() for file in folder.glob("*.toml")):
        with contextlib.suppress(LanguageFault, NotFound):
            found[file.stem] = language(file.stem, own)
    return tuple(sorted((held for code, held in found.items() if code != ENGLISH), key=lambda held: held.name))


@cache
def _read(file: Path, _changed: int) -> Language:
    """Read and check a words file; the time it changed is part of the cache's key, so that a mended file is seen."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise LanguageFault(file.name, str(fault)) from None
    months = table.get("months", {})
    names, pattern = months.get("names", []), months.get("pattern", "")
    if len(names) != _MONTHS or _places(pattern) != {"day", "month", "year"}:
        raise LanguageFault(file.name, "[months] needs twelve names, and a pattern with {day}, {month} and {year}")
    for key in ("name", "title"):
        if not str(table.get(key, "")).strip():
            raise LanguageFault(file.name, f"it has no {key}")
    groups = {group: table.get(group, {}) for group in _GROUPS}
    if file != WORDS / f"{ENGLISH}.toml":
        _check_against_english(file.name, groups)
    return Language(file.stem, table["name"], table["title"], pattern, tuple(names), groups)


def _check_against_english(file: str, groups: Mapping[str, Mapping[str, Any]]) -> None:
    """Refuse a file that lacks a word of the English one, or whose {places} are others."""
    for group, english in language(ENGLISH).groups.items():
        for key, words in english.items():
            translated = groups[group].get(key)
            if not isinstance(translated, str) or not translated.strip():
                raise LanguageFault(file, f"[{group}] has no words for {key}")
            if _places(translated) != _places(words):
                raise LanguageFault(file, f"[{group}] {key} must keep the places of the English: {words}")


def _places(words: str) -> set[str]:
    try:
        return {place for _text, place, _spec, _how in Formatter().parse(words) if place is not None}
    except ValueError:
        return {"a brace without its pair"}
