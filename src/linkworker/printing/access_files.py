"""Writing the copies of everything held: PDF, JSON and the note to the manager, into the prints folder or elsewhere."""

from dataclasses import dataclass
from pathlib import Path

from linkworker.base.errors import NotFound
from linkworker.casework.access.as_data import as_text
from linkworker.casework.access.finishing import manager_note
from linkworker.casework.access.giving import given
from linkworker.casework.access.reviewing import Review
from linkworker.printing import prints
from linkworker.printing.access_copy import access_pdf, hiding_staff

READABLE = (
    "A copy there stays when you lock. It is not encrypted: anybody who holds the folder or the stick can read it."
)
"""Said before anything is written elsewhere: the choice must be a knowing one."""


@dataclass(frozen=True, slots=True)
class CopyWishes:
    """How the copies are to be, and which of the two are wanted."""

    hide_staff: bool = False
    large: bool = False
    pdf: bool = True
    data: bool = True


@dataclass(frozen=True, slots=True)
class Copies:
    """The finished copies as bytes, by the ending of their file, and the note to the manager ("" for none)."""

    contents: tuple[tuple[str, bytes], ...]
    note: str
    said: str
    """How many pages the PDF has, and which letters could not be set; "" without a PDF."""


def make_copies(review: Review, organisation: str, wishes: CopyWishes) -> Copies:
    """Make the copies that are wanted. Raises NotDecided while a finding is left, CannotSet."""
    hide = hiding_staff(review.held) if wishes.hide_staff else None
    giving = given(review.held, review.findings, review.decisions, hide)
    contents: list[tuple[str, bytes]] = []
    said = ""
    if wishes.pdf:
        printed = access_pdf(giving, organisation, large=wishes.large)
        contents.append(("pdf", printed.pdf))
        said = printed.sentence()
    if wishes.data:
        contents.append(("json", as_text(giving, organisation).encode()))
    note = manager_note(review.held, review.findings, review.decisions, review.decided_by)
    return Copies(tuple(contents), note, said)


def write_copies(copies: Copies, local_data: Path) -> tuple[Path, ...]:
    """Write the copies into the prints folder; return their paths. Raises NoRoom, NotWritten."""
    return tuple(prints.write(content, local_data, prints.Kind.ACCESS, ending) for ending, content in copies.contents)


def write_note(copies: Copies, local_data: Path) -> Path | None:
    """Write the note to the manager into the prints folder, as plain text; None where nothing was held back."""
    if not copies.note:
        return None
    text = copies.note.replace("\n", "\r\n").encode()  # Windows' own viewer of plain text
    return prints.write(text, local_data, prints.Kind.MANAGER_NOTE, "txt")


def save_copies(copies: Copies, folder: Path, *, replace: bool = False) -> tuple[Path, ...]:
    """Write the copies into a folder or stick that the worker chose, under a name that tells nobody's.

    The note to the manager never goes there. Raises NotFound, Refused (they are there already), NoRoom, NotWritten.
    """
    if not folder.is_dir():
        raise NotFound("That folder is not there. Choose a folder that is.")
    return tuple(
        prints.save_copy(content, folder / f"{prints.Kind.ACCESS}.{ending}", replace=replace)
        for ending, content in copies.contents
    )
