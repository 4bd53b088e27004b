"""From a person's copy to the PDF they keep."""

from dataclasses import dataclass
from pathlib import Path

from linkworker.printing.language import language
from linkworker.printing.plan_copy import PlanCopy
from linkworker.printing.sheet import sheet_of
from linkworker.printing.typesetting import set_sheet
from linkworker.printing.voice import voice_of


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished print."""

    pdf: bytes
    pages: int
    letters_left_out: tuple[str, ...] = ()
    """Letters that our fonts do not hold, each once; a box stands for each in the print."""

    def sentence(self) -> str:
        """Return what the worker is told: how long it is, and what could not be printed."""
        pages = "1 page" if self.pages == 1 else f"{self.pages} pages"
        if not self.letters_left_out:
            return f"The copy has {pages}."
        return f"The copy has {pages}. A box stands for what cannot be printed: {' '.join(self.letters_left_out)}"


def render(copy: PlanCopy, own_words_files: Path | None = None) -> Printed:
    """Set a person's copy as tagged PDF (PDF/UA-1); the same copy gives the same bytes.

    `own_words_files` is the team's folder of language files, read before those that come with us.
    Raises NotFound or LanguageFault for the language, NoNotice for a score without its notice, CannotSet.
    """
    words = language(copy.language, own_words_files)
    second = language(copy.second_language, own_words_files) if copy.second_language else None
    sheet = sheet_of(copy, voice_of(copy, words, second))
    return Printed(*set_sheet(sheet, copy.printed_on))
