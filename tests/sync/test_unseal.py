"""Opening a bundle: what is refused, and by which sentence. Thousands of damaged ones are in tests/faults."""

import zlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pyrage
import pytest
from pyrage import x25519

from linkworker.sync.canonical import canonical, parse
from linkworker.sync.caps import shipped_caps
from linkworker.sync.device import DeviceIdentity
from linkworker.sync.identity import HubIdentity
from linkworker.sync.lines import check_against
from linkworker.sync.problems import (
    ChainBroken,
    ChangedSince,
    CutShort,
    Damaged,
    NewerFormat,
    NotABundle,
    SealedToAnother,
    TooLarge,
    UnknownDevice,
    Unreadable,
    WrongFacts,
    WrongLayout,
    WrongSignature,
)
from linkworker.sync.seal import seal
from linkworker.sync.sshsig import sign
from linkworker.sync.tarball import END_OF_TAR, GZIP_HEAD, gzip, padding, tar_header
from linkworker.sync.unseal import entries, proved_lines, verify

Parts = dict[str, bytes]


def parts_of(path: Path, hub: HubIdentity) -> Parts:
    """Return the members of a bundle by name, as they were sealed."""
    raw = zlib.decompress(pyrage.decrypt(path.read_bytes(), [x25519.Identity.from_str(hub.age_identity)]), 31)
    parts, at = {}, 0
    while raw[at]:
        name, size = raw[at : at + 100].rstrip(b"\0").decode(), int(raw[at + 124 : at + 135], 8)
        parts[name] = raw[at + 512 : at + 512 + size]
        at += 512 + size + len(padding(size))
    return parts


def tar_of(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the tar of members in our form, whatever their names and order."""
    return b"".join(tar_header(name, len(raw)) + raw + padding(len(raw)) for name, raw in members) + END_OF_TAR


@pytest.fixture
def resealed(tmp_path: Path, hub: HubIdentity) -> Callable[[bytes], Path]:
    """Return a maker of files that hold any bytes, well sealed to the hub: what a hostile sender can do."""

    def make(raw: bytes) -> Path:
        path = tmp_path / "hostile.age"
        path.write_bytes(pyrage.encrypt(raw, [x25519.Recipient.from_str(hub.recipient)]))
        return path

    return make


@pytest.fixture
def parts(hub: HubIdentity, journal_of: Callable, sealed: Callable) -> Parts:
    """Return the members of a good bundle."""
    return parts_of(sealed(journal_of(3)).path, hub)


def signed_anew(parts: Parts, laptop: DeviceIdentity, **changed: object) -> Parts:
    """Return the members with facts of the manifest changed, signed by the laptop itself."""
    raw = canonical(parse(parts["manifest.json"]) | changed)
    return parts | {"manifest.json": raw, "manifest.json.sig": sign(raw, laptop.signing_key)}


def test_a_good_bundle_gives_its_lines(
    hub: HubIdentity, laptop: DeviceIdentity, journal_of: Callable, sealed: Callable
) -> None:
    """Verified in one reading, given out in another; the words are the ones the laptop showed."""
    journal = journal_of(700)
    made = sealed(journal)
    verified = verify(made.path, hub, [laptop.public])
    assert verified.manifest == made.manifest
    assert (verified.hash, verified.words, verified.device) == (made.hash, made.words, laptop.public)
    assert [line + b"\n" for line in entries(made.path, hub, verified)] == list(journal.lines)


def test_lines_come_proved(hub: HubIdentity, laptop: DeviceIdentity, journal_of: Callable, sealed: Callable) -> None:
    """As the lines that are given out prove, one by one."""
    made = sealed(journal_of(2_000, withhold=frozenset({3})))
    verified = verify(made.path, hub, [laptop.public])
    one_by_one = list(check_against(verified.manifest.facts, entries(made.path, hub, verified)))
    assert len(one_by_one) == 2_000
    assert list(proved_lines(made.path, hub, verified)) == one_by_one


def test_what_does_not_prove_is_told_where_the_lines_are_read(
    hub: HubIdentity, laptop: DeviceIdentity, journal_of: Callable, sealed: Callable
) -> None:
    """Of bundles that their own laptop signed: one without a line, and one that tells of another end."""
    journal = journal_of(6)
    without = replace(journal, lines=(*journal.lines[:3], *journal.lines[4:]))
    for made, fault in (
        (sealed(without, count=5, last=5), ChainBroken),
        (sealed(journal, "other.age", head="ab" * 32), WrongFacts),
    ):
        verified = verify(made.path, hub, [laptop.public])
        with pytest.raises(fault):
            list(proved_lines(made.path, hub, verified))


def test_an_empty_bundle_and_a_large_line_are_opened_too(
    hub: HubIdentity, laptop: DeviceIdentity, journal_of: Callable, sealed: Callable
) -> None:
    """No entries at all; one line far longer than a piece; and text that packs to a hundredth."""
    assert verify(sealed(journal_of(0)).path, hub, [laptop.public]).manifest.facts.count == 0
    journal = journal_of(1, note_length=500_000)
    made = sealed(journal)
    assert [*entries(made.path, hub, verify(made.path, hub, [laptop.public]))] == [journal.lines[0].rstrip()]
    readme = "x" * 65_000
    seal(lambda: journal.lines, journal.facts, laptop.signing_key, [hub.recipient], out=made.path, readme=readme)
    assert verify(made.path, hub, [laptop.public]).manifest.members[1].size == 65_000


def test_another_hub_cannot_open_it(laptop: DeviceIdentity, journal_of: Callable, sealed: Callable) -> None:
    """Nor can a hub to which somebody sealed it anew, since the manifest names for whom it was."""
    with pytest.raises(SealedToAnother, match="sealed to another hub"):
        verify(sealed(journal_of(3)).path, HubIdentity.make("Other"), [laptop.public])


def test_a_bundle_passed_on_to_this_hub_is_refused(
    resealed: Callable, hub: HubIdentity, laptop: DeviceIdentity, parts: Parts
) -> None:
    """The signed manifest names its recipients."""
    moved = signed_anew(parts, laptop, recipients=["0" * 16])
    with pytest.raises(SealedToAnother):
        verify(resealed(b"".join(gzip([tar_of(moved.items())]))), hub, [laptop.public])


def test_only_enrolled_laptops_are_heard(
    hub: HubIdentity, laptop: DeviceIdentity, journal_of: Callable, sealed: Callable
) -> None:
    """An unknown key; and a known key that signs in the name of another laptop."""
    path = sealed(journal_of(3)).path
    with pytest.raises(UnknownDevice, match=laptop.public.short):
        verify(path, hub, [DeviceIdentity.make("other", "store").public])
    with pytest.raises(WrongSignature, match="names another laptop"):
        verify(path, hub, [replace(laptop.public, device="other")])


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda parts: parts | {"manifest.json": parts["manifest.json"].replace(b":3", b":4")}, WrongSignature),
        (lambda parts: parts | {"manifest.json.sig": b"none"}, WrongSignature),
        (lambda parts: parts | {"entries.jsonl": parts["entries.jsonl"] + b"{}\n"}, Damaged),
        (lambda parts: parts | {"entries.jsonl": parts["entries.jsonl"].replace(b"visit", b"vixit")}, Damaged),
        (lambda parts: parts | {"README.txt": b"B bundle of fictional records.\n"}, Damaged),
        (lambda parts: dict(reversed(parts.items())), WrongLayout),
        (lambda parts: {name: raw for name, raw in parts.items() if name != "README.txt"}, WrongLayout),
        (lambda parts: parts | {"more.txt": b""}, WrongLayout),
        (lambda parts: {f"/{name}": raw for name, raw in parts.items()}, WrongLayout),
        (lambda parts: {f"../{name}": raw for name, raw in parts.items()}, WrongLayout),
        (lambda parts: parts | {"manifest.json": b"{" * 70_000}, TooLarge),
        (lambda parts: parts | {"manifest.json.sig": b"x" * 5_000}, TooLarge),
        (lambda parts: parts | {"README.txt": b"x" * 70_000}, TooLarge),
    ],
)
def test_what_was_altered_or_laid_out_otherwise_is_refused(
    resealed: Callable, hub: HubIdentity, laptop: DeviceIdentity, parts: Parts, change: Callable, error: type
) -> None:
    """Whoever has the hub's public key can seal; only what the laptop signed gets through."""
    path = resealed(b"".join(gzip([tar_of(change(parts).items())])))
    with pytest.raises(error):
        verify(path, hub, [laptop.public])


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"version": 2}, NewerFormat),
        ({"count": 4, "last": 4}, WrongFacts),
        ({"count": 2, "last": 2}, TooLarge),
        ({"count": 3_000_000, "last": 3_000_000}, TooLarge),
        ({"members": []}, WrongLayout),
    ],
)
def test_a_laptop_that_signs_what_does_not_hold_is_refused(
    resealed: Callable, hub: HubIdentity, laptop: DeviceIdentity, parts: Parts, changed: dict, error: type
) -> None:
    """A signature proves who, not that it is right."""
    path = resealed(b"".join(gzip([tar_of(signed_anew(parts, laptop, **changed).items())])))
    with pytest.raises(error):
        verify(path, hub, [laptop.public])


@pytest.mark.parametrize("lines", [b"a\n\nb\n", b"a\nb\nc"])
def test_lines_that_are_empty_or_without_an_end_are_refused(
    tmp_path: Path, resealed: Callable, hub: HubIdentity, laptop: DeviceIdentity, parts: Parts, lines: bytes
) -> None:
    """Even when signed."""
    import hashlib  # noqa: PLC0415 - the one place here that hashes

    members = parse(parts["manifest.json"])["members"]
    members[0] |= {"size": len(lines), "sha256": hashlib.sha256(lines).hexdigest()}
    made = signed_anew(parts, laptop, members=members) | {"entries.jsonl": lines}
    with pytest.raises(WrongFacts):
        verify(resealed(b"".join(gzip([tar_of(made.items())]))), hub, [laptop.public])


@pytest.mark.parametrize("kind", [b"1", b"2", b"5", b"L", b"x"])
def test_links_folders_and_extensions_are_refused(
    resealed: Callable, hub: HubIdentity, laptop: DeviceIdentity, parts: Parts, kind: bytes
) -> None:
    """Only the one header that we write is accepted, so a link has no way in."""
    raw = bytearray(tar_of(parts.items()))
    raw[156:157] = kind
    with pytest.raises(WrongLayout):
        verify(resealed(b"".join(gzip([bytes(raw)]))), hub, [laptop.public])


def test_duplicates_and_trailing_bytes_are_refused(
    resealed: Callable, hub: HubIdentity, laptop: DeviceIdentity, parts: Parts
) -> None:
    """In the tar, after the gzip, in the padding, and a second gzip."""
    tar = tar_of(parts.items())
    twice = tar_of([*parts.items(), *parts.items()])
    zipped = b"".join(gzip([tar]))
    bad_padding = bytearray(tar)
    bad_padding[-1025] = 1
    for raw in (
        b"".join(gzip([twice])),
        b"".join(gzip([tar + bytes(512)])),
        b"".join(gzip([bytes(bad_padding)])),
        zipped + b"x",
        zipped + bytes(20_000),
        zipped + zipped,
        GZIP_HEAD[:4] + b"\x01" + zipped[5:],
    ):
        with pytest.raises(WrongLayout):
            verify(resealed(raw), hub, [laptop.public])


def test_packing_that_is_broken_or_ends_early_is_refused(
    resealed: Callable, hub: HubIdentity, laptop: DeviceIdentity, parts: Parts
) -> None:
    """Well sealed, but the gzip or the tar inside is not whole."""
    tar = tar_of(parts.items())
    zipped = b"".join(gzip([tar]))
    for raw, error in (
        (b"", CutShort),
        (zipped[:-1], CutShort),
        (zipped[:5], CutShort),
        (b"".join(gzip([tar[:-1]])), CutShort),
        (zipped[:-8] + bytes(8), Damaged),
        (GZIP_HEAD + b"\xff" * 50, Damaged),
        (b"plain text", WrongLayout),
    ):
        with pytest.raises(error):
            verify(resealed(raw), hub, [laptop.public])


@pytest.mark.parametrize("behind", [False, True])
def test_a_gzip_bomb_is_refused_before_it_goes_off(
    resealed: Callable, hub: HubIdentity, laptop: DeviceIdentity, parts: Parts, behind: bool
) -> None:
    """200 MB of zeros in 200 kB: at the start, and behind a signed manifest in the place of the entries."""
    zeros = (bytes(1 << 20) for _ in range(200))
    first = [tar_of(list(parts.items())[:2])[:-1024], tar_header("entries.jsonl", 200 << 20)] if behind else []
    path = resealed(b"".join(gzip([*first, *zeros])))
    assert path.stat().st_size < 400_000
    with pytest.raises((WrongLayout, Damaged)):
        verify(path, hub, [laptop.public])


def test_caps_hold_before_the_work(
    hub: HubIdentity, laptop: DeviceIdentity, journal_of: Callable, sealed: Callable
) -> None:
    """The file, the entries, a line: each with a cap of its own."""
    path = sealed(journal_of(30)).path
    for cap, most in (("sealed", 1000), ("entries", 1000), ("line", 500), ("lines", 29)):
        with pytest.raises(TooLarge):
            verify(path, hub, [laptop.public], replace(shipped_caps(), **{cap: most}))


def test_files_that_are_no_bundles_are_told_apart(tmp_path: Path, hub: HubIdentity) -> None:
    """Another kind of file, one that is not there, and ones that end too soon."""
    path = tmp_path / "b.age"
    with pytest.raises(Unreadable, match=r"b\.age cannot be read"):
        verify(path, hub, [])
    head = b"age-encryption.org/v1\n"
    for raw, error in (
        (b"", CutShort),
        (b"hello", NotABundle),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\n", NotABundle),
        (head[:5], CutShort),
        (head, CutShort),
        (head + b"x" * 70_000, NotABundle),
        (head + b"-> X25519 a\nb\n--- short", CutShort),
        (head + b"-> X25519 a\nb\n--- " + b"x" * 100, Damaged),
    ):
        path.write_bytes(raw)
        with pytest.raises(error):
            verify(path, hub, [])


def test_a_bundle_exchanged_after_it_was_checked_is_noticed(
    hub: HubIdentity, laptop: DeviceIdentity, journal_of: Callable, sealed: Callable
) -> None:
    """The second reading only gives out what the first one saw."""
    made = sealed(journal_of(3))
    verified = verify(made.path, hub, [laptop.public])
    sealed(journal_of(4))
    with pytest.raises(ChangedSince, match="Check it again"):
        list(entries(made.path, hub, verified))
    with pytest.raises(ChangedSince):
        list(proved_lines(made.path, hub, verified))


def test_a_failing_drive_is_not_called_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hub: HubIdentity, journal_of: Callable, sealed: Callable
) -> None:
    """An error of the medium while it is read is told as that."""
    from linkworker.sync import opening  # noqa: PLC0415 - only this test looks inside

    path = sealed(journal_of(3)).path

    class Broken:
        def read(self, _most: int) -> bytes:
            raise OSError(5, "the stick was pulled")

    class PulledOut(opening._Ended):
        def __init__(self, file) -> None:
            super().__init__(file)
            self._file = Broken()

    monkeypatch.setattr(opening, "_Ended", PulledOut)
    with pytest.raises(Unreadable):
        verify(path, hub, [])


def test_a_large_bundle_damaged_or_cut_in_the_middle_is_told_apart(
    tmp_path: Path, hub: HubIdentity, laptop: DeviceIdentity, journal_of: Callable, sealed: Callable
) -> None:
    """Over several of age's chunks: a flip in the middle is damage, a missing end is a missing end."""
    whole = sealed(journal_of(3000)).path.read_bytes()
    assert len(whole) > 300_000
    path = tmp_path / "hurt.age"
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    for hurt, error in ((flipped, Damaged), (whole[: len(whole) // 2], CutShort), (whole[:-1], CutShort)):
        path.write_bytes(hurt)
        with pytest.raises(error):
            verify(path, hub, [laptop.public])
