"""The draft of one form on the screen: taken up, kept while somebody types, dropped when it was saved."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from linkworker.ui.desk import Desk
from linkworker.ui.forms.form import Form
from linkworker.vault.drafts import Draft


class Keeping:
    """What the store holds of a form's draft. Nothing is kept before `take_up` read what was there."""

    def __init__(self, form: Form[Any], desk: Desk) -> None:
        self._form = form
        self._desk = desk
        self._kept: Mapping[str, str] | None = None
        self._is_open = False

    async def take_up(self) -> Draft | None:
        """Return the draft that there is, or None; from now on what is typed is kept."""
        found = await self._desk.draft(self._form.name)
        self._kept = {} if found is None else self._form.to_keep(self._form.from_draft(found.fields))
        self._is_open = True
        return found

    def is_new(self, typed: Mapping[str, str]) -> bool:
        """Say whether what is typed differs from what is kept."""
        return self._is_open and self._form.to_keep(typed) != self._kept

    async def keep(self, typed: Mapping[str, str]) -> datetime | None:
        """Keep what is typed; return when, or None if there was nothing new. A form as it began keeps no draft."""
        fresh = self._form.to_keep(typed)
        if not self.is_new(typed):
            return None
        self._kept = None  # until it is done nobody knows what the store holds
        if fresh:
            await self._desk.keep_draft(self._form.name, fresh)
        else:
            await self._desk.drop_draft(self._form.name)
        self._kept = fresh
        return self._desk.clock.now() if fresh else None

    async def close(self) -> None:
        """Drop the draft, and keep no other: the form was saved."""
        self._is_open = False
        await self._desk.drop_draft(self._form.name)
