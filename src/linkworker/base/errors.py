"""What can go wrong, each as a class whose docstring is the sentence the user reads."""

import inspect
from typing import ClassVar


class LinkworkerError(Exception):
    """Something went wrong: {}."""

    # Exit codes of plain commands. 2 is argparse's own (the words of a command are off).
    exit_code: ClassVar[int] = 1

    def __str__(self) -> str:
        """Return the class's sentence with this failure's details in its places."""
        sentence = inspect.cleandoc(type(self).__doc__ or "")
        return " ".join(sentence.format(*self.args).split())


class BadInput(LinkworkerError):
    """{}"""  # noqa: D400 - the whole sentence is the detail

    exit_code = 3


class NotFound(LinkworkerError):
    """{}"""  # noqa: D400 - the whole sentence is the detail

    exit_code = 4


class Refused(LinkworkerError):
    """{}"""  # noqa: D400 - the whole sentence is the detail

    exit_code = 5
