"""Adding a need to a plan, or changing one."""

from typing import Any

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.base.words import listed
from linkworker.casework.plans import needs
from linkworker.casework.plans.plan_view import NeedView, PlanView
from linkworker.casework.plans.planning import not_looked_at
from linkworker.ui.forms.field import Field, Kind, Option
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.options import from_list
from linkworker.ui.screens.person.plan_rows import Part
from linkworker.ui.screens.planning.at_hand import AtHand, Done, at_field

_BESIDE = ("domain", "source", "since", "sits_behind", "no_goal_reason")


def need_form(at: AtHand, need: NeedView | None = None) -> Form[Done]:
    """Return the form of a new need, or of one that is there."""

    async def save(values: Values) -> Done:
        given: dict[str, Any] = {
            name: values.get(name) for name in ("domain", "source", "since", "sits_behind", "no_goal_reason")
        }
        with at_field("since" if given["since"] else ""):
            if need is None:
                need_id = await at.change(
                    lambda uow: needs.add_need(uow, at.person_id, at.plan.id, values["words"], **given), "the new need"
                )
                return Done(Part("need", need_id).key, "Need added. g adds a goal for it.")
            await at.change(
                lambda uow: needs.change_need(uow, at.person_id, need.id, words=values["words"], **given),
                f"the change to need {need.number}",
            )
        return Done(Part("need", need.id).key, f"Need {need.number} changed.")

    if need is None:
        return Form(f"need:{at.person_id}", "New need", _fields(at.plan, at.called), save, "Add the need")
    name = f"change-need:{at.person_id}:{need.id}"
    return Form(name, f"Need {need.number}", _fields(at.plan, at.called, need), save, "Save the need")


def _fields(plan: PlanView, called: str, need: NeedView | None = None) -> tuple[Field, ...]:
    others = [each for each in plan.needs if need is None or each.id != need.id]
    behind = next((each.id for each in others if need and each.number == need.sits_behind), "")
    missing = [coded("need-domain").label(code).lower() for code in not_looked_at(plan)]
    fields = [
        Field(
            "words",
            f"What does {called} need?",
            Kind.LONG,
            hint="In their own words where you can",
            needed=needs.ASK_WORDS,
            default=need.words if need else "",
            lines=2,
        ),
        Field(
            "domain",
            "What is it about?",
            Kind.PICK,
            hint=f"Not looked at yet: {listed(missing)}." if missing and need is None else "Type part of a word",
            needed="Choose what the need is about.",
            options=from_list("need-domain"),
            default=need.domain if need else "",
            what="what the need is about",
        ),
        Field(
            "source",
            "Learned from",
            Kind.PICK,
            needed="Choose where it was learned from.",
            options=from_list("need-source"),
            default=need.source if need else "self-described",
            what="where it was learned from",
        ),
        Field(
            "since",
            "Since when",
            Kind.DATE,
            hint="If it is known",
            default=show_date(need.since) if need and need.since else "",
        ),
    ]
    if others:
        options = tuple(Option(each.id, f"{each.number} {each.words}") for each in others)
        fields.append(
            Field("sits_behind", "Sits behind which need?", Kind.PICK, hint="If it is part of another", options=options,
                  default=behind, what="a need")
        )  # fmt: skip
    reason = (need.no_goal_reason or "") if need else ""
    fields.append(Field("no_goal_reason", "Why no goal", hint="If no goal is to serve it", default=reason))
    return tuple(fields)
