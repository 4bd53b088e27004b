"""A screen as an SVG picture that needs no font from anywhere but the reader's own machine."""

import io
import re
from typing import Any

from rich.console import Console

_FONTS = "'Cascadia Mono', Consolas, 'DejaVu Sans Mono', Menlo, monospace"
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_COMMENT = re.compile(r"<!--.*?-->\s*")
_FAMILY = re.compile(r"font-family:\s*[^;]+;")


def svg_of(app: Any, title: str) -> str:
    """Return what stands on the screen, as SVG: same cells, same colours, no remote font."""
    width, height = app.size
    console = Console(
        width=width, height=height, file=io.StringIO(), force_terminal=True, color_system="truecolor", record=True,
        legacy_windows=False, safe_box=False,
    )  # fmt: skip
    console.print(app.screen._compositor.render_update(full=True))
    drawn = console.export_svg(title=title, unique_id="linkworker")
    drawn = _COMMENT.sub("", drawn)
    drawn = _FAMILY.sub(f"font-family: {_FONTS};", _FONT_FACE.sub("", drawn))
    drawn = drawn.replace("<svg class", '<svg xml:space="preserve" class', 1)  # or spaces beside bold words are lost
    return re.sub(r"[ \t]+\n", "\n", drawn)
