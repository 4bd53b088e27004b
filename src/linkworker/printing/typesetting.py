"""A sheet of plain values set as a tagged PDF (PDF/UA-1) by Typst, with our own fonts and nothing fetched."""

import json
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linkworker.base.errors import LinkworkerError
from linkworker.printing.letters import BOX, FONTS, cannot_set, is_blank, with_boxes

if TYPE_CHECKING:
    import typst

TEMPLATE = Path(__file__).with_name("plan_copy.typ")
# Typst looks for packages only here, where there are none; the template imports none.
_NO_PACKAGES = FONTS / "no-packages"


class CannotSet(LinkworkerError):
    """The copy could not be set as a PDF. The record itself is unharmed."""


def set_sheet(sheet: dict[str, Any], printed_on: date, template: Path = TEMPLATE) -> tuple[bytes, int, tuple[str, ...]]:
    """Return the PDF, its number of pages, and the letters that no font here holds; `template` lays the sheet out.

    The same sheet and day give the same bytes. What people wrote reaches Typst as JSON text, so it is never markup.
    Raises CannotSet.
    """
    import typst  # noqa: PLC0415 - 45 ms of loading, which only printing should pay

    left_out = dict.fromkeys(letter for text in _texts(sheet) for letter in cannot_set(text))
    sheet = _each_text(sheet, with_boxes)
    try:
        pdf, pages = _compile(sheet, printed_on, template)
    except typst.TypstError:
        # A mark on a letter of another script can fit no font though each is held alone: the letter stays.
        left_out |= dict.fromkeys(mark for text in _texts(sheet) for mark in text if _is_mark(mark))
        try:
            pdf, pages = _compile(_each_text(sheet, _without_marks), printed_on, template)
        except typst.TypstError:
            # The cause is not chained: Typst quotes the text it stumbled over.
            raise CannotSet from None
    return pdf, pages, tuple(left_out)


def _compile(sheet: dict[str, Any], printed_on: date, template: Path) -> tuple[bytes, int]:
    import typst  # noqa: PLC0415 - as above

    # A compiler keeps its input, so each copy has its own (0.4 ms) and goes with it; only the fonts are kept.
    compiler = typst.Compiler(
        template,
        root=template.parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(sheet, ensure_ascii=False)},
        package_path=_NO_PACKAGES,
        package_cache_path=_NO_PACKAGES,
    )
    noon = datetime.combine(printed_on, time(12), tzinfo=UTC)
    pdf = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=noon)
    pages = json.loads(compiler.query("<pages>", field="value", one=True))
    return bytes(pdf), int(pages)  # type: ignore[arg-type]  # one output file is bytes, never a list


@cache
def _fonts() -> "typst.Fonts":
    import typst  # noqa: PLC0415 - as above

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    return [text for part in value for text in _texts(part)] if isinstance(value, list) else []


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each_text(part, change) for key, part in value.items()}
    return [_each_text(part, change) for part in value] if isinstance(value, list) else value


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter).startswith("M")


def _without_marks(text: str) -> str:
    bare = "".join(letter for letter in text if not _is_mark(letter))
    return BOX if is_blank(bare) and not is_blank(text) else bare
