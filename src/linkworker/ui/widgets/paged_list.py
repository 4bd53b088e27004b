"""The one list that every screen uses: any number of rows, of which only those in sight are read and painted."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal

from rich.style import Style
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.events import Click
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from linkworker.base.errors import LinkworkerError
from linkworker.ui.theme.glyphs import glyphs
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.kept_pages import PAGE, KeptPages
from linkworker.ui.widgets.list_keys import LIST_KEYS
from linkworker.ui.widgets.list_lines import ListLines
from linkworker.ui.widgets.list_messages import Chosen, Failed, Moved
from linkworker.ui.widgets.list_styles import COMPONENT, LIST_CSS, NAMES
from linkworker.ui.widgets.one_line import wrapped
from linkworker.ui.widgets.pages import FixedRows, Pages
from linkworker.ui.widgets.row_lines import INDENT, MARGIN, Highlight, Marks, RowLines
from linkworker.ui.widgets.rows import Row
from linkworker.ui.widgets.search_rows import Search, Unread, look, with_what_belongs

_STRIPS = 1024


class PagedList(ScrollView, can_focus=True, inherit_bindings=False):
    """A list over a paged source. Rows are chosen by key; headings and lines without a key are passed over.

    `columns` lay the cells out; none means one column. `lines` is the height of every row. `empty` is shown when
    there are no rows, and says what to do next.
    """

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {COMPONENT + name for name in NAMES}

    BINDINGS: ClassVar[list[BindingType]] = [*LIST_KEYS]

    DEFAULT_CSS = LIST_CSS

    Chosen = Chosen
    Moved = Moved
    Failed = Failed

    def __init__(
        self,
        columns: Sequence[Column] = (),
        *,
        lines: Literal[1, 2] = 1,
        empty: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._columns = tuple(columns)
        self._titles = int(any(column.title for column in columns))
        self._empty = empty
        self._lines = ListLines(0, lines)
        self._kept: KeptPages | None = None
        self._turn = 0
        self._at: int | None = None
        self._row: Row | None = None
        self._search: Search | None = None
        self._enter_waits = False
        self._chose_by_click = False
        self._told: Row | None = None
        self._painter: RowLines | None = None
        self._strips: LRUCache[tuple[int, int, Highlight], Strip] = LRUCache(_STRIPS)

    # What is shown ---------------------------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """Return how many rows there are, headings and blank lines among them."""
        return self._lines.count

    @property
    def highlighted_row(self) -> Row | None:
        """Return the highlighted row; None when there is none, or it is still being read."""
        return self._row

    @property
    def highlighted_key(self) -> str | None:
        """Return the highlighted row's key, or None."""
        return self._row.key if self._row else None

    @property
    def acts(self) -> bool:
        """Say whether the keys act on the highlighted row."""
        return self.has_focus

    async def show(self, pages: Pages, *, empty: str | None = None, at: str | None = None) -> None:
        """Show these rows instead. The highlight goes to the key `at`, or stays on its key, or else at its place.

        Nothing changes on the screen until the first rows are there. If `show` is called again before that, the last
        call is the one that counts. Raises what the source raises; then the rows of before stay.
        """
        self._turn += 1
        turn = self._turn
        if isinstance(pages, FixedRows) and self._lines.per_row == 1:
            pages = pages.spaced()
        kept = KeptPages(pages, await pages.count())
        while turn == self._turn:
            key = self.highlighted_key
            found = await kept.ready(at or key, near=self._at or 0, head=self._lines.per_row > 1)
            if at or key == self.highlighted_key:
                break
        if turn == self._turn:
            self._empty = self._empty if empty is None else empty
            self._take(kept, found, keep_line=not at)

    async def move_to(self, key: str) -> bool:
        """Put the highlight on the row with this key; return whether it is there.

        A source without `place` is looked through only near the highlight and in what has been read.
        """
        kept = self._kept
        if kept is None:
            return False
        place = await kept.find(key, self._at or 0)
        if place is None or kept is not self._kept:
            return False
        await kept.read_around(place)
        if kept is self._kept:
            self._go(Search(place, 1, both=True))
        return self.highlighted_key == key

    def _take(self, kept: KeptPages, found: int | None, *, keep_line: bool) -> None:
        """Show what has been read. `keep_line` keeps a highlighted row that was found on its line of the screen."""
        before = self._at or 0
        line_before = self._lines.first(before)
        place = max(0, min(before, kept.count - 1)) if found is None else found
        self._kept = kept
        self._recount()
        self._forget_strips()
        if keep_line and found is not None:
            self._scroll_by(self._lines.first(place) - line_before)
        self._at, self._row = None, None
        self._go(Search(place, 1, both=True))
        self._reveal()
        self.refresh()

    def _recount(self) -> None:
        kept = self._kept
        if kept is None:
            return
        first = kept.row(0) if kept.count else None
        trimmed = self._lines.per_row > 1 and first is not None and first.heading
        self._lines = ListLines(kept.count, self._lines.per_row, trimmed)
        self.virtual_size = Size(1, self._lines.total + self._titles)
        if self.show_vertical_scrollbar:  # at once: the layout that would tell it comes a frame later
            self.vertical_scrollbar.window_virtual_size = self.virtual_size.height

    # Reading ---------------------------------------------------------------------------------------------------------

    def _wanted(self) -> Iterable[int]:
        """Return a row of each page that is wanted, the most urgent first: in sight, the highlight, half a page on."""
        top, below = self._lines.at(self.scroll_offset.y)[0], self._lines.at(self.scroll_offset.y + self.size.height)[0]
        yield from range(top, below + 1)
        if self._at is not None:
            yield self._at
        yield from (below + PAGE // 2, top - PAGE // 2)

    def _read_on(self) -> None:
        """Have the rows read that are wanted and not there. One worker reads for one source."""
        kept = self._kept
        if kept and not kept.filling and self.is_attached and kept.missing(self._wanted()):
            kept.filling = True
            self.run_worker(self._fill(kept), group="pages")

    async def _fill(self, kept: KeptPages) -> None:
        """Read page after page until nothing in sight is missing; what came for a source of before is dropped."""
        try:
            while kept is self._kept and (missing := kept.missing(self._wanted())):
                await kept.read(missing[0])
                if kept is self._kept:
                    self._came()
        except LinkworkerError as error:
            if kept is self._kept:
                self.post_message(Failed(self, error))
        finally:
            kept.filling = False

    def _came(self) -> None:
        """Paint the rows that came, and settle the highlight that waited for them."""
        kept = self._kept
        if kept and kept.count != self._lines.count:
            self._recount()
            self._forget_strips()
            if self._at is not None and self._at >= kept.count:
                self._search = Search(max(0, kept.count - 1), -1, both=True)
        if self._search:
            self._go(self._search)
        self.refresh()

    # The highlight ---------------------------------------------------------------------------------------------------

    def _go(self, search: Search) -> bool:
        """Move the highlight to where the search ends; return whether it moved. Rows not read yet are waited for."""
        kept, before = self._kept, self._at
        if kept is None:
            return False
        found = look(search, kept.count, kept.row)
        if isinstance(found, Unread):
            self._at, self._row, self._search = found.index, None, search
        else:
            self._at, self._search = found, None
            self._row = None if found is None else kept.row(found)
            self._settled()
        if self._at != before:
            self._repaint(before)
            self._repaint(self._at)
            self._reveal(search.step)
        self._read_on()
        return self._at != before

    def _settled(self) -> None:
        """Say where the highlight stands now, and choose the row if Enter was pressed before it was there."""
        if self._row != self._told:
            self._told = self._row
            self.post_message(Moved(self, self._row))
        if self._enter_waits:
            self.action_choose()

    @property
    def _stay(self) -> int | None:
        """Return where the highlight stood before the search that is still going on, if any."""
        return self._search.stay if self._search else self._at

    def _reveal(self, step: int = -1) -> None:
        """Scroll until the highlight is in sight, and what belongs to it if there is room.

        `step` is the way the highlight went.
        """
        kept, at, room = self._kept, self._at, self.size.height - self._titles
        if kept is None or at is None or room <= 0:
            return
        top, below = self._lines.first(at), self._lines.after(at)
        first, last = with_what_belongs(at, step, room, kept.count, kept.row)
        if self._lines.after(last) - self._lines.first(first) <= room:
            top, below = self._lines.first(first), self._lines.after(last)
        now = self.scroll_offset.y
        self._scroll_by(min(0, top - now) or max(0, below - now - room))

    def _scroll_by(self, lines: int) -> None:
        if lines:
            self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True)

    def _repaint(self, index: int | None) -> None:
        if index is not None:
            top = self._titles + self._lines.first(index) - self.scroll_offset.y
            self.refresh(Region(0, top, self.size.width, self._lines.per_row))

    # Keys and mouse --------------------------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """Go one row on; where there is none, let the lines beyond be read."""
        self._enter_waits = False
        if self._at is None or not self._go(Search(self._at + step, step, stay=self._stay)):
            self._scroll_by(step)

    def action_page(self, step: int) -> None:
        """Go a screenful on, the highlight staying where it is on the screen."""
        self._enter_waits = False
        room = self.size.height - self._titles
        rows = max(1, room // self._lines.per_row)
        self._scroll_by(step * rows * self._lines.per_row)
        if self._at is not None:
            to = max(0, min(self._at + step * rows, self.count - 1))
            self._go(Search(to, step, both=True, stay=self._stay))

    def action_to_end(self, step: int) -> None:
        """Go to the first row (-1) or the last (1)."""
        self._enter_waits = False
        self._scroll_by(step * self._lines.total)
        if self._at is not None:
            self._go(Search(self.count - 1 if step > 0 else 0, -step, both=True, stay=self._stay))
            self._reveal(step)

    def action_choose(self) -> None:
        """Choose the highlighted row; if it is still being read, as soon as it is there."""
        self._enter_waits = self._search is not None
        if self._row and self._row.key is not None:
            self.post_message(Chosen(self, self._row.key, self._row))

    def on_click(self, event: Click) -> None:
        """Highlight the row clicked on; choose it when it is the highlighted one already."""
        offset = event.get_content_offset(self)
        kept = self._kept
        if offset is None or kept is None or offset.y < self._titles:
            return
        index = self._lines.at(offset.y - self._titles + self.scroll_offset.y)[0]
        row = kept.row(index) if index < self.count else None
        if row is None or not row.can_be_chosen:
            return
        self._enter_waits = False
        if event.chain == 1:
            self._chose_by_click = False
        if index != self._at:
            self._go(Search(index, 1))
        elif not self._chose_by_click:
            # The second click of a double click on the highlighted row comes here too: it is chosen once.
            self._chose_by_click = True
            self.action_choose()

    # Painting --------------------------------------------------------------------------------------------------------

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the list takes when its height is left to it."""
        if self._kept and not self.count:
            return len(self._empty_lines(width))
        return super().get_content_height(container, viewport, width)

    def render_line(self, y: int) -> Strip:
        """Return one line of what is in sight: the titles, then rows, blank while they are being read."""
        paint = self._paint()
        if self._kept is None:
            return paint.blank()
        if not self.count:
            lines = self._empty_lines(self.size.width)
            line = y - min(1, max(0, self.size.height - len(lines)))  # where the first row would be
            return paint.words(lines[line], "empty") if 0 <= line < len(lines) else paint.blank()
        if y < self._titles:
            return paint.titles()
        return self._line(self._kept, y - self._titles + self.scroll_offset.y)

    def _line(self, kept: KeptPages, line: int) -> Strip:
        index, which = self._lines.at(line)
        row = kept.row(index) if index < kept.count else None
        if row is None:
            return self._paint().blank()
        highlight = Highlight.NONE
        if index == self._at and row.can_be_chosen:
            highlight = Highlight.SELECTED if self.acts else Highlight.RESTING
        known = (index, which, highlight)
        strip = self._strips.get(known)
        if strip is None:
            strip = self._strips[known] = self._paint().line(row, which, highlight)
        return strip

    def _paint(self) -> RowLines:
        # What the scroll bar leaves: it comes and goes without a Resize event.
        width = self.size.width - self.scrollbar_size_vertical
        if self._painter and self._painter.width != width:
            self._forget_strips()
        if self._painter is None:
            signs = glyphs(console=bool(getattr(self.app, "console_look", False)))
            marks = Marks(signs.pointer, signs.bullet, signs.more)
            self._painter = RowLines(self._columns, self._lines.per_row, width, marks, self._style_of)
        return self._painter

    def _style_of(self, names: Sequence[str]) -> Style:
        return self.get_visual_style(*(COMPONENT + name for name in names)).rich_style

    def _empty_lines(self, width: int) -> list[str]:
        return wrapped(self._empty, width - INDENT - MARGIN)

    def _forget_strips(self) -> None:
        self._painter = None
        self._strips.clear()

    # What Textual tells ----------------------------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        """Paint anew: the theme, the look or a style has changed."""
        self._forget_strips()
        super().notify_style_update()
        self.refresh()

    def on_resize(self) -> None:
        """Lay the columns out anew, keep the highlight in sight, and read what has come into sight."""
        self._forget_strips()
        self._reveal()
        self._read_on()

    def on_focus(self) -> None:
        """Mark the highlighted row as the one that the keys act on."""
        self._repaint(self._at)

    def on_blur(self) -> None:
        """Mark the highlighted row as one at rest."""
        self._repaint(self._at)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Read what has come into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._read_on()
