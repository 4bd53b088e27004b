"""What a restored laptop sends once more, cut into other parts than what it had sent: nothing is put aside."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from laptops import OPEN, Centre, Laptop, centre, two_laptops
from linkworker.hub.forks import forks
from linkworker.hub.receiving import receive
from linkworker.records.person import Person
from linkworker.sync import making
from linkworker.sync.bundle_standing import BundleState
from linkworker.sync.standing import standing

__all__ = ["centre", "two_laptops"]


def names(hub):
    with hub.reading() as connection:
        return set(connection.execute(select(Person.table().c.name)).scalars())


def emptied(laptop, to=None):
    """Take all that lies on the stick away, or to another folder."""
    for path in laptop.stick.iterdir():
        path.rename(to / path.name) if to else path.unlink()


@pytest.mark.parametrize("late", [False, True])
def test_parts_of_what_is_here_are_known_and_what_was_on_the_way_comes_in(
    centre: Centre, two_laptops: tuple[Laptop, Laptop], monkeypatch: pytest.MonkeyPatch, tmp_path, late
) -> None:
    """Though the parts took its number; `late`: it comes behind the present device's own bundles."""
    jo, _ = two_laptops
    jo.meet()
    centre.meet(jo)
    jo.take_in()
    for number in range(6):
        jo.add(f"Person {number}")
    files, before = jo.copy(), jo.device_id
    jo.add("Bea Okafor")
    jo.meet()
    centre.meet(jo)
    emptied(jo)
    jo.add("Cal Reed")
    jo.meet()
    pocket = tmp_path / "pocket"
    pocket.mkdir()
    emptied(jo, pocket)
    jo.put_back(files)
    centre.enrol(jo, instead_of=before)
    caps = making.shipped_caps()
    monkeypatch.setattr(making, "shipped_caps", lambda: replace(caps, bundle_entries=4))
    jo.meet()
    parts = [each for each in receive(centre.hub, [jo.stick]) if each.device == before]
    assert len(parts) > 1
    assert {(str(each.state), each.why) for each in parts} == {("known", None)}
    if late:
        centre.meet(jo)
        jo.take_in()
        jo.add("Dee Amin")
        jo.meet()
        centre.meet(jo)
    assert {(str(each.state), each.why) for each in receive(centre.hub, [pocket])} == {("taken-in", None)}
    assert {"Bea Okafor", "Cal Reed"} <= names(centre.hub)
    for _ in range(3):
        jo.meet()
        centre.meet(jo)
        jo.take_in()
    with centre.hub.reading() as connection:
        assert forks(connection) == ()
    assert {each.state for each in standing(jo.store, OPEN).bundles if each.former} == {BundleState.RECEIVED}
