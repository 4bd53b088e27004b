"""Beginning a plan, ending one, and setting when it is reviewed next."""

from collections.abc import Callable

from linkworker.base.dates import show_date
from linkworker.casework.plans import planning
from linkworker.ui.desk import Desk
from linkworker.ui.forms.field import NO, YES, Field, Kind, Option, Typed
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.options import from_list
from linkworker.ui.screens.person.plan_rows import Part
from linkworker.ui.screens.planning.at_hand import AtHand, Done, at_field

_FIRST_LINE = Part("words", "matters").key
_NEW, _CLOSE = "new", "close"


def begin_form(desk: Desk, person_id: str, called: str, *, had_one: bool) -> Form[Done]:
    """Return the form that begins a plan; where there was one before, what was open in it can be taken over."""

    async def save(values: Values) -> Done:
        copies = bool(values.get("copy"))
        await desk.change(
            lambda uow: planning.start_plan(
                uow, person_id, template=values["template"], together=bool(values["together"]), copy_forward=copies
            ),
            f"the new plan of {called}",
        )
        return Done(_FIRST_LINE, "The plan is begun. Press n to write their own words.")

    copy = Field(
        "copy",
        "Take over what was still open in the last plan?",
        Kind.YES_NO,
        hint="Their words are asked again",
        default=YES,
    )
    fields = (_template(), _together(called), *((copy,) if had_one else ()))
    return Form(f"begin-plan:{person_id}", "A new plan", fields, save, "Begin the plan")


def end_form(at: AtHand) -> Form[Done]:
    """Return the form that closes a plan, with or without a new one in its place."""

    def is_new(typed: Typed) -> bool:
        return typed.get("what") == _NEW

    async def save(values: Values) -> Done:
        if values["what"] == _CLOSE:
            await at.change(lambda uow: planning.close_plan(uow, at.person_id, at.plan.id), "closing the plan")
            return Done("", "The plan is closed. It stays readable.")
        await at.change(
            lambda uow: planning.start_plan(
                uow,
                at.person_id,
                template=values["template"],
                together=bool(values["together"]),
                copy_forward=True,
            ),
            "the new plan",
        )
        return Done(_FIRST_LINE, "The new plan is begun, with what was still open.")

    options = (
        Option(_NEW, "Begin a new one", "What is still open goes with it; their words are asked again."),
        Option(_CLOSE, "Close it", "There is no plan then, until you begin one."),
    )
    fields = (
        Field("what", "What becomes of this plan?", Kind.CHOICE, options=options, needed="Choose one."),
        _template(is_new),
        _together(at.called, is_new),
    )
    return Form(f"end-plan:{at.person_id}", "End this plan", fields, save)


def review_date_form(at: AtHand) -> Form[Done]:
    """Return the form of the day of the next review."""

    async def save(values: Values) -> Done:
        day = values["on"]
        with at_field("on"):
            await at.change(
                lambda uow: planning.set_review_date(uow, at.person_id, at.plan.id, day), "the date of the next review"
            )
        said = f"The next review is on {show_date(day)}." if day else "The date of the next review is taken out."
        return Done(Part("review").key, said)

    held = show_date(at.plan.review_on) if at.plan.review_on else ""
    field = Field("on", "When is the plan reviewed next?", Kind.DATE, hint="For example 6/11/26", default=held)
    return Form(f"review-date:{at.person_id}", "Next review", (field,), save)


def _template(shown_if: Callable[[Typed], bool] | None = None) -> Field:
    return Field(
        "template",
        "Which kind of plan?",
        Kind.CHOICE,
        options=from_list("plan-template"),
        default="health-and-wellbeing",
        needed="Choose a kind of plan.",
        shown_if=shown_if,
    )


def _together(called: str, shown_if: Callable[[Typed], bool] | None = None) -> Field:
    return Field(
        "together",
        f"Do you write it together with {called}?",
        Kind.YES_NO,
        default=NO,
        shown_if=shown_if,
    )
