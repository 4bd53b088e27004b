"""The caseload: pages, filter and saved lists."""

from datetime import date, timedelta

import pytest

from laptop_pair import hand_over, pair
from linkworker.base.errors import NotFound
from linkworker.casework.people.caseload import Filter, count, look_up, page, rows_at
from linkworker.casework.people.people import add_person
from linkworker.casework.people.saved_lists import SAVED_LISTS
from linkworker.casework.support.contacts import correct_note, write_note
from linkworker.casework.support.receiving import receive
from linkworker.records.check_in import CheckIn
from linkworker.records.oversight import Oversight
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.vault.moving import MovingState, note_move

__all__ = ["pair"]
TODAY = date(2026, 8, 6)


@pytest.fixture
def people(store, worker):
    """Five people, of whom each saved list holds some."""
    with store.unit_of_work(worker) as uow:

        def add(name, **fields):
            return add_person(uow, name, anyway=True, **fields).person_id

        made = {
            "ali": add("Ali Marsh", date_of_birth=date(2007, 5, 3), establishment="FWK", wing="B wing"),
            "bea": add("Bea Nowak", risk_level="high", area="Lewes", numbers=[("nhs", "999 000 0018")]),
            "cy": add("Cy Okafor", risk_level="medium", release_date=date(2026, 9, 1), safeguarding=True),
            "dee": add("Dee Ahmed", worker_id=None, known_as="D"),
            "eve": add("eve Young"),
        }
        uow.add(Plan(person_id=made["ali"], review_on=TODAY - timedelta(days=1)))
        uow.add(Plan(person_id=made["bea"], review_on=TODAY + timedelta(days=9)))
        uow.add(CheckIn(person_id=made["ali"], instrument="wemwbs", on=TODAY, moment="baseline", mode="paper"))
        uow.add(Oversight(person_id=made["bea"], on=TODAY - timedelta(days=10), by_name="Sam Hill"))
        receive(uow, made["dee"], "own-team")
        write_note(uow, made["eve"], "Likes walking football on the yard")
        write_note(uow, made["ali"], "Played football")
    return made


def names(store, **chosen):
    """The shown names of the first page."""
    with store.reading() as connection:
        return [row.name for row in page(connection, Filter(TODAY, **chosen)).rows]


def test_each_row_says_what_is_needed(store, people):
    """Name as shown, age, place, risk and next review, in the order of names whatever their capitals."""
    with store.reading() as connection:
        rows = page(connection, Filter(TODAY)).rows
    assert [row.name for row in rows] == ["Ali Marsh", "Bea Nowak", "Cy Okafor", "D (Dee Ahmed)", "eve Young"]
    ali = rows[0]
    assert (ali.age, ali.place, ali.risk, ali.next_review) == (19, "FWK, B wing", "Not assessed", date(2026, 8, 5))


def test_saved_lists_hold_whom_they_say(store, people, worker):
    """Each list by its condition; one that there is not is named with those there are."""
    held = {one.name: names(store, saved=one.name, worker_id=worker) for one in SAVED_LISTS}
    assert held == {
        "everyone": ["Ali Marsh", "Bea Nowak", "Cy Okafor", "D (Dee Ahmed)", "eve Young"],
        "mine": ["Ali Marsh", "Bea Nowak", "Cy Okafor", "eve Young"],
        "overdue": ["Ali Marsh"],
        "no-check-in": ["Bea Nowak", "Cy Okafor", "D (Dee Ahmed)", "eve Young"],
        "no-oversight": ["Cy Okafor"],
        "release-soon": ["Cy Okafor"],
        "waiting": ["D (Dee Ahmed)"],
        "no-plan": ["Cy Okafor", "D (Dee Ahmed)", "eve Young"],
        "safeguarding": ["Cy Okafor"],
        "supported": [],
    }
    with pytest.raises(NotFound, match="everyone"):
        names(store, saved="others")


def test_names_numbers_and_places_are_found_from_one_letter(store, people):
    """A number in groups, a wing, an area; and words within a saved list."""
    assert names(store, words="m") == ["Ali Marsh"]
    assert names(store, words="999 000 0018") == ["Bea Nowak"]
    assert names(store, words="lew") == ["Bea Nowak"]
    assert names(store, words="b wing") == ["Ali Marsh"]
    assert names(store, words="a", saved="overdue") == ["Ali Marsh"]
    assert names(store, words="!!") == []


def test_words_in_notes_are_found_from_the_second_letter_after_names(store, people):
    """And the row says where the words stand."""
    assert names(store, words="f") == ["Ali Marsh"]  # FWK, not the note
    assert names(store, words="fo") == ["Ali Marsh", "eve Young"]
    with store.reading() as connection:
        assert "[football]" in page(connection, Filter(TODAY, words="foot")).rows[1].found_in
        assert count(connection, Filter(TODAY, words="foot")) == 2


def test_a_corrected_note_is_found_by_its_new_words_only(store, people, worker):
    """The old words are kept and no longer searched."""
    with store.unit_of_work(worker) as uow:
        old = write_note(uow, people["cy"], "Likes fotball")
        correct_note(uow, people["cy"], old, "Likes chess")
    assert names(store, words="fotball") == []
    assert names(store, words="chess") == ["Cy Okafor"]


def test_somebody_entered_in_error_is_in_no_list(store, people, worker):
    """Nor counted."""
    with store.unit_of_work(worker) as uow:
        uow.enter_in_error(uow.get(Person, people["eve"]), "twice")
    assert "eve Young" not in names(store)
    with store.reading() as connection:
        assert count(connection, Filter(TODAY)) == 4


@pytest.mark.parametrize("size", [1, 2, 3, 7, 24, 25, 26])
@pytest.mark.parametrize("words", ["", "a", "fo", "n"])
def test_pages_together_are_the_whole_list_once(crowd, size, words):
    """Whatever the size of a page, nobody is left out and nobody comes twice."""
    with crowd.reading() as connection:
        chosen, seen, after = Filter(TODAY, words=words), [], None
        while True:
            one = page(connection, chosen, after, size)
            seen += [row.person_id for row in one.rows]
            after = one.after
            if after is None:
                break
            assert len(one.rows) == size
        assert seen == [row.person_id for row in page(connection, chosen, None, 1000).rows]
        assert len(seen) == len(set(seen)) == count(connection, chosen)


@pytest.fixture
def crowd(store, worker):
    """Twenty-five people, many of one name, some with a note about football."""
    with store.unit_of_work(worker) as uow:
        for number in range(25):
            person = Person(name=("Ana Nowak", "ana nowak", "Fox Alder", "Bo Young")[number % 4])
            uow.add(person)
            if number % 3 == 0:
                write_note(uow, person.id, "football")
    return store


def test_people_are_read_from_any_place_in_the_list(store, people):
    """Whatever place is asked for, the rows are those of the whole list there, people found by notes after the rest."""
    for words in ("", "e", "football", "ali foo", "zz", "--"):
        chosen = Filter(TODAY, words=words)
        with store.reading() as connection:
            whole = page(connection, chosen).rows
            found = look_up(connection, chosen)
            assert found.total == len(whole) == count(connection, chosen)
            assert sum(row.found_in is not None for row in whole) == found.noted
            for offset in range(len(whole) + 1):
                for size in (1, 2, 50):
                    assert rows_at(connection, found, offset, size) == whole[offset : offset + size]


def test_a_prison_is_found_by_its_name(store, people):
    """The code is what is kept; whoever types the beginning of its name, alone or with others, finds who is there."""
    places = {"FWK": "HMP Fenwick", "NRT": "HMP North Fen"}
    for words in ("fenwick", "FEN", "hmp fen", "ali fenw", "marsh hmp", "fwk"):
        assert names(store, words=words, places=places) == ["Ali Marsh"], words
    assert names(store, words="bea fenwick", places=places) == []
    assert names(store, words="fenwick") == []


def test_who_is_leaving_or_has_something_to_choose_is_marked(pair):
    """Both ways of reading the list say it of the same people, by name or by place."""
    jo, sam = pair
    ali, _, leon = (jo.add(name, wing="B") for name in ("Ali Mansour", "Bea Nowak", "Leon Hartigan"))
    hand_over(jo, sam)
    for laptop, wing in ((jo, "C"), (sam, "D")):
        laptop.change(ali, wing=wing)
    hand_over(sam, jo)
    with jo.store.writing() as connection:
        note_move(connection, leon, MovingState.LEAVING, jo.clock.now())
    with jo.store.reading() as connection:
        rows = page(connection, Filter(TODAY)).rows
        assert rows_at(connection, look_up(connection, Filter(TODAY)), 0, 9) == rows
    assert [(row.to_choose, row.leaving) for row in rows] == [(True, False), (False, False), (False, True)]
