"""Where bundles and receipts stand among those known."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from linkworker.sync.container import Manifest, Member
from linkworker.sync.manifest import names_of
from linkworker.sync.order import Place, ReceiptPlace, place_of, place_of_receipt
from linkworker.sync.receipt import ReceiptFacts

A, B, C = "a" * 64, "b" * 64, "c" * 64


@pytest.fixture
def first(journal_of: Callable) -> Manifest:
    """Return the manifest of a laptop's first bundle."""
    members = (Member("entries.jsonl", 10, A), Member("README.txt", 0, B))
    return Manifest(journal_of(3).facts, ("0123456789abcdef",), members)


def named(manifest: Manifest, **changed: object) -> Manifest:
    """Return a manifest with facts changed by name."""
    return replace(manifest, facts=replace(manifest.facts, **changed))


def test_next_known_waiting_and_forked_bundles_are_told_apart(first: Manifest) -> None:
    """By number, hash and the hash of the one before."""
    known = {1: names_of(first)}
    second = named(first, number=2, previous=first.hash)
    cloned = named(first, program="0.1.1")
    assert place_of(first, {}) == Place.NEXT
    assert place_of(first, known) == Place.KNOWN
    assert place_of(second, known) == Place.NEXT
    assert place_of(second, {}) == Place.WAITS
    assert place_of(cloned, known) == Place.FORK
    assert place_of(named(second, previous=cloned.hash), known) == Place.FORK


def test_a_bundle_made_anew_is_the_same_one_whichever_comes_first(first: Manifest) -> None:
    """And the next one may name any of its hashes; two that were both made anew know each other by the first."""
    anew = named(first, instead_of=(first.hash,))
    third = named(first, program="0.1.1", instead_of=(first.hash,))
    assert place_of(anew, {1: names_of(first)}) == Place.KNOWN
    assert place_of(first, {1: names_of(anew)}) == Place.KNOWN
    assert place_of(third, {1: names_of(anew)}) == Place.KNOWN
    for name in names_of(anew):
        assert place_of(named(first, number=2, previous=name), {1: names_of(anew)}) == Place.NEXT
    assert place_of(named(first, program="0.1.1", instead_of=(C,)), {1: names_of(anew)}) == Place.FORK


@pytest.mark.parametrize(
    ("number", "digest", "previous", "place"),
    [
        (3, C, B, ReceiptPlace.NEXT),
        (4, C, B, ReceiptPlace.NEXT),  # number 3 was lost; this one builds on what came before it
        (4, C, A, ReceiptPlace.NEXT),  # the hub had not heard of number 2 being taken in
        (9, C, None, ReceiptPlace.NEXT),  # all that the laptop is to have
        (2, B, A, ReceiptPlace.KNOWN),
        (2, C, A, ReceiptPlace.FORK),
        (3, B, C, ReceiptPlace.FORK),
        (5, B, C, ReceiptPlace.GAP),
    ],
)
def test_where_a_receipt_stands(
    receipt_facts: ReceiptFacts, number: int, digest: str, previous: str | None, place: ReceiptPlace
) -> None:
    """By its number, its hash, and the one that it builds on; numbers 1 and 2 were taken in."""
    facts = replace(receipt_facts, number=number, previous=previous)
    assert place_of_receipt(facts, digest, {1: A, 2: B}) == place


def test_a_receipt_older_than_one_taken_in_is_not_taken_in(receipt_facts: ReceiptFacts) -> None:
    """A replayed one, or one that was passed over; and the very first is next."""
    assert place_of_receipt(replace(receipt_facts, number=2, previous=A), B, {1: A, 3: C}) == ReceiptPlace.OLD
    assert place_of_receipt(receipt_facts, A, {}) == ReceiptPlace.NEXT
