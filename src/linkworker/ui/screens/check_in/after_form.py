"""What is asked after the form: why some have no answer, and what was decided about safety."""

from collections.abc import Awaitable, Callable

from linkworker.base.words import listed, sentence
from linkworker.ui.forms.field import Field, Kind, Option
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.check_in.ways import Chosen
from linkworker.wellbeing.check_in_codes import partial_reasons
from linkworker.wellbeing.safety import SafetyPrompt

_PAIR = 2
_NOT_LOST = "Esc goes back. The answers stay as a draft, and are not kept until this is answered."


class WhyPartial(FormScreen[str]):
    """Asks why some have no answer. Ends with the code of the reason, or None where the worker went back."""

    def __init__(self, chosen: Chosen, missing: tuple[int, ...]) -> None:
        scale = chosen.instrument
        noun = scale.item_noun if len(missing) == 1 else scale.item_nouns
        numbers = numbers_in_words(missing)
        has = "has" if len(missing) == 1 else "have"
        total = ", so there is no total" if scale.summed else ""
        fields = (
            Field("what", sentence(f"{noun} {numbers} {has} no answer{total}"), Kind.NOTE),
            Field(
                "reason",
                "Why?",
                Kind.CHOICE,
                options=[Option(each.code, each.label) for each in partial_reasons()],
                needed="Choose why some have no answer.",
            ),
            Field("kept", _NOT_LOST, Kind.NOTE),
        )
        name = f"check-in-partial:{chosen.person_id}:{scale.code}"
        super().__init__(Form(name, "Some have no answer", fields, self._said, "Go on"), about=chosen.about)

    async def _said(self, values: Values) -> str:
        return str(values["reason"])


class SafetyDecision(FormScreen[str]):
    """Asks what the worker decided, and keeps the check-in with it. Ends with what `keep` returned.

    It has no other way on: without a decision the answers stay a draft.
    """

    def __init__(self, chosen: Chosen, prompt: SafetyPrompt, keep: Callable[[str], Awaitable[str]]) -> None:
        self._keep_with = keep
        reasons = (Field(f"why-{at}", reason, Kind.NOTE) for at, reason in enumerate(prompt.reasons))
        fields = (*reasons, decision_field(), Field("kept", _NOT_LOST, Kind.NOTE))
        name = f"check-in-decision:{chosen.person_id}:{chosen.instrument.code}"
        super().__init__(Form(name, prompt.words, fields, self._decided, "Keep the check-in"), about=chosen.about)

    async def _decided(self, values: Values) -> str:
        return await self._keep_with(values["decision"])


def numbers_in_words(numbers: tuple[int, ...]) -> str:
    """Return numbers, lowest first, with runs of three and more in short: "2, 4 to 9 and 12"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [[f"{run[0]} to {run[-1]}"] if len(run) > _PAIR else [str(each) for each in run] for run in runs]
    return listed(each for run in said for each in run)


def decision_field(default: str = "") -> Field:
    """Return the question what the worker decided."""
    return Field(
        "decision",
        "What did you decide?",
        Kind.LONG,
        hint="What you did, and whom you told.",
        needed="Write what you decided.",
        default=default,
        lines=4,
    )
