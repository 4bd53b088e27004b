"""What a worker's role must allow for each command and screen; what is not named here is open to every role.

The actions are those of `roles.toml`. A screen is known by its place in the table of
commands, a form or a screen over another by its class.
"""

from collections.abc import Mapping

_PLACES: Mapping[str, str] = {
    "access_made": "give-all",
    "access_records": "give-all",
    "access_review": "give-all",
    "caseload_report": "bring-in-people",
    "check_in": "check-ins",
    "check_in_begin": "check-ins",
    "check_in_form": "check-ins",
    "check_in_number": "check-ins",
    "check_in_result": "check-ins",
    "check_in_shown": "check-ins",
    "conflict": "details",
    "conflicts": "details",
    "consent": "consent",
    "evidence": "evidence",
    "history": "history",
    "keeping": "evidence",
    "match": "matching",
    "match_help": "matching",
    "match_reasons": "matching",
    "meeting": "plans",
    "no_plan": "plans",
    "notes": "notes",
    "one_entry": "history",
    "one_figure": "evidence",
    "one_note": "notes",
    "other_record": "details",
    "plan": "plans",
    "printed": "plans",
    "referral": "referrals",
    "referrals": "referrals",
    "two_versions": "plans",
    "versions": "plans",
    "who_fits": "matching",
}
"""By place: all of its commands, and the screen itself."""

_COMMANDS: Mapping[tuple[str, str], str] = {
    ("activity", "people"): "matching",
    ("budget", "new_request"): "ask-money",
    ("came", "to_choose"): "details",
    ("came", "finish"): "erase",
    ("keeping", "erase"): "erase",
    ("keeping", "finish"): "erase",
    ("money", "new_pot"): "pots",
    ("one_pot", "change"): "pots",
    ("one_pot", "in_error"): "pots",
    ("people", "import_people"): "bring-in-people",
    ("own_activity", "another"): "others-activity",
    ("person", "check_in"): "check-ins",
    ("person", "to_choose"): "details",
    ("person", "chronology"): "history",
    ("person", "consent"): "consent",
    ("person", "erase"): "erase",
    ("person", "give"): "give-all",
    ("person", "join"): "details",
    ("person", "match"): "matching",
    ("person", "meeting"): "plans",
    ("person", "note"): "notes",
    ("person", "print"): "plans",
    ("sync", "to_choose"): "details",
    ("sync", "finish"): "erase",
    ("today", "check_in"): "check-ins",
    ("today", "review"): "plans",
    ("workers", "add"): "workers",
    ("workers", "let_in"): "workers",
    ("workers", "role"): "workers",
    ("workers", "take_away"): "workers",
}
"""By place and action, without what stands in its brackets."""

_FORMS: Mapping[str, str] = {
    "AppointmentForm": "notes",
    "ChooseStep": "plans",
    "CorrectNote": "notes",
    "Decide": "check-ins",
    "HoldBack": "give-all",
    "ImportCaseload": "bring-in-people",
    "NoteForm": "notes",
    "OutcomeForm": "notes",
    "PotForm": "pots",
    "RequestForm": "ask-money",
    "SafetyDecision": "check-ins",
    "WhenForm": "check-ins",
    "WhyPartial": "check-ins",
}
"""By the name of the class, as a second net: the command that opens one is looked at first."""


def need_of(place: str, action: str) -> str | None:
    """Return what a command of a place needs of the role, or None where it is open to all."""
    name = action.removeprefix("app.").partition("(")[0]
    return _COMMANDS.get((place, name)) or _PLACES.get(place)


def need_of_screen(place: str, form: str) -> str | None:
    """Return what a screen needs: by its place, or by the name of its class where it is a form."""
    return _FORMS.get(form) or _PLACES.get(place)


def all_needs() -> frozenset[str]:
    """Return every action that is named here."""
    return frozenset({*_PLACES.values(), *_COMMANDS.values(), *_FORMS.values()})
