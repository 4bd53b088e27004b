"""What a screen of a match can begin with one activity: offering it, referring to it, putting it by."""

from textual import work

from linkworker.casework.matches.match_list import MatchList
from linkworker.ui.screens.matching.refer_steps import Begin, go_ahead
from linkworker.ui.screens.place import Place


class MatchPlace(Place[None]):
    """A subclass says which activity of which match its keys are about, in `chosen`."""

    GUIDE = "matching"

    @property
    def chosen(self) -> tuple[MatchList, str] | None:
        """Return the match, and the id of the activity that the keys are about; None while there is none."""
        raise NotImplementedError

    def action_offer(self) -> None:
        """Offer it."""
        self._begin(Begin.OFFER)

    def action_refer(self) -> None:
        """Refer to it."""
        self._begin(Begin.REFER)

    def action_later(self) -> None:
        """Put it by until a day."""
        self._begin(Begin.LATER)

    @work(exclusive=True, group="refer")
    async def _begin(self, begin: Begin) -> None:
        if self.chosen is not None:
            await go_ahead(self, *self.chosen, begin)
