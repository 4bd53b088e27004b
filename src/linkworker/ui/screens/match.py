"""Match: which activities fit a person, fit on a condition, or do not fit, each with why."""

from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from linkworker.base.errors import LinkworkerError
from linkworker.base.words import sentence
from linkworker.casework.matches.gaps import keep_gap
from linkworker.casework.matches.match_list import MatchList
from linkworker.casework.matches.matching import match_person
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.matching.kept import match_at
from linkworker.ui.screens.matching.match_place import MatchPlace
from linkworker.ui.screens.matching.match_rows import COLUMNS, MatchPages, nothing_fits
from linkworker.ui.widgets.driven_list import DrivenList
from linkworker.ui.widgets.filter_line import FilterLine
from linkworker.ui.widgets.list_messages import Chosen, Moved
from linkworker.ui.widgets.one_line import one_line
from linkworker.ui.widgets.words import Words

_NOTHING_YET = "There are no activities yet. Press F4, then i to bring in a directory or n to add one."
_NOT_FOUND = "No activity holds those words. Esc clears them."
_ASKS_LOW, _ASKS = 2, 4
_APART = " - "
_NOTHING_ASKED = "nothing asked for yet, e writes it"


class Match(MatchPlace):
    """The activities for one person, in three groups. Matching runs on the store's thread, so no key waits for it."""

    PLACE = "match"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("match")]
    DEFAULT_CSS = """
    Match > #who { height: auto; max-height: 2; padding: 0 1; background: $surface; margin: 1 0; }
    Match.-low > #who { margin: 0; }
    Match > #nothing { height: auto; max-height: 50%; padding: 0 1; display: none; }
    Match > #nothing.-shown { display: block; }
    Match > #reasons { height: auto; min-height: 2; max-height: 4; padding: 0 1 0 3; color: $text-muted; }
    Match > #reasons { background: $surface; }
    Match > PagedList { margin-left: 1; }
    """

    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, person_id: str) -> None:
        super().__init__()
        self.person_id = person_id
        self.matches: MatchList | None = None
        self.pages: MatchPages | None = None
        self._why_waits = False
        self._typed = ""
        self._list = DrivenList(COLUMNS, empty=_NOTHING_YET)
        self._filter = FilterLine(self._list, "name, kind, provider or place")

    def body(self) -> ComposeResult:
        """Yield who it is about, why nothing fits if nothing does, the list, and the reasons of the row pointed at."""
        yield Words(id="who")
        yield Words(id="nothing")
        yield self._filter
        yield self._list
        yield Words(id="reasons")

    # Reading -------------------------------------------------------------------------------------------------------

    async def load(self) -> None:
        """Match, and show the list; open the reasons of the best if Enter was pressed before it was there."""
        self.matches = await match_at(self.desk, self.person_id)
        self.query_one("#who", Words).show(_headed(_said_of(self.matches)))
        await self._show_why_nothing_fits(self.matches)
        await self._show()
        if self.focused is None:
            self._list.focus()
        if self._why_waits:
            self._why_waits = False
            self.action_why()

    async def _show(self) -> None:
        matches, words, width = self.matches, self._filter.words, self.size.width - 2
        if matches is None:
            return
        pages = await self.desk.read(lambda _: MatchPages(matches, words, width))
        self.pages = pages
        await self._list.show(pages, empty=_NOT_FOUND if words else _NOTHING_YET)
        self._filter.say_found(f"{pages.found:,} found" if words else "")

    async def _show_why_nothing_fits(self, matches: MatchList) -> None:
        place = self.query_one("#nothing", Words)
        nothing = len(matches) > 0 and not matches.matched.matches.fits
        place.set_class(nothing, "-shown")
        if nothing:
            most = _ASKS_LOW if self.has_class("-low") else _ASKS
            lines = await self.desk.read(lambda _: nothing_fits(matches, most))
            place.show(Content("\n").join([Content.styled(words, style) for words, style in lines]))

    @on(Moved)
    def _moved(self, event: Moved) -> None:
        line = self.query_one("#reasons", Words)
        if event.key is None or self.matches is None:
            line.show("")
        else:
            line.show(one_line(sentence(", ".join(self.matches.reasons(event.key)))))

    def on_resize(self) -> None:
        """Give up blank lines where there are few, and say as many reasons as there is room for."""
        super().on_resize()
        if self.matches is not None:
            self._narrow()

    # Going about ---------------------------------------------------------------------------------------------------

    @on(FilterLine.Narrowed)
    @work(exclusive=True, group="filter")
    async def _narrow(self) -> None:
        await self._show()

    @on(FilterLine.Entered)
    @work(exclusive=True, group="enter")
    async def _entered(self) -> None:
        await self._show()
        self._list.action_choose()

    def action_filter(self) -> None:
        """Type to narrow the list."""
        self._filter.open()

    def on_key(self, event: events.Key) -> None:
        """Let the digits of a number lead to its row: 1, then 2, is 1 and then 12."""
        if event.is_printable and event.character and event.character.isdecimal() and self.focused is self._list:
            self._typed += event.character
            self._go_to(self._typed)
        else:
            self._typed = ""

    @work(exclusive=True, group="number")
    async def _go_to(self, typed: str) -> None:
        if self.matches is None:
            return
        found = self.matches.at(int(typed)) or self.matches.at(int(typed[-1]))
        if self.matches.at(int(typed)) is None:
            self._typed = typed[-1]
        if found is not None:
            await self._list.move_to(found.match.activity.id)

    # One activity --------------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> tuple[MatchList, str] | None:
        """Return the match, and the activity pointed at."""
        key = self._list.highlighted_key
        return None if self.matches is None or key is None else (self.matches, key)

    @on(Chosen)
    def action_why(self) -> None:
        """Show every test of the activity pointed at, and why."""
        key = self._list.highlighted_key
        if self.matches is None:
            self._why_waits = True
        elif key is not None and self.pages is not None:
            from linkworker.ui.screens.match_reasons import MatchReasons  # noqa: PLC0415 - not before it is asked for

            self.app.push_screen(MatchReasons(self.matches, self.pages, key))

    def action_fix(self) -> None:
        """Say what would make it fit, and what is worth asking."""
        from linkworker.ui.screens.match_help import MatchHelp  # noqa: PLC0415 - as above

        if self.matches is not None:
            self.app.push_screen(MatchHelp(self.person_id, self.matches, self._list.highlighted_key))

    def action_activity(self) -> None:
        """Open the activity pointed at."""
        from linkworker.ui.screens.activity import ActivityScreen  # noqa: PLC0415 - as above

        if self._list.highlighted_key is not None:
            self.app.push_screen(ActivityScreen(self._list.highlighted_key))

    def action_edit(self) -> None:
        """Change what is kept of the person, first what they ask for if that is not written; it is matched again."""
        from linkworker.ui.screens.edit_person.menu import EditPerson  # noqa: PLC0415 - as above

        if self.matches is not None:
            self.app.push_screen(EditPerson(self.person_id, "" if _has_asked(self.matches) else "asks"))

    def action_consent(self) -> None:
        """Write down what the person agrees to; it is matched again."""
        from linkworker.ui.screens.consent import Consent  # noqa: PLC0415 - as above

        self.app.push_screen(Consent(self.person_id))

    @work(exclusive=True, group="gap")
    async def action_gap(self) -> None:
        """Keep that nothing fits."""
        desk = self.desk
        try:
            await desk.change(
                lambda uow: keep_gap(uow, match_person(uow.connection, self.person_id, desk.today, desk.settings)),
                "keeping that nothing fits",
            )
        except LinkworkerError as error:
            self.trouble(str(error))
        else:
            self.say("Kept as a gap: what is missing and where, and nobody's name. u takes it back.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to keep a gap only when nothing fits."""
        if action == "gap":
            return self.matches is not None and not self.matches.matched.matches.fits
        return super().check_action(action, parameters)


def _said_of(matches: MatchList) -> str:
    header = matches.matched.header()
    return header if _has_asked(matches) else f"{header}{_APART}{_NOTHING_ASKED}"


def _has_asked(matches: MatchList) -> bool:
    person = matches.matched.matches.person
    return bool(person.asked_words or person.asked_for)


def _headed(words: str) -> Content:
    who, apart, rest = words.partition(_APART)
    return Content.assemble((who, "bold"), f"{apart}{rest}")
