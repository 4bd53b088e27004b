"""The two forms that change what opens the store: the worker's passphrase, and the recovery code."""

from collections.abc import Iterator

from linkworker.base.errors import BadInput
from linkworker.casework.changing_keys import change_own_passphrase, change_recovery_code
from linkworker.ui.desk import Desk
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form, Problem, Values
from linkworker.vault.cost import Cost
from linkworker.vault.passphrase import normalise
from linkworker.vault.phrases import generate_phrase
from linkworker.vault.recovery_code import RecoveryCode


def passphrase_form(desk: Desk, cost: Cost) -> Form[str]:
    """Return the form that changes the passphrase: it offers five words, and takes the worker's own."""

    async def save(values: Values) -> str:
        old, new = values["old"], values["new"]
        await desk.with_store(lambda store: change_own_passphrase(store, desk.worker_id, old, new, cost=cost))
        return "The passphrase is changed. Copies that somebody took away before today still open with the old one."

    return Form(
        name="passphrase",
        title="Change your passphrase",
        fields=(
            Field("old", "Passphrase now", Kind.SECRET, needed="Enter the passphrase you use now."),
            Field("offer", f"You may use these five words:\n\n    {generate_phrase()}", Kind.NOTE),
            Field(
                "new",
                "New passphrase",
                Kind.SECRET,
                hint="The five words, or your own 15 characters or more",
                needed="Enter a new passphrase.",
            ),
            Field("again", "The same again", Kind.SECRET, needed="Enter the new passphrase a second time."),
        ),
        save=save,
        submit_label="Change it",
        check=_same_twice,
    )


def _same_twice(values: Values) -> Iterator[Problem]:
    if normalise(values["new"]) != normalise(values["again"]):
        yield Problem("again", "The two were not the same. Type it twice.")


def recovery_code_form(desk: Desk, cost: Cost) -> Form[str]:
    """Return the form that puts a new recovery code in force, once it was typed back from paper."""
    code = RecoveryCode.make()

    async def save(values: Values) -> str:
        passphrase = values["passphrase"]
        await desk.with_store(lambda store: change_recovery_code(store, desk.worker_id, passphrase, code, cost=cost))
        return "The new recovery code is in force. Destroy the paper with the old one."

    def typed_back(typed: str) -> RecoveryCode:
        read = RecoveryCode.read(typed)
        if read != code:
            raise BadInput("That is not the code shown above. Look at the paper and the screen again.")
        return read

    return Form(
        name="recovery-code",
        title="Make a new recovery code",
        fields=(
            Field("code", f"Write this on paper, and keep it away from the laptop:\n\n    {code.printed()}", Kind.NOTE),
            Field(
                "typed",
                "The code, from your paper",
                Kind.SECRET,
                hint="Capitals and hyphens do not matter",
                needed="Enter the code from your paper.",
                parse=typed_back,
            ),
            Field("passphrase", "Your passphrase", Kind.SECRET, needed="Enter your passphrase."),
        ),
        save=save,
        submit_label="Use this code",
    )
