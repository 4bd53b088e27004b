"""Carrying everything until nothing more moves, and holding then that all agree and that nothing is lost."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import func, select

from convergence.desk import Desk
from convergence.model import Held, look
from convergence.reading import held
from convergence.world import CENTRE, OPEN, World
from linkworker.casework.consent import in_force
from linkworker.casework.consent.withholding import held_back, let_leave
from linkworker.hub.devices import device
from linkworker.hub.forks import forks
from linkworker.hub.receipt_facts import people
from linkworker.hub.tables import ASSIGNMENT
from linkworker.journal import outbox
from linkworker.journal.tables import ENTRY, ENTRY_VALUES, VALUES_OF_ENTRY
from linkworker.records.person import Person
from linkworker.sync.bundle_standing import BundleState
from linkworker.sync.standing import standing
from linkworker.vault.devices import own_device_ids

_MOST = 12
_JOINED = ENTRY.outerjoin(ENTRY_VALUES, VALUES_OF_ENTRY)
_MOVED = (
    select(func.count(ENTRY.c.id), func.count(ENTRY_VALUES.c.entry_id))
    .select_from(_JOINED)
    .where(ENTRY.c.action.not_in(["exported", "taken-in"]))
)
_P = Person.table().c
_PEOPLE = select(func.count()).select_from(Person.table())


def carry(world: World) -> None:
    """Enrol whoever is not, write once more what did not arrive, and carry until a round changes nothing."""
    for desk in world.desks:
        if not desk.enrolled:
            world.enrol(desk)
    before = None
    for _ in range(_MOST):
        _round(world)
        now = _digest(world)
        if now == before:
            return
        before = now
    raise AssertionError(f"still moving after {_MOST} rounds")


def _round(world: World) -> None:
    for desk in world.desks:
        world.export(desk)
    _send_again(world)
    for paper in world.up:
        world.receive(paper)
    for desk in world.desks:
        world.receipts(desk)
    for paper in world.down:
        for desk in world.desks:
            if desk.name == paper.desk:
                world.take(desk, paper)
    world.up, world.down = [], []
    world.later()


def _send_again(world: World) -> None:
    """Write once more what a laptop wrote and no receipt speaks of, as its Sync page tells the worker to do."""
    there = {paper.hash for paper in world.up}
    for desk in world.desks:
        with desk.store.reading() as connection:
            own = own_device_ids(connection)
            left = {one: outbox.unreceipted(connection, one) for one in own}
            names = {
                (one, made.number): made.names for one, numbers in left.items() if numbers
                for made in outbox.sent(connection, one)
            }  # fmt: skip
        for number in left[own[-1]]:
            if there.isdisjoint(names[own[-1], number]) and not desk.copied:
                world.again(desk, number)


def _names(world: World, desk: Desk, device_id: str, number: int) -> tuple[str, ...]:
    with desk.store.reading() as connection:
        return next(tuple(each.names) for each in outbox.sent(connection, device_id) if each.number == number)


def _digest(world: World) -> list[object]:
    """Return what shows whether a round moved anything: entries that are no notes of it, values, people, bundles.

    Not the bundles of copied laptops: both twins go on noting each receipt that comes for one of them, and the centre
    puts one twin's bundles aside each time.
    """
    found: list[object] = []
    for reading in (world.hub.reading, *(desk.store.reading for desk in world.desks)):
        with reading() as connection:
            found.append((tuple(connection.execute(_MOVED).one()), connection.execute(_PEOPLE).scalar_one()))
    for desk in world.desks:
        if desk.copied:
            continue
        with desk.store.reading() as connection:
            found.append([outbox.unreceipted(connection, one) for one in own_device_ids(connection)])
    return found


def _held_at_centre(world: World) -> Held:
    with world.hub.reading() as connection:
        return held(connection)


def _held_at(desk: Desk) -> Held:
    with desk.store.reading() as connection:
        return held(connection)


def lift_all(world: World) -> bool:
    """Let everything leave that somebody held back, where it can still be said; say whether there was any."""
    lifted = False
    for desk in world.desks:
        with desk.store.reading() as connection:
            people = [row.id for row in connection.execute(Person.table().select())]
            standing_back = [(one, each.record_id) for one in people for each in held_back(connection, one)]
        for person, record in standing_back:
            world.at(desk, "lifted", lambda uow, person=person, record=record: let_leave(uow, person, record))
            lifted = True
    return lifted


def check(world: World) -> Counter[str]:
    """Hold what must be so once nothing moves; return how the values typed were accounted for at the centre."""
    wrong: list[str] = []
    centre = _held_at_centre(world)
    world.model.heard = centre.entries
    at_centre = look(world.model, centre, CENTRE)
    wrong += at_centre.wrong
    wrong += _never_arrived(world, centre)
    for desk in world.desks:
        if not desk.copied:
            there = _held_at(desk)
            wrong += look(world.model, there, desk.name).wrong
            wrong += _disagree(world, desk, centre, there)
            wrong += _not_answered(desk)
    assert not wrong, "\n".join([f"{len(wrong)} things are wrong:", *wrong[:12]])
    return Counter(at_centre.counted)


def _never_arrived(world: World, centre: Held) -> Iterator[str]:
    """Yield what somebody typed that is not at the centre, and that nobody is told of."""
    gone = world.model.gone()
    with world.hub.reading() as connection:
        aside = {each.hash for each in forks(connection)}
    named, unsent = set(), set()
    for desk in world.desks:
        names = world.names_of(desk)
        named |= {one for one, hashes in names.items() if not aside.isdisjoint(hashes)}
        if desk.copied:  # it is told to write nothing more, or that what it wrote was put aside
            unsent |= world._of(desk) - names.keys()
            unsent |= _refused_or_sent(world, desk, names)
    for each in world.model.typed.values():
        if each.id in centre.entries or each.record in gone:
            continue
        if each.id in world.model.let_go_with_the_disk:
            world.did["entries that went with a disk"] += 1
        elif each.id in named:
            world.did["entries named in quarantine"] += 1
        elif each.id in unsent:
            world.did["entries still on a copied laptop"] += 1
        else:
            yield f"{each.action} of {each.kind} by {each.place} never came to the centre"


def _refused_or_sent(world: World, desk: Desk, names: dict[str, tuple[str, ...]]) -> set[str]:
    left = {
        (each.device, each.number) for each in standing(desk.store, OPEN).bundles if each.state != BundleState.RECEIVED
    }
    hashes = {one for place in left for one in _names(world, desk, *place)}
    return {one for one, held_under in names.items() if not hashes.isdisjoint(held_under)}


def _disagree(world: World, desk: Desk, centre: Held, there: Held) -> Iterator[str]:
    """Yield where a laptop and the centre differ on a person whom both hold."""
    model, gone = world.model, world.model.gone()
    with world.hub.reading() as connection:
        here = {each.person for each in people(connection, device(connection, desk.device_id)) if each.state == "here"}
    for one in sorted(here - gone - _story_waits(world, desk)):
        records = {each.record for each in model.typed.values() if each.person == one} - gone
        for record in records:
            about = set(model.of_record[record])
            missing = (about & centre.entries) - there.entries
            if missing:
                yield f"{desk.name}: {len(missing)} entries of {record} did not come down"
            bare = (about & centre.with_values) - there.with_values
            if bare:
                yield f"{desk.name}: values of {len(bare)} entries of {record} did not come down"
            if (
                about & centre.with_values != about & there.with_values
                or about & centre.entries != about & there.entries
            ):
                continue
            if centre.rows.get(record) != there.rows.get(record):
                yield f"{desk.name}: row {record} differs: {_differing(centre, there, record)}"
            for place in {*centre.sides, *there.sides}:
                if place[0] == record and centre.sides.get(place) != there.sides.get(place):
                    yield f"{desk.name}: conflict {place} differs: {centre.sides.get(place)} {there.sides.get(place)}"


def _story_waits(world: World, desk: Desk) -> set[str]:
    """Return who is held back and new to a laptop, for all the centre knows: nothing goes there until that is lifted.

    A laptop that was restored may have them all the same.
    """
    with world.hub.reading() as connection:
        place = device(connection, desk.device_id).acknowledged_place
        new = select(ASSIGNMENT.c.person_id).where(
            ASSIGNMENT.c.device_id == desk.device_id, ASSIGNMENT.c.since_place > place
        )
        return set(connection.execute(new.where(in_force.held_back(ASSIGNMENT.c.person_id))).scalars())


def _differing(one: Held, other: Held, record: str) -> object:
    mine, theirs = one.rows.get(record), other.rows.get(record)
    if mine is None or theirs is None:
        return f"{'centre' if mine is None else 'laptop'} has none"
    return {name: (mine[name], theirs[name]) for name in mine if mine[name] != theirs[name]}


def _not_answered(desk: Desk) -> Iterator[str]:
    """Yield bundles that are neither received nor refused with a reason, and what is still unsent."""
    stands = standing(desk.store, OPEN)
    for each in stands.bundles:
        if each.state == BundleState.REFUSED and each.why:
            continue
        if each.state != BundleState.RECEIVED:
            yield f"{desk.name}: bundle {each.number} of {'a former' if each.former else 'its'} device is {each.state}"
    if stands.unsent is not None and not stands.unsent.only_notes:
        yield f"{desk.name}: {stands.unsent.entries} entries are unsent"
