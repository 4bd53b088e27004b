"""Enrolling laptops, and what may become of them."""

import pytest
from sqlalchemy import select

from linkworker.base.errors import BadInput, Refused
from linkworker.hub.devices import State, device, named
from linkworker.hub.engine import postgresql_engine
from linkworker.hub.enrolment import change_state, check_words, enrol
from linkworker.hub.hub_settings import read_settings
from linkworker.hub.ingest import ingest
from linkworker.hub.opening import make_hub, open_folder
from linkworker.hub.receipts import write_receipts
from linkworker.hub.receiving import receive, what_waited
from linkworker.hub.staff import staff
from linkworker.hub.status import status
from linkworker.hub.trouble import NotLetIn
from linkworker.journal.chain import verify_chain
from linkworker.journal.tables import ENTRY
from linkworker.sync.device import read_device
from linkworker.sync.identity import key_id, read_invitation
from linkworker.sync.trust import trust
from linkworker.vault.store import Store
from two_sides import become_another, carry_down, carry_up, copy_of, hub_person, put_back


def actions(hub):
    with hub.reading() as connection:
        asked = select(ENTRY.c.action).where(ENTRY.c.device_id == hub.device_id).order_by(ENTRY.c.seq)
        return list(connection.execute(asked).scalars())


def test_the_invitation_names_the_hub_and_its_teams(hub):
    """Each team by the id of its record here."""
    invitation = read_invitation(hub.folder / "hub-invitation.json")
    assert (invitation.hub, [team.name for team in invitation.teams]) == (hub.identity.hub, ["Fenwick", "Leaving care"])


@pytest.mark.parametrize("url", ["mysql://hub@localhost/x", "nonsense", "postgresql://hub:secret@localhost/x"])
def test_another_database_or_a_password_in_its_address_is_refused(url, tmp_path, clock):
    """Before anything is made, and the password is not said back."""
    with pytest.raises(BadInput) as told:
        make_hub(tmp_path / "hub", "Hub", clock, database=url)
    assert "secret" not in str(told.value)
    assert not (tmp_path / "hub").exists()


def test_a_hub_is_made_once(trial, clock):
    """Its keys are never written over."""
    with pytest.raises(Refused, match="already"):
        make_hub(trial.folder, "Another", clock)


def test_a_database_that_is_not_there_is_said_plainly(tmp_path, clock):
    """Nothing is left of the hub, not even keys."""
    from linkworker.hub.trouble import DatabaseGone  # noqa: PLC0415 - one test asks

    with pytest.raises(DatabaseGone):
        make_hub(tmp_path / "hub", "Hub", clock, database="postgresql://hub@127.0.0.1:9/none")
    assert not (tmp_path / "hub" / "hub-identity.json").exists()
    postgresql_engine("postgresql://hub@127.0.0.1:9/none").dispose()


@pytest.mark.parametrize(("wrong", "said"), [(("/test_", "/no_"), "not exist"), (("?", "?sllmode=x&"), "sllmode")])
def test_a_database_that_gives_no_connection_is_said_with_the_cause(address, tmp_path, clock, wrong, said):
    """In the server's own words, which name no person."""
    with pytest.raises(NotLetIn, match=f"gives no connection: .*{said}"):
        make_hub(tmp_path / "hub", "Hub", clock, database=address.replace(*wrong))


def test_a_database_serves_one_hub(hub, jo, tmp_path, clock):
    """Another one is refused, unless the first one's keys are lost: then it has all that is there."""
    jo.join(hub)
    ali, address = jo.add("Ali Mansour"), read_settings(hub.folder).database
    carry_up(hub, jo)
    with pytest.raises(Refused, match="another hub's"):
        make_hub(tmp_path / "second", "Second hub", clock, database=address)
    with make_hub(tmp_path / "second", "Second hub", clock, database=address, keys_lost=True) as second:
        trust(jo.store, jo.worker, second.identity.invitation)
        jo.change(ali, wing="C3")
        carry_up(second, jo)
        assert hub_person(second, ali).wing == "C3"
        assert carry_down(second, jo)[jo.name].hub == second.identity.hub
    with pytest.raises(Refused, match="another hub's"):
        open_folder(hub.folder, clock)


def test_only_the_laptops_own_words_enrol_it(jo):
    """Whatever the case and the spaces between."""
    check_words(jo.public, "  ".join(jo.public.words.upper().split()))
    with pytest.raises(Refused, match="not enrolled"):
        check_words(jo.public, "one two three four five six")


def test_each_step_is_in_the_hubs_own_chain(hub, jo):
    """Who did it, in order; the chain proves."""
    jo.join(hub)
    by = staff(hub, "Robin Hale")
    change_state(hub, by, jo.id, State.SUSPENDED, "Lost on the bus")
    change_state(hub, by, jo.id, State.ENROLLED)
    change_state(hub, by, jo.id, State.RETIRED)
    assert actions(hub)[-4:] == ["enrolled", "suspended", "resumed", "retired"]
    with hub.reading() as connection:
        verify_chain(connection, hub.device_id)
        assert named(connection, jo.public.short).state == State.RETIRED
    with pytest.raises(Refused, match="known here already"):
        enrol(hub, by, jo.public)


def test_a_suspended_laptops_bundles_wait_sealed(either, jo):
    """They are taken in when it goes on; until then its receipts bring nothing down."""
    jo.join(either)
    by = staff(either, "Robin Hale")
    change_state(either, by, jo.id, State.SUSPENDED)
    ali = jo.add("Ali Mansour")
    (taken,) = carry_up(either, jo)
    assert (taken.state, hub_person(either, ali)) == ("held", None)
    facts = carry_down(either, jo)[jo.name]
    assert (facts.status, facts.counts.entries, [each.number for each in facts.waiting]) == ("suspended", 0, [1])
    change_state(either, by, jo.id, State.ENROLLED)
    assert [each.state for each in what_waited(either, jo.id)] == ["taken-in"]
    assert hub_person(either, ali).name == "Ali Mansour"
    assert list(either.inbox.iterdir()) == []


def test_a_retired_laptop_is_refused_and_told_so(hub, jo):
    """Its people are named, so that somebody gives them to another laptop."""
    jo.join(hub)
    jo.add("Ali Mansour")
    carry_up(hub, jo)
    change_state(hub, staff(hub, "Robin Hale"), jo.id, State.RETIRED)
    jo.add("Bea Okafor")
    (taken,) = carry_up(hub, jo)
    assert (taken.state, taken.why) == ("refused", "retired")
    facts = carry_down(hub, jo)[jo.name]
    assert (facts.status, [(each.number, each.why) for each in facts.refused]) == ("retired", [(2, "retired")])
    with hub.reading() as connection:
        (found,) = status(connection, key_id(hub.identity.recipient)).devices
    assert (found.state, found.people, found.refused) == ("retired", 1, 1)


@pytest.fixture
def restored(either, jo, clock):
    """Jo's laptop put back from a copy made before Ali was known; the hub has bundles from after the copy."""
    jo.join(either)
    bea = jo.add("Bea Okafor")
    carry_up(either, jo)
    jo.store.close()
    copy = copy_of(jo)
    jo.store = Store.open(jo.store.folder, jo.key, clock)
    ali = jo.add("Ali Mansour", wing="B2")
    carry_up(either, jo)
    jo.store.close()
    put_back(jo, copy, clock)
    before = jo.id
    become_another(jo, clock)
    return before, ali, bea


def test_a_restored_laptop_gets_back_what_it_had_sent(either, jo, restored):
    """It is another device now: the old one ends, and its people come with their whole story."""
    before, ali, bea = restored
    by = staff(either, "Robin Hale")
    with pytest.raises(Refused, match="--instead-of"):
        enrol(either, by, jo.public)
    enrol(either, by, jo.public, instead_of=before)
    assert jo.person(ali) is None
    list(receive(either, jo.send()))
    facts = carry_down(either, jo)[jo.name]
    assert [chain.device for chain in facts.chains] == [before, jo.id]
    assert {each.person: str(each.state) for each in facts.people} == {ali: "here", bea: "here"}
    assert (jo.person(ali).wing, jo.notes(ali)) == ("B2", ["Met Ali Mansour"])
    with either.reading() as connection:
        assert device(connection, before).heir == jo.id
        assert device(connection, jo.id).public.former == (before,)
    assert [made.device for made in write_receipts(either, jo.stick)] == [jo.id]


def test_what_a_laptop_wrote_as_a_device_that_never_came_here_comes_in(either, jo, restored, clock):
    """Restored twice before it was enrolled again: its file brings the key of what it was in between."""
    before, ali, _ = restored
    cal, between = jo.add("Cal Reed"), jo.id
    assert "unknown-device" in [each.why for each in receive(either, jo.send())]
    become_another(jo, clock)
    enrol(either, staff(either, "Robin Hale"), read_device(jo.public.write(jo.stick)), instead_of=before)
    assert {each.why for each in receive(either, [either.quarantine])} <= {None, "fork"}
    assert hub_person(either, cal).name == "Cal Reed"
    facts = carry_down(either, jo)[jo.name]
    assert [chain.device for chain in facts.chains] == [before, between, jo.id]
    assert {cal, ali} <= {each.person for each in facts.people}
    with either.reading() as connection:
        assert [device(connection, each).heir for each in (before, between)] == [between, jo.id]
        assert device(connection, between).state == State.ENDED
    carry_up(either, jo)
    assert not jo.has_unsent() or carry_up(either, jo)
    assert {each.why for each in carry_down(either, jo)[jo.name].refused} <= {"fork"}


def test_what_the_old_device_left_behind_still_comes_in(either, jo, restored):
    """A person whom nobody had heard of is the present device's."""
    before, _, _ = restored
    enrol(either, staff(either, "Robin Hale"), jo.public, instead_of=before)
    states = {ingest(either, path).state for path in jo.send()}
    assert states <= {"taken-in", "known", "fork"}
