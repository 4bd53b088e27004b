"""Every kind of bundle and receipt opens with stock tools, and with a reader that shares nothing with the program."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from linkworker.base.setting_values import Sharing
from linkworker.casework.restoring import offer, restore
from linkworker.casework.setting_up import NewWorker, set_up
from linkworker.journal.erasing import erase_person
from linkworker.journal.incoming import Incoming, Late
from linkworker.records.person import Person
from linkworker.sync.device import DeviceIdentity
from linkworker.sync.export import export, make_again
from linkworker.sync.identity import HubIdentity
from linkworker.sync.lines import check_lines
from linkworker.sync.openssh import allowed_signers_line
from linkworker.sync.own_identities import device, own_identities
from linkworker.sync.receipt_lines import DirectoryRow, directory_line, entry_line, late_line
from linkworker.sync.seal import SealedFile
from linkworker.sync.trust import trust
from linkworker.vault.backups import make_backup
from linkworker.vault.cost import Cost
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.store import STORE_NAME

MISSING = [tool for tool in ("age", "tar", "ssh-keygen", "sha256sum") if shutil.which(tool) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not on this machine: {', '.join(MISSING)}")
READER = Path(__file__).with_name("reader.py")
MEMBERS = ["manifest.json", "manifest.json.sig", "entries.jsonl", "README.txt"]
BUNDLE, RECEIPT = "linkworker-bundle@v1", "linkworker-receipt@v1"
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "copper kettle tulip shelf"
JO = NewWorker("Jo Brand-Taylor", "jo", "link worker", "HMP Fenwick wellbeing team", "custody")
OPEN = Sharing.UNLESS_WITHHELD


@dataclass(frozen=True)
class Opened:
    """A file that stands beside what stock tools need for it: `key` and `allowed_signers`."""

    sealed: SealedFile
    signer: str
    namespace: str

    def with_tools(self) -> Path:
        """Open and check it as an IT team would type it; return the folder where its members are."""
        folder = self.sealed.path.parent
        shell = f"""set -e
            age -d -i key "{self.sealed.path.name}" | tar -xz
            ssh-keygen -Y verify -f allowed_signers -I {self.signer} -n {self.namespace} \\
                -s manifest.json.sig < manifest.json
            sha256sum manifest.json entries.jsonl README.txt"""
        told = _said("sh", "-c", shell, cwd=folder)
        assert f'Good "{self.namespace}" signature for {self.signer}' in told
        hashes = [self.sealed.hash, *(member.sha256 for member in self.sealed.manifest.members)]
        assert [line.split()[0] for line in told.splitlines()[1:]] == hashes
        return folder

    def with_the_reader(self) -> dict[str, int]:
        """Return what the reader counts in it."""
        folder = self.sealed.path.parent
        told = _said(sys.executable, READER, self.sealed.path, folder / "key", folder / "allowed_signers", cwd=folder)
        found = json.loads(told)
        assert found.pop("hash") == self.sealed.hash
        return found


def _said(*command: object, cwd: Path) -> str:
    return subprocess.run(list(map(str, command)), cwd=cwd, check=True, capture_output=True, text=True).stdout


def beside(folder: Path, age_identity: str, principal: str, public: bytes, namespace: str) -> None:
    """Write an age key file and an allowed_signers file."""
    (folder / "key").write_text(age_identity + "\n", encoding="utf-8", newline="\n")
    line = allowed_signers_line(principal, public, namespace)
    (folder / "allowed_signers").write_text(line + "\n", encoding="utf-8", newline="\n")


def bundle(sealed: SealedFile, hub: HubIdentity, laptop: DeviceIdentity) -> Opened:
    """Return a bundle with what its tools need beside it."""
    beside(sealed.path.parent, hub.age_identity, laptop.device, laptop.public.public, BUNDLE)
    return Opened(sealed, laptop.device, BUNDLE)


def receipt(sealed: SealedFile, hub: HubIdentity, laptop: DeviceIdentity) -> Opened:
    """Return a receipt with what its tools need beside it."""
    beside(sealed.path.parent, laptop.age_identity, hub.hub, hub.invitation.public, RECEIPT)
    return Opened(sealed, hub.hub, RECEIPT)


def test_a_bundle(hub: HubIdentity, laptop: DeviceIdentity, journal_of: Callable, sealed: Callable) -> None:
    """Opened, its members are the four of the format, without times or owners, and its lines those of the journal."""
    journal = journal_of(20, withhold=frozenset({3}))
    opened = bundle(sealed(journal), hub, laptop)
    folder = opened.with_tools()
    assert (folder / "entries.jsonl").read_bytes() == b"".join(journal.lines)
    listed = _said("sh", "-c", "age -d -i key bundle.age | tar -tvz", cwd=folder).splitlines()
    assert [line.split()[-1] for line in listed] == MEMBERS
    assert all(line.startswith("-rw-r--r-- 0/0") and "1970-01-01" in line for line in listed)
    assert opened.with_the_reader() == {"entries": 20, "bare": 1, "values": 0, "directory": 0}


def test_a_receipt(hub: HubIdentity, laptop: DeviceIdentity, journal_of: Callable, receipted: Callable) -> None:
    """One that only says what arrived, and one with a line of every form."""
    opened = receipt(receipted(), hub, laptop)
    assert (opened.with_tools() / "entries.jsonl").read_bytes() == b""
    assert opened.with_the_reader() == {"entries": 0, "bare": 0, "values": 0, "directory": 0}
    whole, other = (
        Incoming(line.text, line.hash, line.content) for line in list(check_lines(journal_of(5).lines))[2:4]
    )
    late = Late(json.loads(other.header)["id"], other.content or "")
    row = DirectoryRow("directory", "activity", "0198a6a0-0000-7000-8000-0000000000f7", {"name": "Café", "cost": 250})
    bare = Incoming(other.header, other.hash, None)
    lines = [entry_line(whole), entry_line(bare), late_line(late), directory_line(row)]
    opened = receipt(receipted(lines), hub, laptop)
    assert (opened.with_tools() / "entries.jsonl").read_bytes() == b"".join(lines)
    assert opened.with_the_reader() == {"entries": 2, "bare": 1, "values": 1, "directory": 1}


def test_a_bundle_with_late_values_one_made_anew_and_a_former_devices(tmp_path: Path, clock: object) -> None:
    """From a real store: values let go late, a person erased since, and a store that was restored."""
    hub = HubIdentity.make("Westshire hub")
    stick = tmp_path / "stick"
    stick.mkdir()
    opened = set_up(tmp_path / "desk", JO, PASSPHRASE, RecoveryCode.make(), clock, cost=CHEAP)
    with opened.store as store:
        trust(store, opened.worker_id, hub.invitation)
        with store.unit_of_work(opened.worker_id) as uow:
            person = uow.add(Person(name="Ali Mansour")).id
        export(store, opened.worker_id, stick, Sharing.WITH_CONSENT)
        late = bundle(export(store, opened.worker_id, stick, OPEN).last, hub, device(store))
        late.with_tools()
        assert late.with_the_reader()["values"] == 1
        with store.unit_of_work(opened.worker_id) as uow:
            erase_person(uow, person, "asked")
        anew = bundle(make_again(store, opened.worker_id, stick, 2, sharing=OPEN), hub, device(store))
        anew.with_tools()
        assert anew.sealed.manifest.facts.instead_of == (late.sealed.hash,)
        assert anew.with_the_reader()["values"] == 0
        make_backup(store, clock.now())
    (tmp_path / "desk" / STORE_NAME).unlink()
    unlocked = restore(
        tmp_path / "desk", offer(tmp_path / "desk", None, PASSPHRASE, clock, floor=CHEAP), clock
    ).unlocked
    with unlocked.store as store:
        former, now = own_identities(store)
        bundles = export(store, unlocked.worker_id, stick, OPEN).bundles
        for made in bundles:
            own = former if made.manifest.facts.device == former.device else now
            again = bundle(made, hub, own)
            again.with_tools()
            assert again.with_the_reader()["entries"] == made.manifest.facts.count
        assert {made.manifest.facts.device for made in bundles} == {former.device, now.device}
        assert now.former == (former.device,)


def test_the_reader_is_short() -> None:
    """Written from the format page, in under 60 lines."""
    assert len(READER.read_text(encoding="utf-8").splitlines()) < 60
