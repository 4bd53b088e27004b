"""How much an import may hold, asked before any work is done on it."""

from dataclasses import dataclass

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on what is read. All sizes are in bytes unless they say otherwise.

    A national directory of 20,000 services is about 60 MB of JSON, in pages of well under 5 MB.
    """

    packed: int = 128 * _MB
    """A zip as it lies on the medium."""
    per_file: int = 64 * _MB
    """One file, once unpacked."""
    unpacked: int = 256 * _MB
    """All files together, once unpacked."""
    files: int = 20_000
    """Files in one folder or zip."""
    depth: int = 4
    """Folders within folders."""
    directory: int = 8 * _MB
    """The list of contents at the end of a zip, which has to be read whole."""
    ratio: int = 200
    """Unpacked to packed size of one file. JSON of real directories packs about 10 to 1, and 40 to 1 at most."""
    ratio_from: int = 4 * _MB
    """Smaller files are not asked about their ratio: a small one can do no harm."""
    workbook: int = 64 * _MB
    """All parts of a workbook together, once unpacked."""
    line: int = 1 * _MB
    """One line of a CSV file, in characters."""
    cell: int = 32_767
    """One cell, in characters: what a spreadsheet program can hold."""
    rows: int = 20_000
    """Rows of one sheet."""
    columns: int = 200
    """Columns of one sheet."""
    nesting: int = 32
    """Objects within objects in one JSON file; the standard needs 8."""
    extra: int = 64 * 1024
    """Fields of one record that we have no place for, as JSON text, in characters."""


LIMITS = Limits()
