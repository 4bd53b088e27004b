"""The pure decision: what a set of entries says of one record."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.base.ids import new_id
from linkworker.journal.decision import decide, state_of
from linkworker.journal.entry_facts import Decision, EntryFacts, Tip

KINDS = frozenset({"person"})


def entry(entry_id, action="changed", /, *, hlc=None, device="d1", kind="person", **writes):
    """An entry; each field is given as (value, ids that it replaces), or bare as (..., ids)."""
    return EntryFacts(
        id=entry_id,
        hlc=hlc or entry_id,
        device=device,
        action=action,
        kind=kind,
        record="r",
        person="r",
        writes={field: frozenset(replaces) for field, (_, replaces) in writes.items()},
        values={field: value for field, (value, _) in writes.items() if value is not ...},
    )


MADE = entry("1", "created", name=("Ali", [None]), risk_level=("low", [None]))


def test_one_after_another_is_settled():
    """Each change replaces the one before: one head, no tip."""
    state = state_of([MADE, entry("2", wing=("A1", ["1"])), entry("3", wing=("B2", ["2"]))])
    assert state.heads == {"": "1", "wing": "3"}
    assert state.tips == ()
    assert state.shown == {"name": "Ali", "risk_level": "low", "wing": "B2"}


def test_different_fields_do_not_meet():
    """Two laptops that change different fields both have their way."""
    state = state_of([MADE, entry("2", wing=("A1", ["1"])), entry("3", device="d2", name=("Aly", ["1"]))])
    assert not state.conflicts
    assert state.shown["wing"] == "A1"
    assert state.shown["name"] == "Aly"


def test_the_same_field_from_the_same_entry_is_a_conflict():
    """Both are kept, and the later one is shown."""
    sides = entry("2", wing=("A1", ["1"])), entry("3", device="d2", wing=("B2", ["1"]))
    state = state_of([MADE, *sides])
    assert state.conflicts == {"wing"}
    assert state.heads["wing"] == "3"
    assert state.tips == (Tip("wing", "2", agreed=False),)
    assert decide(sides[1], [MADE, sides[0]], kinds=KINDS) == Decision.CONFLICT
    assert decide(sides[0], [MADE], kinds=KINDS) == Decision.FAST_FORWARD


def test_equal_values_are_agreed():
    """Nobody is asked, and the next change replaces both."""
    state = state_of([MADE, entry("2", wing=("A1", ["1"])), entry("3", device="d2", wing=("A1", ["1"]))])
    assert not state.conflicts
    assert state.tips == (Tip("wing", "2", agreed=True),)
    after = state_of(
        [*[MADE, entry("2", wing=("A1", ["1"])), entry("3", wing=("A1", ["1"]))], entry("4", wing=("C3", ["2", "3"]))]
    )
    assert after.tips == ()


def test_the_more_cautious_value_is_shown():
    """A higher risk that was written earlier goes before a lower one that was written later."""
    state = state_of([MADE, entry("2", risk_level=("very-high", ["1"])), entry("3", risk_level=("medium", ["1"]))])
    assert state.shown["risk_level"] == "very-high"
    assert state.conflicts == {"risk_level"}


def test_a_choice_settles_all_that_it_names():
    """It is the one tip from then on."""
    sides = entry("2", wing=("A1", ["1"])), entry("3", device="d2", wing=("B2", ["1"]))
    state = state_of([MADE, *sides, entry("4", "chosen", wing=("A1", ["2", "3"]))])
    assert not state.tips
    assert state.heads["wing"] == "4"


def test_what_replaces_something_unknown_waits():
    """It and what follows it are not placed, until the missing one comes."""
    third, second, missing = (
        entry("4", wing=("C3", ["3"])),
        entry("3", wing=("B2", ["2"])),
        entry("2", wing=("A1", ["1"])),
    )
    state = state_of([MADE, third, second])
    assert state.waiting == {"3", "4"}
    assert "wing" not in state.shown
    assert decide(second, [MADE], kinds=KINDS) == Decision.WAITS
    assert state_of([MADE, third, second, missing]).shown["wing"] == "C3"


def test_a_removal_goes_with_what_it_saw():
    """It names every head, so nothing of that is in question."""
    removal = entry("3", "entered-in-error", device="d2", in_error=(True, ["1", "2"]))
    state = state_of([MADE, entry("2", wing=("A1", ["1"])), removal])
    assert state.shown["in_error"] is True
    assert not state.conflicts


def test_an_edit_that_a_removal_had_not_seen_is_a_conflict():
    """It does not come back by itself, and the edit is not lost."""
    removal = entry("3", "entered-in-error", device="d2", in_error=(True, ["1"]))
    edit = entry("2", wing=("A1", ["1"]))
    state = state_of([MADE, edit, removal])
    assert state.shown["in_error"] is True
    assert state.tips == (Tip("in_error", "2", agreed=False),)
    assert decide(edit, [MADE, removal], kinds=KINDS) == Decision.CONFLICT
    chosen = entry("4", "chosen", in_error=(False, ["2", "3"]))
    assert not state_of([MADE, edit, removal, chosen]).conflicts


def test_an_edit_by_somebody_who_knew_of_the_removal_is_none():
    """A change of what is marked as entered in error names the mark; that it is of the same device says nothing."""
    removal = entry("2", "entered-in-error", device="d2", in_error=(True, ["1"]))
    assert not state_of([MADE, removal, entry("3", wing=("A1", ["1", "2"]))]).conflicts
    assert state_of([MADE, removal, entry("3", device="d2", wing=("A1", ["1"]))]).conflicts == {"in_error"}


def test_without_a_value_the_nearest_before_it_is_shown():
    """What was withheld or taken out shows what stood there before."""
    state = state_of([MADE, entry("2", wing=("A1", ["1"])), entry("3", wing=(..., ["2"]))])
    assert state.heads["wing"] == "3"
    assert state.shown["wing"] == "A1"
    assert state_of([MADE, entry("2", name=(..., ["1"]))]).shown["name"] == "Ali"
    assert state_of([MADE, entry("2", wing=(..., ["1"]))]).shown["wing"] is None


def test_made_without_its_values_is_bare():
    """There is nothing to make a row of."""
    assert state_of([entry("1", "created", name=(..., [None]))]).bare
    assert not state_of([MADE]).bare


def test_what_a_directory_had_counts_as_it_began():
    """Two laptops that both wrote over the directory's value are in conflict."""
    state = state_of([entry("2", wing=("A1", [None])), entry("3", device="d2", wing=("B2", [None]))])
    assert not state.made
    assert state.conflicts == {"wing"}


@pytest.mark.parametrize(("kind", "action"), [("crystal_ball", "changed"), ("person", "foretold")])
def test_unknown_kinds_and_actions_are_said(kind, action):
    """A newer version wrote them."""
    assert decide(entry("2", action, kind=kind, wing=("A1", ["1"])), [MADE], kinds=KINDS) == Decision.UNKNOWN_KIND


def test_known_is_known():
    """The same entry a second time."""
    assert decide(MADE, [MADE], kinds=KINDS) == Decision.KNOWN


def test_every_order_says_the_same():
    """Five entries with a conflict, a choice and a removal, in all their orders, some twice."""
    entries = [
        MADE,
        entry("2", wing=("A1", ["1"])),
        entry("3", device="d2", wing=("B2", ["1"])),
        entry("4", "chosen", wing=("B2", ["2", "3"])),
        entry("5", "entered-in-error", device="d2", in_error=(True, ["1", "3"])),
    ]
    expected = state_of(entries)
    assert all(state_of([*order, *order[:2]]) == expected for order in permutations(entries))


@given(st.lists(st.lists(st.integers(0, 8), min_size=1, max_size=3), min_size=1, max_size=9), st.randoms())
def test_any_replacing_gives_each_field_a_value_or_waits(graph, chance):
    """Even entries that name each other in a ring are only kept waiting, whatever their order."""
    ids = [new_id() for _ in range(9)]
    entries = [
        entry(ids[n], hlc=f"{n % 3}", wing=(str(n), [ids[k] for k in replaced])) for n, replaced in enumerate(graph)
    ]
    first = state_of([entry("1", "created", name=("Ali", [None])), *entries])
    chance.shuffle(entries)
    again = state_of([*entries, entry("1", "created", name=("Ali", [None]))])
    assert first == again
    placed = {each.id for each in entries} - first.waiting
    tips = {*first.heads.values(), *(tip.entry_id for tip in first.tips)}
    replaced = {one for each in entries if each.id in placed for one in each.writes["wing"]}
    assert placed <= tips | replaced
