"""The manifest of a bundle."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from linkworker.sync.canonical import canonical, parse
from linkworker.sync.container import Manifest, Member
from linkworker.sync.manifest import read_manifest
from linkworker.sync.problems import NewerFormat, WrongFacts


@pytest.fixture
def manifest(journal_of: Callable) -> Manifest:
    """Return a manifest of three entries."""
    members = (Member("entries.jsonl", 10, "a" * 64), Member("README.txt", 0, "b" * 64))
    return Manifest(journal_of(3).facts, ("0123456789abcdef",), members)


def test_a_manifest_is_read_back_as_it_was_written(manifest: Manifest) -> None:
    """Its hash is the SHA-256 of its bytes."""
    raw = manifest.to_bytes()
    assert read_manifest(raw) == manifest
    assert manifest.hash == hashlib.sha256(raw).hexdigest()
    assert raw.startswith(b'{"count":3,"device":"0198a6a0-')


@pytest.mark.parametrize(
    "changed",
    [
        {"number": 0}, {"number": 2}, {"number": True}, {"previous": "a" * 64}, {"number": 2, "previous": "A" * 64},
        {"count": 2}, {"count": -1}, {"count": 0}, {"first": None}, {"first": "1"}, {"last": 3.0}, {"last": 4},
        {"first": 0, "last": 2}, {"withheld": 4}, {"schema": "1"}, {"store": ""}, {"program": "x" * 201},
        {"device": 5}, {"head": "a" * 63}, {"head_before": None}, {"made_at": "2026-08-06"}, {"made_at": None},
        {"receipt": -1}, {"receipt": None}, {"instead_of": ("a",)}, {"instead_of": ("a" * 64, "a" * 64)},
    ],
)  # fmt: skip
def test_facts_that_do_not_hold_are_neither_written_nor_read(manifest: Manifest, changed: dict[str, object]) -> None:
    """The same checks stand at both ends."""
    with pytest.raises(WrongFacts):
        replace(manifest, facts=replace(manifest.facts, **changed)).to_bytes()
    if 3.0 not in changed.values():  # a float has no canonical bytes to read
        with pytest.raises(WrongFacts):
            read_manifest(canonical(parse(manifest.to_bytes()) | changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"format": "other"}, {"version": 0}, {"version": "1"}, {"version": True}, {"recipients": []},
        {"recipients": ["x"]}, {"recipients": None}, {"members": None}, {"members": [1]}, {"members": [{"name": "a"}]},
        {"members": [{"name": "a", "size": -1, "sha256": "a" * 64}]}, {"more": 1},
        {"members": [{"name": "a", "size": 1, "sha256": "a"}]}, {"members": [{"name": 1, "size": 1, "sha256": "a"}]},
    ],
)  # fmt: skip
def test_a_manifest_with_other_parts_is_refused(manifest: Manifest, changed: dict[str, object]) -> None:
    """Format, version, recipients, members, and nothing else."""
    with pytest.raises(WrongFacts):
        read_manifest(canonical(parse(manifest.to_bytes()) | changed))


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b'"linkworker-bundle"', b"{ }"])
def test_what_is_no_manifest_is_refused(raw: bytes) -> None:
    """Not JSON, not an object, or not written in the canonical way."""
    with pytest.raises(WrongFacts):
        read_manifest(raw)


def test_a_newer_format_is_refused_by_its_number(manifest: Manifest) -> None:
    """The version is looked at before anything that it may have changed."""
    with pytest.raises(NewerFormat, match="version 2"):
        read_manifest(canonical(parse(manifest.to_bytes()) | {"version": 2, "more": 1}))


def test_a_bundle_of_released_values_alone_has_no_range(manifest: Manifest) -> None:
    """Only values of earlier entries: no first, no last, and the head stands still."""
    facts = replace(manifest.facts, first=None, last=None, count=0, released=2, head=manifest.facts.head_before)
    only = replace(manifest, facts=facts)
    assert read_manifest(only.to_bytes()).facts.lines == 2


@pytest.mark.parametrize("lost", ["receipt", "instead_of", "number", "head"])
def test_a_manifest_that_lacks_a_fact_is_refused(manifest: Manifest, lost: str) -> None:
    """Also those that an early program may not have written."""
    held = {name: value for name, value in parse(manifest.to_bytes()).items() if name != lost}
    with pytest.raises(WrongFacts, match="a fact is missing or unknown"):
        read_manifest(canonical(held))
