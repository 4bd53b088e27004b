"""One line that says what was just done, or what went wrong; never a passing pop-up."""

from dataclasses import dataclass
from enum import StrEnum

from textual.content import Content
from textual.widget import Widget


class Tone(StrEnum):
    """How a status is meant."""

    DONE = "done"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Status:
    """A sentence or two, and how they are meant."""

    words: str = ""
    tone: Tone = Tone.DONE


class StatusLine(Widget):
    """The line above the keys. It grows for a long sentence, so that nothing of it is cut."""

    DEFAULT_CSS = """
    StatusLine { height: auto; min-height: 1; max-height: 4; padding: 0 1; }
    StatusLine.trouble { color: $text-error; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._status = Status()

    def show(self, status: Status) -> None:
        """Show a status in place of the one before; the same one is not laid out again."""
        if status == self._status:
            return
        self._status = status
        self.set_class(status.tone is Tone.TROUBLE, "trouble")
        self.refresh(layout=True)

    def render(self) -> Content:
        """Draw it as it is, without markup."""
        return Content(self._status.words)
