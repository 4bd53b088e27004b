"""Laptops and the hub through files: up in bundles, down in receipts, and nothing twice."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from linkworker.hub import ingest as module
from linkworker.hub.ingest import ingest
from linkworker.hub.opening import open_folder
from linkworker.hub.places import last_place
from linkworker.hub.receipts import write_receipts
from linkworker.hub.receiving import receive
from linkworker.hub.staff import staff
from linkworker.hub.taken import TakenState
from linkworker.hub.transfer import transfer
from linkworker.journal.chain import last_of, verify_chain
from linkworker.journal.migrations import NewerStore
from linkworker.records.note import Note
from linkworker.records.provider import Provider
from linkworker.sync.trust import trust
from two_sides import carry_down, carry_up, hub_person


def test_what_a_laptop_writes_is_at_the_hub_and_the_receipt_says_so(either, jo):
    """Rows, journal and chain; the receipt names the newest bundle and brings nothing that is the laptop's own."""
    jo.join(either)
    ali = jo.add("Ali Mansour", wing="B2")
    (taken,) = carry_up(either, jo)
    assert (taken.state, taken.number, taken.applied.refused) == (TakenState.TAKEN_IN, 1, 0)
    assert hub_person(either, ali).wing == "B2"
    with either.reading() as connection:
        assert verify_chain(connection, jo.id) == last_of(connection, jo.id).seq > 0
    facts = carry_down(either, jo)[jo.name]
    assert (facts.chains[-1].number, facts.chains[-1].bundle, facts.status) == (1, taken.hash, "enrolled")
    assert [(each.person, each.state) for each in facts.people] == [(ali, "here")]
    assert facts.counts.values == 0
    with jo.store.reading() as connection:
        assert facts.chains[-1].seq < last_of(connection, jo.id).seq
    carry_up(either, jo)
    assert carry_down(either, jo)[jo.name].previous is not None


def test_a_bundle_comes_once_however_often(either, jo):
    """The second time it is known; counts and rows stay as they were."""
    jo.join(either)
    jo.add("Ali Mansour")
    files = jo.send()
    assert [each.state for each in receive(either, files)] == [TakenState.TAKEN_IN]
    assert [each.state for each in receive(either, [jo.stick])] == [TakenState.KNOWN]


def test_bundles_in_any_order_come_in_when_their_turn_is(either, jo, reopened):
    """What came too soon waits sealed in the hub's inbox, over a new start, and follows the missing one."""
    jo.join(either)
    ali = jo.add("Ali Mansour")
    (first,) = jo.send()
    jo.change(ali, wing="C3")
    (second,) = jo.send()
    jo.change(ali, wing="D4")
    (third,) = jo.send()
    assert [each.state for each in receive(either, [third, second])] == [TakenState.WAITS] * 2
    second.unlink()
    third.unlink()
    assert len(list(either.inbox.iterdir())) == 2
    hub = reopened(either)
    (made,) = write_receipts(hub, jo.stick)
    facts, _, _ = jo.read(made.path)
    assert [each.number for each in facts.facts.waiting] == [2, 3]
    assert [(each.state, each.number) for each in receive(hub, [first])] == [
        ("taken-in", 1),
        ("taken-in", 2),
        ("taken-in", 3),
    ]
    assert hub_person(hub, ali).wing == "D4"
    assert list(hub.inbox.iterdir()) == []


def test_one_bad_bundle_blocks_no_other(hub, jo, sam, laptops, tmp_path):
    """Damage, a stranger's, another hub's and no bundle at all: each in quarantine under its code."""
    jo.join(hub)
    sam.join(hub)
    jo.add("Ali Mansour")
    sam.add("Bea Okafor")
    stranger = laptops("Kit Vale")
    trust(stranger.store, stranger.worker, hub.identity.invitation)
    post = tmp_path / "post"
    post.mkdir()
    (whole,) = jo.send()
    (other,) = sam.send()
    (unknown,) = stranger.send()
    for each in (other, unknown):
        shutil.copy(each, post)
    cut = whole.read_bytes()[:-40]
    (post / whole.name).write_bytes(cut)
    (post / "0-notes.age").write_text("milk, bread", encoding="utf-8")
    taken = {each.why or each.state: each for each in receive(hub, [post])}
    assert set(taken) == {"damaged", "not-a-bundle", "unknown-device", "taken-in"}
    assert sorted(each.name.rsplit("-", 1)[0] for each in hub.quarantine.iterdir()) == [
        "damaged",
        "not-a-bundle",
        "unknown-device",
    ]
    assert ingest(hub, whole).state == TakenState.TAKEN_IN
    assert next(receive(hub, [post])).kept


def test_a_stranger_that_is_enrolled_after_all_comes_in(hub, jo):
    """Its bundle in quarantine can be taken in then, and quarantine is empty again."""
    trust(jo.store, jo.worker, hub.identity.invitation)
    jo.add("Ali Mansour")
    (path,) = jo.send()
    refused = ingest(hub, path)
    assert refused.why == "unknown-device"
    jo.join(hub)
    assert ingest(hub, hub.quarantine / refused.kept).state == TakenState.TAKEN_IN
    assert list(hub.quarantine.iterdir()) == []


def test_a_lost_receipt_loses_nothing(either, jo, sam):
    """The next one begins where the laptop's word ends, so it holds what the lost one held."""
    jo.join(either)
    sam.join(either)
    carry_up(either, jo, sam)
    carry_down(either, sam)
    carry_up(either, sam)
    carry_up(either, jo)
    with jo.store.unit_of_work(jo.worker) as uow:
        provider = uow.add(Provider(name="Fenwick Boxing Club")).id
    carry_up(either, jo)
    (lost,) = write_receipts(either, sam.stick, [sam.id])
    (next_one,) = write_receipts(either, sam.stick, [sam.id])
    assert (lost.counts.entries, next_one.number) == (next_one.counts.entries, lost.number + 1)
    sam.take(next_one.path)
    with sam.store.reading() as connection:
        assert (
            connection.execute(text("SELECT name FROM provider WHERE id = :id"), {"id": provider}).scalar()
            == "Fenwick Boxing Club"
        )
    assert sam.read(lost.path)[1] == "old"


def test_a_program_killed_before_the_commit_begins_again(hub, jo, monkeypatch):
    """Nothing of the bundle is there, and the next run takes it in."""
    jo.join(hub)
    ali = jo.add("Ali Mansour")
    (path,) = jo.send()

    def killed(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "note_names", killed)
        with pytest.raises(KeyboardInterrupt):
            ingest(hub, path)
    assert hub_person(hub, ali) is None
    assert ingest(hub, path).state == TakenState.TAKEN_IN
    assert hub_person(hub, ali) is not None


def test_an_older_program_leaves_a_newer_database_alone(hub, clock):
    """It says which step it lacks."""
    with hub.writing() as connection:
        connection.execute(text("INSERT INTO migration (name, position) VALUES ('hub-0099-later', 99)"))
    with pytest.raises(NewerStore, match="hub-0099-later"):
        open_folder(hub.folder, clock)


def test_two_programs_with_the_same_bundle_take_it_in_once(hub, jo):
    """They stand in one queue: the second finds it known."""
    jo.join(hub)
    ali = jo.add("Ali Mansour")
    (path,) = jo.send()
    with ThreadPoolExecutor(2) as both:
        states = sorted(taken.state for taken in both.map(lambda _: ingest(hub, path), range(2)))
    assert states == [TakenState.KNOWN, TakenState.TAKEN_IN]
    assert hub_person(hub, ali) is not None
    jo.change(ali, wing="B2")
    jo.send()
    with ThreadPoolExecutor(2) as both:
        found = both.map(lambda _: list(receive(hub, [jo.stick], clear=True)), range(2))
        states = [taken.state for each in found for taken in each]
    assert (states.count(TakenState.TAKEN_IN), set(states) <= {TakenState.KNOWN, TakenState.TAKEN_IN}) == (1, True)


def test_places_follow_the_order_of_commits(hub, jo, sam):
    """Each transaction that keeps entries has a place of its own, above those before it."""
    jo.join(hub)
    sam.join(hub)
    for laptop in (jo, sam):
        laptop.add("Ali Mansour")
    files = [*jo.send(), *sam.send()]
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda path: ingest(hub, path), files))
    with hub.reading() as connection:
        places = connection.execute(text("SELECT place FROM hub_bundle WHERE state = 'taken-in'")).scalars().all()
        assert len(set(places)) == 2
        assert max(places) == last_place(connection)


def test_a_long_receipt_is_streamed(hub, jo, sam):
    """A whole story of many notes goes down in parts of a few thousand rows, every one of them."""
    jo.join(hub)
    sam.join(hub)
    ali = jo.add("Ali Mansour")
    with jo.store.unit_of_work(jo.worker) as uow:
        for number in range(2500):
            uow.add(Note(person_id=ali, on=jo.clock.today(), words=f"Note {number}"))
    carry_up(hub, jo, sam)
    transfer(hub, staff(hub, "Robin Hale"), ali, sam.id)
    facts = carry_down(hub, sam)[sam.name]
    assert facts.counts.entries > 2500
    assert len(sam.notes(ali)) == 2501
