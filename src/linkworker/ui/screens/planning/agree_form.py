"""What the person says of their plan: the form that freezes a version."""

from collections.abc import Iterable

from linkworker.base.dates import show_date
from linkworker.base.errors import BadInput
from linkworker.base.lists import coded
from linkworker.casework.plans import agreeing
from linkworker.casework.plans.plan_quality import Check
from linkworker.ui.forms.field import Field, Kind, Option
from linkworker.ui.forms.form import Form, Problem, Values
from linkworker.ui.screens.person.plan_rows import Part
from linkworker.ui.screens.planning.at_hand import AtHand, Done, at_field
from linkworker.ui.widgets.one_line import wrapped

_ADVICE = "Worth a look before they answer. Nothing here stops you:"
_WIDTH = 68


def agree_form(at: AtHand, checks: Iterable[Check]) -> Form[Done]:
    """Return the form; checks that the plan does not meet stand above it as advice."""

    async def save(values: Values) -> Done:
        note = agreeing.answer_note(values["note"], there=values["there"], explained=values["explained"])
        with at_field("on" if values["on"] != at.desk.today else ""):
            number = await at.change(
                lambda uow: agreeing.agree(uow, at.person_id, at.plan.id, values["answer"], note=note, on=values["on"]),
                "the answer to the plan",
            )
        answer = coded("agreement").label(values["answer"]).lower()
        return Done(Part("agreement").key, f"Version {number} is kept: {answer}. p prints their copy.")

    def check(values: Values) -> Iterable[Problem]:
        try:
            agreeing.check_answer(values["answer"], values["note"])
        except BadInput as error:
            yield Problem("note", str(error))

    fields = (*_advice(checks), *_fields(at))
    return Form(f"agree:{at.person_id}", "Does the plan stand?", fields, save, "Keep the answer", check)


def _advice(checks: Iterable[Check]) -> tuple[Field, ...]:
    unmet = ["\n    ".join(wrapped(check.sentence, _WIDTH)) for check in checks if not check.met]
    if not unmet:
        return ()
    return (Field("advice", "\n  - ".join((_ADVICE, *unmet)), Kind.NOTE),)


def _fields(at: AtHand) -> tuple[Field, ...]:
    answers = tuple(Option(row.code, row.label) for row in coded("agreement") if row.is_set("freezes"))
    return (
        Field(
            "answer",
            f"What does {at.called} say of it?",
            Kind.CHOICE,
            options=answers,
            needed=f"Choose what {at.called} says.",
        ),
        Field("note", "In their own words", Kind.LONG, hint="Why, if they do not agree or could not answer", lines=2),
        Field("there", "Who was there", hint="Beside the two of you"),
        Field("explained", "How it was explained", hint="For example read aloud, with time to ask"),
        Field(
            "on",
            "On",
            Kind.DATE,
            default=show_date(at.desk.today),
            needed="Enter the day on which they answered.",
            what="the day they answered",
        ),
    )
