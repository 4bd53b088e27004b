"""Two choices between two corrections: what each kept the other put aside, and so somebody is asked again."""

import pytest
from sqlalchemy import select

from laptop_pair import Pair, hand_over, pair
from laptops import Laptop
from linkworker.base.errors import Refused
from linkworker.casework.conflicts.choosing import choose, choose_another
from linkworker.casework.conflicts.conflict_list import conflict_list, count_all, count_of, find
from linkworker.casework.conflicts.conflict_view import ConflictView
from linkworker.casework.conflicts.putting_back import put_back
from linkworker.casework.history.histories import mark_error
from linkworker.journal.conflicts import choose_correction
from linkworker.journal.tables import ENTRY
from linkworker.records.note import Note

__all__ = ["pair"]
_N = Note.table().c
NUTS, PENICILLIN, NOTHING = "Allergic to nuts", "Allergic to penicillin", "Allergic to nothing"


def meet(pair: Pair) -> None:
    """Bring each laptop what the other wrote."""
    hand_over(*pair)
    hand_over(pair[1], pair[0])


def note(laptop: Laptop, person_id: str, words: str, corrects: str | None = None) -> str:
    """Add a note, and return its id."""
    with laptop.store.unit_of_work(laptop.worker) as uow:
        made = Note(person_id=person_id, on=uow.clock.today(), words=words, corrects=corrects)
        return uow.add(made).id


def live(laptop: Laptop) -> set[str]:
    """Return what the notes say that are not in error."""
    with laptop.store.reading() as connection:
        return set(connection.execute(select(_N.words).where(_N.in_error.is_(False))).scalars())


def asked(laptop: Laptop) -> ConflictView:
    """Return the one thing to choose."""
    with laptop.store.reading() as connection:
        assert count_all(connection) == 1
        (one,) = conflict_list(connection)
        assert count_of(connection, one.person_id or "") == 1
        assert find(connection, one.record_id, one.field) == one
        return one


def keep(laptop: Laptop, words: str) -> None:
    """Choose the correction that says so."""
    one = asked(laptop)
    with laptop.store.unit_of_work(laptop.worker) as uow:
        choose(uow, one, next(side.entry_id for side in one.sides if words in side.words))


@pytest.fixture
def ali(pair: Pair) -> str:
    """Somebody of whom a note was corrected on both laptops, and each kept its own correction."""
    jo, sam = pair
    made = jo.add("Ali Mansour")
    fact = note(jo, made, NOTHING)
    meet(pair)
    for laptop, words in ((jo, NUTS), (sam, PENICILLIN)):
        note(laptop, made, words, fact)
    meet(pair)
    keep(jo, NUTS)
    keep(sam, PENICILLIN)
    meet(pair)
    return made


@pytest.mark.usefixtures("ali")
def test_two_choices_that_put_aside_both_are_asked_about_again(pair: Pair) -> None:
    """On both laptops, as a correction of which none counts; the one that is chosen comes back, the other does not."""
    for laptop in pair:
        assert live(laptop) == {NOTHING}
        one = asked(laptop)
        assert one.shown is None
        assert one.heading == "Ali Mansour: a note corrected twice, and none of them counts now"
        with pytest.raises(Refused, match="one of the two"), laptop.store.unit_of_work(laptop.worker) as uow:
            choose_another(uow, one, NUTS)
    keep(pair[1], NUTS)
    meet(pair)
    for laptop in pair:
        assert live(laptop) == {NOTHING, NUTS}
        with laptop.store.reading() as connection:
            assert count_all(connection) == 0
            actions = connection.execute(select(ENTRY.c.action).where(ENTRY.c.action == "chosen")).all()
        assert len(actions) == 3


@pytest.mark.usefixtures("ali")
def test_two_choices_that_bring_back_both_are_asked_about_as_before(pair: Pair) -> None:
    """It ends when two people choose the same."""
    for laptop, words in zip(pair, (NUTS, PENICILLIN), strict=True):
        keep(laptop, words)
    meet(pair)
    assert asked(pair[0]).shown is not None
    for laptop in pair:
        keep(laptop, PENICILLIN)
    meet(pair)
    for laptop in pair:
        assert live(laptop) == {NOTHING, PENICILLIN}


def test_a_third_correction_settles_it(pair: Pair, ali: str) -> None:
    """Another value is a correction of its own: then one stands, and one put aside is not chosen over it."""
    jo = pair[0]
    one = asked(jo)
    note(jo, ali, "Allergic to nuts and penicillin", one.record_id)
    with jo.store.reading() as connection:
        assert count_all(connection) == 0
    kept = next(side.value for side in one.sides)
    with pytest.raises(Refused, match="marked as entered in error"), jo.store.unit_of_work(jo.worker) as uow:
        choose_correction(uow, ali, "note", kept, [], "No")


def test_a_correction_entered_in_error_by_hand_is_not_asked_about(pair: Pair) -> None:
    """Somebody said so of it alone."""
    jo = pair[0]
    made = jo.add("Bea Okafor")
    fact = note(jo, made, NOTHING)
    for words in (NUTS, PENICILLIN):
        one = note(jo, made, words, fact)
        with jo.store.unit_of_work(jo.worker) as uow:
            mark_error(uow, "note", made, one, "Another person")
    with jo.store.reading() as connection:
        assert count_all(connection) == 0


def test_a_choice_of_a_correction_can_be_put_back(pair: Pair, ali: str) -> None:
    """Both stand again where both stood, or neither where neither did; it is asked again."""
    jo = pair[0]
    neither = asked(jo)
    keep(jo, NUTS)
    with jo.store.unit_of_work(jo.worker) as uow:
        put_back(uow, neither)
    assert live(jo) == {NOTHING}
    assert asked(jo).entries == neither.entries
    other = note(jo, ali, "Rang")
    for words in ("Rang twice", "Did not ring"):
        note(jo, ali, words, other)
    with jo.store.reading() as connection:
        both = next(each for each in conflict_list(connection) if each.record_id == other)
    with jo.store.unit_of_work(jo.worker) as uow:
        choose(uow, both, both.sides[1].entry_id)
    assert len(live(jo)) == 3
    with jo.store.unit_of_work(jo.worker) as uow:
        put_back(uow, both)
    assert live(jo) == {NOTHING, "Rang", "Rang twice", "Did not ring"}
