"""The form that begins a referral: offering, referring, or putting by until a day."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.casework.referrals.referring import Said, refer
from linkworker.ui.desk import Desk
from linkworker.ui.forms.field import Field, Kind, Option, Typed
from linkworker.ui.forms.form import Form, Problem, Values
from linkworker.ui.forms.options import from_list
from linkworker.ui.screens.matching.asked import REFERRAL, SIGNPOST, Asked


class Begin(StrEnum):
    """How it begins."""

    OFFER = "offer"
    REFER = "refer"
    LATER = "later"


_OFFERED, _THINKING, _AGREED, _DECLINED, _REFERRED = "offered", "thinking-about-it", "agreed", "declined", "referred"


def refer_form(desk: Desk, asked: Asked, begin: Begin) -> Form[str]:
    """Return the form; saving it gives the id of the referral. "Despite" is asked when a test is not met."""
    titles = {
        Begin.OFFER: f"Offer {asked.activity}",
        Begin.REFER: f"Refer to {asked.activity}",
        Begin.LATER: f"Look again later at {asked.activity}",
    }
    own = {Begin.OFFER: _offer_fields, Begin.REFER: _refer_fields, Begin.LATER: _later_fields}[begin]
    fields = (Field("facts", asked.facts or "When and where are not known.", Kind.NOTE), *own(asked), *_beside(asked))

    async def save(values: Values) -> str:
        form, state = _form_and_state(values, begin)
        said = Said(
            words=values.get("words"),
            reasons=tuple(filter(None, [values.get("reason")])),
            revisit_on=values.get("revisit"),
            on=values.get("on"),
            despite=values.get("despite") or (values.get("words") if begin is Begin.LATER else None),
        )
        return await desk.change(
            lambda uow: refer(
                uow,
                asked.person_id,
                asked.activity_id,
                form=form,
                state=state,
                said=said,
                goal_id=values.get("goal"),
                mentor_id=values.get("mentor"),
            ),
            f"the referral of {asked.who} to {asked.activity}",
        )

    def check(values: Values) -> Iterable[Problem]:
        form, state = _form_and_state(values, begin)
        if state == _REFERRED and asked.standing(form).consent:
            key = " Press Esc, then k; what you typed is kept." if begin is Begin.REFER else ""
            yield Problem("form", f"{asked.standing(form).consent}{key}")
        if state == _DECLINED and not values.get("words") and not values.get("reason"):
            yield Problem("words", f"Write what {asked.who} said, or choose a reason.")
        if values.get("revisit") is not None and values["revisit"] <= desk.today:
            yield Problem("revisit", "Enter a day after today.")

    name = f"refer:{begin}:{asked.person_id}:{asked.activity_id}"
    return Form(name, titles[begin], fields, save, check=check)


def _form_and_state(values: Values, begin: Begin) -> tuple[str, str]:
    if begin is Begin.REFER:
        form = str(values["form"])
        return form, _OFFERED if form == SIGNPOST else _REFERRED
    return REFERRAL, _THINKING if begin is Begin.LATER else str(values["answer"])


def _offer_fields(asked: Asked) -> tuple[Field, ...]:
    answers = (
        Option(_OFFERED, "No answer yet"),
        Option(_THINKING, "Thinking about it"),
        Option(_AGREED, "Yes"),
        Option(_DECLINED, "No"),
    )
    declined = _is("answer", _DECLINED)
    later = _is("answer", _THINKING, _DECLINED)
    going_on = _is("answer", _OFFERED, _THINKING, _AGREED)
    return (
        Field(
            "answer",
            f"What does {asked.who} say?",
            Kind.CHOICE,
            options=answers,
            default=_OFFERED,
            needed="Choose what they say.",
        ),
        words_field(asked.who),
        reason_field("Main reason", declined),
        revisit_field(later),
        *_despite(asked, lambda typed: bool(asked.sent.tests) and going_on(typed), lambda _: asked.sent.sentences),
    )  # fmt: skip


def _refer_fields(asked: Asked) -> tuple[Field, ...]:
    ways = tuple(Option(row.code, row.label, row.note) for row in coded("referral-form"))
    sends = _not("form", SIGNPOST)
    return (
        Field("form", "How?", Kind.CHOICE, options=ways, default=REFERRAL, needed="Choose how."),
        Field(
            "consent", f"What goes with it: {' '.join(asked.consent)}", Kind.NOTE, shown_if=_both(sends, asked.consent)
        ),
        words_field(asked.who),
        *_despite(asked, lambda typed: _needs_reason(asked, typed), lambda form: _sentences(asked, form)),
    )


def _later_fields(asked: Asked) -> tuple[Field, ...]:
    return (
        Field("revisit", "Look again on", Kind.DATE, needed="Enter the day to look again.", what="a day to look again"),
        Field("words", "Why later?", Kind.LONG, lines=2, hint=f"In {asked.who}'s words if you can", needed="Say why."),
    )


def words_field(who: str, hint: str = "If there is anything to write down") -> Field:
    """Return the question for what the person said."""
    return Field("words", f"In {who}'s own words", Kind.LONG, hint=hint, lines=2)


def reason_field(
    label: str, shown_if: Callable[[Typed], bool] | None, *, name: str = "reason", needed: str = ""
) -> Field:
    """Return the question for a reason of ending, from the list."""
    return Field(
        name, label, Kind.PICK, hint="Type part of a word", options=_reasons, shown_if=shown_if, needed=needed,
        what="a reason",
    )  # fmt: skip


def revisit_field(shown_if: Callable[[Typed], bool] | None) -> Field:
    """Return the question for the day to look again."""
    return Field(
        "revisit", "Look again on", Kind.DATE, hint="If you want to ask again", what="a day to look again",
        shown_if=shown_if,
    )  # fmt: skip


def day_field(default: date | None = None) -> Field:
    """Return the question for the day it happened."""
    hint = "" if default else "Today, if you leave it empty"
    typed = show_date(default) if default else ""
    return Field("on", "On which day?", Kind.DATE, hint=hint, what="the day it happened", default=typed)


def despite_field(words: str, shown_if: Callable[[Typed], bool] | None) -> Field:
    """Return the question for the reason to go ahead; it is kept, and shown wherever the referral is."""
    return Field(
        "despite", "Why go ahead anyway?", Kind.LONG, lines=2, hint="Kept and shown with the referral", why=words,
        needed="Say why you go ahead anyway.", shown_if=shown_if,
    )  # fmt: skip


def _despite(
    asked: Asked, shown_if: Callable[[Typed], bool], sentences: Callable[[str], tuple[str, ...]]
) -> tuple[Field, ...]:
    del asked
    words = f"Not met: {' '.join(sentences(REFERRAL))}"
    return (despite_field(words, shown_if),) if sentences(REFERRAL) else ()


def _beside(asked: Asked) -> tuple[Field, ...]:
    fields = [day_field()]
    if asked.goals:
        fields.append(
            Field("goal", "For which goal?", Kind.PICK, options=asked.goals, hint="If it is for one", what="a goal")
        )
    if asked.mentors:
        fields.append(
            Field("mentor", "Mentor", Kind.PICK, options=asked.mentors, hint="The person chooses", what="a mentor")
        )
    return tuple(fields)


def _needs_reason(asked: Asked, typed: Typed) -> bool:
    return bool(_sentences(asked, typed.get("form", "")))


def _sentences(asked: Asked, form: str) -> tuple[str, ...]:
    held = asked.standing(form)
    sharing = (held.sharing,) if held.sharing and not held.consent else ()
    return tuple(dict.fromkeys((*held.sentences, *sharing)))


def _goes_with(consent: tuple[str, ...]) -> str:
    return f"What goes with it: {' '.join(consent)}"


def _reasons() -> tuple[Option, ...]:
    return from_list("end-reason")


def _is(name: str, *codes: str) -> Callable[[Typed], bool]:
    return lambda typed: typed.get(name, "") in codes


def _not(name: str, code: str) -> Callable[[Typed], bool]:
    return lambda typed: typed.get(name, "") != code


def _both(shown_if: Callable[[Typed], bool], words: tuple[str, ...]) -> Callable[[Typed], bool]:
    return lambda typed: bool(words) and shown_if(typed)
