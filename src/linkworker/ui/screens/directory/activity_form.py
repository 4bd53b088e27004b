"""The form of an activity: only a name is needed, and what is left empty is not known."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from linkworker.base.lists import coded
from linkworker.casework.directory.activity_reading import times_of
from linkworker.casework.directory.activity_upkeep import add_activity, add_time, change_activity, remove_time
from linkworker.casework.directory.activity_view import TimeView
from linkworker.casework.directory.as_kept import kept, names_of
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.activity import Activity
from linkworker.records.provider import Provider
from linkworker.records.venue import Venue
from linkworker.ui.desk import Desk
from linkworker.ui.forms.field import Field, Option
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.options import from_list
from linkworker.ui.screens.directory.filled import Filled
from linkworker.ui.screens.directory.reading import Weekly, typed_times, weekly_times

_SEVERAL = (
    "kinds", "domains", "excludes", "languages", "settings", "risk_levels", "areas", "establishments", "access",
)  # fmt: skip
_SEXES = ("female", "male")


async def activity_form(desk: Desk, activity_id: str | None = None, provider_id: str | None = None) -> Form[str]:
    """Return the form of a new activity, or of one to change; saving gives its id. Raises NotFound."""
    held: Mapping[str, Any] = {"provider_id": provider_id}
    times: Sequence[TimeView] = ()
    if activity_id is not None:
        wanted = activity_id
        held = await desk.read(lambda connection: kept(connection, Activity, wanted))
        times = await desk.read(lambda connection: times_of(connection, [wanted]).get(wanted, ()))
    providers, venues = await desk.read(_offered)
    fields = _fields(Filled(held), typed_times(times), providers, venues)

    async def save(values: Values) -> str:
        written, name = _written(values, held), str(values["name"])
        weekly = values["when"] or []
        return await desk.change(lambda uow: _save(uow, activity_id, name, written, weekly, times), name)

    title = "Change an activity" if activity_id else "New activity"
    return Form(f"activity:{activity_id or 'new'}:{provider_id or ''}", title, fields, save)


def _offered(connection: Connection) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    providers = tuple(Option(*pair) for pair in names_of(connection, Provider))
    return providers, tuple(Option(*pair) for pair in names_of(connection, Venue))


def _save(
    uow: UnitOfWork,
    activity_id: str | None,
    name: str,
    written: Mapping[str, Any],
    weekly: Sequence[Weekly],
    times: Sequence[TimeView],
) -> str:
    if activity_id is None:
        held = add_activity(uow, name, **written)
    else:
        held = activity_id
        change_activity(uow, held, name=name, **written)
    for time in times:
        if time.weekday is not None and not any(each.is_same(time) for each in weekly):
            remove_time(uow, time.id, "It is not at this time any more.")
    for each in weekly:
        if not any(each.is_same(time) for time in times):
            add_time(uow, held, weekday=each.weekday, starts=each.starts, ends=each.ends)
    return held


def _written(values: Values, held: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields to keep; of a new activity, only those in which something stands."""
    given = {name: value for name, value in values.items() if name not in {"name", "when"}}
    given |= {name: list(given[name] or ()) for name in _SEVERAL}
    given["anywhere"] = bool(given["anywhere"])
    if given["needs_consent"] is None:
        del given["needs_consent"]
    return {name: value for name, value in given.items() if "id" in held or value not in (None, [])}


def _fields(fill: Filled, when: str, providers: tuple[Option, ...], venues: tuple[Option, ...]) -> tuple[Field, ...]:
    return (
        fill.line("name", "Name", needed="Enter the name of the activity."),
        fill.codes("kinds", "Kinds", "activity-kind", "For example: football, social group"),
        fill.words("plain", "What it is, in plain words", "On their copy in place of the name"),
        fill.pick("provider_id", "Run by", providers, "a provider"),
        fill.pick("venue_id", "Venue", venues, "a venue"),
        Field("when", "When", hint="Tuesday 6:00pm to 7:30pm, Thursday 5:00pm", parse=weekly_times, default=when),
        fill.day("starts_on", "First day", "the first day"),
        fill.day("ends_on", "Last day", "the last day"),
        fill.number("weeks", "How many weeks"),
        fill.money("cost_pence", "What it costs", "0 if it is free"),
        fill.choice("cost_per", "That pays for", from_list("cost-per")),
        *_who(fill),
        *_where(fill),
        *_joining(fill),
    )


def _who(fill: Filled) -> tuple[Field, ...]:
    sexes = tuple(Option(code, coded("sex").label(code)) for code in _SEXES)
    return (
        fill.ticks("settings", "Open to people", "setting"),
        fill.number("minimum_age", "Youngest age"),
        fill.number("maximum_age", "Oldest age"),
        fill.choice("single_sex", "For one sex only", sexes),
        fill.line("eligibility", "Who may come, in its own words"),
        fill.ticks("risk_levels", "Risk levels it takes", "risk-level"),
        fill.codes("excludes", "What people may have to be kept from", "exclusion"),
        fill.yes_no("has_under_18s", "Do under-18s take part?"),
        fill.codes("domains", "Needs it serves", "need-domain", "For you, not on the person's copy"),
    )


def _where(fill: Filled) -> tuple[Field, ...]:
    return (
        fill.names("areas", "Areas it serves"),
        fill.yes_no("anywhere", "Does it serve every area?"),
        fill.names("establishments", "Prisons it runs in", "Their codes, with commas between"),
        fill.codes("access", "Access", "access-feature"),
        fill.codes("languages", "Languages", "language"),
        fill.yes_no("interpreter", "Is there an interpreter?"),
        fill.yes_no("victim_check", "Was what is around the venue checked?"),
    )


def _joining(fill: Filled) -> tuple[Field, ...]:
    return (
        fill.number("places", "Places"),
        fill.number("taken", "Places taken"),
        fill.number("waiting", "Waiting"),
        fill.number("group_size", "Group size"),
        fill.line("how_to_join", "How to join"),
        fill.line("phone", "Phone"),
        fill.line("email", "Email"),
        fill.line("website", "Website"),
        fill.yes_no("needs_consent", "Does a referral send details of the person?"),
    )
