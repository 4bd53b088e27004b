"""The files in which the hub's and the laptops' keys are carried."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from linkworker.base.errors import LinkworkerError
from linkworker.sync.device import DeviceIdentity, read_device
from linkworker.sync.identity import HubIdentity, Team, key_id, read_hub_identity, read_invitation
from linkworker.sync.problems import NewerFormat, WrongKey, WrongKeyFile


def changed(path: Path, **fields: object) -> Path:
    """Write a copy of a key file with some fields changed (None: taken out)."""
    held = json.loads(path.read_text(encoding="utf-8")) | fields
    copy = path.with_name("changed.json")
    copy.write_text(json.dumps({name: value for name, value in held.items() if value is not None}), encoding="utf-8")
    return copy


def test_a_hub_is_made_written_and_read_back(tmp_path: Path) -> None:
    """The invitation holds nothing private; the identity opens what is sealed to the invitation."""
    team = Team("0198a6a0-0000-7000-8000-00000000f001", "HMP Fenwick wellbeing team")
    hub = HubIdentity.make("Sussex hub", [team])
    hub.write(tmp_path)
    invitation = read_invitation(tmp_path / "hub-invitation.json")
    again = read_hub_identity(tmp_path / "hub-identity.json")
    assert again == hub
    assert (invitation.hub, invitation.teams) == (hub.hub, (team,))
    assert invitation.public == hub.signing_key.public_key().public_bytes_raw()
    assert again.invitation == invitation == hub.invitation
    assert again.signing_key.private_bytes_raw() == hub.signing_key.private_bytes_raw()
    assert len(invitation.words.split()) == 6
    assert len(key_id(invitation.recipient)) == 16
    assert "SECRET" not in (tmp_path / "hub-invitation.json").read_text(encoding="utf-8") + repr(hub)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no POSIX file modes")
def test_the_private_file_is_its_owners_alone(tmp_path: Path) -> None:
    """Mode 0600 from the first moment, where the system has it."""
    HubIdentity.make("Sussex hub").write(tmp_path)
    assert (tmp_path / "hub-identity.json").stat().st_mode & 0o777 == 0o600


def test_a_key_file_is_never_replaced(tmp_path: Path) -> None:
    """It may be the only copy of a key that everything is sealed to."""
    HubIdentity.make("First").write(tmp_path)
    with pytest.raises(WrongKeyFile, match="there is one already"):
        HubIdentity.make("Second").write(tmp_path)
    assert read_hub_identity(tmp_path / "hub-identity.json").name == "First"
    with pytest.raises(WrongKeyFile, match="cannot be written"):
        HubIdentity.make("Third").write(tmp_path / "nowhere")


def test_a_laptop_goes_out_and_comes_back(tmp_path: Path, laptop: DeviceIdentity) -> None:
    """The file's name holds the short id only; the private bytes make the same key again."""
    path = laptop.public.write(tmp_path)
    assert path.name == f"device-{laptop.public.short}.pub.json"
    assert read_device(path) == laptop.public
    held = (laptop.device, laptop.private_bytes(), laptop.age_identity, laptop.store)
    assert DeviceIdentity.from_private_bytes(*held).public == laptop.public
    assert DeviceIdentity.make(laptop.device, laptop.store).public != laptop.public
    assert "SECRET" not in path.read_text(encoding="utf-8") + repr(laptop)
    for private, age in ((b"short", laptop.age_identity), (laptop.private_bytes(), laptop.age_identity[:-1])):
        with pytest.raises(WrongKey) as told:
            DeviceIdentity.from_private_bytes(laptop.device, private, age, laptop.store)
        assert told.value.__cause__ is None


def test_a_laptop_tells_which_devices_it_was_before(tmp_path: Path, laptop: DeviceIdentity) -> None:
    """After a restore: so that the hub knows that it is no other laptop."""
    told = restored(laptop).public
    ids, keys = told.former, told.former_keys
    path = told.write(tmp_path)
    read = read_device(path)
    assert (read, [each.public for each in read.before], read.proved) == (told, list(keys), set(ids))
    assert told.words != replace(told, former_keys=keys[::-1]).words != laptop.public.words
    for former in ({"former_keys": keys[0].hex()}, {"former_keys": "zz zz"}, {"former": "x y"}):
        with pytest.raises(WrongKeyFile, match="not whole"):
            read_device(changed(path, **former))


def restored(laptop: DeviceIdentity) -> DeviceIdentity:
    """Return the laptop as one that was two others before, whose keys it holds."""
    before = [DeviceIdentity.make(f"0198a6a0-0000-7000-8000-00000000d0f{each}", laptop.store) for each in "12"]
    ids, keys = tuple(each.device for each in before), tuple(each.signing_key for each in before)
    return replace(laptop, former=ids, former_signers=keys)


def test_what_a_laptop_was_before_is_proved_and_not_only_said(tmp_path: Path, laptop: DeviceIdentity) -> None:
    """The key of before signs all that the file says now: its signature serves no other laptop, and no other file."""
    held = restored(laptop)
    path = held.public.write(tmp_path)
    proofs = json.loads(path.read_text(encoding="utf-8"))["former_proofs"].split()
    for wrong in (
        "", proofs[0], " ".join(proofs[::-1]), f"{proofs[0]} zz", f"{proofs[0]} AAAA", f"{proofs[0]} \N{BULLET}",
    ):  # fmt: skip
        with pytest.raises(WrongKeyFile, match="was before is not proved"):
            read_device(changed(path, former_proofs=wrong))
    other = DeviceIdentity.make("0198a6a0-0000-7000-8000-00000000d0f3", laptop.store).public
    lent = replace(
        other, former=held.public.former, former_keys=held.public.former_keys, former_proofs=held.public.former_proofs
    )
    assert (held.public.proved, lent.proved) == (set(held.former), set())
    with pytest.raises(WrongKeyFile, match="not proved"):
        read_device(lent.write(tmp_path))


def test_the_words_of_a_laptop_cover_all_that_it_says_it_is(laptop: DeviceIdentity) -> None:
    """Another key for receipts, or another id, has other words, though the signing key is the same."""
    other = DeviceIdentity.make("0198a6a0-0000-7000-8000-00000000d0f3", "0198a6a0-0000-7000-8000-00000000d0f4").public
    claimed = [
        replace(laptop.public, **{name: getattr(other, name)}) for name in ("device", "public", "recipient", "store")
    ]
    assert len({each.words for each in (laptop.public, *claimed)}) == 5


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"format": "other"}, "not a linkworker-hub-invitation file"),
        ({"version": 0}, "missing or unknown"),
        ({"version": True}, "missing or unknown"),
        ({"name": None}, "missing or unknown"),
        ({"name": 5}, "missing or unknown"),
        ({"hub": None}, "missing or unknown"),
        ({"teams": "x"}, "list of teams"),
        ({"teams": [{"id": "x"}]}, "list of teams"),
        ({"teams": [{"id": "x", "name": 5}]}, "list of teams"),
        ({"more": "x"}, "missing or unknown"),
        ({"recipient": "age1nothing"}, "not whole"),
        ({"verify_key": "ssh-ed25519 AAAA"}, "not whole"),
        ({"words": "acorn acorn acorn acorn acorn acorn"}, "do not fit its six words"),
    ],
)
def test_a_damaged_invitation_is_refused_with_the_reason(
    tmp_path: Path, hub: HubIdentity, fields: dict[str, object], reason: str
) -> None:
    """Each fault has its own short reason."""
    with pytest.raises(WrongKeyFile, match=reason):
        read_invitation(changed(hub.invitation.write(tmp_path), **fields))


def test_a_damaged_laptop_file_is_refused(tmp_path: Path, laptop: DeviceIdentity) -> None:
    """A key that is not whole, or that does not fit its words."""
    path = laptop.public.write(tmp_path)
    with pytest.raises(WrongKeyFile, match="not whole"):
        read_device(changed(path, key="ssh-ed25519 AAAA"))
    with pytest.raises(WrongKeyFile, match="not whole"):
        read_device(changed(path, recipient="age1nothing"))
    with pytest.raises(WrongKeyFile, match="missing or unknown"):
        read_device(changed(path, former=["x"]))
    with pytest.raises(WrongKeyFile, match="six words"):
        read_device(changed(path, words="acorn"))


def test_a_damaged_identity_never_shows_its_key(tmp_path: Path, hub: HubIdentity) -> None:
    """The error quotes nothing of the file, not even in what caused it."""
    hub.write(tmp_path)
    for fields in ({"age_identity": hub.age_identity[:-1]}, {"signing_key": "zz"}, {"signing_key": "00"}):
        with pytest.raises(WrongKeyFile, match="not whole") as told:
            read_hub_identity(changed(tmp_path / "hub-identity.json", **fields))
        assert told.value.__cause__ is None


def test_files_that_are_no_key_files_are_refused(tmp_path: Path, hub: HubIdentity) -> None:
    """A missing file, one that is not text, one that is not an object, one of a newer format."""
    path = tmp_path / "a.json"
    with pytest.raises(WrongKeyFile, match="cannot be read"):
        read_invitation(path)
    for raw in (b"\xff", b"{", b"[" * 60_000, b"[]"):
        path.write_bytes(raw)
        with pytest.raises(WrongKeyFile, match="not"):
            read_invitation(path)
    with pytest.raises(NewerFormat, match="Update this program") as told:
        read_invitation(changed(hub.invitation.write(tmp_path), version=2))
    assert isinstance(told.value, LinkworkerError)
