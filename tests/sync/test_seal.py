"""Making a bundle and bringing it to a stick."""

import errno
import os
import shutil
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pyrage
import pytest
from pyrage import x25519

from linkworker.sync import carrier
from linkworker.sync import seal as sealing
from linkworker.sync.caps import shipped_caps
from linkworker.sync.carrier import Hashing, carry
from linkworker.sync.device import DeviceIdentity
from linkworker.sync.identity import HubIdentity
from linkworker.sync.problems import LinesChanged, NotWritten, TooLarge, WrongFacts
from linkworker.sync.seal import bundle_name, manifest_of, seal, shipped_readme, write_bundle
from linkworker.sync.unseal import entries, verify
from linkworker.sync.words import hash_words


def opened(path: Path, hub: HubIdentity) -> bytes:
    """Return the tar.gz in a bundle."""
    return pyrage.decrypt(path.read_bytes(), [x25519.Identity.from_str(hub.age_identity)])


def test_a_bundle_made_again_is_the_same_inside(hub: HubIdentity, journal_of: Callable, sealed: Callable) -> None:
    """Only age's random keys differ, so the hash and the words stay."""
    one, two = sealed(journal_of(50), "one.age"), sealed(journal_of(50), "two.age")
    assert opened(one.path, hub) == opened(two.path, hub)
    assert (one.hash, one.words) == (two.hash, two.words)
    assert one.file_sha256 != two.file_sha256
    assert one.size == one.path.stat().st_size
    assert one.words == hash_words(bytes.fromhex(one.hash))


def test_each_recipient_can_open_it(tmp_path: Path, laptop: DeviceIdentity, journal_of: Callable) -> None:
    """The hub and an escrow key; nothing else lies beside the bundle."""
    hub, escrow = HubIdentity.make("hub"), HubIdentity.make("escrow")
    journal = journal_of(5)
    out = tmp_path / bundle_name(laptop.public.short, 12)
    keys = [hub.recipient, escrow.recipient]
    seal(lambda: journal.lines, journal.facts, laptop.signing_key, keys, out=out, readme=shipped_readme())
    for identity in (hub, escrow):
        verified = verify(out, identity, [laptop.public])
        assert [line + b"\n" for line in entries(out, identity, verified)] == list(journal.lines)
    assert [path.name for path in tmp_path.iterdir()] == [f"linkworker-{laptop.public.short}-000012.age"]


def test_what_cannot_be_a_bundle_is_refused_and_leaves_nothing(
    tmp_path: Path, hub: HubIdentity, laptop: DeviceIdentity, journal_of: Callable
) -> None:
    """Wrong recipients, wrong lines, wrong facts, a long README, a line over the cap."""
    journal = journal_of(2)
    good = journal.lines

    def make(lines=good, recipients=(hub.recipient,), readme="", **changed) -> None:
        facts = replace(journal.facts, **changed)
        seal(lambda: lines, facts, laptop.signing_key, recipients, out=tmp_path / "b.age", readme=readme)

    for lines in ((b"\n", good[1]), (b"a", good[1]), (b"a\nb\n", good[1]), (good[0], b""), good[:1], ()):
        with pytest.raises(WrongFacts, match="line"):
            make(lines)
    with pytest.raises(WrongFacts, match="nobody"):
        make(recipients=())
    with pytest.raises(WrongFacts, match="not an age public key"):
        make(recipients=("age1nobody",))
    with pytest.raises(WrongFacts, match="first bundle"):
        make(number=5)
    with pytest.raises(TooLarge, match="README"):
        make(readme="x" * 70_000)
    with pytest.raises(TooLarge, match="a line would go over"):
        make((good[0], b"x" * (shipped_caps().line + 1) + b"\n"))
    assert list(tmp_path.iterdir()) == []


def test_a_journal_that_changes_meanwhile_is_noticed(
    tmp_path: Path, hub: HubIdentity, laptop: DeviceIdentity, journal_of: Callable
) -> None:
    """The second reading must be the first again; a failure of its own comes through as it is."""
    journal = journal_of(2)
    readings = iter([journal.lines, journal.lines[::-1], journal.lines])

    def failing() -> Iterator[bytes]:
        yield from next(readings)
        if next(readings, None) is None:
            raise KeyboardInterrupt

    facts, key, out = journal.facts, laptop.signing_key, tmp_path / "b.age"
    with pytest.raises(LinesChanged, match="Make it again"):
        seal(lambda: next(readings), facts, key, [hub.recipient], out=out, readme="")
    readings = iter([journal.lines, 1, journal.lines])
    with pytest.raises(KeyboardInterrupt):
        seal(failing, facts, key, [hub.recipient], out=out, readme="")
    assert list(tmp_path.iterdir()) == []


def test_sealing_and_opening_take_the_same_memory_for_any_size(
    tmp_path: Path, hub: HubIdentity, laptop: DeviceIdentity, journal_of: Callable
) -> None:
    """20,000 entries (17 MB) pass through with under 6 MB held at once."""
    journal = journal_of(20_000, note_length=10)
    assert sum(map(len, journal.lines)) > 15_000_000
    out = tmp_path / "b.age"
    tracemalloc.start()
    try:
        seal(lambda: journal.lines, journal.facts, laptop.signing_key, [hub.recipient], out=out, readme="")
        sealing_peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        verified = verify(out, hub, [laptop.public])
        assert sum(1 for _ in entries(out, hub, verified)) == 20_000
        opening_peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert max(sealing_peak, opening_peak) < 6_000_000


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this machine")
def test_a_full_drive_is_one_sentence_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, journal_of: Callable, sealed: Callable
) -> None:
    """The device that is always full stands for the stick; an older bundle of that name stays whole."""
    made = sealed(journal_of(3))
    before = made.path.read_bytes()
    full = Path.open

    def open_full(path: Path, *args, **named):
        return full(Path("/dev/full"), "wb", **named) if args == ("xb",) else full(path, *args, **named)

    monkeypatch.setattr(Path, "open", open_full)
    for count in (3, 2000):  # small: told at the flush; large: told while writing
        with pytest.raises(NotWritten) as told:
            sealed(journal_of(count))
        assert str(told.value) == "The bundle was not written: the drive is full. Nothing is lost. Export it again."
    assert made.path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [made.path]


def test_a_drive_that_is_gone_or_read_only_or_silent_is_told_apart(
    tmp_path: Path, journal_of: Callable, sealed: Callable
) -> None:
    """Each gets its own few words."""
    with pytest.raises(NotWritten, match="not there"):
        sealed(journal_of(3), "gone/b.age")

    def pulled(_file: Hashing) -> None:
        shutil.rmtree(tmp_path / "stick")

    for number, words in ((errno.EIO, "does not answer"), (errno.EROFS, "does not let anything be written")):

        def refuse(_file: Hashing, number: int = number) -> None:
            raise OSError(number, os.strerror(number))

        with pytest.raises(NotWritten, match=words):
            carry(tmp_path / "b.age", refuse)
    (tmp_path / "stick").mkdir()
    if os.name != "nt":  # Windows does not let an open file be taken away
        with pytest.raises(NotWritten, match="not there"):
            carry(tmp_path / "stick" / "b.age", pulled)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []


def test_a_drive_that_gives_back_other_bytes_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worn-out stick: what was written is read back and compared, and the bad copy taken away."""
    real = Path.replace

    def worn_out(part: Path, target: Path) -> Path:
        part.write_bytes(b"other")
        return real(part, target)

    monkeypatch.setattr(Path, "replace", worn_out)
    with pytest.raises(NotWritten, match="gives back other bytes"):
        carry(tmp_path / "b.age", lambda file: file.write(b"bytes"))
    assert list(tmp_path.iterdir()) == []


def test_where_the_system_cannot_be_asked_the_file_is_still_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows has no posix_fadvise."""
    monkeypatch.delattr(os, "posix_fadvise", raising=False)
    assert carry(tmp_path / "b.age", lambda file: file.write(b"bytes")).size == 5
    assert carrier.READ_BYTES > sealing.CHUNK_BYTES


def test_a_manifest_is_written_only_with_what_it_speaks_of(
    hub: HubIdentity, laptop: DeviceIdentity, journal_of: Callable, tmp_path: Path
) -> None:
    """Another README or another hub's key would be another bundle under the same number: nothing is written."""
    journal = journal_of(3)
    manifest = manifest_of(lambda: journal.lines, journal.facts, [hub.recipient], "as it was\n")
    another = HubIdentity.make("Another hub").recipient

    def write(readme: str, recipient: str) -> None:
        out = tmp_path / "b.age"
        write_bundle(manifest, lambda: journal.lines, laptop.signing_key, [recipient], out=out, readme=readme)

    with pytest.raises(WrongFacts, match="README"):
        write("as it is now\n", hub.recipient)
    with pytest.raises(WrongFacts, match="other keys"):
        write("as it was\n", another)
    assert list(tmp_path.iterdir()) == []
    write("as it was\n", hub.recipient)
    assert verify(tmp_path / "b.age", hub, [laptop.public]).hash == manifest.hash
