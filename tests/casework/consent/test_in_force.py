"""Which answer decides: the one that was entered last, whatever a clock said, and a no before a yes unknown to it."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, literal, select

from laptops import OPEN, Centre, Laptop, centre, round_trip, two_laptops
from linkworker.base.errors import BadInput
from linkworker.base.setting_values import Sharing
from linkworker.casework.consent import in_force
from linkworker.casework.consent.consenting import latest_consent, may_refer, record_consent, withdraw_consent
from linkworker.casework.consent.in_force import CENTRAL, stands_bare
from linkworker.casework.consent.withholding import held_back, let_leave, may_leave, withheld_people, withhold
from linkworker.hub.transfer import transfer
from linkworker.journal.tables import ENTRY, SAYS_WHO_AGREES
from linkworker.records.person import Person

__all__ = ["centre", "two_laptops"]
CONSENT = Sharing.WITH_CONSENT


def answer(laptop: Laptop, person: str, *, yes: bool) -> str:
    """Write down what a person answered about the central service."""
    with laptop.store.unit_of_work(laptop.worker) as uow:
        return record_consent(uow, person, CENTRAL, given=yes, how="spoken" if yes else None)


def leaves(laptop: Laptop, person: str, sharing: Sharing = CONSENT) -> bool:
    """Say whether a person's record may leave; one person and all agree."""
    with laptop.store.reading() as connection:
        one = may_leave(connection, person, sharing).allowed
        assert one == (person not in withheld_people(connection, sharing))
        return one


@pytest.mark.parametrize("sharing", [CONSENT, OPEN])
def test_a_clock_that_fell_back_revives_no_consent(two_laptops: tuple[Laptop, Laptop], sharing: Sharing) -> None:
    """The battery was empty, and the day is in 2020."""
    jo, _ = two_laptops
    ali = jo.add("Ali Mansour")
    given = answer(jo, ali, yes=True)
    assert leaves(jo, ali, sharing)
    with jo.store.unit_of_work(jo.worker) as uow:
        withdraw_consent(uow, ali, given)
    jo.clock.instant = datetime(2020, 1, 1, tzinfo=UTC)
    assert not leaves(jo, ali, sharing)


def test_a_yes_from_a_year_ahead_gives_way_to_what_was_entered_later(two_laptops: tuple[Laptop, Laptop]) -> None:
    """The clock was set right again; the refusal says an earlier day. So too for being referred."""
    jo, _ = two_laptops
    ali, right = jo.add("Ali Mansour"), jo.clock.instant
    jo.clock.instant = right + timedelta(days=365)
    with jo.store.unit_of_work(jo.worker) as uow:
        for purpose in (CENTRAL, "refer"):
            record_consent(uow, ali, purpose, given=True, how="spoken")
    assert leaves(jo, ali)
    jo.clock.instant = right
    with jo.store.unit_of_work(jo.worker) as uow:
        for purpose in (CENTRAL, "refer"):
            record_consent(uow, ali, purpose, given=False)
        assert not may_refer(uow.connection, ali, None, date(2026, 8, 6)).allowed
    assert not leaves(jo, ali)
    answer(jo, ali, yes=True)
    assert leaves(jo, ali)


@pytest.fixture
def shared(centre: Centre, two_laptops: tuple[Laptop, Laptop]) -> str:
    """Ali Mansour, on both laptops."""
    jo, sam = two_laptops
    ali = jo.add("Ali Mansour")
    round_trip(centre, jo, sam)
    transfer(centre.hub, centre.by, ali, sam.device_id, keep=True)
    round_trip(centre, jo, sam)
    assert sam.person(ali) is not None
    return ali


@pytest.mark.parametrize("known", [False, True])
def test_between_two_laptops_a_no_goes_before_a_yes_that_did_not_know_of_it(
    centre: Centre, two_laptops: tuple[Laptop, Laptop], shared: str, *, known: bool
) -> None:
    """Though the yes was entered later. Where Sam knew of the no and asked again, the yes decides, on both."""
    jo, sam = two_laptops
    answer(jo, shared, yes=False)
    jo.clock.advance(timedelta(minutes=5))
    if not known:
        answer(sam, shared, yes=True)
    for _ in range(2):
        round_trip(centre, jo, sam)
    if known:
        assert not leaves(sam, shared)  # it came bare: held back on another laptop
        answer(sam, shared, yes=True)
        for _ in range(3):
            round_trip(centre, sam, jo)
    assert [leaves(jo, shared), leaves(sam, shared)] == [known, known]
    if known:
        with sam.store.reading() as connection:
            assert latest_consent(connection, shared, CENTRAL).given


def test_a_mark_on_another_laptop_is_not_lifted_by_an_answer(
    centre: Centre, two_laptops: tuple[Laptop, Laptop], shared: str
) -> None:
    """What a worker keeps stays whatever was agreed, there and where only the bare header is."""
    jo, sam = two_laptops
    with jo.store.unit_of_work(jo.worker) as uow:
        withhold(uow, shared, why="At risk")
    round_trip(centre, jo, sam)
    answer(sam, shared, yes=True)
    assert [leaves(jo, shared), leaves(sam, shared)] == [False, False]
    with sam.store.reading() as connection:
        (why,) = may_leave(connection, shared, CONSENT).why
    assert "on another laptop" in why
    with sam.store.unit_of_work(sam.worker) as uow:
        assert [each.record_id for each in held_back(uow.connection, shared)] == [None]
        let_leave(uow, shared)
        with pytest.raises(BadInput, match="nothing to lift"):
            let_leave(uow, shared)
    assert [leaves(jo, shared, OPEN), leaves(sam, shared, OPEN)] == [False, True]
    assert held_at(centre) == {shared}
    round_trip(centre, sam, jo)
    assert held_at(centre) == set()


def held_at(centre: Centre) -> set[str]:
    """Return whom the centre holds back."""
    with centre.hub.reading() as connection:
        return set(
            connection.execute(select(Person.table().c.id).where(in_force.held_back(Person.table().c.id))).scalars()
        )


def test_a_no_that_was_lost_with_the_disk_still_holds(centre: Centre, two_laptops: tuple[Laptop, Laptop]) -> None:
    """The backup knew only the yes: what the centre has comes back, and nothing leaves until they are asked again."""
    jo, _ = two_laptops
    ali = jo.add("Ali Mansour", wing="B")
    given = answer(jo, ali, yes=True)
    round_trip(centre, jo)
    files, before = jo.copy(), jo.device_id
    jo.change(ali, wing="C")
    round_trip(centre, jo)
    with jo.store.unit_of_work(jo.worker) as uow:
        withdraw_consent(uow, ali, given)
    round_trip(centre, jo)
    jo.put_back(files)
    centre.enrol(jo, instead_of=before)
    round_trip(centre, jo)
    round_trip(centre, jo)
    assert (jo.person(ali).wing, leaves(jo, ali, OPEN)) == ("C", False)
    assert held_at(centre) == {ali}
    answer(jo, ali, yes=True)
    round_trip(centre, jo)
    assert (leaves(jo, ali), held_at(centre)) == (True, set())


def test_the_index_finds_what_came_bare_in_postgresql(postgresql: Engine) -> None:
    """The condition is that of the index there too."""
    rows = """INSERT INTO entry (person_id, hlc, id, device_id, seq, record_id, action, header, hash)
        SELECT lpad(mod(n, 50)::text, 32, '0')::uuid, lpad(n::text, 16, '0'), lpad(n::text, 32, '0')::uuid,
            lpad('7', 32, '0')::uuid, n, lpad(n::text, 32, '0')::uuid, 'created',
            '{"kind":"note","words":"' || repeat('x', 300) || '"}', repeat('b', 64)
        FROM generate_series(1, 5000) AS n"""
    with postgresql.begin() as connection:
        connection.exec_driver_sql(rows)
        connection.exec_driver_sql("ANALYZE entry")
        asked = select(literal(1)).where(ENTRY.c.person_id == str(UUID(int=0)), SAYS_WHO_AGREES)
        made = asked.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
        plan = "\n".join(connection.exec_driver_sql(f"EXPLAIN {made}").scalars())
    assert "entry_consent" in plan, plan


def test_the_index_finds_what_came_bare(two_laptops: tuple[Laptop, Laptop]) -> None:
    """No walk through a person's whole journal, for this is asked before every export."""
    asked = select(Person.table().c.id).where(stands_bare(Person.table().c.id))
    with two_laptops[0].store.reading() as connection:
        made = asked.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
        given = tuple(made.params[name] for name in made.positiontup or ())
        plan = "\n".join(row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {made}", given))
    assert "USING INDEX entry_consent (person_id=?)" in plan, plan
