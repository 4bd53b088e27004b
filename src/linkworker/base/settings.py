"""The settings in force, each with where it came from: built in, organisation, worker's choice, or flag."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Generic, TypeVar

import platformdirs

from linkworker.base import setting_kinds as kinds
from linkworker.base.environment import Environment, read_environment
from linkworker.base.errors import BadInput, NotFound
from linkworker.base.setting_table import ALL, APP, CHOICES, built_in
from linkworker.base.setting_values import (
    Establishment,
    Look,
    PersonalBudget,
    Sharing,
    Team,
    Theme,
    WemwbsLicence,
)
from linkworker.base.words import listed

T = TypeVar("T")

BUILT_IN = "built in"
ORGANISATION_FILE = "settings.toml"
CHOICES_FILE = "choices.toml"


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T]):
    """A value and where it came from: "built in", "the organisation's settings (PATH, line 3)", "--look"."""

    value: T
    source: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One setting as a page about settings shows it."""

    key: str
    shown: str
    source: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting in force; `faults` says, a sentence or two each, what in the files could not be used."""

    organisation: Sourced[str]
    teams: Sourced[tuple[Team, ...]]
    establishments: Sourced[tuple[Establishment, ...]]
    areas: Sourced[tuple[str, ...]]
    wemwbs_licence: Sourced[WemwbsLicence | None]
    sharing: Sourced[Sharing]
    idle_minutes: Sourced[int]
    oversight_days: Sourced[int]
    personal_budget: Sourced[PersonalBudget]
    hub_invitation: Sourced[Path | None]
    hub_url: Sourced[str]
    escrow_recipient: Sourced[str]
    data_folder: Sourced[Path]
    look: Sourced[Look]
    theme: Sourced[Theme]
    language: Sourced[str]
    faults: tuple[str, ...] = ()

    def team(self, name: str = "") -> Team:
        """Return a team by name, whatever its case; the first one if no name is given. Raises NotFound."""
        teams = self.teams.value
        found = next((team for team in teams if team.name.casefold() == name.strip().casefold()), None)
        if found is None and name.strip():
            raise NotFound(f"There is no team called '{name}'. There is: {listed(team.name for team in teams)}.")
        return found or teams[0]

    def places(self) -> dict[str, str]:
        """Return the names of the establishments, by code."""
        return {place.code: place.name for place in self.establishments.value}

    def explain(self) -> tuple[Explained, ...]:
        """Return a row for each setting: its key in the file, its value in words, and where it came from."""
        return tuple(
            Explained(_key(part.name), _shown(found.value), found.source)
            for part in fields(self)
            if isinstance(found := getattr(self, part.name), Sourced)
        )


def load_settings(
    *,
    flags: Mapping[str, Any] | None = None,
    environment: Environment | None = None,
    site_folder: Path | None = None,
    user_folder: Path | None = None,
) -> Settings:
    """Return the settings in force; a wrong one in a file is a fault, and its default holds.

    `flags` maps keys as in the file ("look", "data-folder") to what was typed; None means not given. A wrong flag
    raises BadInput. The folders stand in for the machine's own (for settings.toml) and the worker's (for choices.toml).
    """
    environment = environment or read_environment()
    values: dict[str, Sourced[Any]] = {key: Sourced(value, BUILT_IN) for key, value in built_in().items()}
    faults: list[str] = []
    organisation = environment.settings_file or organisation_file(site_folder)
    if environment.settings_file and not organisation.exists():
        faults.append(f"{organisation}: there is no such settings file. The built-in settings are used.")
    for file, source, allowed in (
        (organisation, "the organisation's settings", ALL),
        (choices_file(user_folder), "your choice", CHOICES),
    ):
        if file.exists():
            from linkworker.base.setting_reading import FileReading  # noqa: PLC0415 - without a file, not waited for

            reading = FileReading(file, source, lambda key: _shown(values[key].value))
            reading.read(allowed)
            values.update({key: Sourced(value, reading.source_of(key)) for key, value in reading.values.items()})
            faults += reading.faults
    values.update(_from_flags(flags or {}))
    return Settings(**{_attribute(key): value for key, value in values.items()}, faults=tuple(faults))


def organisation_file(site_folder: Path | None = None) -> Path:
    """Return where the organisation's settings are looked for unless LINKWORKER_SETTINGS says otherwise."""
    return (site_folder or platformdirs.site_config_path(APP, appauthor=False)) / ORGANISATION_FILE


def choices_file(user_folder: Path | None = None) -> Path:
    """Return where the worker's own choices are kept: look, theme and language, readable before unlock."""
    return (user_folder or platformdirs.user_config_path(APP, appauthor=False)) / CHOICES_FILE


def _from_flags(flags: Mapping[str, Any]) -> dict[str, Sourced[Any]]:
    found: dict[str, Sourced[Any]] = {}
    for key, typed in flags.items():
        kind = ALL.get(key)
        if typed is None or not isinstance(kind, kinds.Kind):
            continue
        try:
            found[key] = Sourced(kind.read(typed), f"--{key}")
        except kinds.Unfit:
            raise BadInput(f"--{key} must be {kind.must}.") from None
    return found


def _attribute(key: str) -> str:
    return {"team": "teams", "establishment": "establishments"}.get(key, key.replace("-", "_"))


def _key(attribute: str) -> str:
    return {"teams": "team", "establishments": "establishment"}.get(attribute, attribute.replace("_", "-"))


def _shown(value: Any) -> str:
    """Return a setting's value in words; "none" where there is none."""
    if isinstance(value, tuple) and value:
        return "; ".join(str(item) for item in value)
    return "none" if value in (None, "", ()) else str(value)
