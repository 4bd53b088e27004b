"""What would make an activity fit; and for the whole list, what to ask, what is nearest and what can be told now."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from linkworker.base.words import listed, sentence
from linkworker.casework.matches.match_list import MatchList
from linkworker.matching.verdict import Group
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.matching.kept import match_at
from linkworker.ui.screens.place import Place
from linkworker.ui.theme.glyphs import glyphs
from linkworker.ui.widgets.details import Detail, Details, Part

_FITS = "It fits as it is. Nothing stands in the way."


class MatchHelp(Place[None]):
    """A page to read, and from here to where each of it is put right. Esc leads back to the list."""

    PLACE = "match_help"
    GUIDE = "matching"
    HEADING = "What would help"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("match_help")]
    DEFAULT_CSS = """
    MatchHelp > VerticalScroll { height: 1fr; padding: 0 1; margin-top: 1; }
    MatchHelp.-low > VerticalScroll { margin-top: 0; }
    """
    AUTO_FOCUS: ClassVar[str | None] = "VerticalScroll"

    def __init__(self, person_id: str, matches: MatchList, activity_id: str | None) -> None:
        super().__init__()
        self._person_id = person_id
        self._matches = matches
        self._activity_id = activity_id

    def body(self) -> ComposeResult:
        """Yield the page."""
        with VerticalScroll():
            yield Details()

    async def load(self) -> None:
        """Work it out off the screen's thread, and show it; again once something of it was put right from here."""
        self._matches = await match_at(self.desk, self._person_id)
        bullet = glyphs(self.linkworker.console_look).bullet
        parts = await self.desk.read(lambda _: [*self._of_one(bullet), *self._of_all(bullet)])
        self.query_one(Details).show(parts)

    def action_edit(self) -> None:
        """Change what is kept of the person."""
        from linkworker.ui.screens.edit_person.menu import EditPerson  # noqa: PLC0415 - not before it is asked for

        self.app.push_screen(EditPerson(self._person_id))

    def action_consent(self) -> None:
        """Write down what the person agrees to."""
        from linkworker.ui.screens.consent import Consent  # noqa: PLC0415 - as above

        self.app.push_screen(Consent(self._person_id))

    def action_activity(self) -> None:
        """Open the activity: what it takes, and its provider's checks."""
        from linkworker.ui.screens.activity import ActivityScreen  # noqa: PLC0415 - as above

        if self._activity_id is not None:
            self.app.push_screen(ActivityScreen(self._activity_id))

    def _of_one(self, bullet: str) -> list[Part]:
        if self._activity_id is None:
            return []
        matched = self._matches.matched
        found = matched.found(self._activity_id)
        fixes = matched.what_would_make_it_fit(self._activity_id) or (_FITS,)
        stands = "" if found.group is Group.FITS else f": {found.group.words.lower()}"
        return [Part(f"{found.activity.name}{stands}", tuple(Detail("", fix, bullet) for fix in fixes))]

    def _of_all(self, bullet: str) -> list[Part]:
        matched = self._matches.matched
        found, who = matched.fallback(), matched.matches.person.who
        asks = tuple(Detail("", f"{ask.sentence} {sentence(ask.words)}", bullet) for ask in found.asks)
        blocking = tuple(Detail("", sentence(each.words()), bullet) for each in self._matches.blocking())
        nearest = tuple(
            Detail("", f"{near.activity.name}: {listed(matched.conditions(near.activity.id), 'and')}.", bullet)
            for near in found.nearest
        )
        told = tuple(Detail("", near.activity.name, bullet) for near in found.signposts)
        return [
            Part(f"Worth asking {who}, or finding out", asks),
            Part("The nearest of what does not fit yet", nearest),
            Part("Can be told of now, without a referral", told),
            Part("What stands in the way, over all activities", blocking),
        ]
