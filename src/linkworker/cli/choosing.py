"""Choosing a passphrase and writing a recovery code down: asked again while somebody is there to answer."""

from linkworker.base.errors import BadInput
from linkworker.cli.desk import Desk
from linkworker.vault.passphrase import check_passphrase, normalise, strength_in_words
from linkworker.vault.phrases import generate_phrase
from linkworker.vault.recovery_code import RecoveryCode

_TRIES = 3


def choose_passphrase(desk: Desk, names: tuple[str, ...], *, kept: str) -> str:
    """Offer a phrase, and return the passphrase that was typed twice; `names` may not make it up.

    Raises BadInput, ending with `kept`, after three tries.
    """
    desk.say(
        "Choose a passphrase of at least 15 characters, or use these five words:",
        f"    {generate_phrase()}",
        "Well-known sayings and song lines are easily guessed.",
        "Type the passphrase you choose. Nothing shows while you type.",
    )
    for _ in range(_TRIES):
        first = desk.secret("New passphrase: ")
        try:
            check_passphrase(first, names)
        except BadInput as error:
            desk.warn(str(error))
            continue
        if normalise(desk.secret("The same again: ")) != normalise(first):
            desk.warn("The two were not the same. Type it twice.")
            continue
        desk.say(f"That is a {strength_in_words(first, names)} passphrase.")
        return first
    raise BadInput(f"No passphrase was chosen, so {kept}.")


def show_and_ask_back(desk: Desk, code: RecoveryCode, *, kept: str) -> None:
    """Show a new recovery code and ask for it from the paper; raises BadInput after three tries, ending with `kept`."""
    desk.say(f"    {code.printed()}", "Write it down now and keep it away from the laptop.")
    for _ in range(_TRIES):
        typed = ask_code(desk, "Type the code from your paper: ", kept=kept)
        if typed == code:
            return
        desk.warn("That is not the code that was shown. Look at the paper and the screen again.")
    raise BadInput(f"The code was not typed back, so {kept}. Begin again with a new one.")


def ask_code(desk: Desk, question: str, *, kept: str) -> RecoveryCode:
    """Ask for a recovery code, again when it is mistyped; raises BadInput after three tries, ending with `kept`."""
    for _ in range(_TRIES):
        try:
            return RecoveryCode.read(desk.ask(question))
        except BadInput as error:
            desk.warn(str(error))
    raise BadInput(f"The code was mistyped three times, so {kept}.")
