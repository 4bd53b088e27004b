"""Two laptops with no centre between them, and the handing over of what each wrote."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from laptops import Laptop
from linkworker.base.clock import FixedClock
from linkworker.journal.applying import apply
from linkworker.journal.incoming import Incoming
from linkworker.journal.tables import ENTRY, ENTRY_VALUES, VALUES_OF_ENTRY

Pair = tuple[Laptop, Laptop]


@pytest.fixture
def pair(tmp_path: Path, clock: FixedClock) -> Iterator[Pair]:
    """Jo's laptop and Sam's."""
    made = []
    for name in ("Jo Brand-Taylor", "Sam Okoro"):
        (tmp_path / name[:2]).mkdir()
        made.append(Laptop(tmp_path / name[:2], clock, name))
    yield made[0], made[1]
    for laptop in made:
        laptop.store.close()


def hand_over(source: Laptop, target: Laptop) -> None:
    """Bring every entry of one laptop to the other, as a receipt does."""
    asked = select(ENTRY.c.header, ENTRY.c.hash, ENTRY_VALUES.c.content).select_from(
        ENTRY.outerjoin(ENTRY_VALUES, VALUES_OF_ENTRY)
    )
    with source.store.reading() as connection:
        things = [Incoming(*row) for row in connection.execute(asked.where(ENTRY.c.device_id == source.device_id))]
    with target.store.writing() as connection:
        apply(connection, things)
