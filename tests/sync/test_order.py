"""Where a bundle stands among those known."""

from collections.abc import Callable
from dataclasses import replace

from linkworker.sync.manifest import Manifest, Member
from linkworker.sync.order import Place, place_of


def test_next_known_waiting_and_forked_bundles_are_told_apart(journal_of: Callable) -> None:
    """By number, hash and the hash of the one before."""
    members = (Member("entries.jsonl", 10, "a" * 64), Member("README.txt", 0, "b" * 64))
    first = Manifest(journal_of(3).facts, ("0123456789abcdef",), members)
    second = replace(first, facts=replace(first.facts, number=2, previous=first.hash))
    cloned = replace(first, facts=replace(first.facts, program="0.1.1"))
    after_clone = replace(second, facts=replace(second.facts, previous=cloned.hash))
    assert place_of(first, {}) == Place.NEXT
    assert place_of(first, {1: first.hash}) == Place.KNOWN
    assert place_of(second, {1: first.hash}) == Place.NEXT
    assert place_of(second, {}) == Place.WAITS
    assert place_of(cloned, {1: first.hash}) == Place.FORK
    assert place_of(after_clone, {1: first.hash}) == Place.FORK
