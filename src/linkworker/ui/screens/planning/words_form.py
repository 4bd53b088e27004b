"""Writing the person's own words: one answer, or all that the plan asks for."""

from linkworker.casework.plans.planning import decline_words, set_words
from linkworker.casework.plans.prompts import Prompt, plan_prompts
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.ui.forms.field import NO, Field, Kind, Typed
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.screens.person.plan_rows import Part
from linkworker.ui.screens.planning.at_hand import AtHand, Done

_DECLINED = "declined"


def one_answer_form(at: AtHand, field: str) -> Form[Done]:
    """Return the form of one question; leaving it empty takes the words out."""
    prompt = next(each for each in plan_prompts(at.plan.template) if each.field == field)

    async def save(values: Values) -> Done:
        await at.change(lambda uow: set_words(uow, at.person_id, at.plan.id, **{field: values[field]}), "the words")
        return Done(Part("words", field).key, f"{prompt.heading}: {'saved' if values[field] else 'taken out'}.")

    return Form(f"words:{at.person_id}:{field}", "In their own words", (_field(at, prompt, 6),), save, "Save the words")


def own_words_form(at: AtHand) -> Form[Done]:
    """Return the form of all the questions; any may be left empty, and declining to say is an answer."""
    prompts = plan_prompts(at.plan.template)
    names = [prompt.field for prompt in prompts]

    def says_nothing(typed: Typed) -> bool:
        return not any(typed.get(name, "").strip() for name in names)

    declined = Field(
        _DECLINED,
        f"Did {at.called} decline to say anything?",
        Kind.YES_NO,
        default="yes" if at.plan.declined_words else NO,
        shown_if=says_nothing,
    )

    async def save(values: Values) -> Done:
        def keep(uow: UnitOfWork) -> None:
            set_words(uow, at.person_id, at.plan.id, **{name: values[name] for name in names})
            if values[_DECLINED] and not any(values[name] for name in names):
                decline_words(uow, at.person_id, at.plan.id)

        await at.change(keep, "the words")
        return Done(Part("words", names[0]).key, "Their own words are saved.")

    fields = (*(_field(at, prompt, 2) for prompt in prompts), declined)
    return Form(f"own-words:{at.person_id}", "In their own words", fields, save, "Save the words")


def _field(at: AtHand, prompt: Prompt, lines: int) -> Field:
    said = at.plan.own_words.get(prompt.field, "")
    hint = "" if prompt.ask.rstrip("?") == prompt.heading else prompt.ask  # said twice, it is read twice
    return Field(prompt.field, prompt.heading, Kind.LONG, hint=hint, default=said, lines=lines)
