"""The forms that move a referral on, correct its latest step, and keep the mentor chosen."""

from dataclasses import replace

from linkworker.base.lists import Row
from linkworker.casework.referrals.referral_view import ReferralView, StateView
from linkworker.casework.referrals.referring import Said, choose_mentor, correct, move
from linkworker.ui.desk import Desk
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.screens.matching.asked import Asked
from linkworker.ui.screens.refer_form import day_field, despite_field, reason_field, revisit_field, words_field

_CHOOSING = "choosing"
_ASKING = "asking"
_EARLY = "ended-early"
_DECLINED = "declined"
_IF_ANY = "If there is anything to write down"


def move_form(desk: Desk, view: ReferralView, row: Row, asked: Asked, before: Row) -> Form[bool]:
    """Return the form that moves a referral to a state; `before` is the state it is in."""
    goes_out = before.group == _CHOOSING != row.group
    looked_at = row.is_set("open") and (before.code == "suggested" or goes_out)
    held = asked.standing(view.form)
    fresh = [text for test, text in zip(held.tests, held.sentences, strict=True) if test not in view.override_tests]
    if goes_out and held.sharing and not held.consent and held.sharing not in fresh:
        fresh.append(held.sharing)
    fields = [*_consent(goes_out, asked, view), *_words(row, asked.who)]
    if row.is_set("reason") or row.code == _DECLINED:
        needed = "Choose the main reason." if row.code == _EARLY else ""
        fields += [
            reason_field("Main reason", None, needed=needed),
            reason_field("Another reason, if there is one", lambda typed: bool(typed.get("reason")), name="second"),
        ]
    if row.is_set("revisit"):
        fields.append(revisit_field(None))
    fields.append(day_field())
    if looked_at and fresh:
        fields.append(despite_field(f"Not met: {' '.join(fresh)}", None))

    async def save(values: Values) -> bool:
        said = _said(values)
        await desk.change(
            lambda uow: move(uow, view.person_id, view.id, row.code, said),
            f"{view.activity}: {row.label.lower()}",
        )
        return True

    name = f"referral:{view.id}:{row.code}"
    return Form(name, f"{view.activity}: {row.label.lower()}", tuple(fields), save)


def correct_form(desk: Desk, view: ReferralView, step: StateView, who: str) -> Form[bool]:
    """Return the form that corrects one step; what was written first stays in the history."""
    reasons = [reason_field("Main reason", None), reason_field("Another reason, if there is one", None, name="second")]
    filled = [
        _with(field, code) for field, code in zip(reasons, [*step.reasons, "", ""][: len(reasons)], strict=True)
    ] if step.reasons else []  # fmt: skip
    again = _with(revisit_field(None), step.revisit_on.isoformat()) if step.revisit_on else None
    fields = (
        day_field(step.on),
        _with(words_field(who), step.words or ""),
        *filled,
        *([again] if again else []),
        Field("kept", "What was written first stays in the history.", Kind.NOTE),
    )

    async def save(values: Values) -> bool:
        said = _said(values)
        await desk.change(
            lambda uow: correct(uow, view.person_id, view.id, step.id, said),
            f"correcting {view.activity}: {step.label.lower()}",
        )
        return True

    return Form(f"correct:{step.id}", f"Correct: {step.label.lower()}", fields, save)


def mentor_form(desk: Desk, view: ReferralView, asked: Asked) -> Form[bool]:
    """Return the form that keeps the mentor whom the person chose."""
    fields = (
        Field(
            "mentor", f"Whom did {asked.who} choose?", Kind.PICK, options=asked.mentors, needed="Choose a mentor.",
            what="a mentor", hint="Those who have room, the most alike first",
        ),
    )  # fmt: skip

    async def save(values: Values) -> bool:
        await desk.change(
            lambda uow: choose_mentor(uow, view.person_id, view.id, values["mentor"]),
            f"the mentor for {view.activity}",
        )
        return True

    return Form(f"mentor:{view.id}", f"Mentor for {view.activity}", fields, save)


def _words(row: Row, who: str) -> tuple[Field, ...]:
    if row.group == _ASKING:
        return (
            Field("words", "What the provider said", Kind.LONG, lines=2, hint="If there is anything to write down"),
        )
    needs = row.is_set("reason") or row.code == _DECLINED
    return (words_field(who, "Or choose a reason" if needs else _IF_ANY),)


def _consent(goes_out: bool, asked: Asked, view: ReferralView) -> tuple[Field, ...]:
    held = asked.standing(view.form)
    if not goes_out:
        return ()
    words = held.consent or " ".join(asked.consent)
    return (Field("consent", f"What goes with it: {words}", Kind.NOTE),) if words else ()


def _said(values: Values) -> Said:
    reasons = tuple(filter(None, [values.get("reason"), values.get("second")]))
    return Said(values.get("words"), reasons, values.get("revisit"), values.get("on"), values.get("despite"))


def _with(field: Field, typed: str) -> Field:
    """Return a field with other text standing in it."""
    return replace(field, default=typed)
