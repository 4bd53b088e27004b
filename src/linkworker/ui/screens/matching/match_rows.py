"""The rows of the list of matches: headings with counts, a row for each, made as they come into sight."""

from collections.abc import Sequence

from linkworker.base.words import count, sentence
from linkworker.casework.matches.match_list import BriefRow, MatchList, Numbered
from linkworker.ui.widgets.columns import Column, laid_out
from linkworker.ui.widgets.row_lines import INDENT, MARGIN
from linkworker.ui.widgets.rows import GAP, Row, heading

COLUMNS = (
    Column(least=30),
    Column(width=11),
    Column(width=9),
    Column(least=16, weight=3),
)


class MatchPages:
    """The rows of one list, narrowed by words. Keys are ids of activities."""

    def __init__(self, matches: MatchList, words: str = "", width: int = 80) -> None:
        """Narrow a list by words; `width` is how many cells the list has for a row."""
        groups = matches.groups(words)
        self._matches = matches
        self._room = laid_out(COLUMNS, width - INDENT - MARGIN)[-1].width
        self._digits = len(str(max(len(matches), 1)))
        self.found = sum(len(held) for held in groups.values())
        self._lines: list[Row | Numbered] = []
        for group, held in groups.items():
            if not held:
                continue
            if self._lines:
                self._lines.append(GAP)
            self._lines += [heading(f"{group.words} ({len(held):,})"), *held]
        self._places = {
            line.match.activity.id: place for place, line in enumerate(self._lines) if isinstance(line, Numbered)
        }

    async def count(self) -> int:
        """Return how many rows there are, headings among them."""
        return len(self._lines)

    async def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return up to `limit` rows from the row at `offset`."""
        return [line if isinstance(line, Row) else self._row(line) for line in self._lines[offset : offset + limit]]

    async def place(self, key: str) -> int | None:
        """Return where an activity stands, or None."""
        return self._places.get(key)

    def next_to(self, activity_id: str, step: int) -> str | None:
        """Return the id of the activity so many places on in this list, past headings; None at the ends."""
        place = self._places.get(activity_id)
        while place is not None and 0 <= (place := place + step) < len(self._lines):
            line = self._lines[place]
            if isinstance(line, Numbered):
                return line.match.activity.id
        return None

    def _row(self, each: Numbered) -> Row:
        brief = self._matches.row(each)
        return Row(
            brief.activity_id,
            (f"{brief.number:>{self._digits}} {brief.name}", brief.when, brief.cost, self._reasons(brief)),
        )

    def _reasons(self, brief: BriefRow) -> str:
        """Return the first reasons, as many as there is room for, none of them cut if one fits."""
        who = self._matches.matched.matches.person.who
        shown = ""
        for reason in brief.reasons:
            longer = f"{shown}, {reason}" if shown else reason
            if len(longer) > self._room:
                break
            shown = longer
        return shown or _shorter(brief.reasons[0], who, self._room) if brief.reasons else ""


def _shorter(reason: str, who: str, room: int) -> str:
    """Return a reason without the words that its heading says already, where it is too long with them."""
    shortened = (reason, reason.removeprefix("if "), reason.removeprefix(f"if {who} "))
    return next((each for each in shortened if len(each) <= room), shortened[-1])


def nothing_fits(matches: MatchList, most_asks: int) -> list[tuple[str, str]]:
    """Return lines for when nothing fits, each with its style: why, by test with counts, and what to ask."""
    found = matches.matched.fallback()
    lines = [(found.sentence, "bold")]
    if not len(matches):
        return lines
    blocking = matches.blocking()
    lines.append(("What stands in the way", "$text-muted"))
    shown = [each.words() for each in blocking[:_MOST_TESTS]]
    rest = len(blocking) - len(shown)
    lines += [(f"  {words}", "") for words in shown]
    if rest:
        lines.append((f"  and {count(rest, 'other test')}", "$text-muted"))
    asks = found.asks[:most_asks]
    if asks:
        lines.append(("What to ask", "$text-muted"))
        lines += [(f"  {ask.sentence} {sentence(ask.words)}", "") for ask in asks]
    return lines


_MOST_TESTS = 4
