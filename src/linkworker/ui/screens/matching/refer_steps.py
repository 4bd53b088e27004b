"""From an activity of the list to a referral: the form, and what is said when it is saved."""

from typing import Any

from linkworker.base.errors import LinkworkerError
from linkworker.casework.matches.match_list import MatchList
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.matching.asked import ask
from linkworker.ui.screens.place import Place
from linkworker.ui.screens.refer_form import Begin, refer_form

__all__ = ["Begin", "go_ahead"]


async def go_ahead(place: Place[Any], matches: MatchList, activity_id: str, begin: Begin) -> None:
    """Ask what is needed, and save it. Where a referral is open already, that one is shown instead."""
    person_id = matches.matched.matches.person.id
    try:
        asked = await ask(place.desk, person_id, activity_id, matches.matched)
    except LinkworkerError as error:
        place.trouble(str(error))
        return
    if asked.open_referral is not None:
        from linkworker.ui.screens.referral import ReferralScreen  # noqa: PLC0415 - not before there is one

        place.say(f"{asked.who} has an open referral to it. Here it is: move it on.")
        place.app.push_screen(ReferralScreen(person_id, asked.open_referral))
        return
    made = await place.app.push_screen_wait(FormScreen(refer_form(place.desk, asked, begin), about=asked.name))
    if made is not None:
        done = {Begin.OFFER: "Offered to", Begin.REFER: "Referred", Begin.LATER: "Put by for"}[begin]
        to = f" to {asked.activity}" if begin is Begin.REFER else f": {asked.activity}"
        place.say(f"{done} {asked.who}{to}. u takes it back.")
