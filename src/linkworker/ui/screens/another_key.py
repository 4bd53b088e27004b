"""Writing the store anew under another key: said before, carried to its end whatever is pressed, and locked after."""

import asyncio
from collections.abc import Callable
from typing import Any

from linkworker.base.errors import LinkworkerError
from linkworker.base.leaving import LOCKED
from linkworker.ui.screens.place import Place
from linkworker.vault.rotation import RotationUnfinished
from linkworker.vault.store import Store


async def put_under_another_key(place: Place[Any], why: str, rotate: Callable[[Store], object]) -> None:
    """Say why, `rotate` on the store's thread, and lock: this process has only the old key. Says what went wrong."""
    place.say(f"{why}: the store is written anew under another key. This takes some seconds.")
    try:
        await asyncio.shield(asyncio.ensure_future(place.desk.look(rotate)))
    except RotationUnfinished:
        place.linkworker.end(LOCKED)
    except LinkworkerError as error:
        place.trouble(str(error))
    else:
        place.linkworker.end(LOCKED)
