"""The table of plain commands: for each a module of words and one that does it, loaded only when asked for."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class Command:
    """A command: the word typed, what it does in a line, and the name of its modules in `words` and `commands`."""

    name: str
    help: str
    module: str = ""

    def words(self) -> Any:
        """Return the module of its words, which loads quickly: `arguments(parser)` adds them."""
        return import_module(f"linkworker.cli.words.{self._file()}")

    def load(self) -> Any:
        """Return the module that does it: `run(args, desk)` does it and returns an exit code."""
        return import_module(f"linkworker.cli.commands.{self._file()}")

    def _file(self) -> str:
        return self.module or self.name.replace("-", "_")


COMMANDS: tuple[Command, ...] = (
    Command("init", "set up this laptop: store, passphrase and recovery code"),
    Command("demo", "look round a store of fictional people; --tour shows the job"),
    Command("due", "what needs you today"),
    Command("people", "list, find and add people; contacts, consents, referrals in"),
    Command("show", "one person, on one page"),
    Command("note", "write down a contact, or search what was written"),
    Command("plan", "a person's health and wellbeing plan"),
    Command("match", "which activities fit a person, and why"),
    Command("refer", "offer, refer and follow an activity for a person"),
    Command("check-in", "take a check-in and see what it says"),
    Command("review", "hold a review of a plan"),
    Command("oversight", "a manager's look at cases"),
    Command("money", "pots, personal budgets and requests"),
    Command("activities", "the directory: activities, providers and their checks"),
    Command("import", "bring in a directory or a caseload", "import_"),
    Command("print", "the person's own copy of the plan, as PDF", "print_"),
    Command("access", "everything held about a person, to give to them"),
    Command("history", "who saw and changed what; undo; entered in error"),
    Command("chronology", "one case from first contact to now, for an inspector, as PDF"),
    Command("audit", "prove the journal unchanged; checkpoints; what you did"),
    Command("erase", "erase a person or one record, and finish it in the backups"),
    Command("retention", "whose record has been kept long enough; keep one longer"),
    Command("sync", "what is unsent; export it to the centre; this laptop's key"),
    Command("backup", "backups: list, make, copy to a stick, check, restore"),
    Command("hub", "for the central service: enrol laptops, take bundles in, make receipts, export"),
    Command("passphrase", "change your passphrase, or get in with the recovery code"),
    Command("keys", "what opens the store; a new data key; the organisation's key"),
    Command("workers", "who can unlock this laptop, and their roles"),
    Command("settings", "each setting and where it came from"),
    Command("guide", "the handbook"),
    Command("shell", "unlock once and type several commands"),
    Command("doctor", "is this laptop well? store, journal, keys and clock"),
)  # fmt: skip


def command(name: str) -> Command | None:
    """Return a command by its word, or None."""
    return next((row for row in COMMANDS if row.name == name), None)
