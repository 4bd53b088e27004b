"""Where a meeting stands and what is typed in it, kept as a draft so that no lock or crash loses it."""

from collections.abc import Mapping

from linkworker.casework.reviews.meeting_view import MeetingView
from linkworker.ui.desk import Desk
from linkworker.ui.screens.meeting.steps import FIRST, LAST, STEPS, place_of

_AT, _SEEN, _SAID = "at", "seen", "said"
_PART = "."
_BEFORE, _BEGUN = "meeting", "meeting-at"


class KeptPlace:
    """The step a meeting is at, which steps were passed and said something in, and what is typed and not kept yet."""

    def __init__(self, desk: Desk, meeting: MeetingView) -> None:
        self._desk = desk
        self._name = name_of(meeting)
        self._kept: Mapping[str, str] | None = None
        self.at = FIRST
        self.seen: set[str] = set()
        self.said: set[str] = set()
        self._typed: dict[str, dict[str, str]] = {}

    async def take_up(self, meeting: MeetingView) -> None:
        """Go on where it was left; on another laptop, after the last step that the record holds something of."""
        found = await self._desk.draft(self._name)
        if found is None:
            self._from_record(meeting)
            return
        fields = dict(found.fields)
        self._kept = fields
        self.at = place_of(fields.get(_AT, ""))
        self.seen = set(fields.get(_SEEN, "").split())
        self.said = set(fields.get(_SAID, "").split())
        for name, text in fields.items():
            code, part, field = name.partition(_PART)
            if part:
                self._typed.setdefault(code, {})[field] = text

    def _from_record(self, meeting: MeetingView) -> None:
        held = [at for at, step in enumerate(STEPS) if step.has_kept(meeting)]
        begun = meeting.review is not None  # a check-in of today is there before the meeting, and begins none
        self.at = min(held[-1] + 1, LAST) if held and begun else FIRST
        self.seen = {step.CODE for step in STEPS[: self.at]}
        self.said = {STEPS[at].CODE for at in held}

    # What is typed ---------------------------------------------------------------------------------------------------

    def typed(self, code: str) -> Mapping[str, str]:
        """Return what is typed in a step and not kept."""
        return self._typed.get(code, {})

    def type(self, code: str, typed: Mapping[str, str]) -> None:
        """Take what is typed in a step; {} for nothing."""
        if typed:
            self._typed[code] = dict(typed)
        else:
            self._typed.pop(code, None)

    @property
    def left_open(self) -> int | None:
        """The first step in which something is typed and not kept; None where all is kept."""
        return min((place_of(code) for code in self._typed), default=None)

    # Keeping ---------------------------------------------------------------------------------------------------------

    def _fields(self) -> dict[str, str]:
        typed = {f"{code}{_PART}{name}": text for code, fields in self._typed.items() for name, text in fields.items()}
        return {
            _AT: STEPS[self.at].CODE,
            _SEEN: " ".join(sorted(self.seen)),
            _SAID: " ".join(sorted(self.said)),
            **typed,
        }

    async def keep(self) -> bool:
        """Keep it as it stands; say whether anything was new. A meeting of which nothing was said keeps nothing."""
        fields = self._fields()
        if fields == self._kept or (self._name.startswith(f"{_BEFORE}:") and not self._typed):
            return False
        await self._desk.keep_draft(self._name, fields)
        self._kept = fields
        return True

    async def follow(self, meeting: MeetingView) -> None:
        """Go by the name of the meeting as it is now: it gets another when it begins."""
        name = name_of(meeting)
        if name != self._name:
            before, self._name, self._kept = self._name, name, None
            await self.keep()
            await self._desk.drop_draft(before)

    async def drop(self) -> None:
        """Forget it: the meeting is finished, or was never begun."""
        await self._desk.drop_draft(self._name)


def name_of(meeting: MeetingView) -> str:
    """Return the name of the draft. A meeting that the record knows has one that Today does not list a second time."""
    if meeting.review is None:
        return f"{_BEFORE}:{meeting.person_id}"
    return f"{_BEGUN}:{meeting.review.facts.id}"
