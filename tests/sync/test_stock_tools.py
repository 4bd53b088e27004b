"""A bundle opens with stock tools, and with a reader that shares nothing with the program."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from linkworker.sync.device import DeviceIdentity
from linkworker.sync.identity import HubIdentity
from linkworker.sync.openssh import allowed_signers_line

MISSING = [tool for tool in ("age", "tar", "ssh-keygen", "sha256sum") if shutil.which(tool) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not on this machine: {', '.join(MISSING)}")
READER = Path(__file__).with_name("reader.py")


def write_keys(folder: Path, hub: HubIdentity, laptop: DeviceIdentity) -> None:
    """Write what stock tools need: an age key file and an allowed_signers file."""
    (folder / "key").write_text(hub.age_identity + "\n", encoding="utf-8", newline="\n")
    line = allowed_signers_line(laptop.device, laptop.public.public)
    (folder / "allowed_signers").write_text(line + "\n", encoding="utf-8", newline="\n")


def test_the_commands_of_the_readme_open_and_check_a_bundle(
    tmp_path: Path, hub: HubIdentity, laptop: DeviceIdentity, journal_of: Callable, sealed: Callable
) -> None:
    """age, tar, ssh-keygen -Y verify and sha256sum, as an IT team would type them."""
    journal = journal_of(20, withhold=frozenset({3}))
    made = sealed(journal)
    write_keys(tmp_path, hub, laptop)
    shell = f"""set -e
        age -d -i key bundle.age | tar -xz
        ssh-keygen -Y verify -f allowed_signers -I {laptop.device} -n linkworker-bundle@v1 \
            -s manifest.json.sig < manifest.json
        sha256sum manifest.json entries.jsonl README.txt"""
    told = subprocess.run(["sh", "-c", shell], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert f'Good "linkworker-bundle@v1" signature for {laptop.device}' in told
    hashes = [made.hash, *(member.sha256 for member in made.manifest.members)]
    assert [line.split()[0] for line in told.splitlines()[1:]] == hashes
    assert (tmp_path / "entries.jsonl").read_bytes() == b"".join(journal.lines)
    listed = subprocess.run(
        ["sh", "-c", "age -d -i key bundle.age | tar -tvz"], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    assert [line.split()[-1] for line in listed] == [
        "manifest.json",
        "manifest.json.sig",
        "entries.jsonl",
        "README.txt",
    ]
    assert all(line.startswith("-rw-r--r-- 0/0") and "1970-01-01" in line for line in listed)


def test_a_reader_of_under_60_lines_opens_a_bundle(
    tmp_path: Path, hub: HubIdentity, laptop: DeviceIdentity, journal_of: Callable, sealed: Callable
) -> None:
    """Written from the format page: signature, hashes, chain and commitments."""
    made = sealed(journal_of(20, withhold=frozenset({3})))
    write_keys(tmp_path, hub, laptop)
    command = [sys.executable, READER, tmp_path / "bundle.age", tmp_path / "key", tmp_path / "allowed_signers"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert json.loads(told) == {"hash": made.hash, "count": 20, "bare": 1}
    assert len(READER.read_text(encoding="utf-8").splitlines()) < 60
