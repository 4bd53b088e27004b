"""An outline that a highlight goes through: headings, and items as long as their words."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from linkworker.ui.theme.glyphs import glyphs
from linkworker.ui.widgets.list_keys import LIST_KEYS
from linkworker.ui.widgets.one_line import fitted, wrapped
from linkworker.ui.widgets.outline_lines import MARK, Item, Line, outline_lines

_NAMES = ("muted", "strong", "warning", "error", "success", "accent", "selected", "resting")
_PREFIX = "outline--"
_ROOMY = 30  # lines of the terminal


class Outline(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows all its items, nothing cut; what is in memory already is enough for it. `empty` says what to do next."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {_PREFIX + name for name in _NAMES}
    BINDINGS: ClassVar[list[BindingType]] = [*LIST_KEYS]
    DEFAULT_CSS = """
    Outline { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1;
        & > .outline--muted { color: $text-muted; }
        & > .outline--strong { text-style: bold; }
        & > .outline--warning { color: $text-warning; }
        & > .outline--error { color: $text-error; }
        & > .outline--success { color: $text-success; }
        & > .outline--accent { color: $text-accent; text-style: bold; }
        & > .outline--selected { background: $block-cursor-background; color: $block-cursor-foreground;
            text-style: bold; }
        & > .outline--resting { background: $block-cursor-blurred-background; }
    }
    """

    class Chosen(Message):
        """An item was chosen, by Enter or a click on the highlighted one."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.items: tuple[Item, ...] = ()
        self._empty = empty
        self._shown = False
        self._at: int | None = None
        self._laid: tuple[int, tuple[Line, ...]] = (0, ())

    # What is shown ---------------------------------------------------------------------------------------------------

    @property
    def highlighted_key(self) -> str | None:
        """Return the key of the highlighted item, or None."""
        return None if self._at is None else self.items[self._at].key

    def show(self, items: Sequence[Item], *, empty: str | None = None, at: str | None = None) -> None:
        """Show these items instead. The highlight goes to the key `at`, or stays on its key, or else at its place."""
        key, before = self.highlighted_key, self._at or 0
        self.items = tuple(items)
        self._empty = self._empty if empty is None else empty
        self._shown = True
        places = {item.key: place for place, item in enumerate(self.items) if item.key is not None}
        place = places.get(at or "", places.get(key or ""))
        self._at = self._nearest(before) if place is None else place
        self._lay_out()
        self._reveal()

    def _nearest(self, place: int) -> int | None:
        chosen = [at for at, item in enumerate(self.items) if item.key is not None]
        return min(chosen, key=lambda at: (abs(at - place), at), default=None)

    def _lay_out(self) -> None:
        width = self.size.width - self.scrollbar_size_vertical
        more = glyphs(console=bool(getattr(self.app, "console_look", False))).more
        self._laid = (width, outline_lines(self.items, width, more, roomy=self.app.size.height >= _ROOMY))
        self.virtual_size = Size(1, len(self._laid[1]))
        self.refresh()

    # Going about -----------------------------------------------------------------------------------------------------

    def _span(self, index: int) -> tuple[int, int]:
        """Return the first line of an item, and the one below its last."""
        lines = [number for number, line in enumerate(self._laid[1]) if line.item == index]
        return (lines[0], lines[-1] + 1) if lines else (0, 0)

    def _reveal(self) -> None:
        """Scroll until the highlight is in sight, with the heading above it and what cannot be chosen below."""
        room = self.size.height
        if self._at is None or room <= 0:
            return
        top, below = self._span(self._at)
        first, last = self._at, self._at
        while first > 0 and self.items[first - 1].key is None:
            first -= 1
        while last + 1 < len(self.items) and self.items[last + 1].key is None and not self.items[last + 1].heading:
            last += 1
        if self._span(last)[1] - self._span(first)[0] <= room:
            top, below = self._span(first)[0], self._span(last)[1]
        now = self.scroll_offset.y
        self._scroll_by(min(0, top - now) or (0 if below - top > room else max(0, below - now - room)))

    def _scroll_by(self, lines: int) -> None:
        if lines:
            self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True)

    def action_move(self, step: int) -> None:
        """Go one item on; one that is longer than the screen is read to its end first."""
        if self._at is None:
            self._scroll_by(step)
            return
        top, below = self._span(self._at)
        if (step > 0 and below > self.scroll_offset.y + self.size.height) or (step < 0 and top < self.scroll_offset.y):
            self._scroll_by(step)
            return
        to = self._at + step
        while 0 <= to < len(self.items) and self.items[to].key is None:
            to += step
        if 0 <= to < len(self.items):
            self._go(to)
        else:
            self._scroll_by(step * self.size.height)

    def action_page(self, step: int) -> None:
        """Go a screenful on."""
        if self._at is None:
            self._scroll_by(step * self.size.height)
            return
        line = self._span(self._at)[0] + step * max(1, self.size.height - 1)
        lines = self._laid[1]
        items = [each.item for each in lines[: max(0, line) + 1] if each.item is not None]
        found = self._nearest(items[-1] if items else 0)
        if found is not None:
            self._go(found)

    def action_to_end(self, step: int) -> None:
        """Go to the first item (-1) or the last (1)."""
        found = self._nearest(len(self.items) if step > 0 else 0)
        if found is not None:
            self._go(found)
        self._scroll_by(step * len(self._laid[1]))

    def _go(self, place: int) -> None:
        self._at = place
        self._reveal()
        self.refresh()

    def action_choose(self) -> None:
        """Choose the highlighted item."""
        if self.highlighted_key is not None:
            self.post_message(self.Chosen(self.highlighted_key))

    def on_click(self, event: Click) -> None:
        """Highlight the item clicked on; choose it when it is the highlighted one already."""
        offset = event.get_content_offset(self)
        lines = self._laid[1]
        line = -1 if offset is None else offset.y + self.scroll_offset.y
        item = lines[line].item if 0 <= line < len(lines) else None
        if item is None or self.items[item].key is None:
            return
        if item == self._at:
            self.action_choose()
        else:
            self._go(item)

    # Painting --------------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Return one line of what is in sight."""
        if not self.items:
            return self._empty_line(y)
        if self._laid[0] != self.size.width - self.scrollbar_size_vertical:
            self._lay_out()
        width, lines = self._laid
        at = y + self.scroll_offset.y
        line = lines[at] if at < len(lines) else Line(None)
        base: tuple[str, ...] = ()
        mark = ""
        if line.item is not None and line.item == self._at:
            signs = glyphs(console=bool(getattr(self.app, "console_look", False)))
            base = ("selected",) if self.has_focus else ("resting",)
            if lines[at - 1].item != line.item or at == 0:
                mark = signs.pointer if self.has_focus else signs.bullet
        before = MARK if line.item is None or not self.items[line.item].heading else 0
        segments = [Segment(fitted(mark, before, ""), self._style(*base))] if before else []
        # Dim words would be hard to read on the ground of the highlight.
        segments += [
            Segment(text, self._style(*base, *([name] if name and not (base and name == "muted") else [])))
            for text, name in line.runs
        ]
        return Strip(segments).adjust_cell_length(width, self._style(*base))

    def _empty_line(self, y: int) -> Strip:
        lines = wrapped(self._empty, self.size.width - 2 * MARK) if self._shown else []
        line = y - max(0, (self.size.height - len(lines)) // 2)
        text = " " * MARK + lines[line] if 0 <= line < len(lines) else ""
        return Strip([Segment(text, self._style("muted"))]).adjust_cell_length(self.size.width, self._style())

    def _style(self, *names: str) -> Style:
        return self.get_visual_style(*(_PREFIX + name for name in names)).rich_style

    # What Textual tells ----------------------------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        """Paint anew: the theme, the look or a style has changed."""
        super().notify_style_update()
        self.refresh()

    def on_resize(self) -> None:
        """Lay out anew, and keep the highlight in sight."""
        if self._shown:
            self._lay_out()
            self._reveal()

    def on_focus(self) -> None:
        """Mark the highlighted item as the one that the keys act on."""
        self.refresh()

    def on_blur(self) -> None:
        """Mark the highlighted item as one at rest."""
        self.refresh()
