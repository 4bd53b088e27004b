"""What a receipt says of bundles, people, keys and clocks, with receipts made for the purpose."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from laptops import OPEN, Laptop
from linkworker.base.clock import FixedClock
from linkworker.base.ids import imported_id, new_id
from linkworker.hub.refusing import Why
from linkworker.journal.canonical import instant_text
from linkworker.journal.outbox import sent
from linkworker.journal.tables import ENTRY_VALUES
from linkworker.journal.unit_of_work import Leaving
from linkworker.records.activity import Activity
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.records.provider import Provider
from linkworker.records.withholding import Withholding
from linkworker.sync import refused_words
from linkworker.sync.export import make_again
from linkworker.sync.identity import HubIdentity
from linkworker.sync.inbox import take_in
from linkworker.sync.inbox_problems import BuildsOnAnother, SaidOtherwise
from linkworker.sync.order import ReceiptPlace
from linkworker.sync.own_identities import device
from linkworker.sync.problems import AnotherHub
from linkworker.sync.receipt import (
    BundleClock,
    Chain,
    Counts,
    NewKeys,
    PersonHeld,
    PersonState,
    ReceiptFacts,
    RefusedBundle,
    Status,
    WaitingBundle,
)
from linkworker.sync.receipt_lines import DirectoryRow, directory_line
from linkworker.sync.receipt_sealing import write_receipt
from linkworker.sync.standing import standing
from linkworker.sync.trust import trust, trusted_hub
from linkworker.vault.moving import MovingState, move_of


class Jo(Laptop):
    """A laptop with a centre that says what a test wants."""

    def __init__(self, folder: Path, clock: FixedClock) -> None:
        super().__init__(folder, clock, "Jo Brand-Taylor")
        self.hub = HubIdentity.make("Westshire hub")
        trust(self.store, self.worker, self.hub.invitation)
        self.number = 0

    def chain(self) -> Chain:
        """Return what a centre says that has all bundles."""
        with self.store.reading() as connection:
            made = sent(connection, self.device_id)[-1]
        return Chain(self.device_id, made.number, made.hash, made.last, "0" * 64)

    def receipt(self, lines: Iterable[bytes] = (), hub: HubIdentity | None = None, **said: object) -> Path:
        """Write the next receipt and return its path."""
        signer = hub or self.hub
        self.number += 1
        facts = {
            "schema": 1, "program": "0.1.0", "hub": signer.hub, "device": self.device_id, "number": self.number,
            "previous": None, "made_at": instant_text(self.clock.now()), "status": Status.ENROLLED,
        }  # fmt: skip
        every = tuple(lines)
        counts = Counts(directory=len(every))
        path = self.stick.parent / f"{new_id()}.age"
        public = device(self.store).public
        write_receipt(ReceiptFacts(**{**facts, "counts": counts, **said}), lambda: iter(every), signer, public, path)
        return path

    def hears(self, **said: object):
        """Take in a receipt that says this; return what became of it."""
        return take_in(self.store, self.worker, self.receipt(**said))

    @property
    def stands(self):
        """Return how the laptop stands."""
        return standing(self.store, OPEN)


@pytest.fixture
def jo(tmp_path: Path, clock: FixedClock) -> Iterator[Jo]:
    """Jo's laptop."""
    made = Jo(tmp_path, clock)
    with closing(made.store):
        yield made


def test_another_centres_receipt_is_refused(jo: Jo) -> None:
    """Its signature is good, and it is nobody that this laptop trusts."""
    with pytest.raises(AnotherHub, match="signed by another centre"):
        take_in(jo.store, jo.worker, jo.receipt(hub=HubIdentity.make("Somewhere else")))


def test_two_receipts_of_one_number_are_told(jo: Jo) -> None:
    """The centre was put back from a backup, or somebody made one: not taken in."""
    jo.hears()
    jo.number = 0
    with pytest.raises(SaidOtherwise, match="number 1"):
        jo.hears(status=Status.RETIRED)


def test_one_that_builds_on_what_never_came_is_refused(jo: Jo) -> None:
    """The centre begins where the laptop says that it is, so this does not come from the way things go."""
    jo.hears()
    jo.number = 4
    with pytest.raises(BuildsOnAnother):
        jo.hears(previous="a" * 64)


def test_one_that_was_lost_is_passed_over(jo: Jo) -> None:
    """Number 3 builds on nothing, as number 2 did."""
    jo.hears()
    jo.number = 2
    assert jo.hears().place == ReceiptPlace.NEXT


@pytest.mark.parametrize("why", sorted(str(why) for why in Why))
def test_every_reason_of_the_centre_has_words(why: str) -> None:
    """What happened, and what to do."""
    assert refused_words.why_refused(why) != refused_words.why_refused("no such code")
    assert refused_words.what_to_do(why).endswith(".")


def test_bundles_that_were_put_aside_or_wait_are_shown(jo: Jo) -> None:
    """With what to do; once they are received nothing is said any more."""
    jo.meet()
    with jo.store.reading() as connection:
        (made,) = sent(connection, jo.device_id)
    jo.hears(refused=(RefusedBundle(jo.device_id, 1, made.hash, "damaged"),))
    (each,) = jo.stands.refused
    assert (each.why, each.what_to_do[:5]) == ("It was damaged on the way, or ended too soon.", "Write")
    assert any(label == "Put aside" for label, _ in jo.stands.lines())
    jo.hears(waiting=(WaitingBundle(jo.device_id, 1),))
    assert [each.number for each in jo.stands.waiting_there] == [1]
    jo.hears(chains=(jo.chain(),))
    assert jo.stands.refused == jo.stands.waiting_there == ()


def test_a_receipt_from_the_future_raises_a_doubt(jo: Jo) -> None:
    """It is taken in nevertheless; a later one that fits takes the doubt away."""
    made = instant_text(jo.clock.now() + timedelta(hours=3))
    taken = jo.hears(made_at=made)
    assert taken.place == ReceiptPlace.NEXT
    assert taken.clock is not None
    said = dict(jo.stands.lines())["Clock"]
    assert "6 August 2026 at 1:00pm here" in said
    assert "6 August 2026 at 4:00pm" in said
    assert "set it right" in said
    jo.hears()
    assert jo.stands.clock is None


def test_a_bundle_from_the_future_raises_a_doubt(jo: Jo) -> None:
    """It came to the centre before this laptop's clock says that it was made."""
    now = jo.clock.now()
    taken = jo.hears(clock=BundleClock(instant_text(now + timedelta(days=2)), instant_text(now)))
    assert "by this laptop's clock" in taken.clock.sentence
    assert taken.sentences()[-2:] == (taken.clock.sentence, taken.clock.what_to_do)
    assert jo.hears(clock=BundleClock(instant_text(now), instant_text(now + timedelta(days=30)))).clock is None


def test_new_keys_are_adopted(jo: Jo) -> None:
    """The next bundle is sealed to them, the next receipt signed by them, and the journal says so."""
    after = HubIdentity(jo.hub.name, HubIdentity.make("x").age_identity, HubIdentity.make("x").signing_key, jo.hub.hub)
    keys = NewKeys(after.recipient, after.invitation.verify_key)
    taken = jo.hears(new_keys=keys)
    assert taken.new_keys
    assert "The centre has new keys. Bundles are sealed to them from now on." in taken.sentences()
    assert trusted_hub(jo.store).recipient == after.recipient
    with pytest.raises(AnotherHub):
        jo.hears()
    jo.hub = after
    assert jo.hears().place == ReceiptPlace.NEXT


def test_a_bundle_made_for_the_old_keys_still_goes(jo: Jo) -> None:
    """It is made anew for the new ones, under its number."""
    jo.meet()
    after = HubIdentity(jo.hub.name, HubIdentity.make("x").age_identity, HubIdentity.make("x").signing_key, jo.hub.hub)
    jo.hears(new_keys=NewKeys(after.recipient, after.invitation.verify_key))
    sealed = make_again(jo.store, jo.worker, jo.stick.parent, 1, sharing=OPEN)
    assert sealed.manifest.facts.number == 1
    assert len(sealed.manifest.facts.instead_of) == 1


def test_how_the_laptop_stands_is_remembered(jo: Jo) -> None:
    """Retired, say, in a sentence."""
    taken = jo.hears(status=Status.RETIRED)
    assert any("retired this laptop" in sentence for sentence in taken.sentences())
    assert jo.stands.status == Status.RETIRED


def held(person: str, state: PersonState) -> dict[str, object]:
    """Return what a receipt says of one person."""
    return {"people": (PersonHeld(person, state),)}


def test_nobody_is_let_go_of_before_all_has_arrived(jo: Jo) -> None:
    """What was written is not at the centre: read-only, until a receipt says that it is."""
    ali = jo.add("Ali Mansour")
    taken = jo.hears(**held(ali, PersonState.LET_GO))
    assert (taken.let_go, taken.leaving) == (0, 1)
    (leaving,) = jo.stands.leaving
    assert "has not reached the centre" in leaving.waits_because
    jo.meet()
    taken = jo.hears(**held(ali, PersonState.LET_GO), chains=(jo.chain(),))
    assert taken.let_go == 1
    assert jo.person(ali) is None


def test_what_may_not_leave_is_not_lost_by_letting_go(jo: Jo) -> None:
    """A note marked to stay here exists nowhere else."""
    ali = jo.add("Ali Mansour")
    with jo.store.unit_of_work(jo.worker) as uow:
        note = uow.add(Note(person_id=ali, on=uow.clock.today(), words="Only here")).id
        uow.add(Withholding(person_id=ali, record_id=note))
    jo.meet()
    taken = jo.hears(**held(ali, PersonState.LET_GO), chains=(jo.chain(),))
    assert taken.let_go == 0
    (leaving,) = jo.stands.leaving
    assert "would be lost" in leaving.waits_because


def test_whoever_stays_after_all_is_open_again(jo: Jo) -> None:
    """Leaving is taken back at the centre."""
    ali = jo.add("Ali Mansour")
    jo.hears(**held(ali, PersonState.LEAVING))
    with pytest.raises(Leaving, match="can only be read here"):
        jo.change(ali, wing="C")
    jo.hears(**held(ali, PersonState.HERE))
    jo.change(ali, wing="C")
    with jo.store.reading() as connection:
        assert move_of(connection, ali) is None


def test_letting_go_twice_is_letting_go_once(jo: Jo) -> None:
    """The centre says it until it has heard that it was done."""
    ali = jo.add("Ali Mansour")
    jo.meet()
    jo.hears(**held(ali, PersonState.LET_GO), chains=(jo.chain(),))
    assert jo.hears(**held(ali, PersonState.LET_GO)).let_go == 0
    with jo.store.reading() as connection:
        assert move_of(connection, ali).state == MovingState.LET_GO


def test_values_without_a_row_go_too(jo: Jo) -> None:
    """They were passed on to another laptop before the whole story came; but nothing that is only here goes."""
    ali = jo.add("Ali Mansour")
    with jo.store.writing() as connection:
        connection.execute(Person.table().delete())
    jo.hears(**held(ali, PersonState.LET_GO))
    asked = select(ENTRY_VALUES.c.entry_id).where(ENTRY_VALUES.c.person_id == ali)
    with jo.store.reading() as connection:
        assert len(connection.execute(asked).all()) == 1
    jo.meet()
    assert jo.hears(**held(ali, PersonState.LET_GO), chains=(jo.chain(),)).let_go == 0
    with jo.store.reading() as connection:
        assert connection.execute(asked).all() == []


FEED = "westshire"
PROVIDER, ACTIVITY = imported_id(FEED, "provider 1"), imported_id(FEED, "activity 1")


def row(kind: str, record: str, **fields: object) -> bytes:
    """Return a line of the centre's directory."""
    return directory_line(DirectoryRow(FEED, kind, record, fields))


def activity(jo: Jo) -> Activity | None:
    """Return the activity of the centre's directory, or None."""
    with jo.store.reading() as connection:
        return connection.execute(Activity.table().select().where(Activity.table().c.id == ACTIVITY)).first()


@pytest.fixture
def directory() -> Callable[..., list[bytes]]:
    """The lines of a provider and its activity, with fields changed by name."""

    def lines(**fields: object) -> list[bytes]:
        held = {"name": "Men in Sheds", "provider_id": PROVIDER, **fields}
        return [row("provider", PROVIDER, name="Fen Shed"), row("activity", ACTIVITY, **held)]

    return lines


def test_directory_rows_are_taken_in(jo: Jo, directory: Callable[..., list[bytes]]) -> None:
    """As an import of the centre's feed: what a worker changed here stays."""
    assert jo.hears(lines=directory()).directory == 2
    with jo.store.unit_of_work(jo.worker) as uow:
        uow.change(uow.get(Activity, ACTIVITY), name="Sheds, Tuesdays")
    jo.hears(lines=directory(name="Men's Sheds", plain="Wood and tea"))
    found = activity(jo)
    assert (found.name, found.plain) == ("Sheds, Tuesdays", "Wood and tea")
    with jo.store.reading() as connection:
        assert connection.execute(Provider.table().select()).one().name == "Fen Shed"


def test_rows_of_a_newer_program_do_not_keep_a_receipt_out(jo: Jo, directory: Callable[..., list[bytes]]) -> None:
    """A kind, a field or a type that is not known here: the rest is taken in, and it is said."""
    newer = [row("hologram", new_id(), name="?"), row("activity", new_id(), name=7, provider_id=PROVIDER)]
    taken = jo.hears(lines=[*directory(a_field_of_tomorrow="x"), *newer])
    assert (taken.directory, taken.not_understood) == (2, 2)
    assert any("newer program" in sentence for sentence in taken.sentences())
