"""The table of commands, by place."""

from collections.abc import Mapping
from importlib import import_module

from textual.binding import Binding

from linkworker.ui.commands.command import Command

PLACES: Mapping[str, str] = {
    "everywhere": "Everywhere",
    "today": "Today",
    "people": "People",
    "person": "A person",
    "other_record": "Looking for a person's other record",
    "edit_person": "What to change about a person",
    "kept_list": "A list of things kept about a person",
    "consent": "What a person agreed to",
    "import_caseload": "Choosing a list of people",
    "caseload_report": "Bringing in a list of people",
    "plan": "The plan",
    "no_plan": "Where there is no plan yet",
    "versions": "Versions of the plan",
    "two_versions": "Two versions of the plan",
    "printed": "A printed copy",
    "access_review": "Everything held about a person",
    "access_records": "Every record held about a person",
    "access_made": "Copies of everything held",
    "notes": "Notes",
    "one_note": "A note",
    "budget": "A person's money",
    "history": "History",
    "one_entry": "An entry of the history",
    "match": "Match",
    "match_reasons": "Why an activity fits or not",
    "match_help": "What would make an activity fit",
    "referrals": "A person's activities",
    "referral": "A referral to an activity",
    "check_in": "Check-ins",
    "check_in_begin": "Before a check-in",
    "check_in_number": "Handing the laptop over",
    "check_in_form": "A questionnaire",
    "check_in_result": "What a check-in says",
    "check_in_shown": "A score, shown to the person",
    "meeting": "The meeting",
    "activities": "Activities",
    "activity": "An activity",
    "who_fits": "Whom an activity fits",
    "provider": "A provider",
    "import_directory": "Choosing a directory",
    "directory_report": "What a directory brings",
    "money": "Money",
    "one_request": "A request for money",
    "one_pot": "A pot of money",
    "evidence": "Evidence",
    "keeping": "How long records are kept",
    "one_figure": "A figure",
    "sync": "Sync",
    "conflicts": "Written in two places",
    "conflict": "One thing written in two places",
    "left_draft": "What was typed about somebody who is leaving",
    "writing": "Writing a bundle",
    "receiving": "Meeting the centre",
    "came": "What came from the centre",
    "sealed": "A bundle that is written",
    "kept_aside": "Bundles kept aside",
    "form": "A form",
    "first_run": "Setting up",
    "first_people": "Setting up: the first people",
    "first_steps": "Setting up: people and activities",
    "unlock": "Unlocking",
    "forgotten": "A forgotten passphrase",
    "handbook": "The handbook",
    "settings": "Settings",
    "backups": "Backups",
    "backing_up": "Making, copying or restoring a backup",
    "damaged": "A store that does not open",
    "key_file": "A key file that does not open",
    "workers": "Workers on this laptop",
    "own_activity": "Your activity",
}
"""Each place that has commands, and what it is called. Its commands stand in the module of its name beside this."""


def commands(*places: str) -> tuple[Command, ...]:
    """Return the commands of some places, in the order they are written."""
    return tuple(command for place in places for command in _of(place))


def bindings(*places: str) -> list[Binding]:
    """Return the bindings of some places, for a screen's BINDINGS."""
    return [command.binding() for command in commands(*places)]


def _of(place: str) -> tuple[Command, ...]:
    if place not in PLACES:
        raise KeyError(place)
    found: tuple[Command, ...] = import_module(f"linkworker.ui.commands.{place}").COMMANDS
    return found
