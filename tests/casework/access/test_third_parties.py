"""What is about or from somebody else is found and marked, and nothing of the person's own or the staff's."""

from datetime import date

import pytest

from linkworker.casework.access.known_names import NamesIn
from linkworker.casework.access.reviewing import review_of
from linkworker.casework.access.third_party_rules import ThirdPartyFault, read_rules, rules
from linkworker.casework.people.keeping_apart import keep_apart
from linkworker.casework.people.people import add_person
from linkworker.casework.support.contacts import write_note
from linkworker.records.contact_detail import ContactDetail
from linkworker.records.goal import Step
from linkworker.records.professional import Professional
from linkworker.records.referral_in import ReferralIn
from linkworker.records.registry import KINDS
from linkworker.records.review import Review
from linkworker.vault.drafts import save_draft

TODAY = date(2026, 8, 6)


@pytest.fixture
def ali(store, worker):
    """Ali Marsh's id."""
    with store.unit_of_work(worker) as uow:
        add_person(uow, "Sam Reed")
        return add_person(uow, "Ali Marsh").person_id


def found(store, person, worker):
    """What was found about somebody: (reason, words) in order."""
    with store.reading() as connection:
        return [(each.reason, each.found) for each in review_of(connection, person, TODAY, worker).findings]


def noted(store, person, worker, text):
    """What is found in one note."""
    with store.unit_of_work(worker) as uow:
        write_note(uow, person, text)
    return found(store, person, worker)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Met Sam Reed at the gate.", [("name", "Sam Reed")]),
        ("SAM REED was there.", [("name", "SAM REED")]),
        ("Ring 07700 900123 on Monday.", [("phone", "07700 900123")]),
        ("Write to kay@example.org.", [("email", "kay@example.org")]),
        ("All well. His mum is ill. He sleeps.", [("relation", "His mum is ill.")]),
        ("Seen by Dr Okafor today.", [("titled", "Dr Okafor")]),
        ("Ali Marsh met Jo Brand-Taylor and Ms Brand-Taylor.", []),
        ("Ali went at 10:30 on 06/08/2026 and it went well.", []),
        ("", []),
    ],
)
def test_free_text_is_looked_through(store, worker, ali, text, expected):
    """Names known here, phones, emails, family, titles; never the person, the staff, or dates."""
    assert (noted(store, ali, worker, text) if text else found(store, ali, worker)) == expected


def test_fields_that_name_somebody_are_marked_whole(store, worker, ali):
    """Professionals, referrers, who was at a review, and a step's helper; a step of a worker is not marked."""
    with store.unit_of_work(worker) as uow:
        uow.add(Professional(person_id=ali, role="gp", name="Dr Amara Bello", phone="01632 960001"))
        uow.add(ReferralIn(person_id=ali, received_on=TODAY, source_name="Kay Lund, probation"))
        uow.add(Review(person_id=ali, plan_id=ali, name="My voice", held_on=TODAY,
                       contributors=[{"name": "Karen Holt", "role": "aunt"}]))  # fmt: skip
        uow.add(Step(person_id=ali, goal_id=ali, words="Ring the club", by_name="Jo Brand-Taylor", by="worker"))
        uow.add(Step(person_id=ali, goal_id=ali, words="Drive there with Karen", by_name="Karen Holt"))
    assert found(store, ali, worker) == [
        ("professional", "Dr Amara Bello"),
        ("professional", "01632 960001"),
        ("referrer", "Kay Lund, probation"),
        ("name", "Karen"),
        ("supporter", "Karen Holt"),
        ("supporter", "Karen Holt\naunt"),
    ]


def test_own_phone_is_not_marked_but_one_that_is_somebody_elses_is(store, worker, ali):
    """A contact detail whose note speaks of family may be theirs."""
    with store.unit_of_work(worker) as uow:
        uow.add(ContactDetail(person_id=ali, value="07700 900111"))
        uow.add(ContactDetail(person_id=ali, value="07700 900222", note="his sister's"))
        write_note(uow, ali, "Rang 07700900111 twice.")
    assert found(store, ali, worker) == [("relation", "07700 900222"), ("relation", "his sister's")]


def test_someone_to_keep_apart_is_marked_from_both_sides(store, worker, ali):
    """Also what lies in the other person's record."""
    with store.unit_of_work(worker) as uow:
        kay = add_person(uow, "Kay Lund").person_id
        keep_apart(uow, ali, kay, why="A debt")
    assert found(store, ali, worker) == [("other-person", "Kay Lund"), ("other-person", "A debt")]
    assert found(store, kay, worker) == [("elsewhere", "Ali Marsh"), ("elsewhere", "A debt")]


def test_a_draft_that_only_names_them_is_marked_whole(store, worker, ali, clock):
    """It may be about somebody else."""
    with store.writing() as connection:
        save_draft(connection, worker, "new-person", {"name": "Ali Marsh"}, clock.now())
    assert found(store, ali, worker) == [("elsewhere", "Ali Marsh")]


def test_a_finding_keeps_its_key_and_counts_once_a_place(store, worker, ali):
    """However often the words stand there, and whatever is written elsewhere."""
    noted(store, ali, worker, "Sam Reed came. Sam Reed left.")
    with store.reading() as connection:
        first = review_of(connection, ali, TODAY, worker).findings
    noted(store, ali, worker, "Sam Reed again.")
    with store.reading() as connection:
        both = review_of(connection, ali, TODAY, worker).findings
    assert len(first) == 1
    assert first[0].key in {each.key for each in both}
    assert len(both) == 2
    assert both[0].alike(both[1])


def test_a_part_of_a_name_needs_its_capital():
    """Grace is found and grace is not; a part of the person's own name is never found by itself."""
    names = NamesIn((), ["Grace Marsh"], ["Ali Marsh"])
    assert list(names.found_in("With grace, Grace and the Marsh went. GRACE's too. grace marsh!")) == [
        "Grace", "GRACE", "grace marsh",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[why", "cannot be used"),
        ("[why]", "'name'"),
        (
            '[why]\nname="a"\nphone="a"\nemail="a"\nrelation="a"\ntitled="a"\nelsewhere="a"\n[[field]]\nkind="note"\n',
            "'note'",
        ),
        ('[why]\nname="a"\nphone="a"\nemail="a"\nrelation="a"\ntitled="a"\nelsewhere="a"\n', "no words"),
    ],
)
def test_a_rules_file_that_cannot_be_used_is_named(text, says):
    """The sentence says what is wrong."""
    with pytest.raises(ThirdPartyFault, match=says):
        read_rules(text)


def test_the_rules_that_came_with_the_program_name_fields_that_are_there():
    """A field that was renamed would never be marked."""
    for kind, field in (*rules().fields, *rules().own):
        assert field in KINDS[kind].value_fields(), (kind, field)
