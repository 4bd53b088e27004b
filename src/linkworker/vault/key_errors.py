"""What can go wrong with passphrases, recovery codes and the key file: each its own sentence."""

from datetime import timedelta

from linkworker.base.errors import BadInput, LinkworkerError, NotFound, Refused


def wait_in_words(wait: timedelta) -> str:
    """Return a wait as the user reads it, rounded up: "30 seconds", "1 minute", "15 minutes"."""
    seconds = -(-int(wait / timedelta(milliseconds=1)) // 1000)
    if seconds < 60:  # noqa: PLR2004 - seconds in a minute
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    minutes = -(-seconds // 60)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


class PassphraseRefused(BadInput):
    """Choose another passphrase: {}."""


class MistypedCode(BadInput):
    """The recovery code has a mistyped character. Look at each group of four again."""


class CodeLength(BadInput):
    """A recovery code has {} letters and digits, and this has {}."""


class WrongPassphrase(Refused):
    """That is not the passphrase of this store. {}."""

    def __init__(self, tries_left: int, wait: timedelta) -> None:
        """Keep how many tries are left before a wait, and the wait that begins now (zero while tries are left)."""
        self.tries_left = tries_left
        self.wait = wait
        count = "1 try" if tries_left == 1 else f"{tries_left} tries"
        super().__init__(f"You can try again in {wait_in_words(wait)}" if wait else f"{count} left before a wait")


class TooManyTries(Refused):
    """There were too many wrong passphrases. Wait {} and try again."""

    def __init__(self, wait: timedelta) -> None:
        """Keep the wait that is left."""
        self.wait = wait
        super().__init__(wait_in_words(wait))


class WrongRecoveryCode(Refused):
    """That recovery code is typed right, but it is not the code of this store."""


class NoSuchUser(NotFound):
    """There is no user name {} on this store."""


class SlotsMissing(NotFound):
    """The key file {} is missing, and so is its copy. Bring it back from a backup."""


class SlotsNotReadable(LinkworkerError):
    """Your account may not read the key file. Nothing was changed. Tell your IT team."""


class SlotsDamaged(LinkworkerError):
    """The key file is damaged. {}."""


class NewerSlots(Refused):
    """The key file was written by a newer linkworker. Open the store with that one."""


class SlotTooWeak(Refused):
    """The key file guards the store less than this program allows. Bring it back from a backup."""


class SlotsExist(Refused):
    """There is a key file here already. It was left as it was."""


class SlotsNotWritten(LinkworkerError):
    """The key file could not be written: {}."""


class NotEnoughMemory(LinkworkerError):
    """Opening the store takes {} MB of free memory. Close other programs and try again."""


class KeyClosed(LinkworkerError):
    """The store is locked. Unlock it with your passphrase."""
