"""The table of settings: what each is called in the file, how it is read, and what holds when nobody says."""

from collections.abc import Mapping
from typing import Any

import platformdirs

from linkworker.base import setting_kinds as kinds
from linkworker.base.setting_values import Establishment, Look, PersonalBudget, Sharing, Team, Theme, WemwbsLicence

APP = "linkworker"
"""The folder name under the machine's folders for settings and data."""

_TEAM = kinds.TableKind(
    Team,
    {
        "name": kinds.TEXT,
        "setting": kinds.SETTING,
        "role": kinds.TEXT,
        "review-meeting": kinds.TEXT,
        "review-interval-months": kinds.whole(1, 24, "months"),
    },
    needed=("name",),
    several=True,
)
_ESTABLISHMENT = kinds.TableKind(
    Establishment, {"code": kinds.PRISON_CODE, "name": kinds.TEXT}, needed=("code", "name"), several=True
)
_LICENCE = kinds.TableKind(
    WemwbsLicence,
    {"holder": kinds.TEXT, "reference": kinds.TEXT, "granted": kinds.DAY, "expires": kinds.DAY},
    needed=("holder", "reference", "granted"),
    strict=True,  # a slip in the expiry must not become a licence without an end
    check=lambda made: "It expires before it was granted." if made.expires and made.expires < made.granted else "",
)
_BUDGET = kinds.TableKind(
    PersonalBudget,
    {"limit": kinds.PENCE, "from-age": kinds.whole(0, 120, "years"), "to-age": kinds.whole(0, 120, "years")},
    check=lambda made: "from-age is above to-age." if made.from_age > made.to_age else "",
)
CHOICES: Mapping[str, kinds.Kind | kinds.TableKind] = {
    "look": kinds.one_of(Look),
    "theme": kinds.one_of(Theme),
    "language": kinds.LANGUAGE,
}
"""What a worker may choose alone, readable before unlock."""

ALL: Mapping[str, kinds.Kind | kinds.TableKind] = {
    "organisation": kinds.TEXT,
    "team": _TEAM,
    "establishment": _ESTABLISHMENT,
    "areas": kinds.TEXTS,
    "wemwbs-licence": _LICENCE,
    "sharing": kinds.one_of(Sharing),
    "idle-minutes": kinds.whole(1, 120, "minutes"),
    "oversight-days": kinds.whole(1, 366, "days"),
    "personal-budget": _BUDGET,
    "hub-invitation": kinds.FILE,
    "hub-url": kinds.WEB_ADDRESS,
    "escrow-recipient": kinds.AGE_RECIPIENT,
    "data-folder": kinds.FILE,
    **CHOICES,
}
"""What the organisation may set."""


def built_in() -> dict[str, Any]:
    """Return what holds for every key when no file and no flag says otherwise."""
    return {
        "organisation": "",
        "team": (Team("Our team"),),
        "establishment": (),
        "areas": (),
        "wemwbs-licence": None,
        "sharing": Sharing.WITH_CONSENT,
        "idle-minutes": 10,
        "oversight-days": 30,
        "personal-budget": PersonalBudget(),
        "hub-invitation": None,
        "hub-url": "",
        "escrow-recipient": "",
        # Local, not roaming: a store must not be copied about by the network behind our back.
        "data-folder": platformdirs.user_data_path(APP, appauthor=False, roaming=False),
        "look": Look.AUTO,
        "theme": Theme.AUTO,
        "language": "en",
    }
