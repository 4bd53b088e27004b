"""A laptop that was retired: by mistake, with bundles held, or before it was restored. No way out is closed."""

import pytest
from sqlalchemy import select

from linkworker.base.errors import Refused
from linkworker.hub.devices import State, device
from linkworker.hub.enrolment import change_state, enrol
from linkworker.hub.receiving import look_again, receive, what_waited
from linkworker.hub.staff import staff
from linkworker.hub.tables import HUB_BUNDLE
from linkworker.vault.devices import become_new_device
from linkworker.vault.store import Store
from two_sides import carry_down, carry_up, hub_person


@pytest.fixture
def by(either):
    """Robin Hale, who works at the centre."""
    return staff(either, "Robin Hale")


def states(hub):
    with hub.reading() as connection:
        asked = select(HUB_BUNDLE.c.number, HUB_BUNDLE.c.state, HUB_BUNDLE.c.why).order_by(HUB_BUNDLE.c.number)
        return [tuple(row) for row in connection.execute(asked)]


def test_a_laptop_retired_by_mistake_goes_on(either, by, jo):
    """What was held is refused plainly when it is retired, and comes in with what was refused since when it resumes."""
    jo.join(either)
    people = [jo.add("Ali Mansour")]
    change_state(either, by, jo.id, State.SUSPENDED)
    assert [each.state for each in receive(either, jo.send())] == ["held"]
    change_state(either, by, jo.id, State.RETIRED)
    assert [(each.number, each.state, each.why) for each in look_again(either, jo.id)] == [(1, "refused", "retired")]
    assert (list(either.inbox.iterdir()), len(list(either.quarantine.iterdir()))) == ([], 1)
    assert [each.why for each in carry_down(either, jo)[jo.name].refused] == ["retired"]
    people.append(jo.add("Bea Okafor"))
    assert [each.why for each in carry_up(either, jo)] == ["retired"]
    with pytest.raises(Refused, match="known here already"):
        enrol(either, by, jo.public)
    assert change_state(either, by, jo.id, State.ENROLLED).state == State.ENROLLED
    assert [each.state for each in look_again(either, jo.id)] == ["taken-in", "taken-in"]
    assert [*what_waited(either, jo.id)] == []
    assert states(either) == [(1, "taken-in", None), (2, "taken-in", None)]
    assert all(hub_person(either, each) for each in people)
    assert (list(either.inbox.iterdir()), list(either.quarantine.iterdir())) == ([], [])


def test_a_retired_laptop_that_is_restored_ends(either, by, jo, clock):
    """Its new file needs --instead-of; what it wrote as the device of before then comes in."""
    jo.join(either)
    ali = jo.add("Ali Mansour")
    files, before = jo.send(), jo.id
    change_state(either, by, before, State.RETIRED)
    assert [each.why for each in receive(either, files)] == ["retired"]
    bea = jo.add("Bea Okafor")
    with jo.store.writing() as connection:
        become_new_device(connection)
    jo.store.close()
    jo.store = Store.open(jo.store.folder, jo.key, clock)
    with pytest.raises(Refused, match="--instead-of"):
        enrol(either, by, jo.public)
    enrol(either, by, jo.public, instead_of=before)
    with either.reading() as connection:
        assert (device(connection, before).state, device(connection, before).heir) == (State.ENDED, jo.id)
    assert [each.state for each in look_again(either, before)] == ["taken-in"]
    list(receive(either, jo.send()))
    assert hub_person(either, ali)
    assert hub_person(either, bea)
    with pytest.raises(Refused, match="is another one now"):
        change_state(either, by, before, State.ENROLLED)
