"""The answers of a form under way, kept encrypted as they come, and taken up again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from linkworker.base.times import show_instant
from linkworker.ui.desk import Desk
from linkworker.ui.screens.check_in.check_in_answers import Answers
from linkworker.ui.screens.check_in.ways import Chosen, Way
from linkworker.vault.drafts import Draft
from linkworker.wellbeing.instrument import Instrument


def draft_name(person_id: str, code: str) -> str:
    """Return the name of the draft of one person's form."""
    return f"check-in:{person_id}:{code}"


@dataclass(frozen=True, slots=True)
class Begun:
    """A form that was begun and not saved. `ended` says that the person had finished or stopped."""

    answers: Answers
    way: Way
    moment: str
    on: date
    kept_at: datetime
    ended: bool

    @property
    def counted(self) -> str:
        """Return how much of it is there: "5 of 14 answered"."""
        answers = self.answers
        given = answers.count - len(answers.open_items) - len(answers.left_out)
        return f"{given} of {answers.count} answered"

    @property
    def when(self) -> str:
        """Return when it was kept, in words."""
        return show_instant(self.kept_at)


def begun_of(instrument: Instrument, draft: Draft | None) -> Begun | None:
    """Return what a draft holds, or None where it holds no answer or cannot be read."""
    if draft is None:
        return None
    fields: Mapping[str, str] = draft.fields
    answers = Answers.from_draft(instrument, fields)
    try:
        way, on = Way(fields.get("way", "")), date.fromisoformat(fields.get("on", ""))
    except ValueError:
        return None
    if not answers.begun:
        return None
    return Begun(answers, way, fields.get("moment", ""), on, draft.saved_at, fields.get("ended") == "yes")


class FormDraft:
    """Keeps one form under way. Once `close` was called it keeps nothing more by itself."""

    def __init__(self, desk: Desk, chosen: Chosen, answers: Answers) -> None:
        self.chosen = chosen
        self.answers = answers
        self._desk = desk
        self._is_open = True

    @property
    def name(self) -> str:
        """Return the draft's name."""
        return draft_name(self.chosen.person_id, self.chosen.instrument.code)

    async def keep(self, *, ended: bool = False) -> None:
        """Keep the answers as they are, if there are any; raises a LinkworkerError when that cannot be done."""
        if not self._is_open or not self.answers.begun:
            return
        self._is_open = not ended
        chosen = self.chosen
        about = {"way": chosen.way.value, "moment": chosen.moment, "on": chosen.on.isoformat()}
        await self._desk.keep_draft(self.name, self.answers.to_draft() | about | {"ended": "yes" if ended else ""})

    async def drop(self) -> None:
        """Forget it: the check-in is kept, or nothing was answered."""
        self._is_open = False
        await self._desk.drop_draft(self.name)
