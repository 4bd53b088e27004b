"""How a list is coloured. A theme or a screen may say otherwise by the same names."""

from typing import get_args

from linkworker.ui.widgets.rows import CellStyle

COMPONENT = "paged-list--"
"""Before every name below, as `paged-list--muted`."""

NAMES = (*filter(None, get_args(CellStyle)), "heading", "titles", "empty", "selected", "selected-quiet", "resting")
"""The styles of cells, and of the parts of a list. The highlighted row is `selected` (its second line
`selected-quiet`), or `resting` without focus."""

LIST_CSS = """
PagedList {
    height: 1fr;
    overflow-x: hidden;
    overflow-y: auto;
    scrollbar-size-vertical: 1;
    & > .paged-list--muted { color: $text-muted; }
    & > .paged-list--strong { text-style: bold; }
    & > .paged-list--warning { color: $text-warning; }
    & > .paged-list--error { color: $text-error; }
    & > .paged-list--success { color: $text-success; }
    & > .paged-list--accent { color: $text-accent; }
    & > .paged-list--heading { color: $text-accent; text-style: bold; }
    & > .paged-list--titles { color: $text-muted; }
    & > .paged-list--empty { color: $text-muted; }
    & > .paged-list--selected { background: $block-cursor-background; color: $block-cursor-foreground;
        text-style: bold; }
    & > .paged-list--selected-quiet { background: $block-cursor-background; color: $block-cursor-foreground; }
    & > .paged-list--resting { background: $panel; }
}
"""
